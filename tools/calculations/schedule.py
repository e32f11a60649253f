"""Lateness of a finish and of milestones, and where a slipping forecast leads (F-SCH)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-SCH"


def slip_days(expected: date | None, baseline: date | None) -> Outcome[int]:
    """Calendar days by which ``expected`` is after ``baseline``; negative when early (F-SCH)."""
    if baseline is None:
        return undefined("there is no baseline date", FORMULA)
    if expected is None:
        return undefined("no forecast date is recorded", FORMULA)
    return defined((expected - baseline).days, FORMULA)


def slip_ratio(slip: int | None, start: date | None, finish: date | None) -> Outcome[Decimal]:
    """Slip in days as a fraction of the baseline duration (F-SCH)."""
    if start is None or finish is None:
        return undefined("there is no baseline", FORMULA)
    if slip is None:
        return undefined("no forecast date is recorded", FORMULA)
    if finish <= start:
        return undefined("the baseline has no duration", FORMULA)
    return defined(divide(Decimal(slip), Decimal((finish - start).days)), FORMULA)


def slip_rate(first_on: date, first: date, last_on: date, last: date) -> Outcome[Decimal]:
    """Days by which the forecast moved for each day that passed between two reports (F-SCH)."""
    passed = (last_on - first_on).days
    if passed <= 0:
        return undefined("the two reports are not in order", FORMULA, "INVALID_INPUT")
    return defined(divide(Decimal((last - first).days), Decimal(passed)), FORMULA)


def projected_finish(first_on: date, first: date, last_on: date, last: date) -> Outcome[date]:
    """The finish if the forecast keeps slipping at the same rate (F-SCH).

    A forecast that moves earlier stands as it is; one that recedes as fast as time passes has no finish.
    """
    rate = slip_rate(first_on, first, last_on, last)
    if rate.value is None:
        return undefined(rate.reason or "", FORMULA, rate.status)
    if rate.value <= 0:
        return defined(last, FORMULA)
    if rate.value >= 1:
        return undefined("the finish recedes as fast as time passes", FORMULA)
    if last < last_on:
        return undefined("the forecast finish has already passed", FORMULA)
    left = divide(Decimal((last - last_on).days), 1 - rate.value)
    return defined(last_on + timedelta(days=int(left.to_integral_value(ROUND_HALF_UP))), FORMULA)


def milestone_due(baseline: date | None, forecast: date | None, today: date) -> date | None:
    """The day on which an open milestone can be expected: its forecast, but never a day that has passed."""
    expected = forecast or baseline
    return None if expected is None else max(expected, today)


def is_overdue(baseline: date | None, forecast: date | None, today: date) -> bool:
    """Whether an open milestone's forecast (its baseline date where it has none) lies before ``today`` (F-SCH)."""
    expected = forecast or baseline
    return expected is not None and expected < today
