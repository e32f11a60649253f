"""Fills a tool's arguments from what was found in the question, by the types of the arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.offline.amounts import chances, nearness, product, quantities, series
from assistant.offline.material import Material, slots
from assistant.offline.query.reader import read_query
from assistant.offline.query.sentence import Asked
from assistant.offline.since import compared_days
from assistant.offline.spans import span
from tools.arguments import Slot
from tools.query.asked import BACK
from tools.tool import Tool

_PERCENTILE = re.compile(
    r"\bp[- ]?(\d{1,2}(?:\.\d+)?)\b|\b(\d{1,2}(?:\.\d+)?)(?:st|nd|rd|th)?[- ]percentile\b"
    r"|\b(\d{1,2}(?:\.\d+)?)\s?(?:%|per ?cent|percent)[- ](?:confiden|sure\b|certain|likel)",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:was|were|did|had|as (?:of|at)|(?:at )?(?:the )?end of|back (?:in|then)|at)\b", re.IGNORECASE
)
_ROW_ID = re.compile(r"\b[A-Za-z]{1,5}(?:-[A-Za-z0-9]+)*-\d+\b")


def fill(tool: Tool, material: Material, given: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Arguments of the tool, JSON-ready, and the names of required ones that nothing fills.

    ``given`` holds arguments already decided (a record from the thread, a chosen project).
    """
    arguments: dict[str, Any] = {}
    numbers = quantities(tool, material)
    for name, slot in slots(tool).items():
        value = given.get(slot.name, given.get(name))
        if value is None:
            value = numbers.get(name) if slot.name == "quantity" else _value(name, slot, material, arguments)
        if value is not None:
            arguments[name] = value
    missing = [n for n, f in tool.arguments.model_fields.items() if f.is_required() and n not in arguments]
    return arguments, tuple(missing)


def _value(name: str, slot: Slot, material: Material, so_far: Mapping[str, Any]) -> Any:
    match slot.name:
        case "project" | "proposal" | "portfolio" | "programme" | "objective" | "board":
            ids = material.ids(slot.name, *slot.kinds)
            return ids[0] if ids else None
        case "proposals":
            return proposals(slot, material) or None
        case "record":
            linked = [link.record.id for link in material.links if link.record]
            return linked[0] if linked else _row_id(material.text) if slot.rows else None
        case "person":
            return _person(slot, material, so_far)
        case "gate":
            return next((str(v.value) for v in material.values if v.kind == "gate"), None)
        case "date":
            days = [v for v in material.values if v.kind in (("date",) if name == "board_date" else ("date", "period"))]
            return str(days[0].value) if days else None
        case "past":
            return _past_day(slot, material)
        case "period":
            return next((str(v.value) for v in material.values if v.kind == "period"), None)
        case "from" | "until":
            named = span(slot, material.values, material.today, material.year_begins) if material.today else None
            return str(named.first if slot.name == "from" else named.last) if named else None
        case "since" | "up_to":
            since, up_to = compared_days(material.text, material.values)
            day = since if slot.name == "since" else up_to
            return str(day) if day else None
        case "reference":
            return material.references[0] if material.references else None
        case "question" | "topic":
            return material.text
        case "currency":
            return material.other_money()
        case "series":
            found = series(slot, material)
            return [str(number.value) for number in found] or None
        case "chances":
            return chances(material) or None
        case "product":
            return product(material.text)
        case "percentile":
            return _percentile(material.text)
        case "word" | "switch":
            return _word(slot, material.text)
        case "query":
            return asked_of(material).arguments().get(name)
    return None


@lru_cache(maxsize=8)
def asked_of(material: Material) -> Asked:
    """An open question as it was read, for each argument of a query."""
    looks_back = _past_day(Slot("past", labels=BACK), material) is not None
    return read_query(material.text, material.links, material.values, looks_back)


def _row_id(text: str) -> str | None:
    """The first id of a row as it is written, in capitals."""
    found = _ROW_ID.search(text)
    return found.group().upper() if found else None


def _past_day(slot: Slot, material: Material) -> str | None:
    """The day of the data, where the question looks back (“was”, “at the end of June”) and names a day.

    Where the slot has labels, only they say so.
    """
    looks_back = _stands(slot.labels, material.text) if slot.labels else _LOOKS_BACK.search(material.text)
    day = next((v for v in material.values if v.kind in ("date", "period")), None)
    return str(day.value) if day and looks_back else None


def _person(slot: Slot, material: Material, so_far: Mapping[str, Any]) -> str | None:
    people = [link.record for link in material.links if link.record and link.record.kind == "person"]
    if not people or people[0].name in so_far.values():
        return None
    return people[0].name if not slot.labels or _stands(slot.labels, material.text) else None


def _percentile(text: str) -> str | None:
    """A level of confidence as a fraction: “P80”, “80th percentile”, “90 % confidence”."""
    found = _PERCENTILE.search(text)
    digits = next((group for group in found.groups() if group), None) if found else None
    return None if digits is None else str(Decimal(digits) / 100)


def _word(slot: Slot, text: str) -> Any:
    """The value of the phrase that stands in the text, where a label does too, if it has labels."""
    if (slot.labels and not _stands(slot.labels, text)) or _stands(slot.unless, text):
        return None
    for phrase, value in sorted(slot.words, key=lambda pair: -len(pair[0])):
        if _stands((phrase,), text):
            return {"true": True, "false": False}.get(value, value) if slot.name == "switch" else value
    return None


def _stands(phrases: Sequence[str], text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) for phrase in phrases)


def varied(tool: Tool, last: Mapping[str, Any], fresh: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of the ask before with what a what-if changes: amounts add up, and proposals join."""
    wanted = slots(tool)
    named = {each for name, value in fresh.items() if wanted[name].name == "proposals" for each in value}
    kept = {name: value for name, value in last.items() if name in wanted}
    for name, slot in wanted.items():
        if slot.name == "proposals":
            kept[name] = [*(each for each in kept.get(name, ()) if each not in named), *fresh.get(name, ())]
        elif slot.adds_to in fresh:
            kept.pop(name, None)
        elif slot.adds_to and name in fresh:
            kept[name] = str(Decimal(str(kept.get(name, 0))) + Decimal(str(fresh[name])))
        elif name in fresh:
            kept[name] = fresh[name]
    return {name: value for name, value in kept.items() if value not in ([], None)}


def proposals(slot: Slot, material: Material) -> list[str]:
    """The proposals beside which a label stands, or no ``unless``; an “and” hands it on: “without PR-1 and PR-2”."""
    found: list[str] = []
    links = [link for link in material.links if link.record and link.kind == "proposal"]
    meant = False
    for i, link in enumerate(links):
        before = material.text[links[i - 1].end if i else 0 : link.start].lower()
        following = links[i + 1].start if i + 1 < len(links) else None
        after = re.split(r"[,;.?!]|\b(?:and|but)\b", material.text[link.end : following].lower(), maxsplit=1)[0]
        if i == 0 or re.sub(r"[\s,;]|\b(?:and|or)\b", "", before):
            meant = _is_meant(slot, before, after)
        if meant and link.record:
            found.append(link.record.id)
    return list(dict.fromkeys(found))


def _is_meant(slot: Slot, before: str, after: str) -> bool:
    unwanted = nearness(slot.unless, before, after)
    return nearness(slot.labels, before, after) > unwanted if slot.labels else not unwanted


def has_numbers(tool: Tool, material: Material) -> bool:
    """Whether the question holds a number that the tool takes."""
    numeric = {name: slot for name, slot in slots(tool).items() if slot.name in ("series", "chances", "product")}
    return bool(quantities(tool, material)) or any(_value(n, slot, material, {}) for n, slot in numeric.items())
