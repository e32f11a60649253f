"""Earned schedule (F-ES) and the slip rate (F-SCH)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tests.tools.demo_by_hand.projects import Baseline, Project
from tests.tools.demo_by_hand.reading import day

BACK = 3
"""Month ends over which the slip rate is taken."""


@dataclass(frozen=True, slots=True)
class EarnedTime:
    """Times in months from the baseline start."""

    es: Fraction
    at: Fraction
    held: Fraction
    """Of the elapsed time, on hold."""
    duration: Fraction
    ieac: Fraction
    finish: date

    @property
    def index(self) -> Fraction:
        """SPI(t), the time on hold left out."""
        return self.es / (self.at - self.held)


def earned_time(each: Project) -> EarnedTime | None:
    """When the plan had today's earned value; None where nothing is planned or earned."""
    baseline, ev = each.baseline, each.newest.ev
    if baseline is None or not ev:
        return None
    es = _met(baseline, ev)
    at = months_between(baseline.start, each.newest.end)
    hold = day(each.state["hold_date"]) if each.on_hold else None
    held = months_between(hold, each.newest.end) if hold else Fraction(0)
    duration = months_between(baseline.start, baseline.finish)
    ieac = duration / (es / (at - held)) + held
    return EarnedTime(es, at, held, duration, ieac, _day_after(baseline.start, ieac))


def months_between(start: date, through: date) -> Fraction:
    """Months from the beginning of one day to the end of another; a part of a month counts by its days."""
    total, month = Fraction(0), start.replace(day=1)
    while month <= through:
        days = monthrange(month.year, month.month)[1]
        first = max(start, month)
        last = min(through, month.replace(day=days))
        total += Fraction((last - first).days + 1, days)
        month = month.replace(day=days) + timedelta(days=1)
    return total


def _met(baseline: Baseline, ev: Fraction) -> Fraction:
    """C + I: the month ends whose plan is met, and the earned part of the next month."""
    time, value = Fraction(0), Fraction(0)
    for end, planned in baseline.plan:
        until = months_between(baseline.start, min(end, baseline.finish))
        if planned > ev:
            return time + (ev - value) / (planned - value) * (until - time)
        time, value = until, planned
    return time


def _day_after(start: date, months: Fraction) -> date:
    """Whole months from the start, then the fraction times the days of that month, rounded down."""
    month, left = start.replace(day=1), months
    while True:
        days = monthrange(month.year, month.month)[1]
        first = start.day if month == start.replace(day=1) else 1
        share = Fraction(days - first + 1, days)
        if left < share:
            return month + timedelta(days=first - 1 + (left * days).__floor__())
        left -= share
        month = month.replace(day=days) + timedelta(days=1)


def at_slip_rate(each: Project) -> date | None:
    """Where the forecast finish leads if it goes on moving as it did over the last three months."""
    newest = each.newest
    earlier = [m for m in each.months[:-1] if m.version == newest.version and m.finish is not None][-BACK:]
    if each.on_hold or newest.finish is None or not earlier or earlier[0].finish is None:
        return None
    rate = Fraction((newest.finish - earlier[0].finish).days, (newest.end - earlier[0].end).days)
    if rate <= 0:
        return newest.finish
    if rate >= 1:
        return None
    left = (newest.finish - newest.end).days / (1 - rate)
    return newest.end + timedelta(days=(left + Fraction(1, 2)).__floor__())
