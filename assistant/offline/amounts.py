"""The numbers of a question by argument: amounts beside their labels, series, chances, products."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.offline.material import Material, slots
from assistant.offline.values import Found
from tools.arguments import Slot
from tools.calculations.risk import SCALE
from tools.tool import Tool

_YEAR_BEFORE = re.compile(r"\b(?:years?|yrs?|t)\s*=?\s*$", re.IGNORECASE)
_JOINING = re.compile(r"\b(?:in\s+)?(?:years?|yrs?|t)\s*=?\s*\d+\b|[\s,;/:=()]|\b(?:and|then|in)\b", re.IGNORECASE)
_TIMES = re.compile(r"(?<![\w.])(\d)\s*(?:x|\u00d7|\*|by|times)\s*(\d)(?!\w|\.\d|\s?%)", re.IGNORECASE)
_UNITS = {"money": ("money", "number"), "percent": ("percent",), "days": ("days",), "number": ("number",)}


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
        best = max(((nearness(s.labels, before, after), n) for n, s in fits.items()), default=(0.0, ""))
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


def _signed(number: Found, slot: Slot, before: str, after: str) -> Any:
    """The number, below zero where it is one to take away: “£500k less”."""
    if not slot.negative:
        return number.value
    more = nearness([label for label in slot.labels if label not in slot.negative], before, after)
    taken_away = nearness(slot.negative, before, after) > more
    return -number.value if taken_away and isinstance(number.value, Decimal) else number.value


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


def chances(material: Material) -> list[list[str]]:
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


def product(text: str) -> list[int] | None:
    """Two scores with a sign of multiplication between: “4 x 5”."""
    found = _TIMES.search(text)
    return [int(found[1]), int(found[2])] if found else None


def nearness(labels: Sequence[str], before: str, after: str) -> float:
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
