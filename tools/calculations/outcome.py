"""What a calculation gives: a value, or no value and the reason why.

Undefined is never zero, infinity or NaN: it is ``None`` with a status and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from tools.result import Status

Computed = TypeVar("Computed", Decimal, int, date)

ARITHMETIC = Context(prec=34)
"""Precision of every division: beyond any sum of money, so that limits are met exactly."""
WHOLE = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Computed]):
    """One computed value with the formula it comes from."""

    value: Computed | None
    status: Status
    reason: str | None
    """Why there is no value, in words that can be shown; None where there is one."""
    formula: str
    """Formula id, for example ``F-EVM``."""


def defined(value: Computed, formula: str) -> Outcome[Computed]:
    """Wrap a value that exists."""
    return Outcome(value, "OK", None, formula)


def undefined(reason: str, formula: str, status: Status = "UNDEFINED") -> Outcome[Computed]:
    """Say why there is no value."""
    return Outcome(None, status, reason, formula)


def divide(top: Decimal, bottom: Decimal) -> Decimal:
    """Divide in the precision of every calculation; ``bottom`` is not zero."""
    return ARITHMETIC.divide(top, bottom)


def from_fraction(value: Fraction) -> Decimal:
    """Turn an exact fraction into a decimal in the precision of every calculation."""
    return divide(Decimal(value.numerator), Decimal(value.denominator))


def sums_to_one(shares: Iterable[Decimal]) -> bool:
    """Whether the shares are a whole, but for the rounding of shares that were themselves computed."""
    return abs(sum(shares, Decimal(0)) - 1) <= WHOLE
