"""What the styles of a Word document say of a paragraph: its level as a heading, its list, whether it is bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.reading.docx_numbering import W

_HEADING = re.compile(
    r"^(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|címsor"
    r"|başlık|заголовок|标题|見出し)\s*([1-9])$",
    re.IGNORECASE,
)
_TITLES = frozenset({"title", "titel", "titre", "título", "titolo", "otsikko", "tytuł"})
_CONTENTS = re.compile(r"^(?:toc|verzeichnis|tm|tdc|sommario|inhopg)\s*(?:[1-9]|heading)$", re.IGNORECASE)


@dataclass(slots=True)
class Styles:
    """The styles of one document, each with the one that it is based on."""

    _styles: dict[str, Any] = field(default_factory=dict)
    _normal: str = ""

    @classmethod
    def of(cls, root: Any) -> Styles:
        """The styles of ``styles.xml``."""
        styles = cls()
        for element in () if root is None else root.iter(f"{W}style"):
            styles._styles[element.get(f"{W}styleId", "")] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                styles._normal = element.get(f"{W}styleId", "")
        return styles

    def lists(self) -> dict[str, str]:
        """The list that each style of lists stands for."""
        found = {name: style.find(f"{W}pPr/{W}numPr/{W}numId") for name, style in self._styles.items()}
        return {name: number.get(f"{W}val", "") for name, number in found.items() if number is not None}

    def name(self, paragraph: Any) -> str:
        """Identifier of a paragraph's style."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return self._normal if found is None else found.get(f"{W}val", "")

    def heading_level(self, paragraph: Any) -> int | None:
        """1 to 9 for a heading, 0 for the title of the document, None for text."""
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            return _outline(own)
        for style in self._chain(self.name(paragraph)):
            named = _name(style)
            if match := _HEADING.match(named):
                return int(match.group(1))
            if named.lower() in _TITLES:
                return 0
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                return _outline(outline)
        return None

    def is_contents(self, paragraph: Any) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        return any(_CONTENTS.match(_name(style)) for style in self._chain(self.name(paragraph)))

    def numbered(self, paragraph: Any) -> tuple[str, int | None] | None:
        """The list of a paragraph and its level there, where the level is stated; None without a list."""
        level = None
        sources = [paragraph, *self._chain(self.name(paragraph))]
        for source in sources:
            properties = source.find(f"{W}pPr/{W}numPr")
            if properties is None:
                continue
            at, number = properties.find(f"{W}ilvl"), properties.find(f"{W}numId")
            if level is None and at is not None:
                level = int(at.get(f"{W}val", "0"))
            if number is not None:
                name = number.get(f"{W}val", "0")
                return None if name == "0" else (name, level)
        return None

    def styles_above(self, paragraph: Any) -> list[str]:
        """Identifiers of a paragraph's style and of those that it is based on."""
        return [style.get(f"{W}styleId", "") for style in self._chain(self.name(paragraph))]

    def is_bold(self, paragraph: Any) -> bool:
        """Whether every run that has words is bold."""
        runs = [
            run for run in paragraph.iter(f"{W}r") if "".join(each.text or "" for each in run.iter(f"{W}t")).strip()
        ]
        styled = any(_on(style.find(f"{W}rPr/{W}b")) for style in self._chain(self.name(paragraph)))
        marks = (run.find(f"{W}rPr/{W}b") for run in runs)
        return bool(runs) and all(styled if mark is None else _on(mark) for mark in marks)

    def _chain(self, name: str) -> Iterator[Any]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:  # a broken file may base a style on itself
            seen.add(name)
            style = self._styles[name]
            yield style
            based = style.find(f"{W}basedOn")
            name = "" if based is None else based.get(f"{W}val", "")


def _name(style: Any) -> str:
    found = style.find(f"{W}name")
    return "" if found is None else found.get(f"{W}val", "").strip()


def _outline(element: Any) -> int | None:
    level = int(element.get(f"{W}val", "9"))
    return level + 1 if level < 9 else None


def _on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "none")
