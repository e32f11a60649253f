"""Records of the same project as a condition: “with an overdue gate condition”, “no waiver”, “two red risks”."""

from __future__ import annotations

import re

from assistant.offline.query import words as w
from assistant.offline.query.sentence import Sentence
from assistant.offline.query.words import Place, Read
from tools.query.declared import EntityName
from tools.query.entities import ENTITIES

AFTER = re.compile(
    r"(?:\s+(?:that|which))?(?:\s+(?:is|are|were))?\s+([\w -]+?)(?=,|;|\?|\.|$|\band\b|\bby\b|\bper\b)", re.IGNORECASE
)
"""Words behind the noun that may say more of it: “that are overdue”."""
SMALL = frozenset("a an any the its their some with have has having that which and or more than at least no".split())


def related(q: Sentence) -> None:
    """Every other kind of record that is named: a condition on how many of them the project has."""
    for place in q.named:
        if place is q.main or place.entity is None or not q.read.free(place.start, place.end):
            continue
        both = ENTITIES[place.entity].has_project and ENTITIES[q.entity].has_project
        if both and place.entity not in ("project", q.entity):
            _relate(q, place, place.entity)


def _relate(q: Sentence, place: Place, entity: EntityName) -> None:
    begin = _phrase_start(q, place.start)
    phrase = q.text[begin : place.start]
    after = AFTER.match(q.text, place.end)
    comparison, number = _how_many(q, phrase, begin)
    inner = _states(q, entity, begin, after.end() if after else place.end)
    where = [{"field": each.field.name, "comparison": "=", "value": each.value} for each in inner if each.field]
    q.asked.related.append({"entity": entity, "where": where, "comparison": comparison, "number": number})
    unknown = _not_understood(q, begin, place.start, inner)
    if unknown:
        q.asked.unread.append(f"{unknown} {q.text[place.start : place.end]}")
    q.read.take(begin, max(place.end, *(each.end for each in inner), 0))


def _phrase_start(q: Sentence, end: int) -> int:
    """Where the words that belong to a noun begin: behind the last connective, or with it."""
    opening = rf"\b(?:{w.MISSING}|{w.HAVING}|and|or)\b|,"
    starts = [match.start() for match in re.finditer(opening, q.text[:end], re.IGNORECASE)]
    free = [start for start in starts if q.read.free(start, end)]
    return free[-1] if free else end


def _how_many(q: Sentence, phrase: str, begin: int) -> tuple[str, int]:
    """How many are asked for: none, at least one, or the number that stands there."""
    compared = re.search(w.WORDS_OF_COMPARISON, phrase, re.IGNORECASE)
    if not compared and re.match(rf"\s*(?:{w.MISSING})\b", phrase, re.IGNORECASE):
        return "=", 0
    number = re.search(rf"\b(\d+|{w.NUMBER_WORD})\b", phrase, re.IGNORECASE)
    if number is None:
        return ">=", 1
    q.values = [each for each in q.values if not begin + number.start() <= each.start < begin + number.end()]
    return w.comparison_in(phrase[: number.start()]) or ">=", w.number(number[1])


def _states(q: Sentence, entity: EntityName, begin: int, end: int) -> list[Place]:
    """The states that the related records must have: “overdue”, “red”, “critical”."""
    every = (place for place, _ in w.values(Read(q.text, list(q.read.taken)), entity))
    own = (place for place in every if place.field and place.field.entity == entity)
    return [place for place in own if begin <= place.start and place.end <= end]


def _not_understood(q: Sentence, begin: int, end: int, inner: list[Place]) -> str:
    """Words of the phrase that are neither a number, a state nor a small word."""
    rest = q.text[begin:end]
    for place in inner:
        if place.end <= end:
            rest = rest.replace(q.text[place.start : place.end], " ")
    rest = re.sub(
        rf"\b(?:{w.WORDS_OF_COMPARISON}|{w.MISSING}|\d+|{w.NUMBER_WORD}|{w.ARTICLE})\b", " ", rest, flags=re.IGNORECASE
    )
    return " ".join(
        word for word in re.findall(r"[\w-]+", rest) if word.lower() not in SMALL and word.lower() != "open"
    )
