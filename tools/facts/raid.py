"""Facts of risks, issues, assumptions and dependencies, by project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from tools.facts.milestones import forecast_dates
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
    seen_among,
    sits_for,
)
from tools.portfolio.access import Viewer
from tools.portfolio.boards import BoardRow
from tools.portfolio.delivery import MilestoneRow
from tools.portfolio.people import PersonRow
from tools.portfolio.raid import AssumptionRow, DependencyRow, IssueRow, RiskActionRow, RiskRow, RiskStateRow
from tools.portfolio.structure import ProjectRow


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


@dataclass(frozen=True, slots=True)
class DependencyFacts:
    """What one project, or somebody outside, hands to another; it stands with both."""

    dependency_id: str
    provider_id: str | None
    provider: str | None
    """Name of the project or the outsider; None where the viewer may not see the project."""
    consumer_id: str
    consumer: str
    deliverable: str
    type: str
    need_by: date | None
    promised_date: date | None
    milestone_id: str | None
    """The provider's milestone that delivers it, where one does."""
    forecast_date: date | None
    """What the provider expects: the forecast of that milestone, else what is recorded for the dependency."""
    provider_agreed_on: date | None
    consumer_agreed_on: date | None
    workaround: str | None
    status: str
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


def dependencies(session: Session, viewer: Viewer, ids: Ids, today: date) -> dict[str, tuple[DependencyFacts, ...]]:
    """Return the dependencies known on the day, with the provider and with the consumer, by id.

    One of which the viewer may not see the other side is left out altogether.
    """
    rows = read(session, _dependencies_query(), ids).all()
    others = {side for row in rows for side in (row.provider_id, row.consumer_id) if side} - set(ids)
    seen = {None, *ids, *(seen_among(session, viewer, today, others) if others else ())}
    shown = [row for row in rows if {row.provider_id, row.consumer_id} <= seen and known(row.raised_on, today)]
    expected = forecast_dates(session, [row.own_milestone_id for row in shown if row.own_milestone_id], today)
    sides = ((side, row) for row in shown for side in (row.provider_id, row.consumer_id) if side in ids)
    return grouped((side, _dependency(row, expected, today)) for side, row in sides)


@cache
def _dependencies_query() -> Query:
    table = DependencyRow
    provider, consumer = aliased(ProjectRow), aliased(ProjectRow)
    return prepared(
        select(
            *recorded(table),
            provider.name.label("provider_project"),
            consumer.name.label("consumer"),
            MilestoneRow.milestone_id.label("own_milestone_id"),
        )
        .outerjoin(provider, provider.project_id == table.provider_id)
        .outerjoin(
            MilestoneRow,
            and_(MilestoneRow.milestone_id == table.milestone_id, MilestoneRow.project_id == table.provider_id),
        )
        .join(consumer, consumer.project_id == table.consumer_id)
        .where(or_(table.provider_id.in_(IDS), table.consumer_id.in_(IDS)))
        .order_by(table.dependency_id)
    )


def _dependency(row: Any, expected: Mapping[str, date | None], today: date) -> DependencyFacts:
    delivered = row.status == "DELIVERED" and by(row.delivered_on, today) is None
    return of_row(
        DependencyFacts,
        row,
        provider=row.provider_project or row.provider_name,
        status="OPEN" if delivered else row.status,
        milestone_id=row.own_milestone_id,
        forecast_date=expected.get(row.own_milestone_id, row.forecast_date),
        provider_agreed_on=by(row.provider_agreed_on, today),
        consumer_agreed_on=by(row.consumer_agreed_on, today),
        row=f"dependency/{row.dependency_id}",
    )
