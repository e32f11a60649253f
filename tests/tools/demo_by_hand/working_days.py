"""Working days: Monday to Friday without the bank holidays of England and Wales."""

from __future__ import annotations

from datetime import date, timedelta

BANK_HOLIDAYS = frozenset(
    date(year, int(day[:2]), int(day[3:]))
    for year, days in {
        2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    }.items()
    for day in days.split()
)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def working_days(start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end``; 0 where ``end`` is not later."""
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def after_working_days(start: date, count: int) -> date:
    """The day that is so many working days after another."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
