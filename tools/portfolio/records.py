"""The records that a question may name, for linking names to ids.

Only what the viewer may see is listed. A person is listed when a visible record names them or a board of
the organisation does; somebody who works only on hidden projects is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from tools.portfolio.access import Viewer, visible_projects
from tools.portfolio.boards import BoardMemberRow, BoardRow
from tools.portfolio.governance import ArtefactRow, ExceptionReportRow, GateConditionRow, GateReviewRow
from tools.portfolio.people import PersonRow
from tools.portfolio.reporting import ReportVersionRow, StatusReportRow
from tools.portfolio.structure import PortfolioRow, ProgrammeRow, ProjectAliasRow, ProjectRow, ProjectStateRow

RecordKind = Literal["project", "programme", "portfolio", "board", "person"]


@dataclass(frozen=True, slots=True)
class Record:
    """One record that can be named."""

    kind: RecordKind
    id: str
    name: str
    aliases: tuple[str, ...] = ()


def find_records(
    session: Session, viewer: Viewer, today: date, kinds: Collection[RecordKind] | None = None
) -> list[Record]:
    """Return the visible records of the kinds, or of all kinds, in order of kind and id."""
    visible = visible_projects(session, viewer, today)
    wanted = [kind for kind in _FINDERS if kinds is None or kind in kinds]
    return [record for kind in wanted for record in _FINDERS[kind](session, viewer, visible)]


def _projects(session: Session, viewer: Viewer, visible: Collection[str]) -> Sequence[Record]:
    aliases: dict[str, list[str]] = defaultdict(list)
    named = select(ProjectAliasRow.project_id, ProjectAliasRow.alias).where(ProjectAliasRow.project_id.in_(visible))
    for project_id, alias in session.execute(named.order_by(ProjectAliasRow.alias)):
        aliases[project_id].append(alias)
    rows = session.execute(
        select(ProjectRow.project_id, ProjectRow.name)
        .where(ProjectRow.project_id.in_(visible))
        .order_by(ProjectRow.project_id)
    )
    return [Record("project", id_, name, tuple(aliases[id_])) for id_, name in rows]


def _programmes(session: Session, viewer: Viewer, visible: Collection[str]) -> Sequence[Record]:
    """A programme is as visible as its projects: one that holds hidden projects only is not there."""
    used = select(ProjectRow.programme_id).where(ProjectRow.project_id.in_(visible))
    rows = session.execute(
        select(ProgrammeRow.programme_id, ProgrammeRow.name)
        .where(ProgrammeRow.programme_id.in_(used))
        .order_by(ProgrammeRow.programme_id)
    )
    return [Record("programme", id_, name) for id_, name in rows]


def _portfolios(session: Session, viewer: Viewer, visible: Collection[str]) -> Sequence[Record]:
    rows = session.execute(select(PortfolioRow.portfolio_id, PortfolioRow.name).order_by(PortfolioRow.portfolio_id))
    return [Record("portfolio", id_, name) for id_, name in rows]


def _boards(session: Session, viewer: Viewer, visible: Collection[str]) -> Sequence[Record]:
    rows = session.execute(select(BoardRow.board_id, BoardRow.name).order_by(BoardRow.board_id))
    return [Record("board", id_, name) for id_, name in rows]


def _people(session: Session, viewer: Viewer, visible: Collection[str]) -> Sequence[Record]:
    state, artefact, exception = ProjectStateRow, ArtefactRow, ExceptionReportRow
    reports = select(StatusReportRow.report_id).where(StatusReportRow.project_id.in_(visible))
    reviews = select(GateReviewRow.review_id).where(GateReviewRow.project_id.in_(visible))
    programmes = select(ProjectRow.programme_id).where(ProjectRow.project_id.in_(visible))
    version = ReportVersionRow
    named = union(
        select(state.sponsor_id).where(state.project_id.in_(visible)),
        select(state.pm_id).where(state.project_id.in_(visible)),
        select(artefact.approved_by_id).where(artefact.project_id.in_(visible)),
        select(exception.approver_id).where(exception.project_id.in_(visible)),
        select(GateConditionRow.owner_id).where(GateConditionRow.review_id.in_(reviews)),
        select(version.author_id).where(version.report_id.in_(reports)),
        select(version.approved_by_id).where(version.report_id.in_(reports)),
        select(ProgrammeRow.sro_id).where(ProgrammeRow.programme_id.in_(programmes)),
        select(PortfolioRow.director_id),
        select(BoardMemberRow.person_id),
        select(PersonRow.person_id).where(PersonRow.person_id == viewer.person_id),
    ).subquery()
    rows = session.execute(
        select(PersonRow.person_id, PersonRow.name)
        .where(PersonRow.person_id.in_(select(named.c[0])))
        .order_by(PersonRow.person_id)
    )
    return [Record("person", id_, name) for id_, name in rows]


_FINDERS: Mapping[RecordKind, Callable[[Session, Viewer, Collection[str]], Sequence[Record]]] = {
    "project": _projects,
    "programme": _programmes,
    "portfolio": _portfolios,
    "board": _boards,
    "person": _people,
}
