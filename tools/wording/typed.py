"""Amounts that somebody types: in what unit they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tools.currency import as_currency
from tools.result import Unit

GIVEN = "given"
"""Subject of figures that rest on what the asker typed."""
SOURCE = "question"
LEAST_MONEY = 10_000
"""Below this an amount was hardly typed as money: it is shown as a plain number in the asker's own unit."""


def unit_of(amounts: Iterable[Decimal], currency: str | None) -> Unit:
    """In what amounts are shown: the currency given, the organisation's money, or as plain numbers."""
    if currency is not None:
        return as_currency(currency) or "count"
    return "money" if max(map(abs, amounts), default=Decimal(0)) >= LEAST_MONEY else "count"
