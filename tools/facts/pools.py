"""Facts of roles and people, month by month: what they can do, and what visible projects ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tools.facts.resources import BookingFacts
from tools.facts.rows import IDS, Ids, Query, batches, grouped, of_row, prepared, read, recorded
from tools.portfolio.access import Viewer, visible
from tools.portfolio.people import PersonRow
from tools.portfolio.resources import (
    AllocationMonthRow,
    AllocationRow,
    PersonCapacityRow,
    RoleCapacityRow,
    RoleRow,
)

HARD, SOFT = "HARD", "SOFT"
Demand = dict[tuple[str, date, str], Decimal]


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """One month of a pool or a person, days; demand is that of the projects that the viewer may see."""

    month: date
    gross_days: Decimal
    leave_days: Decimal
    bau_share: Decimal
    hard_days: Decimal
    soft_days: Decimal
    row: str


@dataclass(frozen=True, slots=True)
class PoolFacts:
    """The people of one role, or one person, month by month; ``person_id`` is None for a pool."""

    role_id: str | None
    person_id: str | None
    name: str
    months: tuple[MonthFacts, ...]


def roles(session: Session, viewer: Viewer, today: date, role_ids: Ids) -> tuple[PoolFacts, ...]:
    """Return the pools of these roles."""
    demand = _demand(session, viewer, today, AllocationRow.role_id, role_ids)
    rows = read(session, _roles_query(), role_ids)
    return tuple(PoolFacts(key, None, name, months) for key, name, months in _months(rows, demand, "role_capacity"))


def persons(session: Session, viewer: Viewer, today: date, person_ids: Ids) -> tuple[PoolFacts, ...]:
    """Return the months of these people, where they are recorded."""
    demand = _demand(session, viewer, today, AllocationRow.person_id, person_ids)
    rows = read(session, _persons_query(), person_ids)
    return tuple(PoolFacts(None, key, name, months) for key, name, months in _months(rows, demand, "person_capacity"))


def every_pool(session: Session, viewer: Viewer, today: date) -> tuple[PoolFacts, ...]:
    """Return the pools of all roles, and the months of all people that are recorded."""
    role_ids = session.scalars(select(RoleRow.role_id).order_by(RoleRow.role_id)).all()
    person_ids = session.scalars(select(PersonCapacityRow.person_id).distinct()).all()
    of_roles = (roles(session, viewer, today, batch) for batch in batches(role_ids))
    of_people = (persons(session, viewer, today, batch) for batch in batches(sorted(person_ids)))
    return tuple(pool for pools in (*of_roles, *of_people) for pool in pools)


@dataclass(frozen=True, slots=True)
class DemandFacts:
    """Days of one month that one visible project has booked of a role or a person."""

    owner_id: str
    project_id: str
    person_id: str | None
    month: date
    days: Decimal
    booking: str
    key_role: bool
    booked_on: date | None
    row: str


def demands(
    session: Session, viewer: Viewer, today: date, of: Literal["role", "person"], ids: Ids
) -> tuple[DemandFacts, ...]:
    """Return what visible projects ask of these roles or people, project by project."""
    whose = AllocationRow.role_id if of == "role" else AllocationRow.person_id
    rows = read(session, _demands_query(viewer, today, whose), ids)
    return tuple(of_row(DemandFacts, row, row=f"allocation_month/{row.allocation_id}/{row.month}") for row in rows)


def role_names(session: Session) -> dict[str, str]:
    """Return the names of all roles by id."""
    return {row.role_id: row.name for row in session.execute(select(RoleRow.role_id, RoleRow.name))}


def booked_pools(
    session: Session,
    viewer: Viewer,
    today: date,
    booked: Mapping[str, tuple[BookingFacts, ...]],
    held: dict[str, PoolFacts],
) -> dict[str, tuple[PoolFacts, ...]]:
    """Return by project the roles and people that it has booked; ``held`` keeps the roles for the next batch."""
    every = [each for bookings in booked.values() for each in bookings]
    wanted = {each.role_id for each in every}
    for key in held.keys() - wanted:
        del held[key]  # else all roles of the organisation would come together here
    missing = sorted(wanted - held.keys())
    held.update((pool.role_id or "", pool) for pool in (roles(session, viewer, today, missing) if missing else ()))
    named = sorted({each.person_id for each in every if each.person_id})
    people = {pool.person_id: pool for pool in persons(session, viewer, today, named)} if named else {}
    return {
        project_id: (
            *(held[key] for key in sorted({each.role_id for each in bookings}) if key in held),
            *(people[key] for key in sorted({each.person_id or "" for each in bookings}) if key in people),
        )
        for project_id, bookings in booked.items()
    }


@cache
def _roles_query() -> Query:
    table, capacity = RoleRow, RoleCapacityRow
    return prepared(
        select(table.role_id.label("owner"), table.name, *recorded(capacity))
        .join(capacity, capacity.role_id == table.role_id)
        .where(table.role_id.in_(IDS))
        .order_by(table.role_id, capacity.month)
    )


@cache
def _persons_query() -> Query:
    table, capacity = PersonRow, PersonCapacityRow
    return prepared(
        select(table.person_id.label("owner"), table.name, *recorded(capacity))
        .join(capacity, capacity.person_id == table.person_id)
        .where(table.person_id.in_(IDS))
        .order_by(table.person_id, capacity.month)
    )


def _demand(
    session: Session,
    viewer: Viewer,
    today: date,
    whose: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    ids: Ids,
) -> Demand:
    """Return the days that visible projects ask for, by owner, month and kind of booking."""
    rows = read(session, _demand_query(viewer, today, whose), ids)
    return {(str(owner), first, kind): days for owner, first, kind, days in rows}


@lru_cache(maxsize=64)
def _demand_query(
    viewer: Viewer, today: date, whose: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
) -> Query:
    table, month, seen = AllocationRow, AllocationMonthRow, visible(viewer, today)
    return prepared(
        select(whose, month.month, table.booking, func.sum(month.days))
        .join(month, month.allocation_id == table.allocation_id)
        # Asked booking by booking: a list of all visible projects grows with the portfolio.
        .where(whose.in_(IDS), seen.where(seen.selected_columns[0] == table.project_id).exists())
        .where(or_(table.booked_on.is_(None), table.booked_on <= today))
        .group_by(whose, month.month, table.booking)
    )


@lru_cache(maxsize=64)
def _demands_query(
    viewer: Viewer, today: date, whose: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
) -> Query:
    table, month, seen = AllocationRow, AllocationMonthRow, visible(viewer, today)
    return prepared(
        select(
            whose.label("owner_id"), table.allocation_id, table.project_id, table.person_id, table.booking,
            table.key_role, table.booked_on, month.month, month.days,
        )
        .join(month, month.allocation_id == table.allocation_id)
        .where(whose.in_(IDS), seen.where(seen.selected_columns[0] == table.project_id).exists())
        .where(or_(table.booked_on.is_(None), table.booked_on <= today))
        .order_by(month.month, table.project_id, table.allocation_id)
    )  # fmt: skip


def _months(rows: Iterable[Any], demand: Demand, table: str) -> Iterable[tuple[str, str, tuple[MonthFacts, ...]]]:
    names: dict[str, str] = {}
    pairs = []
    for row in rows:
        names[row.owner] = row.name
        pairs.append((row.owner, _month(row, demand, table)))
    return ((owner, names[owner], months) for owner, months in grouped(pairs).items())


def _month(row: Any, demand: Demand, table: str) -> MonthFacts:
    return of_row(
        MonthFacts,
        row,
        hard_days=demand.get((row.owner, row.month, HARD), Decimal(0)),
        soft_days=demand.get((row.owner, row.month, SOFT), Decimal(0)),
        row=f"{table}/{row.owner}/{row.month}",
    )
