"""Fills a tool's arguments from what was found in the question, by the types of the arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.offline.link import Link
from assistant.offline.query.reader import read_query
from assistant.offline.query.sentence import Asked
from assistant.offline.since import compared_days
from assistant.offline.spans import span
from assistant.offline.values import Found
from tools.arguments import Slot, slots_of
from tools.calculations.risk import SCALE
from tools.currency import NO_CURRENCY, Currency, likeliest
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
_YEAR_BEFORE = re.compile(r"\b(?:years?|yrs?|t)\s*=?\s*$", re.IGNORECASE)
_JOINING = re.compile(r"\b(?:in\s+)?(?:years?|yrs?|t)\s*=?\s*\d+\b|[\s,;/:=()]|\b(?:and|then|in)\b", re.IGNORECASE)
_TIMES = re.compile(r"(?<![\w.])(\d)\s*(?:x|\u00d7|\*|by|times)\s*(\d)(?![\w.%])", re.IGNORECASE)
_UNITS = {"money": ("money", "number"), "percent": ("percent",), "days": ("days",), "number": ("number",)}


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that was found in one question."""

    text: str
    links: tuple[Link, ...]
    values: tuple[Found, ...]
    references: tuple[str, ...]
    """References to clauses or documents, as written."""
    own_money: Currency | None = None
    """The organisation's currency."""
    today: date | None = None
    year_begins: int = 1
    """The month in which the organisation's financial year begins."""

    def ids(self, *kinds: str) -> tuple[str, ...]:
        """Ids of the records of those kinds that are meant without doubt, in order of place."""
        found = [link.record.id for link in self.links if link.record and link.record.kind in kinds]
        return tuple(dict.fromkeys(found))

    def other_money(self) -> str | None:
        """The currency of amounts that are not in the organisation's own, NO_CURRENCY where it is unclear."""
        other = next((v.money for v in self.values if v.money and self.own_money not in v.money), None)
        return (likeliest(other, self.own_money) or NO_CURRENCY) if other else None


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


def slots(tool: Tool) -> dict[str, Slot]:
    """The slot of each argument that has one."""
    return slots_of(tool.arguments)


def _value(name: str, slot: Slot, material: Material, so_far: Mapping[str, Any]) -> Any:
    match slot.name:
        case "project" | "proposal" | "portfolio" | "programme" | "objective" | "board":
            ids = material.ids(slot.name, *slot.kinds)
            return ids[0] if ids else None
        case "proposals":
            return proposals(slot, material) or None
        case "record":
            linked = [link.record.id for link in material.links if link.record]
            return linked[0] if linked else None
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
            return _chances(material) or None
        case "product":
            return _product(material.text)
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


def quantities(tool: Tool, material: Material) -> dict[str, str]:
    """Numbers of the question by argument, found by the labels that stand before them, or else after them."""
    wanted = {name: slot for name, slot in slots(tool).items() if slot.name == "quantity"}
    listed = [number for slot in slots(tool).values() if slot.name == "series" for number in series(slot, material)]
    kinds = ("money", "percent", "days", "number")
    numbers = [v for v in material.values if v.kind in kinds and v not in listed]
    filled: dict[str, str] = {}
    unlabelled = [name for name, slot in wanted.items() if not slot.labels]
    claimed: set[Found] = set()
    for i, number in enumerate(numbers):
        before = material.text[numbers[i - 1].end if i else 0 : number.start].lower()
        after = material.text[number.end : numbers[i + 1].start if i + 1 < len(numbers) else None].lower()
        fits = {n: s for n, s in wanted.items() if n not in filled and number.kind in _UNITS[s.unit]}
        best = max(((_nearness(s.labels, before, after), n) for n, s in fits.items()), default=(0.0, ""))
        if best[0] > 0:
            filled[best[1]] = str(_signed(number, wanted[best[1]], before, after))
            claimed.add(number)
        elif free := next((n for n in unlabelled if n in fits), None):
            filled[free] = str(number.value)
            claimed.add(number)
    for name, slot in wanted.items():
        left = next((n for n in numbers if n.kind == slot.unit and n not in claimed), None)
        if slot.spare and name not in filled and left:
            filled[name] = str(left.value)
            claimed.add(left)
    return filled


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


def _signed(number: Found, slot: Slot, before: str, after: str) -> Any:
    """The number, below zero where it is one to take away: “£500k less”."""
    if not slot.negative:
        return number.value
    more = _nearness([label for label in slot.labels if label not in slot.negative], before, after)
    taken_away = _nearness(slot.negative, before, after) > more
    return -number.value if taken_away and isinstance(number.value, Decimal) else number.value


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
    unwanted = _nearness(slot.unless, before, after)
    return _nearness(slot.labels, before, after) > unwanted if slot.labels else not unwanted


def has_numbers(tool: Tool, material: Material) -> bool:
    """Whether the question holds a number that the tool takes."""
    numeric = {name: slot for name, slot in slots(tool).items() if slot.name in ("series", "chances", "product")}
    return bool(quantities(tool, material)) or any(_value(n, slot, material, {}) for n, slot in numeric.items())


def series(slot: Slot, material: Material) -> list[Found]:
    """The longest run of numbers with nothing but commas between, behind one of the labels, if it has labels.

    The numbers of years stand beside the amounts and are none of them: “-500 in year 0, 300 in year 1”.
    """
    found = [v for v in material.values if v.kind in ("money", "number", "days")]
    numbers = [v for v in found if not _YEAR_BEFORE.search(material.text[: v.start])]
    runs: list[list[Found]] = []
    for number in numbers:
        between = material.text[runs[-1][-1].end : number.start] if runs else ""
        if runs and not _JOINING.sub("", between):
            runs[-1].append(number)
        else:
            runs.append([number])
    longest = max(runs, key=len, default=[])
    before = material.text[: longest[0].start] if longest else ""
    labels = "|".join(map(re.escape, slot.labels))
    labelled = not labels or re.search(rf"\b(?:{labels})\b[^.?!]{{0,40}}$", before, re.IGNORECASE)
    return longest if len(longest) >= slot.least and labelled else []


def _chances(material: Material) -> list[list[str]]:
    """Pairs of a percentage and an amount that stand side by side: “50 % of £200k”, “£200k at 50 %”.

    A plain number on the scale of scores is a score and no amount.
    """
    values = [v for v in material.values if v.kind == "percent" or _is_amount(v)]
    pairs: list[list[str]] = []
    while len(values) > 1:
        first, second = values[:2]
        if (first.kind == "percent") == (second.kind == "percent"):
            values = values[1:]
            continue
        chance, amount = (first, second) if first.kind == "percent" else (second, first)
        pairs.append([str(chance.value), str(amount.value)])
        values = values[2:]
    return pairs


def _is_amount(value: Found) -> bool:
    return value.kind == "money" or (value.kind == "number" and Decimal(str(value.value)) > max(SCALE))


def _product(text: str) -> list[int] | None:
    """Two scores with a sign of multiplication between: “4 x 5”."""
    found = _TIMES.search(text)
    return [int(found[1]), int(found[2])] if found else None


def _nearness(labels: Sequence[str], before: str, after: str) -> float:
    """How close a label stands: before the number counts double, a longer label wins over its part."""
    score = 0.0
    for label in labels:
        pattern = rf"(?<!\w){re.escape(label)}(?!\w)"
        ahead = [m.end() for m in re.finditer(pattern, before)]
        behind = re.search(pattern, after)
        if ahead:
            score = max(score, 2 / (1 + len(before) - ahead[-1]) + len(label) / 1000)
        if behind and not re.search(r"[,;]", after[: behind.start()]):
            score = max(score, 1 / (1 + behind.start()) + len(label) / 1000)
    return score
