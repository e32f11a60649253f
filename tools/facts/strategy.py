"""Facts of strategy: the objectives of the organisation, and which of them a project serves."""

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
    named,
    of_row,
    person_of,
    prepared,
    read,
    recorded,
)
from tools.portfolio.people import PersonRow
from tools.portfolio.strategy import ObjectiveKpiRow, ObjectiveLinkRow, ObjectiveRow, ObjectiveStateRow


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """How far a project serves an objective; ``share`` is a fraction, ``contribution`` from 0 to 3."""

    objective_id: str
    valid_from: date
    share: Decimal
    contribution: int
    rationale: str | None
    linked_by_id: str | None
    confirmed_by_id: str | None
    confirmed_on: date | None
    """None until the owner of the objective has agreed."""
    row: str


@dataclass(frozen=True, slots=True)
class KpiFacts:
    """How it is measured that an objective is reached."""

    kpi_id: str
    name: str
    unit: str
    direction: str
    baseline_value: Decimal | None
    baseline_date: date | None
    target_value: Decimal | None
    target_date: date | None
    row: str


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """A strategic objective as it stood on a day."""

    objective_id: str
    title: str
    description: str | None
    target_statement: str | None
    status: str
    since: date
    """The day from which it has had this status, weight and owner; for a retired one, the day it was retired."""
    weight: Decimal | None
    """Fraction of the strategy."""
    owner: Person | None
    valid_from: date | None
    valid_to: date | None
    delivered_by_bau: bool
    successor_id: str | None
    period_id: str
    kpis: tuple[KpiFacts, ...]
    row: str
    state_row: str

    def active(self, on: date) -> bool:
        """Whether it counts on a day (F-ALN): active, and inside the time for which it was set."""
        begun = self.valid_from is None or self.valid_from <= on
        return self.status == "ACTIVE" and begun and (self.valid_to is None or on <= self.valid_to)


def links(session: Session, ids: Ids, today: date) -> dict[str, tuple[LinkFacts, ...]]:
    """Return the links that held on the day, by objective; one confirmed later is not confirmed yet."""
    rows = read(session, _links_query(), ids, today=today)
    return grouped((row.project_id, _link(row, today)) for row in rows)


@cache
def _links_query() -> Query:
    table = ObjectiveLinkRow
    return prepared(
        select(*recorded(table))
        .where(
            table.project_id.in_(IDS),
            table.valid_from <= TODAY,
            or_(table.valid_to.is_(None), table.valid_to >= TODAY),
        )
        .order_by(table.project_id, table.objective_id, table.valid_from)
    )


def _link(row: Any, today: date) -> LinkFacts:
    confirmed_on = by(row.confirmed_on, today)
    return of_row(
        LinkFacts,
        row,
        confirmed_on=confirmed_on,
        confirmed_by_id=row.confirmed_by_id if confirmed_on else None,
        row=f"objective_link/{row.project_id}/{row.objective_id}/{row.valid_from}",
    )


def objectives(session: Session, today: date) -> tuple[ObjectiveFacts, ...]:
    """Return the objectives as they stood on the day, by id; those set later are left out."""
    kpis = _kpis(session)
    rows = read(session, _objectives_query(), today=today)
    return tuple(
        of_row(
            ObjectiveFacts,
            row,
            owner=person_of(row, row.owner_id),
            kpis=kpis.get(row.objective_id, ()),
            row=f"strategic_objective/{row.objective_id}",
            state_row=f"objective_state/{row.objective_id}/{row.since}",
        )
        for row in rows
    )


@cache
def _objectives_query() -> Query:
    table, state = ObjectiveRow, ObjectiveStateRow
    return prepared(
        select(
            *recorded(table),
            state.valid_from.label("since"),
            state.status,
            state.weight,
            state.owner_id,
            *named(PersonRow),
        )
        .join(state, state.objective_id == table.objective_id)
        .outerjoin(PersonRow, PersonRow.person_id == state.owner_id)
        .where(state.valid_from <= TODAY, or_(state.valid_to.is_(None), state.valid_to >= TODAY))
        .order_by(table.objective_id)
    )


def _kpis(session: Session) -> dict[str, tuple[KpiFacts, ...]]:
    rows = read(session, _kpis_query())
    return grouped((row.objective_id, of_row(KpiFacts, row, row=f"objective_kpi/{row.kpi_id}")) for row in rows)


@cache
def _kpis_query() -> Query:
    table = ObjectiveKpiRow
    return prepared(select(*recorded(table)).order_by(table.objective_id, table.kpi_id))
