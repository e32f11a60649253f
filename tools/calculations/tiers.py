"""The tier that a project management office has reached; tiers are cumulative (F-TIER)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-TIER"

Met = Literal["YES", "NO", "UNKNOWN"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of one tier."""

    tier: int
    """1 and up."""
    name: str
    met: Met


@dataclass(frozen=True, slots=True)
class Tier:
    """The tier reached and what stands before the next."""

    achieved: Outcome[int]
    """The highest tier up to which every criterion is met; 0 where the first is not."""
    next_tier: int | None
    """None where every tier is reached."""
    next_share: Outcome[Decimal]
    """Part of the next tier's criteria that are met, a fraction."""
    missing: tuple[str, ...]
    """Criteria of the next tier that are not met."""
    evidence_missing: tuple[str, ...]
    """Criteria of the next tier that nobody knows about: they count as not met."""
    counts: tuple[tuple[int, int, int], ...]
    """Tier, criteria met and criteria in all, by tier."""


def tier_reached(criteria: Sequence[Criterion]) -> Tier:
    """The tier reached: tier t needs every criterion of 1 to t (F-TIER).

    However much of a higher tier is met, a hole below it stands. Tiers without criteria in between are invalid.
    """
    tiers = sorted({criterion.tier for criterion in criteria})
    if not criteria:
        return _refused("no criterion is assessed", "INSUFFICIENT_DATA")
    if tiers != list(range(1, len(tiers) + 1)):
        return _refused("a tier has no criteria", "INVALID_INPUT")
    counts = tuple((tier, len(_of(criteria, tier, "YES")), _size(criteria, tier)) for tier in tiers)
    open_tier = next((tier for tier, met, size in counts if met < size), None)
    if open_tier is None:
        none: Outcome[Decimal] = undefined("every tier is reached", FORMULA, "NOT_APPLICABLE")
        return Tier(defined(tiers[-1], FORMULA), None, none, (), (), counts)
    _, met, size = counts[open_tier - 1]
    return Tier(
        achieved=defined(open_tier - 1, FORMULA),
        next_tier=open_tier,
        next_share=defined(divide(Decimal(met), Decimal(size)), FORMULA),
        missing=_of(criteria, open_tier, "NO"),
        evidence_missing=_of(criteria, open_tier, "UNKNOWN"),
        counts=counts,
    )


def _of(criteria: Sequence[Criterion], tier: int, met: Met) -> tuple[str, ...]:
    return tuple(each.name for each in criteria if each.tier == tier and each.met == met)


def _size(criteria: Sequence[Criterion], tier: int) -> int:
    return sum(each.tier == tier for each in criteria)


def _refused(reason: str, status: Literal["INSUFFICIENT_DATA", "INVALID_INPUT"]) -> Tier:
    none: Outcome[Decimal] = undefined(reason, FORMULA, status)
    return Tier(undefined(reason, FORMULA, status), None, none, (), (), ())
