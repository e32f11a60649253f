"""Working days of an organisation's calendar.

The start day is not counted and the end day is. A calendar is a country, or a country and a part of it, as
in ``GB-ENG`` (England and Wales).
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

from tools.portfolio.errors import UnknownCalendar

SATURDAY = 5


def is_working_day(day: date, calendar: str) -> bool:
    """Whether people work on that day: no weekend, no public holiday."""
    return day.weekday() < SATURDAY and day not in _holidays(calendar, day.year)


def working_days_between(start: date, end: date, calendar: str) -> int:
    """Count the working days after start up to and including end; negative when end is before start."""
    if end < start:
        return -working_days_between(end, start, calendar)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)


def add_working_days(day: date, n: int, calendar: str) -> date:
    """Return the n-th working day after the day, or before it for a negative n; the day itself for 0."""
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day, calendar)
    return day


@lru_cache(maxsize=256)
def _holidays(calendar: str, year: int) -> Container[date]:
    import holidays  # knows every country, and is slow to import

    country, _, part = calendar.partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError as error:
        raise UnknownCalendar(calendar) from error
