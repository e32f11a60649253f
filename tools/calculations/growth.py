"""Growth of an estimate over a budget, current or original (F-CHG)."""

from __future__ import annotations

from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-CHG"


def growth(estimate: Decimal | None, budget: Decimal | None) -> Outcome[Decimal]:
    """(estimate − budget) / budget as a fraction; positive is over (F-CHG)."""
    if not budget:
        return undefined("there is no baseline budget", FORMULA)
    if estimate is None:
        return undefined("no estimate at completion is recorded", FORMULA)
    return defined(divide(estimate - budget, budget), FORMULA)
