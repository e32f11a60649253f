"""Benefits against their plan (F-BEN)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-BEN"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of a benefit, in its unit; a disbenefit is negative."""

    planned: Decimal | None
    forecast: Decimal | None
    realised: Decimal | None
    """Reported and verified; None where it is not, which is not nothing."""
    unverified: Decimal | None = None
    """Reported and not verified: shown, and not counted as realised."""


@dataclass(frozen=True, slots=True)
class Realisation:
    """What came of the benefits that were due, in their unit."""

    rate: Outcome[Decimal]
    """Verified / planned to date, a fraction; above 1 where more came than was planned."""
    planned: Decimal
    realised: Decimal
    """Verified; disbenefits are taken off."""
    disbenefits: Decimal
    """The part of ``realised`` that is below zero."""
    unverified: Decimal
    unreported: Outcome[Decimal]
    """Share of the plan to date for which nothing is verified, a fraction."""


def forecast_rate(quarters: Iterable[Quarter]) -> Outcome[Decimal]:
    """What was realised and is forecast for the rest, as a fraction of the whole plan.

    A quarter counts with what was realised in it, else with its forecast. It is not applicable where nothing
    is planned to be gained on the whole, and undefined where a planned quarter has neither.
    """
    every = list(quarters)
    planned = sum((each.planned or Decimal(0) for each in every), Decimal(0))
    if planned <= 0:
        return undefined("no benefit is planned", FORMULA, "NOT_APPLICABLE")
    if any(each.planned and each.forecast is None and each.realised is None for each in every):
        return undefined("a planned quarter has neither a forecast nor a verified result", FORMULA)
    expected = sum(
        ((each.forecast or Decimal(0)) if each.realised is None else each.realised for each in every), Decimal(0)
    )
    return defined(divide(expected, planned), FORMULA)


def realisation(due: Iterable[Quarter]) -> Realisation:
    """What was realised of the quarters that are ``due``, against the plan of the same quarters (F-BEN).

    The rate is not applicable where nothing was due yet, and undefined where nothing is verified at all: that is
    not the same as nothing realised. Cashable benefits are asked about apart from others.
    """
    every = list(due)
    planned = sum((each.planned or Decimal(0) for each in every), Decimal(0))
    verified = [each.realised for each in every if each.realised is not None]
    realised = sum(verified, Decimal(0))
    silent = sum((each.planned or Decimal(0) for each in every if each.realised is None), Decimal(0))
    rate: Outcome[Decimal]
    unreported: Outcome[Decimal]
    if planned <= 0:
        rate = unreported = undefined("no benefit is due yet", FORMULA, "NOT_APPLICABLE")
    else:
        unreported = defined(divide(silent, planned), FORMULA)
        rate = (
            defined(divide(realised, planned), FORMULA)
            if verified
            else undefined("no result is verified yet", FORMULA, "INSUFFICIENT_DATA")
        )
    return Realisation(
        rate=rate,
        planned=planned,
        realised=realised,
        disbenefits=sum((value for value in verified if value < 0), Decimal(0)),
        unverified=sum((each.unverified or Decimal(0) for each in every if each.realised is None), Decimal(0)),
        unreported=unreported,
    )


def measure_progress(baseline: Decimal, actual: Decimal | None, target: Decimal) -> Outcome[Decimal]:
    """(baseline − actual) / (baseline − target), a fraction; it holds for measures to raise and to lower (F-BEN)."""
    if baseline == target:
        return undefined("the target is the baseline", FORMULA, "INVALID_INPUT")
    if actual is None:
        return undefined("no actual value is reported", FORMULA, "INSUFFICIENT_DATA")
    return defined(divide(baseline - actual, baseline - target), FORMULA)


def counted_once(items: Iterable[Item], group: Callable[[Item], str | None]) -> tuple[Item, ...]:
    """The items with each shared group counted once, by its first; those of no group all count (F-BEN)."""
    seen: set[str] = set()
    kept = []
    for item in items:
        name = group(item)
        if name is None or name not in seen:
            kept.append(item)
        if name is not None:
            seen.add(name)
    return tuple(kept)
