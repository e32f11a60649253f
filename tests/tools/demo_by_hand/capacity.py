"""People and pools month by month: what they can do and what is booked (F-CAP, PMO-STD-009)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from tests.tools.demo_by_hand.projects import INTERNAL, running
from tests.tools.demo_by_hand.reading import NOW, Day, Row, amount, day, of, on_or_before, rows
from tests.tools.demo_by_hand.working_days import is_working_day

CEILING = Fraction(85, 100)
Key = tuple[str, date]
"""A role or a person, and the first day of a month."""


@cache
def bookings(person: str = INTERNAL, on: Day = NOW) -> tuple[Row, ...]:
    """The bookings made by the day, of projects that somebody may see."""
    seen = {each.project_id for each in running(on, person)}
    return tuple(row for row in rows("allocation")
                 if row["project_id"] in seen and on_or_before(row["booked_on"], on.today))  # fmt: skip


@cache
def demand(by: str, *kinds: str, person: str = INTERNAL, on: Day = NOW) -> dict[Key, Fraction]:
    """Days booked, by role or by person and month."""
    found: dict[Key, Fraction] = {}
    for booking in bookings(person, on):
        if booking[by] and booking["booking"] in kinds:
            for row in of("allocation_month", allocation_id=booking["allocation_id"]):
                key = (booking[by], day(row["month"]))
                found[key] = found.get(key, Fraction(0)) + amount(row["days"])
    return found


@cache
def net(by: str) -> dict[Key, Fraction]:
    """(Gross days less leave) times what daily business leaves."""
    table = {"role_id": "role_capacity", "person_id": "person_capacity"}[by]
    return {
        (row[by], day(row["month"])):
            (amount(row["gross_days"]) - amount(row["leave_days"])) * (1 - amount(row["bau_share"]))
        for row in rows(table)
    }  # fmt: skip


@cache
def utilisation(by: str, *kinds: str, person: str = INTERNAL, on: Day = NOW) -> dict[Key, Fraction]:
    can = net(by)
    return {key: days / can[key] for key, days in demand(by, *kinds, person=person, on=on).items() if can.get(key)}


def month_of_one(first: date) -> Fraction:
    """Net days of one full-time person in a month: nine tenths of its working days."""
    days = (date.fromordinal(first.toordinal() + n) for n in range(31))
    return sum(is_working_day(each) for each in days if each.month == first.month) * Fraction(9, 10)


def headroom(role: str, month: date, *kinds: str, person: str = INTERNAL) -> Fraction:
    """Full-time people that the ceiling leaves free after what is booked."""
    free = CEILING * net("role_id")[role, month] - demand("role_id", *kinds, person=person)[role, month]
    return free / month_of_one(month)


def months_ahead(on: Day, count: int) -> list[date]:
    """The first days of so many months, this one included."""
    index = on.today.year * 12 + on.today.month - 1
    return [date((index + n) // 12, (index + n) % 12 + 1, 1) for n in range(count)]
