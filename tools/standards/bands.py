"""Which row of a table of bands an amount falls into: “over £2,000,000, up to £10,000,000”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tools.currency import SIGN, Currency, after, before

if TYPE_CHECKING:
    from tools.standards.excerpts import Unit

_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_AMOUNT = r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>k|m|thousand|million)?\b\s*(?P<percent>%)?"
_BOUND = re.compile(
    r"(?P<word>over|more than|above|up to(?: and including)?|at most|below|less than)\s+"
    rf"(?:[A-Z]{{0,3}}[{SIGN}]|[A-Z]{{3}})?\s*{_AMOUNT}",
    re.IGNORECASE,
)
_LOWER = ("over", "more than", "above")


class Amount(NamedTuple):
    """What a question names, or a row bounds."""

    value: Decimal
    is_percentage: bool = False
    money: frozenset[Currency] = frozenset()
    """The currencies that its writing may mean; none where it says nothing."""

    def compares(self, other: Amount) -> bool:
        """Whether both are of one kind, and not of two currencies."""
        is_other_money = self.money and other.money and self.money.isdisjoint(other.money)
        return self.is_percentage == other.is_percentage and not is_other_money


def amount_in(question: str) -> Amount | None:
    """The amount of money or the percentage that a question names."""
    for match in re.finditer(_AMOUNT, question, re.IGNORECASE):
        amount = _amount(match)
        if amount.money or amount.is_percentage or match["scale"]:
            return amount
    return None


def fitting(rows: Sequence[Unit], amount: Amount) -> Unit | None:
    """The first row whose bounds take the amount in, None where no row states bounds of its kind."""
    return next((row for row in rows if _takes(row.text, amount)), None)


def _takes(text: str, asked: Amount) -> bool:
    every = [(match["word"].lower() in _LOWER, _amount(match)) for match in _BOUND.finditer(text)]
    bounds = [(is_lower, bound.value) for is_lower, bound in every if asked.compares(bound)]
    return bool(bounds) and all(asked.value > bound if low else asked.value <= bound for low, bound in bounds)


def _amount(match: re.Match[str]) -> Amount:
    value = Decimal(match["number"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    money = before(match.string, match.start("number"))[1] | after(match.string, match.end())[1]
    return Amount(value, bool(match["percent"]), money)
