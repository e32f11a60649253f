"""Risk exposure: scores, expected monetary value, and how it stands to contingency (F-RSK)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-RSK"

SCALE = range(1, 6)
"""Steps of probability and of impact."""


def score(probability: int, impacts: Iterable[int]) -> Outcome[int]:
    """Probability times the highest impact over its dimensions, each 1 to 5 (F-RSK).

    Show both with it: 5 × 1 and 1 × 5 give the same number and are not the same risk.
    """
    every = list(impacts)
    if not every:
        return undefined("no impact is assessed", FORMULA, "INSUFFICIENT_DATA")
    if any(step not in SCALE for step in (probability, *every)):
        return undefined("probability and impact are steps from 1 to 5", FORMULA, "INVALID_INPUT")
    return defined(probability * max(every), FORMULA)


def expected_value(risks: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Expected monetary value of risks: the sum of probability (a fraction) times impact (money).

    The impact of an opportunity is negative.
    """
    return sum((probability * impact for probability, impact in risks), Decimal(0))


def exposure_ratio(expected: Decimal, contingency: Decimal) -> Outcome[Decimal]:
    """Expected monetary value as a fraction of the contingency left; undefined where none is left."""
    if contingency <= 0:
        return undefined("no contingency is left", FORMULA)
    return defined(divide(expected, contingency), FORMULA)


def contingency_burn(used: Decimal, contingency: Decimal, complete: Decimal) -> Outcome[Decimal]:
    """How far the use of contingency is ahead of the work: used / contingency − share complete, a fraction (F-RSK).

    ``used`` and ``contingency`` (as approved, before any use) are money, ``complete`` is a fraction.
    """
    if contingency <= 0:
        return undefined("no contingency was approved", FORMULA)
    return defined(divide(used, contingency) - complete, FORMULA)
