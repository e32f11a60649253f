"""Numbers as conditions: what they are compared with, how, and the measure that they are of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.offline.query import words as w
from assistant.offline.query.sentence import Sentence
from assistant.offline.query.words import Place
from tools.query.entities import ENTITIES
from tools.query.registry import FIELDS

FITTING: Mapping[str, tuple[str, ...]] = {
    "money": ("money",),
    "percent": ("ratio",),
    "days": ("days", "working_days"),
    "number": ("index", "score", "count", "days", "money", "ratio"),
}
"""Units of the measures that a number written so may be of."""
CLOSE = 25
"""Letters between a measure and a number that is meant for it before any that follows."""


def amounts(q: Sentence) -> None:
    """Every number of the question that is compared with a measure, in digits or in words."""
    for value in q.values:
        if value.kind in FITTING and q.read.free(value.start, value.end):
            _amount(q, value.kind, value.start, value.end, Decimal(str(value.value)))
    for match in re.finditer(rf"\b({w.NUMBER_WORD})\b(\s+days?)?", q.text, re.IGNORECASE):
        compared = re.search(rf"(?:{w.WORDS_OF_COMPARISON})\s+$", q.text[: match.start()], re.IGNORECASE)
        if compared and q.read.free(*match.span()):
            _amount(q, "days" if match[2] else "number", *match.span(), Decimal(w.number(match[1])))


def _amount(q: Sentence, kind: str, start: int, end: int, amount: Decimal) -> None:
    begin, reached, comparison = _compared(q, start, end)
    place = _field_near(q, kind, begin, reached)
    field = place.field if place else FIELDS.get(ENTITIES[q.entity].money or "") if kind == "money" else None
    if comparison is None and place and kind == "number" and not _is_limit(q, start):
        comparison = "="
    if comparison is None or field is None:
        return
    is_percent = kind == "number" and field.unit == "ratio" and amount > 1
    value = str(amount / 100 if is_percent else amount)
    q.asked.where.append({"field": field.name, "comparison": comparison, "value": value})
    q.read.take(begin, reached)
    if place:
        q.read.take(place.start, place.end)


def _compared(q: Sentence, start: int, end: int) -> tuple[int, int, str | None]:
    """Where a number with its comparing words begins and ends, and what they mean; None where there are none."""
    pattern = rf"(?:^|[\s(])({w.WORDS_OF_COMPARISON})\s*(?:about|around|of|a|an)?\s*$"
    before = re.search(pattern, q.text[:start], re.IGNORECASE)
    for words, meaning in w.AFTERWARDS:
        if after := re.match(words, q.text[end:], re.IGNORECASE):
            return start, end + after.end(), meaning
    return (before.start(1), end, w.comparison_in(before[1])) if before else (start, end, None)


def _is_limit(q: Sentence, start: int) -> bool:
    before = q.text[:start]
    return re.search(r"\b(?:top|first|bottom|worst|best|biggest|largest)\s+$", before, re.IGNORECASE) is not None


def _field_near(q: Sentence, kind: str, begin: int, end: int) -> Place | None:
    """The measure that a number is of: the nearest before it in its part of the sentence, else after it."""
    named = w.places(w.Read(q.text, [*q.read.taken, (begin, end)]), q.entity, True)
    fits = [place for place in named if place.field and place.field.unit in FITTING[kind]]
    before = [place for place in fits if q.part_start(begin) <= place.start and place.end <= begin]
    after = [place for place in fits if end <= place.start and place.end <= q.part_end(end)]
    close = [place for place in before if begin - place.end < CLOSE]
    return next(iter([*close[-1:], *after[:1], *before[-1:]]), None)
