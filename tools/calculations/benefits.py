"""Benefits against their plan (F-BEN)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-BEN"


@dataclass(frozen=True, slots=True)
class Quarter:
    """One quarter of a benefit, in its unit; a disbenefit is negative."""

    planned: Decimal | None
    forecast: Decimal | None
    realised: Decimal | None
    """Reported and verified; None where it is not, which is not nothing."""


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
