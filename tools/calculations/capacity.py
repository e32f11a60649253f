"""Capacity of people and pools, and how much of it is asked for (F-CAP)."""

from __future__ import annotations

from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-CAP"


def net_capacity(gross_days: Decimal, leave_days: Decimal, bau_share: Decimal) -> Decimal:
    """Days that projects can have: gross days less leave, less the fraction that daily business takes."""
    return (gross_days - leave_days) * (1 - bau_share)


def utilisation(demand_days: Decimal, net_days: Decimal) -> Outcome[Decimal]:
    """Demand as a fraction of net capacity; undefined where there is none."""
    if net_days <= 0:
        return undefined("there is no capacity in that month", FORMULA)
    return defined(divide(demand_days, net_days), FORMULA)
