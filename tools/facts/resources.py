"""Facts of people's time, by project: what it has booked, and which roles nobody fills."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.facts.rows import IDS, TODAY, Ids, Query, by, grouped, known, of_row, prepared, read, recorded
from tools.portfolio.people import PersonRow
from tools.portfolio.resources import (
    AllocationMonthRow,
    AllocationRow,
    RoleRow,
    VacancyRow,
)


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


def bookings(session: Session, ids: Ids, today: date) -> dict[str, tuple[BookingFacts, ...]]:
    """Return what projects have booked by the day, by id."""
    days = read(session, _booked_days_query(), ids)
    months = grouped((allocation_id, (first, amount)) for allocation_id, first, amount in days)
    rows = read(session, _bookings_query(), ids)
    return grouped(
        (
            row.project_id,
            of_row(BookingFacts, row, months=months.get(row.allocation_id, ()), row=f"allocation/{row.allocation_id}"),
        )
        for row in rows
        if known(row.booked_on, today)
    )


@cache
def _booked_days_query() -> Query:
    table, month = AllocationRow, AllocationMonthRow
    return prepared(
        select(month.allocation_id, month.month, month.days)
        .join(table, table.allocation_id == month.allocation_id)
        .where(table.project_id.in_(IDS))
        .order_by(month.allocation_id, month.month)
    )


@cache
def _bookings_query() -> Query:
    table = AllocationRow
    return prepared(
        select(*recorded(table), RoleRow.name.label("role"), PersonRow.name.label("person"))
        .join(RoleRow, RoleRow.role_id == table.role_id)
        .outerjoin(PersonRow, PersonRow.person_id == table.person_id)
        .where(table.project_id.in_(IDS))
        .order_by(table.project_id, table.allocation_id)
    )


def vacancies(session: Session, ids: Ids, today: date) -> dict[str, tuple[VacancyFacts, ...]]:
    """Return the roles that nobody fills on the day."""
    rows = read(session, _vacancies_query(), ids, today=today)
    return grouped(
        (row.project_id, of_row(VacancyFacts, row, row=f"vacancy/{row.project_id}/{row.role_id}/{row.since}"))
        for row in rows
        if not by(row.filled_on, today)
    )


@cache
def _vacancies_query() -> Query:
    table = VacancyRow
    return prepared(
        select(*recorded(table), RoleRow.name.label("role"))
        .join(RoleRow, RoleRow.role_id == table.role_id)
        .where(table.project_id.in_(IDS), table.since <= TODAY)
        .order_by(table.project_id, table.since, table.role_id)
    )
