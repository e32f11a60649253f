"""What is shown, put together and put in order: “average CPI”, “top five by budget”, “how many”."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.offline.query import words as w
from assistant.offline.query.sentence import Sentence
from assistant.offline.query.words import Place
from tools.query.declared import AVERAGED, SUMMED, EntityName, Field
from tools.query.entities import ENTITIES
from tools.query.registry import FIELDS

SUPERLATIVE = re.compile(
    rf"\b(?P<word>{w.HIGH}|{w.LOW}|worst|best)\b(?:\s+(?P<number>\d+|{w.NUMBER_WORD}))?", re.IGNORECASE
)
ONE = re.compile(r"\b(?:which \w+ (?:is|has)|what is|what's)\b", re.IGNORECASE)
HOW_MANY = re.compile(r"\bhow many\b|\bnumber of\b|\bcount\b", re.IGNORECASE)
SHARE = re.compile(r"\b(?:share|percentage|proportion) of(?! (?:the )?(?:budget|bac|cost))", re.IGNORECASE)
ASKED_FOR = re.compile(r"(?:^|\b(?:their|its|the|and|with|show|what|is|of|list|give me|compare)|,)\s*$", re.IGNORECASE)
OF_TIME, OF_SIZE = (
    ("oldest", "longest", "latest", "earliest"),
    ("biggest", "largest", "smallest", "dearest", "cheapest"),
)
RANKED: Mapping[EntityName, str] = {
    "project": "calculated",
    "risk": "risk_score",
    "milestone": "milestone_slip",
    "issue": "issue_severity",
}
"""By what records are worse than others, where it is not said."""
FEW = 3
"""Fewer words than these between “most” and the noun are its adjectives."""
NEAR = 20
"""Letters between “average” and the measure it is of."""


def superlatives(q: Sentence) -> None:
    """“Top five”, “worst”, “fewest”: the order, how many are shown, and the measure that it is about."""
    for match in SUPERLATIVE.finditer(q.text):
        if q.asked.order or not q.read.free(*match.span()) or (by := _ordered_by(q, match)) is None:
            continue
        word, number = match["word"].lower(), match["number"] or _number_before(q, match.start())
        is_low = re.fullmatch(w.LOW, word) is not None
        if word in ("worst", "best"):
            is_low = (by.unit == "index") == (word == "worst")
        q.asked.order = {"field": by.name, "descending": not is_low}
        q.read.take(*match.span())
        if number:
            q.asked.limit = w.number(number)
        elif ONE.search(q.text) and not q.asked.group_by:
            q.asked.limit = 1
        if by.name != "number":
            _show(q, by, _of_groups(q, by, match.start(), is_low))


def _of_groups(q: Sentence, by: Field, start: int, is_low: bool) -> str:
    """“The lowest CPI per portfolio” is an extreme of each group; “sponsors with the largest budget” is a sum."""
    if not q.asked.group_by:
        return "each"
    is_led = any(first == 0 and last <= start for first, last in q.read.taken)
    return ("sum" if by.unit in SUMMED else "each") if is_led else "min" if is_low else "max"


def _number_before(q: Sentence, start: int) -> str | None:
    before = re.search(rf"\b(\d+|{w.NUMBER_WORD})\s+$", q.text[:start], re.IGNORECASE)
    return before[1] if before else None


def _ordered_by(q: Sentence, match: re.Match[str]) -> Field | None:
    """The measure that a superlative is about: the next one named, else what the word or the record suggests."""
    word = match["word"].lower()
    if (
        q.asked.group_by
        and q.main
        and q.main.start >= match.end()
        and len(q.text[match.end() : q.main.start].split()) < FEW
    ):
        return FIELDS["number"]  # “the most red projects”
    named = [place for place in _places(q) if place.field]
    after = [place for place in named if place.start >= match.end()]
    before = [place for place in named if place.end <= match.start()]
    place = next(iter([*after[:1], *before[-1:]]), None)
    if place and place.field:
        q.read.take(place.start, place.end)
        return place.field
    if q.asked.group_by:
        return FIELDS["number"]
    if word in OF_TIME:
        return next((each for said, each in w.phrases(q.entity, True) if said == word), None)
    name = ENTITIES[q.entity].money if word in OF_SIZE else None
    return FIELDS.get(name or RANKED.get(q.entity, ""))


def shares(q: Sentence) -> None:
    """“What share of …”: of the number, read early, for the word is also a way to meet a risk."""
    for match in SHARE.finditer(q.text):
        q.asked.measures.append({"field": "number", "aggregate": "share"})
        q.read.take(*match.span())


def shown(q: Sentence) -> None:
    """Measures that are named and no condition: shown, or put together where the question says how."""
    for words, aggregate in w.AGGREGATE:
        for match in re.finditer(rf"\b(?:{words})(?!\w)", q.text, re.IGNORECASE):
            near = [p for p in _places(q) if 0 <= p.start - match.end() < NEAR]
            if near and near[0].field and q.read.free(*match.span()):
                _show(q, near[0].field, _fitting(near[0].field, aggregate))
                q.read.take(*match.span())
                q.read.take(near[0].start, near[0].end)
    for place in _places(q):
        if place.field and place.field.name != "number" and ASKED_FOR.search(q.text[: place.start]):
            _show(q, place.field, "each")
            q.read.take(place.start, place.end)
    if not q.asked.measures and not q.asked.group_by and HOW_MANY.search(q.text):
        q.asked.measures.append({"field": "number", "aggregate": "sum"})


def _places(q: Sentence) -> list[Place]:
    """Measures that are named and not taken; the noun of the records may be a part of the name of one of theirs."""
    free = w.places(q.read, q.entity, True)
    noun = q.main
    if noun is None:
        return free
    wider = [
        place
        for place in w.places(q.unbound, q.entity, True)
        if place.start <= noun.start and noun.end <= place.end and place.length > noun.length
        if place.field and place.field.entity == q.entity and q.only_noun_taken(place)
    ]
    return sorted([*free, *wider], key=lambda place: place.start)


def _show(q: Sentence, field: Field, aggregate: str) -> None:
    if field.name not in [each["field"] for each in q.asked.measures]:
        q.asked.measures.append({"field": field.name, "aggregate": aggregate})


def scope(q: Sentence) -> None:
    """Whether what has ended counts as well."""
    if match := re.search(rf"\b(?:{w.ENDED})\b", q.text, re.IGNORECASE):
        q.asked.every = True
        q.read.take(*match.span())


def _fitting(field: Field, aggregate: str) -> str:
    """The aggregate, or the records' own values where it says nothing of the field."""
    fits = {"sum": SUMMED, "average": AVERAGED}.get(aggregate)
    return "each" if fits is not None and field.unit not in fits else aggregate
