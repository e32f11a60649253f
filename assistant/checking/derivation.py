"""Values worked out in one step from figures that stand in the same sentence, and the step, recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from assistant.checking.evidence import amount
from assistant.checking.quantities import Number
from assistant.checking.reading import Reading, Value
from assistant.checking.terms import COUNTED
from tools.result import Figure

DIFFERENCE = re.compile(
    r"\b(?:by|more|less|fewer|higher|lower|over|under|above|below|difference|gap|between|further|extra|left|remaining|"
    r"remains|up|down|rise|rose|fall|fell|grew|growth|increase\w*|decrease\w*|later|earlier|after|before|behind|ahead|"
    r"late|early|apart|headroom|short|excess|shortfall|saving|overspen[dt]|underspen[dt]|overrun|slipped|slip)\b",
    re.IGNORECASE,
)
THINGS = frozenset({"thing", "point", "step", "part", "element", "reason"})
SUM = re.compile(r"\b(?:total|together|sum|combined|altogether|in all|both|adds? up|in total)\b", re.IGNORECASE)
RATIO = re.compile(
    r"%|\b(?:per ?cent|times|share|ratio|as much|of|over|under|more|less|twice|doubled?|half)\b", re.IGNORECASE
)
GREATER = re.compile(
    r"\b(?:more|higher|over|above|up|rise|rose|grew|increase\w*|later|after|behind|late|exceeds?)\b", re.IGNORECASE
)
SMALLER = re.compile(
    r"\b(?:less|fewer|lower|under|below|down|fall|fell|decrease\w*|dropped|earlier|before|ahead|early)\b", re.IGNORECASE
)


LABEL_WORDS = 4
"""Words that may stand between a number and the colon after which its things are named."""


class Operand(NamedTuple):
    """A figure that the sentence states or names, and where."""

    place: int
    figure: Figure
    is_yardstick: bool = False
    """Whether the sentence only compares with it: “against a budget of”."""


YARDSTICK = re.compile(
    r"\b(?:against|than|versus|vs\.?|compared (?:with|to)|from|exceeds?|exceeded|over|under|above|below)\b[^,;:]{0,30}$"
)


def derive(value: Value, operands: list[Operand], reading: Reading) -> str | None:
    """How the number follows from the operands, as a formula with handles; None where it does not."""
    number = value.literal
    if not isinstance(number, Number) or number.sign in ("-", "±"):
        return None
    reach = reading.passage.clause_at(value.start)
    words = reading.text(reach.start, reach.end)
    operands = [o._replace(is_yardstick=_is_yardstick(o.place, reading)) for o in operands]
    return (
        _difference(number, operands, words)
        or _ratio(number, operands, words)
        or _sum(number, operands, words)
        or _count(number, reading)
    )


def _difference(number: Number, operands: list[Operand], words: str) -> str | None:
    if not DIFFERENCE.search(words):
        return None
    for one, other in _pairs(operands):
        gap = _minus(one.figure, other.figure)
        if gap is None or not _fits_difference(number, one.figure) or not number.covers(gap):
            continue
        if gap != 0 and _agrees(number, one, other, gap, words):
            return f"{one.figure.handle} − {other.figure.handle}"
    return None


def _is_yardstick(place: int, reading: Reading) -> bool:
    start = reading.passage.clause_at(place).start
    return bool(YARDSTICK.search(reading.text(max(start, place - 40), place)))


def _minus(one: Figure, other: Figure) -> Decimal | None:
    if isinstance(one.value, date) and isinstance(other.value, date):
        return Decimal((one.value - other.value).days)
    a, b = amount(one), amount(other)
    return None if a is None or b is None or one.unit != other.unit else a - b


def _fits_difference(number: Number, figure: Figure) -> bool:
    return ("days" in number.units) if figure.unit == "date" else figure.unit in number.units


def _agrees(number: Number, one: Operand, other: Operand, gap: Decimal, words: str) -> bool:
    """Whether “over”, “under” and their like point the way of the difference, seen from the value before."""
    before = [o for o in (one, other) if o.place < number.start and not o.is_yardstick]
    seen_from = max(before, key=lambda o: o.place) if before else None
    if seen_from is None:
        return True
    towards = gap if seen_from == one else -gap
    up, down = GREATER.search(words), SMALLER.search(words)
    return not (up and not down and towards < 0) and not (down and not up and towards > 0)


def _ratio(number: Number, operands: list[Operand], words: str) -> str | None:
    if not RATIO.search(words) or number.units.isdisjoint({"ratio", "index", "times"}):
        return None
    for one, other in _pairs(operands):
        a, b = amount(one.figure), amount(other.figure)
        if a is None or not b or one.figure.unit != other.figure.unit:
            continue
        if number.covers(a / b):
            return f"{one.figure.handle} / {other.figure.handle}"
        grown = (a - b) / b
        if "ratio" in number.units and number.covers(grown) and _agrees(number, one, other, a - b, words):
            return f"({one.figure.handle} − {other.figure.handle}) / {other.figure.handle}"
    return None


def _sum(number: Number, operands: list[Operand], words: str) -> str | None:
    if not SUM.search(words):
        return None
    by_unit: dict[str, dict[str, Figure]] = {}
    for o in operands:
        by_unit.setdefault(o.figure.unit, {})[o.figure.handle] = o.figure
    for unit, figures in by_unit.items():
        amounts = [a for f in figures.values() if (a := amount(f)) is not None]
        if unit in number.units and len(amounts) > 1 and number.covers(sum(amounts, Decimal(0))):
            return " + ".join(figures)
    return None


def _count(number: Number, reading: Reading) -> str | None:
    """The number of records or items that are listed right after it."""
    if "count" not in number.units or not _counts_something(number, reading):
        return None
    for counted, how in _listings(number, reading):
        if counted and number.value == counted:
            return f"count of {counted} {how}"
    return None


def _counts_something(number: Number, reading: Reading) -> bool:
    words = reading.passage.words_in(number.end, number.end + 60)[:4]
    return any(w.low.rstrip("s") in COUNTED | THINGS or w.low in COUNTED for w in words)


def _listings(number: Number, reading: Reading) -> Iterator[tuple[int, str]]:
    sentence = reading.sentence_of(number.start)
    listed = {r.subject for r in reading.records_in(number.end, sentence.end)}
    yield len(listed), "records named in the sentence"
    yield _enumerated(reading.text(number.end, sentence.end)), "things named after the colon"
    following = reading.entries_after(sentence)
    firsts = {r[0].subject for s in following if (r := reading.records_in(s.start, s.end))}
    yield len(firsts), "records listed below"
    yield (len(following) if following and following[0].form == "item" else 0), "items listed below"


def _enumerated(words: str) -> int:
    """How many things a sentence names after its colon, parted by commas and “and”."""
    before, colon, after = words.partition(":")
    if not colon or len(before.split()) > LABEL_WORDS:
        return 0
    return len([part for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", after.split(" (")[0].strip(" .;")) if part])


def _pairs(operands: list[Operand]) -> Iterator[tuple[Operand, Operand]]:
    yield from permutations(operands, 2)
