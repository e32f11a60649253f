"""Where a measure of a project is heading: slope, direction, outliers, and the next months with their range (F-TRD)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.trend import direction, forecast, has_changed, robust_scores, theil_sen
from tools.judgement.dimensions import Case
from tools.performance.history import Series
from tools.wording.sentences import sentence

AHEAD = 3
"""Months ahead that are asked for; the calculation gives no more than half as many as are known."""
SPREAD = Decimal("1.5")
"""Median absolute deviations of the residuals on either side of a forecast."""
OUTLIER = Decimal("3.5")
"""Robust score beyond which a value is checked before the trend is believed."""
MOVES, BEYOND = 3, Decimal(2)
"""Moves in one direction, or deviations from the median, that make the last value a real change."""


@dataclass(frozen=True, slots=True)
class Trend:
    """What is said of a trend; ``reason`` where there is none."""

    headline: str
    facts: tuple[str, ...]
    reason: str | None = None


def trend_lines(case: Case, held: Series, name: str) -> Trend:
    """The trend of a series in words."""
    say, label = case.evidence.say, f"{{{case.facts.project_id}}}"
    rows = tuple(each.row for each in held.snapshots)
    slope = theil_sen(held.values).slope
    count = say("history_points", len(held.values), *rows)
    if slope.value is None:
        headline = f"No trend of {name} can be told for {label} from {count} month ends: {slope.reason}."
        return Trend(headline, (), slope.reason)
    by = say("trend_slope", slope, *rows, unit=held.unit)
    said = f"Over {count} month ends {name} of {label} moved by {by} a month (Theil–Sen)"
    return Trend(f"{said}.{_next(case, held, rows)}", tuple(_facts(case, held, rows)))


def _next(case: Case, held: Series, rows: tuple[str, ...]) -> str:
    """The first month ahead with its range."""
    ahead = forecast(held.values, AHEAD, None if held.start else Decimal(0), None, SPREAD)
    if not ahead:
        return ""
    value, low, high = (
        _said(case, held, key, each, rows)
        for key, each in (("trend_next", ahead[0].value), ("trend_low", ahead[0].low), ("trend_high", ahead[0].high))
    )
    return f" Carried on, the next month end gives {value}, in a range from {low} to {high}."


def _facts(case: Case, held: Series, rows: tuple[str, ...]) -> Iterator[str]:
    say = case.evidence.say
    ahead = forecast(held.values, AHEAD, None if held.start else Decimal(0), None, SPREAD)
    if len(ahead) > 1:
        furthest = _said(case, held, "trend_furthest", ahead[-1].value, rows)
        horizon = say("trend_horizon", len(ahead), *rows)
        yield f"Carried on to the horizon of {horizon}, the trend gives {furthest}; further ahead it says nothing."
    found = direction(held.values)
    if found.s.value is not None:
        s = say("trend_s", found.s, *rows)
        tested = found.probability.value
        chance = (
            f", which comes without a trend with a probability of {say('trend_p', tested, *rows)}" if tested else ""
        )
        yield f"Mann–Kendall's S is {s}{chance}."
    changed = has_changed(held.values, MOVES, BEYOND)
    if changed is not None:
        yield sentence(
            "the last value is a real change" if changed else "the last value lies within the usual movement"
        )
    for snapshot, score in zip(held.snapshots, robust_scores(held.values), strict=True):
        if score.value is not None and abs(score.value) > OUTLIER:
            subject = f"{case.facts.project_id}/{snapshot.period_end}"
            month = say("history_month", snapshot.period_end, snapshot.row, subject=subject)
            robust = say("trend_score", score, snapshot.row, subject=subject)
            yield f"The value of {month} is an outlier, its robust score {robust}: check the data before the trend."


def _said(case: Case, held: Series, key: str, value: Decimal, rows: tuple[str, ...]) -> str:
    day = held.day(value)
    return case.evidence.say(key, value if day is None else day, *rows, unit=held.unit if day is None else "date")
