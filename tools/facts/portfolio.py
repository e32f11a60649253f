"""What was recorded about the portfolio as a whole, as of a date: objectives, budgets, people, boards, proposals.

The projects come beside it, from ``tools.facts.project``: of many, a batch at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from tools.facts.money import PortfolioBudgetFacts, portfolio_budgets
from tools.facts.pools import PoolFacts, every_pool
from tools.facts.proposals import ProposalFacts, proposals
from tools.facts.rows import Query, by, known, of_row, prepared, read, recorded
from tools.facts.strategy import ObjectiveFacts, objectives
from tools.portfolio.access import Viewer, visible, visible_proposals
from tools.portfolio.boards import BoardMeetingRow, BoardRow, DecisionRow
from tools.portfolio.changes import ChangeRequestRow
from tools.portfolio.lessons import LessonRow
from tools.portfolio.people import PersonRow
from tools.portfolio.proposals import BacklogItemRow, PairwiseJudgementRow
from tools.portfolio.structure import ProgrammeRow, ProjectRow


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A programme of which the viewer may see at least one project."""

    programme_id: str
    name: str
    portfolio_id: str
    sro_id: str | None
    manager_id: str | None
    vision: str | None
    status: str | None
    row: str


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision that a board is asked for or has made; NEEDED until the day on which it was made."""

    decision_id: str
    board_id: str
    board: str
    project_id: str | None
    change_request_id: str | None
    question: str
    asked_on: date | None
    needed_by: date | None
    status: str
    decided_on: date | None
    outcome: str | None
    rationale: str | None
    minutes_ref: str | None
    row: str


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A day on which a board meets; ``project_id`` where it is one project's own committee."""

    board_id: str
    board: str
    project_id: str | None
    meeting_date: date
    papers_deadline: date | None
    row: str


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What a project learnt, in the words of its people: data, never instruction."""

    lesson_id: str
    project_id: str
    raised_on: date
    stage: str | None
    category: str
    what_happened: str
    cause: str | None
    recommendation: str | None
    owner_id: str | None
    status: str
    embedded_in: str | None
    row: str
    owner: str | None = None
    portfolio_id: str | None = None
    """The portfolio of its project."""


@dataclass(frozen=True, slots=True)
class JudgementFacts:
    """How many times more one criterion counts than another."""

    model: str
    criterion_a: str
    criterion_b: str
    value: Decimal
    row: str


@dataclass(frozen=True, slots=True)
class BacklogFacts:
    """A small piece of work, estimated relative to the others of its portfolio."""

    backlog_id: str
    portfolio_id: str
    title: str
    business_value: int
    time_criticality: int
    risk_opportunity: int
    job_size: int
    row: str


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """Everything about the whole that a viewer may see, as of a date."""

    objectives: tuple[ObjectiveFacts, ...]
    programmes: tuple[ProgrammeFacts, ...]
    budgets: tuple[PortfolioBudgetFacts, ...]
    proposals: tuple[ProposalFacts, ...]
    pools: tuple[PoolFacts, ...]
    """Of roles and of people, with the demand of the visible projects."""
    decisions: tuple[DecisionFacts, ...]
    meetings: tuple[MeetingFacts, ...]
    lessons: tuple[LessonFacts, ...]
    judgements: tuple[JudgementFacts, ...]
    backlog: tuple[BacklogFacts, ...]


def load_portfolio(session: Session, viewer: Viewer, today: date) -> PortfolioFacts:
    """Load what is known of the whole on the day, narrowed to what the viewer may see."""
    seen = visible(viewer, today)
    return PortfolioFacts(
        objectives=objectives(session, today),
        programmes=_programmes(session, seen),
        budgets=portfolio_budgets(session),
        proposals=proposals(session, viewer, visible_proposals(session, viewer, today), today),
        pools=every_pool(session, viewer, today),
        decisions=decisions(session, seen, today),
        meetings=meetings(session, seen),
        lessons=lessons_of(session, seen, today),
        judgements=judgements(session),
        backlog=backlog(session),
    )


def load_programmes(session: Session, viewer: Viewer, today: date) -> tuple[ProgrammeFacts, ...]:
    """Load the programmes of which the viewer may see a project on the day, by id."""
    return _programmes(session, visible(viewer, today))


def load_decisions(session: Session, viewer: Viewer, today: date) -> tuple[DecisionFacts, ...]:
    """Load the decisions asked for by the day, on projects that the viewer may see or on none, by id."""
    return decisions(session, visible(viewer, today), today)


def _programmes(session: Session, seen: Select[str]) -> tuple[ProgrammeFacts, ...]:
    table = ProgrammeRow
    used = select(ProjectRow.programme_id).where(ProjectRow.project_id.in_(seen))
    rows = session.execute(select(*recorded(table)).where(table.programme_id.in_(used)).order_by(table.programme_id))
    return tuple(of_row(ProgrammeFacts, row, row=f"programme/{row.programme_id}") for row in rows)


def decisions(session: Session, seen: Select[str], today: date) -> tuple[DecisionFacts, ...]:
    """Return the decisions asked for by the day, on visible projects or on none, by id."""
    table = DecisionRow
    changes = select(ChangeRequestRow.change_request_id).where(ChangeRequestRow.project_id.in_(seen))
    rows = session.execute(
        select(*recorded(table), BoardRow.name.label("board"))
        .join(BoardRow, BoardRow.board_id == table.board_id)
        .where(or_(table.project_id.is_(None), table.project_id.in_(seen)))
        .where(or_(BoardRow.project_id.is_(None), BoardRow.project_id.in_(seen)))
        .where(or_(table.change_request_id.is_(None), table.change_request_id.in_(changes)))
        .order_by(table.decision_id)
    )
    return tuple(_decision(row, today) for row in rows if known(row.asked_on, today))


def _decision(row: Any, today: date) -> DecisionFacts:
    facts = of_row(DecisionFacts, row, row=f"decision/{row.decision_id}")
    if facts.status != "MADE" or by(facts.decided_on, today):
        return facts
    return replace(facts, status="NEEDED", decided_on=None, outcome=None, rationale=None, minutes_ref=None)


def meetings(session: Session, seen: Select[str]) -> tuple[MeetingFacts, ...]:
    """Return the meetings of boards, by day; those of a project's own committee where it is visible."""
    table = BoardMeetingRow
    rows = session.execute(
        select(*recorded(table), BoardRow.name.label("board"), BoardRow.project_id)
        .join(BoardRow, BoardRow.board_id == table.board_id)
        .where(or_(BoardRow.project_id.is_(None), BoardRow.project_id.in_(seen)))
        .order_by(table.meeting_date, table.board_id)
    )
    return tuple(of_row(MeetingFacts, row, row=f"board_meeting/{row.board_id}/{row.meeting_date}") for row in rows)


def lessons_of(session: Session, seen: Select[str], today: date) -> tuple[LessonFacts, ...]:
    """Return the lessons raised by the day, by id."""
    table = LessonRow
    rows = session.execute(
        select(*recorded(table), PersonRow.name.label("owner"), ProjectRow.portfolio_id)
        .join(ProjectRow, ProjectRow.project_id == table.project_id)
        .outerjoin(PersonRow, PersonRow.person_id == table.owner_id)
        .where(table.project_id.in_(seen), table.raised_on <= today)
        .order_by(table.lesson_id)
    )
    return tuple(of_row(LessonFacts, row, row=f"lesson/{row.lesson_id}") for row in rows)


def judgements(session: Session) -> tuple[JudgementFacts, ...]:
    """Return the pairwise comparisons of criteria, by model."""
    rows = read(session, _judgements_query())
    return tuple(
        of_row(JudgementFacts, row, row=f"pairwise_judgement/{row.model}/{row.criterion_a}/{row.criterion_b}")
        for row in rows
    )


@cache
def _judgements_query() -> Query:
    table = PairwiseJudgementRow
    return prepared(select(*recorded(table)).order_by(table.model, table.criterion_a, table.criterion_b))


def backlog(session: Session) -> tuple[BacklogFacts, ...]:
    """Return the backlog items of all portfolios, by id."""
    rows = read(session, _backlog_query())
    return tuple(of_row(BacklogFacts, row, row=f"backlog_item/{row.backlog_id}") for row in rows)


@cache
def _backlog_query() -> Query:
    table = BacklogItemRow
    return prepared(select(*recorded(table)).order_by(table.backlog_id))
