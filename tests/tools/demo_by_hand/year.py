"""Money of a financial year: spent to date, forecast of the rest, and the budget."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from tests.tools.demo_by_hand.projects import Project
from tests.tools.demo_by_hand.reading import amount, day, of

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)


def spent_by(each: Project, on: date) -> Fraction:
    """Cumulative cost at the last month end up to a day."""
    known = [month.ac for month in each.months if month.end <= on and month.ac is not None]
    return known[-1] if known else Fraction(0)


def spent(each: Project, first: date = FIRST, last: date = LAST) -> Fraction:
    """Cost of the time between two days, both included."""
    return spent_by(each, last) - spent_by(each, first - timedelta(days=1))


def ahead(each: Project) -> list[Fraction]:
    """What the manager expects to spend in each month that is left of the year, by the newest month end."""
    said = of("forecast_spend", project_id=each.project_id, as_of=each.on.data.isoformat())
    return [amount(row["amount"]) for row in said if each.on.data < day(row["month"]) <= LAST]


def forecast(each: Project) -> Fraction:
    return spent(each) + sum(ahead(each), Fraction(0))


def budget(each: Project, first: date = FIRST) -> Fraction:
    """The revised budget without what is kept back as contingency."""
    lines = of("budget_line", project_id=each.project_id, fy_start=first.isoformat())
    return sum((amount(line["revised"]) for line in lines if line["category"] != "CONTINGENCY"), Fraction(0))


def total(amounts: Iterable[Fraction | None]) -> Fraction:
    return sum((each for each in amounts if each is not None), Fraction(0))
