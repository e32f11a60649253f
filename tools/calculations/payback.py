"""When an investment has paid itself back, plain and discounted (F-INV)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from tools.calculations.investment import FORMULA, NO_FLOWS, RATE_TOO_LOW
from tools.calculations.outcome import Outcome, defined, divide, undefined

NEVER = "it is not paid back within these years"


@dataclass(frozen=True, slots=True)
class Payback:
    """Years from year 0 until the cumulative flow is no longer negative, by a straight line inside the year."""

    first: Outcome[Decimal]
    """The first time; undefined where it never comes, and never the horizon instead."""
    final: Outcome[Decimal]
    """The last time, after which it stays so; undefined where the flows end below zero."""
    warnings: tuple[str, ...]


def payback(flows: Sequence[Decimal]) -> Payback:
    """Payback of yearly flows, costs negative, in years (F-INV).

    Not applicable where the cumulative flow is never negative: there is nothing to pay back.
    """
    if not flows:
        return _none(undefined(NO_FLOWS, FORMULA, "INSUFFICIENT_DATA"))
    totals = list(accumulate(flows))
    if min(totals) >= 0:
        return _none(undefined("nothing is invested that could be paid back", FORMULA, "NOT_APPLICABLE"))
    crossings = [
        Decimal(year) + divide(-before, after - before)
        for year, (before, after) in enumerate(pairwise(totals))
        if before < 0 <= after
    ]
    if not crossings:
        return _none(undefined(NEVER, FORMULA))
    stays = totals[-1] >= 0
    final: Outcome[Decimal] = (
        defined(crossings[-1], FORMULA) if stays else undefined("the flows end below zero again", FORMULA)
    )
    again = len(crossings) > 1 or not stays
    warnings = ("later costs turn the cumulative flow negative again",) if again else ()
    return Payback(defined(crossings[0], FORMULA), final, warnings)


def discounted_payback(flows: Sequence[Decimal], rate: Decimal) -> Payback:
    """Payback of the flows after each is discounted to year 0 at ``rate`` (a fraction a year), in years (F-INV)."""
    if rate <= -1:
        return _none(undefined(RATE_TOO_LOW, FORMULA, "INVALID_INPUT"))
    return payback([divide(flow, (1 + rate) ** year) for year, flow in enumerate(flows)])


def _none(outcome: Outcome[Decimal]) -> Payback:
    return Payback(outcome, outcome, ())
