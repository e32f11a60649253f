"""Three-point estimates: means, spread and percentiles in closed form (F-RSK)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import ARITHMETIC, Outcome, defined, divide, undefined

FORMULA = "F-RSK"


@dataclass(frozen=True, slots=True)
class ThreePoint:
    """A lowest, a likely and a highest value, in one unit."""

    low: Decimal
    likely: Decimal
    high: Decimal

    @property
    def is_ordered(self) -> bool:
        """Whether low ≤ likely ≤ high."""
        return self.low <= self.likely <= self.high


def triangular_mean(estimate: ThreePoint) -> Outcome[Decimal]:
    """(low + likely + high) / 3, in the unit of the estimate (F-RSK)."""
    return _of(estimate, divide(estimate.low + estimate.likely + estimate.high, Decimal(3)))


def pert_mean(estimate: ThreePoint) -> Outcome[Decimal]:
    """(low + 4 likely + high) / 6, in the unit of the estimate (F-RSK).

    Source: Malcolm and others, *Application of a Technique for Research and Development Program Evaluation* (1959).
    """
    return _of(estimate, divide(estimate.low + 4 * estimate.likely + estimate.high, Decimal(6)))


def pert_deviation(estimate: ThreePoint) -> Outcome[Decimal]:
    """(high − low) / 6, the standard deviation that PERT supposes, in the unit of the estimate (F-RSK)."""
    return _of(estimate, divide(estimate.high - estimate.low, Decimal(6)))


def triangular_percentile(estimate: ThreePoint, share: Decimal) -> Outcome[Decimal]:
    """The value that a triangular distribution stays below with probability ``share`` (a fraction) (F-RSK)."""
    if not estimate.is_ordered or not 0 <= share <= 1:
        return undefined("low, likely and high are not in order, or the percentile is none", FORMULA, "INVALID_INPUT")
    low, likely, high = estimate.low, estimate.likely, estimate.high
    width = high - low
    if share * width <= likely - low:
        return defined(low + ARITHMETIC.sqrt(share * width * (likely - low)), FORMULA)
    return defined(high - ARITHMETIC.sqrt((1 - share) * width * (high - likely)), FORMULA)


def _of(estimate: ThreePoint, value: Decimal) -> Outcome[Decimal]:
    if not estimate.is_ordered:
        return undefined("low, likely and high are not in order", FORMULA, "INVALID_INPUT")
    return defined(value, FORMULA)
