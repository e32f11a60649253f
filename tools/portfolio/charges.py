"""Who is in charge of what: sponsors and managers, leads of programmes and portfolios, members of boards.

What is returned is not yet narrowed to a viewer: callers keep what ``records.find_records`` lists.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.portfolio.boards import BoardMemberRow
from tools.portfolio.people import PersonRow
from tools.portfolio.structure import RUNNING, PortfolioRow, ProgrammeRow, ProjectRow, ProjectStateRow


@dataclass(frozen=True, slots=True)
class PersonCharges:
    """What one person answers for."""

    title: str | None
    sponsors: frozenset[str]
    """Ids of the running projects that the person sponsors on the day."""
    manages: frozenset[str]
    """Ids of the running projects that the person manages on the day."""
    leads: tuple[str, ...]
    """Ids of programmes and portfolios."""
    boards: tuple[str, ...]
    """Ids of the boards and committees that the person sits on."""


def charges_of(session: Session, person_id: str, today: date) -> PersonCharges:
    """Return what the person answers for on the day, hidden records included."""
    state = ProjectStateRow
    rows = session.execute(
        select(state.project_id, state.sponsor_id, state.pm_id).where(
            or_(state.sponsor_id == person_id, state.pm_id == person_id),
            state.valid_from <= today,
            or_(state.valid_to.is_(None), state.valid_to >= today),
            state.stage != "CLOSED",
            state.run_state.in_(RUNNING),
        )
    ).all()
    boards = select(BoardMemberRow.board_id).where(BoardMemberRow.person_id == person_id)
    programmes = select(ProgrammeRow.programme_id).where(ProgrammeRow.sro_id == person_id)
    portfolios = select(PortfolioRow.portfolio_id).where(PortfolioRow.director_id == person_id)
    return PersonCharges(
        title=session.scalar(select(PersonRow.title).where(PersonRow.person_id == person_id)),
        sponsors=frozenset(row.project_id for row in rows if row.sponsor_id == person_id),
        manages=frozenset(row.project_id for row in rows if row.pm_id == person_id),
        leads=(*sorted(session.scalars(portfolios)), *sorted(session.scalars(programmes))),
        boards=tuple(sorted(session.scalars(boards))),
    )


def board_members(session: Session, board_id: str) -> tuple[str, ...]:
    """Return the names of the board's members, by name."""
    query = (
        select(PersonRow.name)
        .join(BoardMemberRow, BoardMemberRow.person_id == PersonRow.person_id)
        .where(BoardMemberRow.board_id == board_id)
        .order_by(PersonRow.name)
    )
    return tuple(session.scalars(query))


def director_of(session: Session, portfolio_id: str) -> str | None:
    """Return the name of the portfolio's director, None where none is recorded."""
    joined = select(PersonRow.name).join(PortfolioRow, PortfolioRow.director_id == PersonRow.person_id)
    return session.scalar(joined.where(PortfolioRow.portfolio_id == portfolio_id))


def lead_of(session: Session, programme_id: str) -> str | None:
    """Return the name of the programme's senior responsible owner, None where none is recorded."""
    joined = select(PersonRow.name).join(ProgrammeRow, ProgrammeRow.sro_id == PersonRow.person_id)
    return session.scalar(joined.where(ProgrammeRow.programme_id == programme_id))


def projects_within(session: Session, container_id: str, visible: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the visible projects of a programme or a portfolio."""
    query = select(ProjectRow.project_id).where(
        or_(ProjectRow.programme_id == container_id, ProjectRow.portfolio_id == container_id),
        ProjectRow.project_id.in_(visible),
    )
    return tuple(session.scalars(query.order_by(ProjectRow.project_id)))
