"""The exact distribution of a few all-or-nothing risks, and what contingency covers (F-RSK)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from tools.calculations.outcome import Outcome, defined, undefined
from tools.result import Status

FORMULA = "F-RSK"

MOST_RISKS = 16
"""Up to so many risks every combination is worked out; beyond, a simulation is the way."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Every total that independent risks can come to, with its probability."""

    points: tuple[tuple[Decimal, Decimal], ...]
    """Total in money (an opportunity is negative) and its probability as a fraction; by total, without repeats."""
    status: Status = "OK"
    reason: str | None = None
    """Why there are no points; None where there are."""

    @property
    def mean(self) -> Outcome[Decimal]:
        """The expected monetary value: a mean, not a level of confidence. Money."""
        if self.reason is not None:
            return undefined(self.reason, FORMULA, self.status)
        return defined(sum((total * chance for total, chance in self.points), Decimal(0)), FORMULA)

    def percentile(self, share: Decimal) -> Outcome[Decimal]:
        """The lowest total that is not exceeded with at least probability ``share``, in money.

        The inverted distribution function: Hyndman and Fan (1996), definition 1.
        """
        if self.reason is not None:
            return undefined(self.reason, FORMULA, self.status)
        if not 0 < share <= 1:
            return undefined("the percentile is not between 0 and 100", FORMULA, "INVALID_INPUT")
        reached = accumulate(chance for _, chance in self.points)
        met = (total for (total, _), sofar in zip(self.points, reached, strict=True) if sofar >= share)
        return defined(next(met), FORMULA)

    def coverage(self, contingency: Decimal) -> Outcome[Decimal]:
        """Probability that the total stays within ``contingency`` (money), as a fraction."""
        if self.reason is not None:
            return undefined(self.reason, FORMULA, self.status)
        covered = sum((chance for total, chance in self.points if total <= contingency), Decimal(0))
        return defined(covered, FORMULA)


def exact_distribution(risks: Sequence[tuple[Decimal, Decimal]]) -> Distribution:
    """Work out every combination of risks given as probability (a fraction) and impact (money) (F-RSK).

    They are independent, which understates the tail where they have a common cause. Not applicable beyond 16
    risks, and invalid with a probability outside 0 to 1. Without risks the total is nothing for certain.
    """
    if any(not 0 <= chance <= 1 for chance, _ in risks):
        return Distribution((), "INVALID_INPUT", "a probability is not between 0 and 100 %")
    if len(risks) > MOST_RISKS:
        return Distribution((), "NOT_APPLICABLE", "there are too many risks to work out: simulate them")
    totals = {Decimal(0): Decimal(1)}
    for chance, impact in risks:
        grown: dict[Decimal, Decimal] = {}
        for total, held in totals.items():
            grown[total] = grown.get(total, Decimal(0)) + held * (1 - chance)
            grown[total + impact] = grown.get(total + impact, Decimal(0)) + held * chance
        totals = grown
    return Distribution(tuple(sorted((total, held) for total, held in totals.items() if held)))


def contingency_at(percentile: Decimal, base: Decimal) -> Decimal:
    """Contingency for a level of confidence: the cost at that percentile less the base estimate, in money (F-RSK)."""
    return percentile - base
