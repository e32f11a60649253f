"""Facts of people's time: what a project has booked, and what pools and persons can do and are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tools.facts.rows import Ids, by, grouped, known, of_row, recorded
from tools.portfolio.people import PersonRow
from tools.portfolio.resources import (
    AllocationMonthRow,
    AllocationRow,
    PersonCapacityRow,
    RoleCapacityRow,
    RoleRow,
    VacancyRow,
)

HARD, SOFT = "HARD", "SOFT"


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """A booking of a role, or of one named person in it, days by month (first day of the month)."""

    allocation_id: str
    role_id: str
    role: str
    person_id: str | None
    person: str | None
    booking: str
    key_role: bool
    booked_on: date | None
    months: tuple[tuple[date, Decimal], ...]
    row: str


@dataclass(frozen=True, slots=True)
class VacancyFacts:
    """A role of the project that nobody fills on the day."""

    role: str
    since: date
    needed_from: date | None
    key_role: bool
    row: str


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


def bookings(session: Session, ids: Ids, today: date) -> dict[str, tuple[BookingFacts, ...]]:
    """Return what projects have booked by the day, by id."""
    table, month = AllocationRow, AllocationMonthRow
    days = session.execute(
        select(month.allocation_id, month.month, month.days)
        .join(table, table.allocation_id == month.allocation_id)
        .where(table.project_id.in_(ids))
        .order_by(month.allocation_id, month.month)
    )
    months = grouped((allocation_id, (first, amount)) for allocation_id, first, amount in days)
    rows = session.execute(
        select(*recorded(table), RoleRow.name.label("role"), PersonRow.name.label("person"))
        .join(RoleRow, RoleRow.role_id == table.role_id)
        .outerjoin(PersonRow, PersonRow.person_id == table.person_id)
        .where(table.project_id.in_(ids))
        .order_by(table.project_id, table.allocation_id)
    )
    return grouped(
        (
            row.project_id,
            of_row(BookingFacts, row, months=months.get(row.allocation_id, ()), row=f"allocation/{row.allocation_id}"),
        )
        for row in rows
        if known(row.booked_on, today)
    )


def vacancies(session: Session, ids: Ids, today: date) -> dict[str, tuple[VacancyFacts, ...]]:
    """Return the roles that nobody fills on the day."""
    table = VacancyRow
    rows = session.execute(
        select(*recorded(table), RoleRow.name.label("role"))
        .join(RoleRow, RoleRow.role_id == table.role_id)
        .where(table.project_id.in_(ids), table.since <= today)
        .order_by(table.project_id, table.since, table.role_id)
    )
    return grouped(
        (row.project_id, of_row(VacancyFacts, row, row=f"vacancy/{row.project_id}/{row.role_id}/{row.since}"))
        for row in rows
        if not by(row.filled_on, today)
    )


def pools(session: Session, visible: Ids, today: date, role_ids: Ids | None = None) -> tuple[PoolFacts, ...]:
    """Return the roles (all, or those of ``role_ids``), with capacity and the visible demand by month."""
    table, capacity = RoleRow, RoleCapacityRow
    query = (
        select(table.role_id.label("owner"), table.name, *recorded(capacity))
        .join(capacity, capacity.role_id == table.role_id)
        .order_by(table.role_id, capacity.month)
    )
    if role_ids is not None:
        query = query.where(table.role_id.in_(role_ids))
    demand = _demand(session, AllocationRow.role_id, visible, today, role_ids)
    return tuple(
        PoolFacts(role_id, None, name, months)
        for role_id, name, months in _months(session, query, demand, "role_capacity")
    )


def persons(session: Session, visible: Ids, today: date, person_ids: Ids | None = None) -> tuple[PoolFacts, ...]:
    """Return the people (all, or those of ``person_ids``) whose months are recorded, with the visible demand."""
    table, capacity = PersonRow, PersonCapacityRow
    query = (
        select(table.person_id.label("owner"), table.name, *recorded(capacity))
        .join(capacity, capacity.person_id == table.person_id)
        .order_by(table.person_id, capacity.month)
    )
    if person_ids is not None:
        query = query.where(table.person_id.in_(person_ids))
    demand = _demand(session, AllocationRow.person_id, visible, today, person_ids)
    return tuple(
        PoolFacts(None, person_id, name, months)
        for person_id, name, months in _months(session, query, demand, "person_capacity")
    )


def booked_pools(
    session: Session, booked: Mapping[str, tuple[BookingFacts, ...]], visible: Ids, today: date
) -> dict[str, tuple[PoolFacts, ...]]:
    """Return by project the roles and people that it has booked."""
    every = [each for held in booked.values() for each in held]
    of_role = {pool.role_id or "": pool for pool in pools(session, visible, today, {each.role_id for each in every})}
    named_ids = {each.person_id for each in every if each.person_id}
    of_person = {pool.person_id or "": pool for pool in persons(session, visible, today, named_ids)}
    return {
        project_id: (
            *(pool for key, pool in sorted(of_role.items()) if any(each.role_id == key for each in held)),
            *(pool for key, pool in sorted(of_person.items()) if any(each.person_id == key for each in held)),
        )
        for project_id, held in booked.items()
    }


Demand = dict[tuple[str, date, str], Decimal]


def _demand(
    session: Session,
    whose: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    visible: Ids,
    today: date,
    only: Ids | None,
) -> Demand:
    """Return the days asked for, by owner, month and kind of booking."""
    table, month = AllocationRow, AllocationMonthRow
    query = (
        select(whose, month.month, table.booking, func.sum(month.days))
        .join(month, month.allocation_id == table.allocation_id)
        .where(table.project_id.in_(visible), whose.is_not(None))
        .where(or_(table.booked_on.is_(None), table.booked_on <= today))
        .group_by(whose, month.month, table.booking)
    )
    if only is not None:
        query = query.where(whose.in_(only))
    return {(str(owner), first, kind): days for owner, first, kind, days in session.execute(query)}


def _months(
    session: Session, query: Select[*tuple[object, ...]], demand: Demand, table: str
) -> Iterable[tuple[str, str, tuple[MonthFacts, ...]]]:
    held: dict[tuple[str, str], list[MonthFacts]] = defaultdict(list)
    for row in session.execute(query):
        held[row.owner, row.name].append(
            of_row(
                MonthFacts,
                row,
                hard_days=demand.get((row.owner, row.month, HARD), Decimal(0)),
                soft_days=demand.get((row.owner, row.month, SOFT), Decimal(0)),
                row=f"{table}/{row.owner}/{row.month}",
            )
        )
    return ((owner, name, tuple(months)) for (owner, name), months in held.items())
