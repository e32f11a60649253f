"""Limits in words: the amounts, shares, times and counts that a text states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_WORDS = {
    word: Decimal(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1
    )
}
_NUMBER = rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b"
_TIMES = r"(?:calendar |working )?days?|person-days?|weeks?|months?|quarters?|years?|periods?"
_COUNTED = r"pages?|points?|options?|projects?|criteria|times|risks?|changes|requests?|objectives?"
_QUANTITY = re.compile(
    rf"(?P<money>[£€$]\s?(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<scale>\s?(?:k|m|million|thousand)\b)?)"
    rf"|(?P<number>{_NUMBER})(?:\s+or\s+\w+)?\s*(?:(?P<share>%)|(?P<unit>{_TIMES}|(?:[a-z]+ ){{0,2}}?(?:{_COUNTED}))\b)"
    r"|(?P<day>working day)\s+(?P<nth>\d+)"
    r"|\bP(?P<percentile>\d\d)\b"
    r"|(?:at least|at most|below|above|over|under|of|to)\s+(?P<index>\d\.\d+)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"§+\s*[\w.]*\d|\b\d+\s?§|\b[A-Z]{2,}(?:-[A-Z0-9]+)+|\bversion \d[\d.]*|"
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?"
)
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


class Quantity(NamedTuple):
    """A number with what it counts."""

    value: Decimal
    unit: str
    """``money``, ``%``, ``working days``, ``months``, ``pages``: plural; ``index`` for a bare decimal."""


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; references and dates are none."""
    return tuple(_found(_REFERENCE.sub(" ", text)))


def _found(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        if match["money"]:
            scale = (match["scale"] or "").strip().lower()
            yield Quantity(_decimal(match["amount"]) * _SCALES.get(scale, 1), "money")
        elif match["share"]:
            yield Quantity(_decimal(match["number"]), "%")
        elif match["unit"]:
            yield Quantity(_decimal(match["number"]), _plural(match["unit"].lower()))
        elif match["day"]:
            yield Quantity(Decimal(match["nth"]), "working day of the month")
        elif match["percentile"]:
            yield Quantity(Decimal(match["percentile"]), "percentile")
        elif match["index"]:
            yield Quantity(_decimal(match["index"]), "index")


def _decimal(text: str) -> Decimal:
    return _WORDS.get(text.lower()) or Decimal(text.replace(",", ""))


def _plural(unit: str) -> str:
    last = unit.split()[-1]
    counted = unit if unit.startswith(("working", "person")) else last
    counted = counted.removeprefix("calendar ")
    return counted if counted.endswith(("s", "criteria")) else f"{counted}s"
