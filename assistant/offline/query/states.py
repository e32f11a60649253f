"""Named records, states and missing values as conditions: “red”, “in Network”, “without an owner”."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.offline.link import Link
from assistant.offline.query import words as w
from assistant.offline.query.sentence import Sentence
from assistant.offline.query.words import Place
from tools.query.declared import YES_NO, EntityName, Field
from tools.query.entities import ENTITIES
from tools.query.registry import FIELDS, field_of

BEFORE_VALUE = re.compile(
    r"(?:\b(?:is|are|was|were|in|still|currently|as|be|been|both|or|and|not|than|at)\s+|,\s*)$", re.IGNORECASE
)
NOT = re.compile(r"\b(?:not|isn't|aren't|other than|except|excluding|non)[\s-]+(?:\w+\s+)?$", re.IGNORECASE)


ADJECTIVES = re.compile(r"(?:[\s,]+[\w-]+){0,3}[\s,]+")
"""What may stand between a state and the noun that it is said of."""
NOT_THERE = re.compile(
    r"\s+(?:is|are|was)?\s*(?:not (?:yet )?(?:recorded|set|named|known|given|assigned)|missing|unknown)", re.IGNORECASE
)
GATES: Mapping[EntityName, str] = {"gate": "gate", "gate_condition": "condition_gate"}
BOARDS: Mapping[EntityName, str] = {"gate": "board", "decision": "decision_board"}


def missing(q: Sentence) -> None:
    """Fields that have no value, or have one: “without an owner”, “sponsor not recorded”, “with a baseline”."""
    both = [*w.places(q.read, q.entity, False), *w.places(q.read, q.entity, True)]
    for place in sorted(both, key=lambda place: (place.start, -place.end)):
        pattern = rf"\b(?:{w.MISSING})\s+(?:yet\s+)?(?:{w.ARTICLE}\s+)?(?:\w+\s+)?$"
        before = re.search(pattern, q.text[: place.start], re.IGNORECASE)
        after = NOT_THERE.match(q.text[place.end :])
        if place.field and (before or after) and q.read.free(place.start, place.end):
            q.asked.where.append({"field": place.field.name, "comparison": "not recorded"})
            q.read.take(
                before.start() if before else place.start, place.end + (after.end() if after and not before else 0)
            )
        elif place.field and (held := _is_held(q, place)) is not None:
            q.asked.where.append({"field": place.field.name, "comparison": "recorded"})
            q.read.take(held, place.end)
    owner, unowned = ENTITIES[q.entity].person, re.search(r"\bunowned\b", q.text, re.IGNORECASE)
    if owner and unowned:
        q.asked.where.append({"field": owner, "comparison": "not recorded"})
        q.read.take(*unowned.span())


def _is_held(q: Sentence, place: Place) -> int | None:
    """Where “with an owner” begins, where nothing is compared: that the field has a value."""
    if place.field is None or place.field.values or not q.read.free(place.start, place.end):
        return None
    before = re.search(
        rf"\b(?:{w.HAVING})\s+(?:an?|any)\s+(?:recorded\s+|named\s+)?$", q.text[: place.start], re.IGNORECASE
    )
    is_alone = re.match(r"\s*(?:$|[?.,;]|(?:and|by|per|but|in)\b)", q.text[place.end :], re.IGNORECASE)
    return before.start() if before and is_alone else None


def records(q: Sentence) -> None:
    """Named portfolios, programmes, projects, people, boards and gates."""
    for link in q.links:
        name = _field_of_link(q, link)
        if link.record and name and field_of(q.entity, name):
            value = link.record.name if link.record.kind == "person" else link.record.id
            q.asked.meet(name, value, "!=" if NOT.search(q.text[: link.start]) else "=")
        elif link.record:
            q.asked.unread.append(link.text)
    for gate in q.values:
        if gate.kind == "gate" and q.entity in GATES and q.read.free(gate.start, gate.end):
            q.asked.meet(GATES[q.entity], str(gate.value))
            q.read.take(gate.start, gate.end)


def _field_of_link(q: Sentence, link: Link) -> str | None:
    """The field that a named record is a value of: by its kind, or by the role that stands nearest."""
    if link.kind in ("portfolio", "programme", "project"):
        return link.kind
    fits = [place for place in w.places(q.read, q.entity, False) if place.field and place.field.refers == link.kind]
    near = min(fits, key=lambda place: min(abs(link.start - place.end), abs(place.start - link.end)), default=None)
    if near and near.field:
        q.read.take(near.start, near.end)
        return near.field.name
    return ENTITIES[q.entity].person if link.kind == "person" else BOARDS.get(q.entity)


def closed(q: Sentence) -> None:
    """States, colours and other closed values; not a word that is part of a measure's name: “planned benefit”."""
    names = [place for place in w.places(q.unbound, q.entity, True) if q.only_noun_taken(place)]
    for place, own in sorted(w.values(q.read, q.entity), key=lambda pair: pair[0].start):
        if any(each.start <= place.start and place.end <= each.end and each.length > place.length for each in names):
            continue
        if place.field and q.read.free(place.start, place.end) and (own or _is_value_here(q, place)):
            _take_value(q, place, _which_colour(q, place, place.field))


def _is_value_here(q: Sentence, place: Place) -> bool:
    """Whether a word that may mean anything is a value here: beside its dimension, its noun, or after “are”."""
    before, after = q.text[: place.start], q.text[place.end :]
    noun = q.main
    if noun and place.end <= noun.start and ADJECTIVES.fullmatch(q.text[place.end : noun.start]):
        return True
    names = {place.field.title, *place.field.synonyms} if place.field else set()
    beside = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    follows = re.search(rf"\b(?:{beside})\s+(?:is\s+|as\s+|of\s+)?$", before, re.IGNORECASE)
    leads = re.match(rf"\s+(?:{beside})\b", after, re.IGNORECASE)
    return bool(BEFORE_VALUE.search(before) or follows or leads)


def _take_value(q: Sentence, place: Place, field: Field) -> None:
    is_negated, value = bool(NOT.search(q.text[: place.start])), str(place.value)
    if is_negated and field.values == YES_NO:
        q.asked.meet(field.name, "NO" if value == "YES" else "YES")
    else:
        q.asked.meet(field.name, value, "!=" if is_negated else "=")
    joined = re.search(r"\bor\s+$", q.text[: place.start], re.IGNORECASE)
    is_one_more = joined and len(q.asked.where) > 0 and "values" in q.asked.where[-1]
    q.read.take(joined.start() if joined and is_one_more else place.start, place.end)


def _which_colour(q: Sentence, place: Place, field: Field) -> Field:
    """A colour of a project is the calculated one, unless the report stands nearer to it."""
    if field.name not in ("reported", "calculated"):
        return field
    near = q.text[max(0, place.start - 24) : place.end + 18].lower()
    return FIELDS["reported" if re.search(r"\breport", near) else "calculated"]
