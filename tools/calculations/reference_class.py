"""Estimating bias: uplifts from published bounds, and from the overruns of one's own projects (F-OB)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, sums_to_one, undefined

FORMULA = "F-OB"

INDICATIVE = "there are few comparable projects: the figure is indicative"


@dataclass(frozen=True, slots=True)
class ReferenceUplift:
    """The overrun that a given share of comparable projects did not exceed."""

    uplift: Outcome[Decimal]
    """A fraction of the estimate; negative where such projects came in below theirs."""
    projects: int
    warnings: tuple[str, ...]


def percentile(values: Iterable[Decimal], share: Decimal) -> Outcome[Decimal]:
    """The value that ``share`` (a fraction) of the sample does not exceed, in the unit of the values (F-OB).

    Linear interpolation between the ordered values at (n − 1) × share: Hyndman and Fan, *Sample Quantiles in
    Statistical Packages* (1996), definition 7. Undefined for an empty sample.
    """
    ordered = sorted(values)
    if not ordered:
        return undefined("there are no projects to compare with", FORMULA, "INSUFFICIENT_DATA")
    if not 0 <= share <= 1:
        return undefined("the percentile is not between 0 and 100", FORMULA, "INVALID_INPUT")
    position = (len(ordered) - 1) * share
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return defined(ordered[below] + (position - below) * (ordered[above] - ordered[below]), FORMULA)


def overrun(actual: Decimal, estimate: Decimal) -> Outcome[Decimal]:
    """What a closed project cost (or took) beyond its estimate, as a fraction of it (F-OB)."""
    if estimate <= 0:
        return undefined("there is no estimate to compare with", FORMULA)
    return defined(divide(actual - estimate, estimate), FORMULA)


def reference_uplift(overruns: Sequence[Decimal], share: Decimal, enough: int) -> ReferenceUplift:
    """The uplift at a percentile of comparable projects' overruns (fractions), with how many they are (F-OB).

    Below ``enough`` projects the figure stands with a warning.
    """
    warnings = (INDICATIVE,) if 0 < len(overruns) < enough else ()
    return ReferenceUplift(percentile(overruns, share), len(overruns), warnings)


def mitigated(upper_bound: Decimal, mitigation: Decimal) -> Outcome[Decimal]:
    """Upper bound × (1 − mitigation), both fractions: what is left of the bias once causes are dealt with (F-OB).

    Source: Mott MacDonald, *Review of Large Public Procurement in the UK* (2002), HM Treasury's guidance.
    """
    if not 0 <= mitigation <= 1:
        return undefined("the mitigation is not between 0 and 100 %", FORMULA, "INVALID_INPUT")
    return defined(upper_bound * (1 - mitigation), FORMULA)


def mixed_bound(parts: Sequence[tuple[Decimal, Decimal]]) -> Outcome[Decimal]:
    """Bound of work of several kinds: the sum of each kind's share of the cost times its bound (F-OB).

    Shares are fractions that sum to 1, else the input is invalid.
    """
    if not parts:
        return undefined("no kind of work is given", FORMULA, "INSUFFICIENT_DATA")
    if not sums_to_one(share for share, _ in parts) or any(share < 0 for share, _ in parts):
        return undefined("the shares do not sum to 100 %", FORMULA, "INVALID_INPUT")
    return defined(sum((share * bound for share, bound in parts), Decimal(0)), FORMULA)


def uplifted(estimate: Decimal, uplift: Decimal) -> Decimal:
    """The estimate with its uplift (a fraction) put on, in the unit of the estimate (F-OB)."""
    return estimate * (1 + uplift)
