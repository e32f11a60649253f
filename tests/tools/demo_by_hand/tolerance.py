"""Tolerances on the forecast: what is over, since which month end, and when that was detected (PMO-STD-004 §4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.tools.demo_by_hand.earned_value import forecast_cost, growth
from tests.tools.demo_by_hand.months import MonthEnd
from tests.tools.demo_by_hand.projects import Baseline, Project
from tests.tools.demo_by_hand.reading import Row, amount, amount_or_none, day, day_or_none, of, on_or_before
from tests.tools.demo_by_hand.working_days import after_working_days

COST_OVER, TIME_SHARE, TIME_DAYS = Fraction(10, 100), Fraction(10, 100), Fraction(30)
REPORT_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Breach:
    """A forecast that is over its limit."""

    dimension: str
    share: Fraction
    """Of the budget or of the duration."""
    first: date
    """Month end that showed it first, of those without a break up to now."""
    detected: date
    due: date
    """Day by which the exception report is due."""


def over_cost(eac: Fraction | None, baseline: Baseline) -> bool:
    grown = growth(eac, baseline.bac)
    return grown is not None and grown > COST_OVER


def over_time(finish: date | None, baseline: Baseline) -> bool:
    return finish is not None and (finish - baseline.finish).days > min(TIME_SHARE * baseline.days, TIME_DAYS)


def breaches(each: Project) -> list[Breach]:
    """Of cost and of time, at the newest month end."""
    baseline = each.baseline
    if baseline is None:
        return []
    eac = forecast_cost(each.newest, baseline)
    found = []
    if eac is not None and over_cost(eac, baseline):
        share = (eac - baseline.bac) / baseline.bac
        found.append(_breach(each, "COST", share, lambda m, b: over_cost(forecast_cost(m, b), b)))
    if each.finish is not None and over_time(each.finish, baseline):
        share = Fraction((each.finish - baseline.finish).days, baseline.days)
        found.append(_breach(each, "SCHEDULE", share, lambda m, b: over_time(m.finish, b)))
    return found


def _breach(each: Project, name: str, share: Fraction, is_over: Callable[[MonthEnd, Baseline], bool]) -> Breach:
    first, before = each.newest, date.min
    for month in reversed(each.months):
        held = [b for b in each.baselines if b.version == month.version]
        if not held or not is_over(month, held[0]):
            before = month.end
            break
        first = month
    told = [day(row["detected_on"]) for row in of("forecast_history", project_id=each.project_id)
            if day(row["as_of"]) > before and on_or_before(row["detected_on"], each.on.today)
            and _tells(row, name, each)]  # fmt: skip
    detected = min([first.locked_on, *told])
    return Breach(name, share, first.end, detected, after_working_days(detected, REPORT_WITHIN))


def _tells(row: Row, name: str, each: Project) -> bool:
    held = [b for b in each.baselines if b.approved_on <= day(row["as_of"])]
    if name == "COST":
        return over_cost(amount_or_none(row["eac"]), held[-1])
    return over_time(day_or_none(row["forecast_finish"]), held[-1])


def live_exception(each: Project, breach: Breach) -> Row | None:
    """The approved exception that allows a breach today."""
    for row in of("exception_report", project_id=each.project_id, dimension=breach.dimension):
        approved = row["decision"] == "APPROVED_NEW_LIMIT" and on_or_before(row["decided_on"], each.on.today)
        if approved and day(row["approved_until"]) >= each.on.today and amount(row["approved_limit"]) >= breach.share:
            return row
    return None
