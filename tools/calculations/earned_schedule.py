"""Earned schedule: the time at which the plan had today's earned value (F-ES).

Time is counted in months from the baseline start, as exact fractions; a part of a month counts by its days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from tools.calculations.outcome import Outcome, defined, divide, from_fraction, undefined
from tools.result import Status

FORMULA = "F-ES"

MONTHS = 12
PLATEAU = "the plan stands still at the earned value, so the time earned is optimistic"


@dataclass(frozen=True, slots=True)
class Curve:
    """A time-phased plan: cumulative money at the end of each period."""

    points: tuple[tuple[Fraction, Decimal], ...]
    """Time since the start, and what is to be earned by then; by time."""
    duration: Fraction
    start: date | None = None
    """Baseline start; None where the plan is known by numbered periods only."""


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """Every measure of F-ES; times in months (or in the periods of the curve)."""

    status: Status
    reason: str | None
    warnings: tuple[str, ...]
    at: Fraction
    """Elapsed time."""
    net_at: Fraction
    """Elapsed time without the time on hold."""
    duration: Fraction
    es: Outcome[Decimal]
    sv_t: Outcome[Decimal]
    spi_t: Outcome[Decimal]
    spi_t_net: Outcome[Decimal]
    """SPI(t) without the time on hold."""
    ieac_t: Outcome[Decimal]
    """Forecast duration."""
    tspi: Outcome[Decimal]
    """Schedule efficiency that the time left needs."""
    finish: Outcome[date]
    plateau_start: Fraction | None
    """Where the plan stands still at the earned value: when that stretch began."""


def curve_by_period(cumulative: Sequence[Decimal]) -> Curve:
    """A plan given as cumulative values of equal periods, the first at the end of period 1."""
    points = tuple((Fraction(number), value) for number, value in enumerate(cumulative, start=1))
    return Curve(points, Fraction(len(points)))


def curve_by_date(plan: Sequence[tuple[date, Decimal]], start: date, finish: date) -> Curve:
    """A plan given by dates; what is planned after the baseline finish counts at the finish."""
    points = tuple((elapsed_months(start, min(day, finish)), value) for day, value in sorted(plan) if day >= start)
    return Curve(points, elapsed_months(start, finish), start)


def earned_schedule(curve: Curve, ev: Decimal, at: Fraction, held: Fraction = Fraction(0)) -> EarnedSchedule:
    """Compute every measure for ``ev`` of money earned after ``at`` months, of which ``held`` on hold (F-ES).

    For finished work ``at`` is the time of the actual finish, so that the index stops moving.
    """
    fault = _fault(curve, ev, at, held)
    if fault is not None:
        return _refused(curve, at, held, *fault)
    es = _time_earned(curve, ev)
    net_at = at - held
    complete = ev >= curve.points[-1][1]
    plateau = _plateau_start(curve, ev)
    ieac = curve.duration * net_at / es + held if es and net_at else None
    return EarnedSchedule(
        status="OK",
        reason=None,
        warnings=() if plateau is None else (PLATEAU,),
        at=at,
        net_at=net_at,
        duration=curve.duration,
        es=defined(from_fraction(es), FORMULA),
        sv_t=defined(from_fraction(es - at), FORMULA),
        spi_t=_over_time(es, at),
        spi_t_net=_over_time(es, net_at),
        ieac_t=_duration(ieac, es),
        tspi=_to_complete(curve.duration, es, at, complete),
        finish=_finish(curve, ieac, complete, es),
        plateau_start=plateau,
    )


def finish_by_days(start: date, duration_days: int, spi_t: Decimal) -> Outcome[date]:
    """Forecast finish where only the planned duration in days and SPI(t) are known (F-ES)."""
    if spi_t <= 0:
        return undefined("nothing is earned yet", FORMULA)
    return defined(start + timedelta(days=int(divide(Decimal(duration_days), spi_t))), FORMULA)


def elapsed_months(start: date, through: date) -> Fraction:
    """Months from the beginning of ``start`` to the end of ``through``, parts of months by their days."""
    return _position(through) + Fraction(1, _days(through)) - _position(start)


def date_after(start: date, months: Fraction) -> date:
    """The day that ``months`` after ``start`` falls on: whole months, then the rest by the days of that month."""
    position = _position(start) + months
    whole = position.numerator // position.denominator
    year, month = divmod(whole, MONTHS)
    first = date(year, month + 1, 1)
    return first + timedelta(days=int((position - whole) * _days(first)))


def _position(day: date) -> Fraction:
    return Fraction(day.year * MONTHS + day.month - 1) + Fraction(day.day - 1, _days(day))


def _days(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _fault(curve: Curve, ev: Decimal, at: Fraction, held: Fraction) -> tuple[Status, str] | None:
    values = [value for _, value in curve.points]
    if not values or values[-1] <= 0:
        return "INSUFFICIENT_DATA", "the baseline has no time-phased plan"
    if any(later < earlier for earlier, later in pairwise(values)):
        return "INVALID_INPUT", "the cumulative plan falls"
    if ev < 0 or at < 0 or not 0 <= held <= at:
        return "INVALID_INPUT", "a value or a time is below zero"
    return None


def _refused(curve: Curve, at: Fraction, held: Fraction, status: Status, reason: str) -> EarnedSchedule:
    each: Status = "INVALID_INPUT" if status == "INVALID_INPUT" else "UNDEFINED"
    none: Outcome[Decimal] = undefined(reason, FORMULA, each)
    return EarnedSchedule(
        status=status, reason=reason, warnings=(), at=at, net_at=at - held, duration=curve.duration,
        es=none, sv_t=none, spi_t=none, spi_t_net=none, ieac_t=none, tspi=none,
        finish=undefined(reason, FORMULA, each), plateau_start=None,
    )  # fmt: skip


def _time_earned(curve: Curve, ev: Decimal) -> Fraction:
    """ES = C + I: the last period end whose plan is met, and the earned part of the next."""
    if ev == 0:
        return Fraction(0)
    if ev >= curve.points[-1][1]:
        return curve.duration
    time, value = Fraction(0), Decimal(0)
    for next_time, next_value in curve.points:
        if next_value > ev:
            part = Fraction(ev - value) / Fraction(next_value - value)
            return time + part * (next_time - time)
        time, value = next_time, next_value
    return curve.duration


def _plateau_start(curve: Curve, ev: Decimal) -> Fraction | None:
    met = [time for time, value in curve.points if value == ev]
    return met[0] if len(met) > 1 and ev < curve.points[-1][1] else None


def _over_time(es: Fraction, at: Fraction) -> Outcome[Decimal]:
    if at == 0:
        return undefined("no time has elapsed", FORMULA)
    return defined(from_fraction(es / at), FORMULA)


def _duration(ieac: Fraction | None, es: Fraction) -> Outcome[Decimal]:
    if ieac is None:
        return undefined("no time has elapsed" if es else "nothing is earned yet", FORMULA)
    return defined(from_fraction(ieac), FORMULA)


def _to_complete(duration: Fraction, es: Fraction, at: Fraction, complete: bool) -> Outcome[Decimal]:
    if complete:
        return undefined("the work is complete", FORMULA, "NOT_APPLICABLE")
    if at >= duration:
        return undefined("the planned time is used up", FORMULA)
    return defined(from_fraction((duration - es) / (duration - at)), FORMULA)


def _finish(curve: Curve, ieac: Fraction | None, complete: bool, es: Fraction) -> Outcome[date]:
    if complete:
        return undefined("the work is complete", FORMULA, "NOT_APPLICABLE")
    if ieac is None:
        return undefined("no time has elapsed" if es else "nothing is earned yet", FORMULA)
    if curve.start is None:
        return undefined("the plan has no dates", FORMULA)
    return defined(date_after(curve.start, ieac), FORMULA)
