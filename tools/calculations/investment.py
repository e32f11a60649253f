"""Net present value and rates of return of yearly cash flows (F-INV).

Flows are money by year, costs negative; the first is of year 0 and is not discounted. Rates are fractions a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import numpy as np

from tools.calculations.outcome import ARITHMETIC, Outcome, defined, divide, undefined

FORMULA = "F-INV"

LOWEST, HIGHEST = Decimal("-0.95"), Decimal(10)
"""Rates between which internal rates of return are looked for; outside they say nothing about a project."""
SAME_RATE = Decimal("1e-9")
RESIDUAL = Decimal("1e-12")
NEARLY_REAL = 1e-4
NO_FLOWS = "there are no cash flows"
RATE_TOO_LOW = "the rate is −100 % or less"


@dataclass(frozen=True, slots=True)
class InternalRate:
    """Every rate at which the flows are worth nothing, and the one that may be said where there is only one."""

    irr: Outcome[Decimal]
    """A fraction a year; undefined where no rate, or more than one, makes the NPV zero."""
    roots: tuple[Decimal, ...]
    """All such rates between −95 % and 1000 %, lowest first."""
    sign_changes: int
    warnings: tuple[str, ...]


def npv(flows: Sequence[Decimal], rate: Decimal) -> Outcome[Decimal]:
    """Σ C_t / (1 + r)^t in money; the flow of year 0 is not discounted (F-INV)."""
    if not flows:
        return undefined(NO_FLOWS, FORMULA, "INSUFFICIENT_DATA")
    if rate <= -1:
        return undefined(RATE_TOO_LOW, FORMULA, "INVALID_INPUT")
    return defined(present_value(flows, rate), FORMULA)


def spreadsheet_npv(flows: Sequence[Decimal], rate: Decimal) -> Outcome[Decimal]:
    """What a spreadsheet's NPV() gives over all flows: the first is discounted a year too, which is not the NPV.

    It is here to recognise a figure that was made that way (F-INV).
    """
    true = npv(flows, rate)
    return true if true.value is None else defined(divide(true.value, 1 + rate), FORMULA)


def present_value(flows: Sequence[Decimal], rate: Decimal) -> Decimal:
    """Worth of the flows in year 0, in money; nothing for no flows. ``rate`` is above −1."""
    total = Decimal(0)
    for flow in reversed(flows):
        total = ARITHMETIC.add(divide(total, 1 + rate), flow)
    return total


def sign_changes(flows: Sequence[Decimal]) -> int:
    """How often the flows change between money out and money in; years without a flow do not count."""
    return sum((left < 0) != (right < 0) for left, right in pairwise(flow for flow in flows if flow))


def internal_rate(flows: Sequence[Decimal]) -> InternalRate:
    """The rate at which the NPV is zero (F-INV).

    Undefined where the flows never change sign, where no rate between −95 % and 1000 % does it, and where several
    do: then all are told, and NPV or MIRR are to be used.
    """
    if not flows:
        return InternalRate(undefined(NO_FLOWS, FORMULA, "INSUFFICIENT_DATA"), (), 0, ())
    changes = sign_changes(flows)
    if not changes:
        return InternalRate(undefined("the cash flows never change sign", FORMULA), (), 0, ())
    roots = _roots(flows)
    warnings = ("the cash flows change sign more than once: prefer NPV or MIRR",) if changes > 1 else ()
    if len(roots) == 1:
        return InternalRate(defined(roots[0], FORMULA), roots, changes, warnings)
    reason = (
        "more than one rate makes the net present value zero: use NPV or MIRR"
        if roots
        else "no rate between −95 % and 1000 % makes the net present value zero"
    )
    return InternalRate(undefined(reason, FORMULA), roots, changes, warnings)


def mirr(flows: Sequence[Decimal], finance_rate: Decimal, reinvest_rate: Decimal) -> Outcome[Decimal]:
    """Modified internal rate of return, a fraction a year (F-INV).

    (future value of what comes in, at ``reinvest_rate`` / −present value of what goes out, at ``finance_rate``) to
    the power of 1/n, less 1. Undefined where nothing goes out or nothing comes in.
    """
    if len(flows) < 2:
        return undefined("it needs the cash flows of two years", FORMULA, "INSUFFICIENT_DATA")
    if min(finance_rate, reinvest_rate) <= -1:
        return undefined(RATE_TOO_LOW, FORMULA, "INVALID_INPUT")
    years = len(flows) - 1
    out = -present_value([min(flow, Decimal(0)) for flow in flows], finance_rate)
    back = present_value([max(flow, Decimal(0)) for flow in flows], reinvest_rate)
    if not out or not back:
        return undefined("the cash flows never change sign", FORMULA)
    future = ARITHMETIC.multiply(back, ARITHMETIC.power(1 + reinvest_rate, years))
    grown = ARITHMETIC.power(divide(future, out), divide(Decimal(1), Decimal(years)))
    return defined(grown - 1, FORMULA)


def nominal_rate(real: Decimal, inflation: Decimal) -> Decimal:
    """The nominal rate of a real one: (1 + n) = (1 + r)(1 + i); fractions a year (F-INV)."""
    return (1 + real) * (1 + inflation) - 1


def real_rate(nominal: Decimal, inflation: Decimal) -> Decimal:
    """The real rate of a nominal one: (1 + r) = (1 + n) / (1 + i); ``inflation`` is above −1 (F-INV)."""
    return divide(1 + nominal, 1 + inflation) - 1


def _roots(flows: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Rates of the real roots of Σ C_t v^t, v = 1/(1 + r): floats find them, decimals make them exact."""
    held = list(flows)
    while held and not held[-1]:
        held.pop()
    largest = max(abs(flow) for flow in held)
    candidates = np.roots([float(divide(flow, largest)) for flow in reversed(held)])
    found: list[Decimal] = []
    for candidate in candidates:
        # Two equal roots come out of the solver as a pair that is complex by a rounding error.
        if candidate.real <= 0 or abs(candidate.imag) > NEARLY_REAL * abs(candidate):
            continue
        factor = _polished(held, Decimal(float(candidate.real)))
        if factor is None:
            continue
        rate = divide(Decimal(1), factor) - 1
        if LOWEST < rate < HIGHEST and all(abs(rate - other) > SAME_RATE for other in found):
            found.append(rate)
    return tuple(sorted(found))


def _polished(flows: Sequence[Decimal], factor: Decimal) -> Decimal | None:
    """Newton's steps from ``factor``; None where they do not end at a root."""
    for _ in range(200):
        value, slope = Decimal(0), Decimal(0)
        for flow in reversed(flows):
            slope = ARITHMETIC.add(ARITHMETIC.multiply(slope, factor), value)
            value = ARITHMETIC.add(ARITHMETIC.multiply(value, factor), flow)
        if not value or not slope:
            break
        step = divide(value, slope)
        factor = ARITHMETIC.subtract(factor, step)
        if abs(step) < Decimal("1e-30"):
            break
    size = sum((abs(flow) * factor**year for year, flow in enumerate(flows)), Decimal(0))
    left = sum((flow * factor**year for year, flow in enumerate(flows)), Decimal(0))
    return factor if factor > 0 and abs(left) <= RESIDUAL * size else None
