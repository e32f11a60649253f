"""Automatic numbers of Word, rendered as they are printed: ``1.1``, ``A1``, ``(a)``, ``Article 5``, ``§ 7``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


class Label(NamedTuple):
    """What stands before a paragraph."""

    text: str
    """As printed; ``-`` for a bullet, empty where the level prints nothing."""
    level: int
    """Depth in its list, from 0."""
    many: bool
    """Whether its list counts through several levels, as ``1`` and ``1.1`` do."""


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted; read the paragraphs in order."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any, styles: dict[str, str]) -> Numbering:
        """The lists of ``numbering.xml``; ``styles`` tells the list that a style of lists stands for."""
        numbering = cls()
        if root is None:
            return numbering
        abstract = {each.get(f"{W}abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
        linked = {num.get(f"{W}numId"): _value(num, "abstractNumId") for num in root.iter(f"{W}num")}
        for num in root.iter(f"{W}num"):
            name, of = num.get(f"{W}numId"), _value(num, "abstractNumId")
            element = abstract.get(of)
            link = _value(element, "numStyleLink") if element is not None else None
            if link and (through := linked.get(styles.get(link, ""))) in abstract:
                of, element = through, abstract[through]
            levels = {} if element is None else dict(_levels(element))
            for override in num.iter(f"{W}lvlOverride"):
                at = int(override.get(f"{W}ilvl", "0"))
                levels.update(_levels(override))
                if (start := _value(override, "startOverride")) is not None:
                    numbering._starts[name, at] = int(start)
            numbering.lists[name], numbering._abstract[name] = levels, of or name
        return numbering

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that a style of paragraphs is tied to; 0 where it is to none."""
        return next((at for at, level in self.lists.get(number, {}).items() if level.style == style), 0)

    def next(self, number: str, at: int) -> Label | None:
        """Counts one paragraph of a list at a level, and tells what is printed before it."""
        levels = self.lists.get(number)
        if not levels or at not in levels:
            return None
        counts = self.counts.setdefault(self._abstract[number], [None] * 9)
        start = self._starts.pop((number, at), None)
        before = counts[at]
        counts[at] = start if start is not None else levels[at].start if before is None else before + 1
        for deeper in range(at + 1, 9):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or 0 < restart <= at + 1:
                counts[deeper] = None
        many = any(level.text.count("%") > 1 for level in levels.values())
        return Label(self._printed(levels, counts, at), at, many)

    def _printed(self, levels: dict[int, _Level], counts: list[int | None], at: int) -> str:
        level = levels[at]
        if level.form == "bullet":
            return "-"
        if level.form == "none" and "%" not in level.text:
            return level.text.strip()

        def filled(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            own = levels.get(place, _Level())
            count = counts[place] if counts[place] is not None else own.start
            return formatted(count or 0, "decimal" if level.legal else own.form)

        return " ".join(re.sub(r"%(\d)", filled, level.text).split())


def formatted(count: int, form: str) -> str:
    """A count in one of Word's number formats; formats that are not known count in figures."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        numeral = ""
        for worth, sign in _ROMAN:
            numeral += sign * (count // worth)
            count %= worth
        return numeral if form == "upperRoman" else numeral.lower()
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _levels(element: Any) -> list[tuple[int, _Level]]:
    return [(int(level.get(f"{W}ilvl", "0")), _level(level)) for level in element.findall(f"{W}lvl")]


def _level(element: Any) -> _Level:
    restart = _value(element, "lvlRestart")
    legal = element.find(f"{W}isLgl")
    return _Level(
        start=int(_value(element, "start") or 1),
        form=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
        restart=None if restart is None else int(restart),
        style=_value(element, "pStyle") or "",
    )


def _value(element: Any, child: str) -> str | None:
    found = element.find(f"{W}{child}")
    return None if found is None else found.get(f"{W}val")
