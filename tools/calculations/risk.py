"""Risk exposure: scores, expected monetary value, and how it stands to contingency (F-RSK)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-RSK"


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
