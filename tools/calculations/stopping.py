"""What stopping a project would save, and what it would cost (F-STOP)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, undefined

FORMULA = "F-STOP"

DEARER = "stopping costs more than finishing"
BY_RUN_RATE = "the estimate of the work left is not recorded: the range is spend a month by the months left"


@dataclass(frozen=True, slots=True)
class Exit:
    """What a stop brings with it, money."""

    committed: Decimal = Decimal(0)
    """Part of the work left that has to be paid anyway."""
    run_cost_avoided: Decimal = Decimal(0)
    exit_cost: Decimal = Decimal(0)
    """Contracts ended, what exists taken down, people moved."""
    forgone_benefits: Decimal = Decimal(0)
    """Present value of the benefits that will not come."""


@dataclass(frozen=True, slots=True)
class StopImpact:
    """Money; what is spent is sunk, shown and never counted."""

    avoidable: Outcome[Decimal]
    net_saving: Outcome[Decimal]
    """Negative where stopping costs more than finishing."""
    low: Outcome[Decimal]
    """The lower net saving of a range; the net saving itself where the work left is estimated."""
    high: Outcome[Decimal]
    sunk: Decimal
    warnings: tuple[str, ...]


def stop_impact(etc: Decimal, leaving: Exit, sunk: Decimal) -> StopImpact:
    """avoidable − exit cost − forgone benefits, avoidable = ETC not committed + run cost avoided; money (F-STOP).

    ``etc`` is the estimate to complete, ``sunk`` what is spent. Invalid where more is committed than is left.
    """
    if leaving.committed > etc or min(etc, leaving.committed) < 0:
        none: Outcome[Decimal] = undefined("more is committed than is left to spend", FORMULA, "INVALID_INPUT")
        return StopImpact(none, none, none, none, sunk, ())
    saving = defined(_saving(etc, leaving), FORMULA)
    avoidable = defined(_avoidable(etc, leaving), FORMULA)
    warnings = (DEARER,) if _saving(etc, leaving) < 0 else ()
    return StopImpact(avoidable, saving, saving, saving, sunk, warnings)


def stop_impact_by_run_rate(
    monthly: tuple[Decimal, Decimal], months_left: Decimal | None, leaving: Exit, sunk: Decimal
) -> StopImpact:
    """A range where no estimate to complete is recorded: spend a month × months to the manager's finish (F-STOP).

    ``monthly`` is the lower and the higher spend a month, money. The net saving itself stays undefined.
    """
    reason = "no estimate of the work left is recorded"
    none: Outcome[Decimal] = undefined(reason, FORMULA, "INSUFFICIENT_DATA")
    if months_left is None or months_left < 0:
        return StopImpact(none, none, none, none, sunk, ())
    low, high = (_saving(max(rate * months_left, leaving.committed), leaving) for rate in sorted(monthly))
    warnings = (BY_RUN_RATE, DEARER) if high < 0 else (BY_RUN_RATE,)
    return StopImpact(none, none, defined(low, FORMULA), defined(high, FORMULA), sunk, warnings)


def _avoidable(etc: Decimal, leaving: Exit) -> Decimal:
    return etc - leaving.committed + leaving.run_cost_avoided


def _saving(etc: Decimal, leaving: Exit) -> Decimal:
    return _avoidable(etc, leaving) - leaving.exit_cost - leaving.forgone_benefits
