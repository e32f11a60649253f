"""Which row of a table of bands an amount falls into: “over £2,000,000, up to £10,000,000”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.standards.excerpts import Unit

_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_AMOUNT = r"(?P<pound>£)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>k|m|thousand|million)?\b\s*(?P<percent>%)?"
_BOUND = re.compile(
    rf"(?P<word>over|more than|above|up to(?: and including)?|at most|below|less than)\s+{_AMOUNT}", re.I
)


def amount_in(question: str) -> tuple[Decimal, bool] | None:
    """The amount of money or the percentage that a question names, and whether it is a percentage."""
    for match in re.finditer(_AMOUNT, question, re.IGNORECASE):
        if match["pound"] or match["percent"] or match["scale"]:
            return _value(match), bool(match["percent"])
    return None


def fitting(rows: Sequence[Unit], amount: tuple[Decimal, bool]) -> Unit | None:
    """The first row whose bounds take the amount in, None where no row states bounds of its kind."""
    return next((row for row in rows if _takes(row.text, *amount)), None)


def _takes(text: str, value: Decimal, percent: bool) -> bool:
    bounds = [match for match in _BOUND.finditer(text) if bool(match["percent"]) == percent]
    lower = (match for match in bounds if match["word"].lower() in ("over", "more than", "above"))
    upper = [match for match in bounds if match["word"].lower() not in ("over", "more than", "above")]
    return bool(bounds) and all(value > _value(m) for m in lower) and all(value <= _value(m) for m in upper)


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
