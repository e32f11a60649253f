"""Facts of risks, issues and assumptions, by project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.facts.rows import (
    IDS,
    TODAY,
    Ids,
    Person,
    Query,
    by,
    grouped,
    known,
    named,
    of_row,
    person_of,
    prepared,
    read,
    recorded,
    sits_for,
)
from tools.portfolio.boards import BoardRow
from tools.portfolio.people import PersonRow
from tools.portfolio.raid import AssumptionRow, IssueRow, RiskActionRow, RiskRow, RiskStateRow


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """Something done about a risk; OPEN until the day on which it was closed."""

    action: str
    owner_id: str | None
    due_date: date | None
    status: str
    row: str


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """A risk as it stood on a day; ``probability`` is a fraction, money pounds, scales from 1 to 5."""

    risk_id: str
    title: str
    category: str
    is_opportunity: bool
    raised_on: date
    since: date
    """The day from which it has stood so."""
    status: str
    inherent_p: int | None
    inherent_i: int | None
    residual_p: int | None
    residual_i: int | None
    target_p: int | None
    target_i: int | None
    probability: Decimal | None
    cost_min: Decimal | None
    cost_likely: Decimal | None
    cost_max: Decimal | None
    schedule_days: int | None
    response: str | None
    accepted_by_id: str | None
    owner: Person | None
    proximity_date: date | None
    last_reviewed: date | None
    next_review: date | None
    escalated_on: date | None
    escalated_to_id: str | None
    actions: tuple[ActionFacts, ...]
    row: str
    state_row: str

    @property
    def residual(self) -> int | None:
        """Residual score: probability times impact (F-RSK)."""
        return None if self.residual_p is None or self.residual_i is None else self.residual_p * self.residual_i


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """An issue; OPEN until the day on which it was closed."""

    issue_id: str
    title: str
    type: str
    severity: str
    raised_on: date
    owner: Person | None
    target_date: date | None
    impact_cost: Decimal | None
    impact_days: int | None
    status: str
    closed_on: date | None
    resolution: str | None
    escalated_on: date | None
    row: str


@dataclass(frozen=True, slots=True)
class AssumptionFacts:
    """An assumption; OPEN until the day on which it was shown right or wrong."""

    assumption_id: str
    text: str
    owner: Person | None
    validate_by: date | None
    status: str
    impact_if_wrong: str | None
    row: str


def risks(session: Session, ids: Ids, today: date) -> dict[str, tuple[RiskFacts, ...]]:
    """Return the risks as they stood on the day, by id."""
    actions = _actions(session, ids, today)
    rows = read(session, _risks_query(), ids, today=today)
    return grouped((row.project_id, _risk(row, today, actions.get(row.risk_id, ()))) for row in rows)


@cache
def _risks_query() -> Query:
    table, state = RiskRow, RiskStateRow
    held = [column for column in recorded(state) if column.key not in ("risk_id", "valid_from", "valid_to")]
    return prepared(
        select(
            *recorded(table),
            state.valid_from.label("since"),
            *held,
            *named(PersonRow),
            BoardRow.board_id.label("own_board_id"),
        )
        .join(state, state.risk_id == table.risk_id)
        .outerjoin(BoardRow, sits_for(state.escalated_to_id, table.project_id))
        .outerjoin(PersonRow, PersonRow.person_id == state.owner_id)
        .where(
            table.project_id.in_(IDS),
            state.valid_from <= TODAY,
            or_(state.valid_to.is_(None), state.valid_to >= TODAY),
        )
        .order_by(table.project_id, table.risk_id)
    )


def _risk(row: Any, today: date, actions: tuple[ActionFacts, ...]) -> RiskFacts:
    escalated_on = by(row.escalated_on, today)
    return of_row(
        RiskFacts,
        row,
        owner=person_of(row, row.owner_id),
        escalated_on=escalated_on,
        escalated_to_id=row.own_board_id if escalated_on else None,
        actions=actions,
        row=f"risk/{row.risk_id}",
        state_row=f"risk_state/{row.risk_id}/{row.since}",
    )


def _actions(session: Session, ids: Ids, today: date) -> dict[str, tuple[ActionFacts, ...]]:
    rows = read(session, _actions_query(), ids)
    return grouped(
        (
            row.risk_id,
            of_row(
                ActionFacts,
                row,
                status=row.status if by(row.closed_on, today) else "OPEN",
                row=f"risk_action/{row.action_id}",
            ),
        )
        for row in rows
    )


@cache
def _actions_query() -> Query:
    table = RiskActionRow
    return prepared(
        select(*recorded(table))
        .join(RiskRow, RiskRow.risk_id == table.risk_id)
        .where(RiskRow.project_id.in_(IDS))
        .order_by(table.risk_id, table.due_date.nulls_last(), table.action_id)
    )


def at_least_since(session: Session, ids: Ids, today: date, score: Decimal) -> dict[str, date]:
    """Return since when each risk has had a residual score of at least ``score``, without a break up to the day."""
    since: dict[str, date] = {}
    for risk_id, valid_from, p, i in read(session, _scores_query(), ids, today=today):
        if p is None or i is None or p * i < score:
            since.pop(risk_id, None)
        else:
            since.setdefault(risk_id, valid_from)
    return since


@cache
def _scores_query() -> Query:
    state = RiskStateRow
    return prepared(
        select(state.risk_id, state.valid_from, state.residual_p, state.residual_i)
        .join(RiskRow, RiskRow.risk_id == state.risk_id)
        .where(RiskRow.project_id.in_(IDS), state.valid_from <= TODAY)
        .order_by(state.risk_id, state.valid_from)
    )


def issues(session: Session, ids: Ids, today: date) -> dict[str, tuple[IssueFacts, ...]]:
    """Return the issues raised by the day, by id."""
    rows = read(session, _issues_query(), ids, today=today)
    return grouped((row.project_id, _issue(row, today)) for row in rows)


@cache
def _issues_query() -> Query:
    table = IssueRow
    return prepared(
        select(*recorded(table), *named(PersonRow))
        .outerjoin(PersonRow, PersonRow.person_id == table.owner_id)
        .where(table.project_id.in_(IDS), table.raised_on <= TODAY)
        .order_by(table.project_id, table.issue_id)
    )


def _issue(row: Any, today: date) -> IssueFacts:
    closed_on = by(row.closed_on, today)
    return of_row(
        IssueFacts,
        row,
        owner=person_of(row, row.owner_id),
        status=row.status if closed_on else "OPEN",
        closed_on=closed_on,
        resolution=row.resolution if closed_on else None,
        escalated_on=by(row.escalated_on, today),
        row=f"issue/{row.issue_id}",
    )


def assumptions(session: Session, ids: Ids, today: date) -> dict[str, tuple[AssumptionFacts, ...]]:
    """Return the assumptions made by the day, by id."""
    rows = read(session, _assumptions_query(), ids)
    return grouped(
        (
            row.project_id,
            of_row(
                AssumptionFacts,
                row,
                owner=person_of(row, row.owner_id),
                status=row.status if by(row.closed_on, today) else "OPEN",
                row=f"assumption/{row.assumption_id}",
            ),
        )
        for row in rows
        if known(row.raised_on, today)
    )


@cache
def _assumptions_query() -> Query:
    table = AssumptionRow
    return prepared(
        select(*recorded(table), *named(PersonRow))
        .outerjoin(PersonRow, PersonRow.person_id == table.owner_id)
        .where(table.project_id.in_(IDS))
        .order_by(table.project_id, table.assumption_id)
    )
