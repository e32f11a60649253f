"""Rates with their uncertainty: how often something came out right, of how many, and within what bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""Standard normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with a Wilson 95 % interval."""

    passed: int
    n: int
    value: float | None
    """The weighted share, as a fraction; None of nothing."""
    low: float | None
    high: float | None

    def __str__(self) -> str:
        """The rate as it is printed: ``95.5 % (21 of 22, 95 % interval 78 to 99 %)``."""
        if self.value is None or self.low is None or self.high is None:
            return "none asked"
        bounds = f"{100 * self.low:.0f} to {100 * self.high:.0f} %"
        return f"{100 * self.value:.1f} % ({self.passed} of {self.n}, 95 % interval {bounds})"


def wilson(share: float, n: float) -> tuple[float, float]:
    """Bounds of a Wilson score interval at 95 % for a share of ``n``; raises ValueError for ``n`` of 0 or less."""
    if n <= 0:
        raise ValueError("an interval needs at least one observation")
    middle = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    reach = Z95 / (1 + Z95**2 / n) * sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def rate_of(results: Iterable[tuple[bool, float]]) -> Rate:
    """The rate of results given as (passed, weight).

    With unequal weights the interval counts as many observations as equal weights would need for the
    same spread (Kish): a heavy case is not several cases.
    """
    held = list(results)
    total = sum(weight for _, weight in held)
    if not held or total <= 0:
        return Rate(0, 0, None, None, None)
    share = sum(weight for passed, weight in held if passed) / total
    effective = total**2 / sum(weight**2 for _, weight in held)
    return Rate(sum(passed for passed, _ in held), len(held), share, *wilson(share, effective))


def counted(hits: int, of: int) -> Rate:
    """The rate of plain counts, such as citations."""
    return rate_of([(True, 1.0)] * hits + [(False, 1.0)] * (of - hits))
