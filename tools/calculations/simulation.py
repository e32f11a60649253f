"""Monte Carlo simulation of cost lines and risks, which one seed repeats exactly (F-RSK)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tools.calculations.outcome import Outcome, defined, undefined
from tools.calculations.three_point import ThreePoint
from tools.result import Status

FORMULA = "F-RSK"
GENERATOR = "PCG64"

FEW_DRAWS = 10_000
"""Below so many draws the percentiles move visibly from seed to seed, which is said."""
PERT_WEIGHT = 4
"""Weight of the likely value in the beta distribution of PERT."""

Shape = Literal["TRIANGULAR", "PERT"]


@dataclass(frozen=True, slots=True)
class Line:
    """An uncertain amount: a cost that is sure to come, or a risk that comes with a probability."""

    amount: ThreePoint
    """Money; an opportunity is negative."""
    probability: Decimal = Decimal(1)
    """A fraction."""
    shape: Shape = "TRIANGULAR"
    cause: str | None = None
    """Lines with the same cause (and probability) come all or not at all, as a stress test; None on its own."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came out, and what it takes to repeat it."""

    status: Status
    reason: str | None
    warnings: tuple[str, ...]
    mean: Outcome[Decimal]
    """Money."""
    standard_error: Outcome[Decimal]
    """Standard error of the mean, money."""
    percentiles: tuple[tuple[Decimal, Outcome[Decimal]], ...]
    """Share (a fraction) and the total it does not exceed, money; in the order asked for."""
    coverage: Outcome[Decimal]
    """Share of draws within the contingency asked about, a fraction."""
    seed: int
    draws: int
    generator: str = GENERATOR


def simulate(
    lines: Sequence[Line], shares: Sequence[Decimal], seed: int, draws: int, contingency: Decimal | None = None
) -> Simulation:
    """Draw the sum of all lines ``draws`` times from numpy's PCG64 at ``seed`` (F-RSK).

    Percentiles are those of the inverted distribution function. Lines are independent unless they share a cause.
    """
    fault = _fault(lines, shares, draws)
    if fault is not None:
        return _refused(*fault, shares, seed, draws)
    totals = _totals(lines, seed, draws)
    cut = [np.quantile(totals, float(share), method="inverted_cdf") for share in shares]
    covered: Outcome[Decimal] = undefined("no contingency is asked about", FORMULA, "NOT_APPLICABLE")
    if contingency is not None:
        covered = _value(np.mean(totals <= float(contingency)))
    return Simulation(
        status="OK",
        reason=None,
        warnings=("there are few draws: another seed would move the percentiles",) if draws < FEW_DRAWS else (),
        mean=_value(np.mean(totals)),
        standard_error=_value(np.std(totals, ddof=1) / np.sqrt(draws)),
        percentiles=tuple((share, _value(value)) for share, value in zip(shares, cut, strict=True)),
        coverage=covered,
        seed=seed,
        draws=draws,
    )


def _totals(lines: Sequence[Line], seed: int, draws: int) -> NDArray[np.float64]:
    generator = np.random.Generator(np.random.PCG64(seed))
    totals = np.zeros(draws)
    causes: dict[str, NDArray[np.float64]] = {}
    for line in lines:
        chance = generator.random(draws)
        if line.cause is not None:
            chance = causes.setdefault(line.cause, chance)
        totals += _amounts(line, generator, draws) * (chance < float(line.probability))
    return totals


def _amounts(line: Line, generator: np.random.Generator, draws: int) -> NDArray[np.float64]:
    low, likely, high = (float(value) for value in (line.amount.low, line.amount.likely, line.amount.high))
    if low == high:
        return np.full(draws, low)
    if line.shape == "TRIANGULAR":
        return generator.triangular(low, likely, high, draws)
    up = 1 + PERT_WEIGHT * (likely - low) / (high - low)
    down = 1 + PERT_WEIGHT * (high - likely) / (high - low)
    return low + (high - low) * generator.beta(up, down, draws)


def _value(value: float | np.floating) -> Outcome[Decimal]:
    return defined(Decimal(repr(float(value))), FORMULA)


def _fault(lines: Sequence[Line], shares: Sequence[Decimal], draws: int) -> tuple[Status, str] | None:
    if not lines:
        return "INSUFFICIENT_DATA", "there is nothing to simulate"
    if draws < 2 or any(not 0 < share <= 1 for share in shares):
        return "INVALID_INPUT", "it needs two draws or more, and percentiles above 0 and up to 100"
    if any(not line.amount.is_ordered for line in lines):
        return "INVALID_INPUT", "low, likely and high of a line are not in order"
    if any(not 0 <= line.probability <= 1 for line in lines):
        return "INVALID_INPUT", "a probability is not between 0 and 100 %"
    return None


def _refused(status: Status, reason: str, shares: Sequence[Decimal], seed: int, draws: int) -> Simulation:
    none: Outcome[Decimal] = undefined(reason, FORMULA, status)
    return Simulation(status, reason, (), none, none, tuple((share, none) for share in shares), none, seed, draws)
