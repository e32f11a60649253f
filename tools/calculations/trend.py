"""Trend, outliers and a short forecast of a measure reported period by period (F-TRD).

Period 0 is that of the first value; values keep their unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from math import sqrt
from statistics import NormalDist, median

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-TRD"

FEWEST = 4
FEWEST_FOR_A_TEST = 8
"""Below so many values Mann-Kendall's S has no useful probability."""
LONGEST = 3
"""Periods ahead at most, and never more than half of those that are known."""
NORMAL_MAD = Decimal("0.6745")
"""Median absolute deviation of a normal distribution, in standard deviations."""
FEW = "it needs four values or more"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through the values: what each method makes of it."""

    slope: Outcome[Decimal]
    """Change a period, in the unit of the values."""
    intercept: Outcome[Decimal]
    """Value of the line at period 0."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Mann-Kendall's test for a trend."""

    s: Outcome[int]
    """Pairs that rise less pairs that fall."""
    probability: Outcome[Decimal]
    """Two-sided, that such an S comes without a trend, a fraction; not applicable below eight values."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One period ahead: the value and its range, in the unit of the values."""

    period: int
    """Counted from 0 at the first value."""
    value: Decimal
    low: Decimal
    high: Decimal
    last: Decimal
    """The naive forecast: the last value again."""


def least_squares(values: Sequence[Decimal]) -> Line:
    """The ordinary least squares line (F-TRD)."""
    if len(values) < FEWEST:
        return _no_line()
    size = Decimal(len(values))
    middle, mean = (size - 1) / 2, divide(sum(values, Decimal(0)), size)
    top = sum(((period - middle) * (value - mean) for period, value in enumerate(values)), Decimal(0))
    slope = divide(top, sum(((period - middle) ** 2 for period in range(len(values))), Decimal(0)))
    return Line(defined(slope, FORMULA), defined(mean - slope * middle, FORMULA))


def theil_sen(values: Sequence[Decimal]) -> Line:
    """The median of the slopes of all pairs, and the median of value − slope × period (F-TRD).

    Single outliers do not move it. Source: Sen, *Estimates of the Regression Coefficient Based on Kendall's Tau*
    (1968).
    """
    if len(values) < FEWEST:
        return _no_line()
    pairs = combinations(enumerate(values), 2)
    slope = median(divide(later - earlier, Decimal(j - i)) for (i, earlier), (j, later) in pairs)
    intercept = median(value - slope * period for period, value in enumerate(values))
    return Line(defined(slope, FORMULA), defined(intercept, FORMULA))


def direction(values: Sequence[Decimal]) -> Direction:
    """Mann-Kendall's S and, from eight values, its probability by the normal approximation with ties (F-TRD).

    Sources: Mann, *Nonparametric Tests Against Trend* (1945); Kendall, *Rank Correlation Methods* (1975).
    """
    if len(values) < FEWEST:
        none: Outcome[Decimal] = undefined(FEW, FORMULA, "INSUFFICIENT_DATA")
        return Direction(undefined(FEW, FORMULA, "INSUFFICIENT_DATA"), none)
    s = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    if len(values) < FEWEST_FOR_A_TEST:
        reason = "below eight values a probability would say nothing"
        return Direction(defined(s, FORMULA), undefined(reason, FORMULA, "NOT_APPLICABLE"))
    return Direction(defined(s, FORMULA), defined(_probability(s, values), FORMULA))


def robust_scores(values: Sequence[Decimal]) -> tuple[Outcome[Decimal], ...]:
    """0.6745 × (value − median) / median absolute deviation, for each value (F-TRD).

    Beyond ±3.5 a value is an outlier by its source: check the data before the trend. Undefined where more than half
    of the values are the same. Source: Iglewicz and Hoaglin, *How to Detect and Handle Outliers* (1993).
    """
    if len(values) < FEWEST:
        return (undefined(FEW, FORMULA, "INSUFFICIENT_DATA"),) * len(values)
    middle = median(values)
    spread = deviation(values)
    if not spread:
        return (undefined("more than half of the values are the same", FORMULA),) * len(values)
    return tuple(defined(divide(NORMAL_MAD * (value - middle), spread), FORMULA) for value in values)


def deviation(values: Sequence[Decimal]) -> Decimal:
    """Median absolute deviation from the median, in the unit of the values, of which there is at least one."""
    middle = median(values)
    return median(abs(value - middle) for value in values)


def forecast(
    values: Sequence[Decimal], periods: int, low: Decimal | None, high: Decimal | None, spread: Decimal
) -> tuple[Forecast, ...]:
    """Theil-Sen carried on, each value with its range of ``spread`` × MAD of the residuals (F-TRD).

    At most three periods and half as many as are known, fewer than asked where that is less; kept between ``low`` and
    ``high`` where the measure has such bounds. Empty below four values.
    """
    line = theil_sen(values)
    slope, intercept = line.slope.value, line.intercept.value
    if slope is None or intercept is None:
        return ()
    ahead = max(0, min(periods, LONGEST, len(values) // 2))
    width = spread * deviation([value - (intercept + slope * period) for period, value in enumerate(values)])
    made = []
    for period in range(len(values), len(values) + ahead):
        value = intercept + slope * period
        mid, least, most = (_kept(each, low, high) for each in (value, value - width, value + width))
        made.append(Forecast(period, mid, least, most, last=values[-1]))
    return tuple(made)


def has_changed(values: Sequence[Decimal], moves: int, spread: Decimal) -> bool | None:
    """Whether the last value is a real change (F-TRD).

    It is one after ``moves`` consecutive moves in one direction, or beyond ``spread`` × MAD of the median of the
    values before it. None below four values; where the values before are all the same, any other is beyond.
    """
    if len(values) < FEWEST:
        return None
    before, last = values[:-1], values[-1]
    if abs(last - median(before)) > spread * deviation(before):
        return True
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)][-moves:]
    return len(steps) == moves and abs(sum(steps)) == moves


def _probability(s: int, values: Sequence[Decimal]) -> Decimal:
    size = len(values)
    ties = [values.count(value) for value in set(values)]
    variance = (size * (size - 1) * (2 * size + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    if not s or not variance:
        return Decimal(1)
    # One less than |S|: S moves in steps, the normal curve does not.
    distance = (abs(s) - 1) / sqrt(variance)
    return Decimal(repr(2 * (1 - NormalDist().cdf(distance))))


def _kept(value: Decimal, low: Decimal | None, high: Decimal | None) -> Decimal:
    value = value if low is None else max(value, low)
    return value if high is None else min(value, high)


def _no_line() -> Line:
    none: Outcome[Decimal] = undefined(FEW, FORMULA, "INSUFFICIENT_DATA")
    return Line(none, none)
