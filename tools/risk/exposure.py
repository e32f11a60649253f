"""What the open threats of a project may come to together: exactly where they are few, else by simulation (F-RSK)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import Outcome
from tools.calculations.risk import expected_value
from tools.calculations.risk_distribution import MOST_RISKS, exact_distribution
from tools.calculations.simulation import Line, Simulation, simulate
from tools.calculations.three_point import ThreePoint
from tools.facts.project import ProjectFacts
from tools.facts.raid import RiskFacts
from tools.judgement.risk import open_threats

SEED, DRAWS = 1, 10_000
"""The seed is fixed, so that a question asked twice has one answer."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One all-or-nothing event: a probability (a fraction) and what it costs, as one amount or as a range."""

    probability: Decimal
    amount: ThreePoint

    @property
    def is_range(self) -> bool:
        """Whether its cost is uncertain too."""
        return self.amount.low != self.amount.high

    @property
    def expected(self) -> Decimal:
        """Probability times the likely amount, money."""
        return expected_value([(self.probability, self.amount.likely)])


@dataclass(frozen=True, slots=True)
class Spread:
    """Everything that is asked of a sum of chances; money and fractions."""

    expected: Decimal
    """Expected monetary value: the sum of probability times likely amount."""
    percentiles: Mapping[Decimal, Outcome[Decimal]]
    covered: Mapping[Decimal, Outcome[Decimal]]
    """By an amount: the probability that the sum stays within it."""
    simulation: Simulation | None
    """How it was drawn; None where it was worked out exactly."""


def spread(chances: Sequence[Chance], shares: Iterable[Decimal], amounts: Iterable[Decimal] = ()) -> Spread:
    """The sum of independent chances: its percentiles, and how likely each amount covers it (F-RSK).

    The expected value is always asked about as an amount too.
    """
    expected = sum((each.expected for each in chances), Decimal(0))
    wanted = (expected, *amounts)
    if len(chances) > MOST_RISKS or any(each.is_range for each in chances):
        return _simulated(chances, tuple(shares), wanted, expected)
    exact = exact_distribution([(each.probability, each.amount.likely) for each in chances])
    return Spread(
        expected,
        {share: exact.percentile(share) for share in shares},
        {amount: exact.coverage(amount) for amount in wanted},
        None,
    )


def quantified(facts: ProjectFacts) -> tuple[RiskFacts, ...]:
    """The open threats with a probability and a cost."""
    return tuple(each for each in open_threats(facts) if each.probability is not None and each.cost_likely is not None)


def chance_of(risk: RiskFacts) -> Chance:
    """A quantified risk as a chance; a missing end of its range is its likely cost."""
    likely = risk.cost_likely or Decimal(0)
    low = likely if risk.cost_min is None else risk.cost_min
    high = likely if risk.cost_max is None else risk.cost_max
    return Chance(risk.probability or Decimal(0), ThreePoint(low, likely, high))


def _simulated(
    chances: Sequence[Chance], shares: tuple[Decimal, ...], amounts: Sequence[Decimal], expected: Decimal
) -> Spread:
    """One seed gives the same draws each time, so every amount is held against the same sums."""
    lines = [Line(each.amount, each.probability) for each in chances]
    runs = {amount: simulate(lines, shares, SEED, DRAWS, amount) for amount in dict.fromkeys(amounts)}
    first = runs[expected]
    return Spread(expected, dict(first.percentiles), {amount: run.coverage for amount, run in runs.items()}, first)
