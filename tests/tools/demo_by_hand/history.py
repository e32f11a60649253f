"""The closed projects as a reference class, and quantiles of how far their estimates were passed (F-OB)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.tools.demo_by_hand.projects import closed


def overruns() -> list[Fraction]:
    """Outturn over the original budget, the smallest first."""
    found = []
    for each in closed():
        assert each.newest.ac is not None
        found.append((each.newest.ac - each.baselines[0].bac) / each.baselines[0].bac)
    return sorted(found)


def quantile(values: Sequence[Fraction], share: Fraction) -> Fraction:
    """Straight between the two values around it."""
    place = share * (len(values) - 1)
    below = place.__floor__()
    rest = place - below
    return values[below] + (rest * (values[below + 1] - values[below]) if rest else 0)
