"""Growth of an estimate over a budget, and what approved changes add to it (F-CHG)."""

from __future__ import annotations

from collections.abc import Iterable
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


def cumulative_change(
    approved: Iterable[Decimal], budget: Decimal | None, asked: Decimal = Decimal(0)
) -> Outcome[Decimal]:
    """Cost of the changes since the current baseline as a fraction of its budget (F-CHG).

    ``approved`` is money of each approved change, savings negative; ``asked`` that of the change now requested, which
    counts with them. Undefined without a budget.
    """
    if not budget:
        return undefined("there is no baseline budget", FORMULA)
    return defined(divide(sum(approved, asked), budget), FORMULA)
