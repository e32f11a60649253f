"""Paragraphs that are numbered without a heading of their own: ``4.2 The forecast …``, ``§ 7 Reports …``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge.reading.numbering import split_heading
from knowledge.reading.page import Section, joined

_DOTTED = r"(?P<dotted>\d{1,3}(?:\.\d{1,3})+[a-z]?|[A-Z]\.?\d{1,3}(?:\.\d{1,3})*)[.):]?"
_SIGN = r"(?:§\s*(?P<sign>\d{1,3}[a-z]?(?:\.\d+)*)|(?P<nordic>\d{1,3}(?:\.\d+)*)\s?§)[.:]?"
_NAMED = r"(?:Article|Art\.|Clause|Section)\s+(?P<named>\d{1,3}(?:\.\d+)*)[.:]?(?:\s*[–—-])?"
_OPENING = re.compile(rf"^(?:{_DOTTED}|{_SIGN}|{_NAMED})\s+(?P<rest>[“\"'(\[]*[A-Z0-9À-Þ].*)", re.DOTALL)
"""A number, and after it a sentence: “4.2 million were spent” opens no clause."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: str
    text: str
    order: tuple[str, tuple[int, ...]]


def split_paragraphs(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections, each numbered paragraph a section of its own; what follows it up to the next one is its text.

    A number counts where it continues the number of its section, or where the numbers of the document rise.
    """
    sections = tuple(sections)
    found = [_opening(paragraph) for section in sections for paragraph in section.text.split("\n\n")]
    if sum(each is not None for each in found) < 2:
        return sections
    headings = {split_heading(section.title)[0] for section in sections}
    last: dict[str, tuple[int, ...]] = {}
    return tuple(part for section in sections for part in _split(section, last, headings))


def _split(section: Section, last: dict[str, tuple[int, ...]], headings: set[str | None]) -> Iterator[Section]:
    own = split_heading(section.title)[0]
    part, texts = section, list[str]()
    for paragraph in section.text.split("\n\n"):
        opening = _opening(paragraph)
        if opening and opening.number not in headings and _goes_on(opening, own, last):
            yield replace(part, text=joined(texts))
            part = replace(section, level=min(section.level + 1, 9), number=opening.number, anchor="")
            texts = [opening.text]
        else:
            texts.append(paragraph)
    yield replace(part, text=joined(texts))


def _opening(paragraph: str) -> _Numbered | None:
    match = _OPENING.match(paragraph)
    if match is None:
        return None
    number = next(each for each in match.group("dotted", "sign", "nordic", "named") if each)
    letters = re.match(r"[A-Z]?", number)
    counts = tuple(int(count) for count in re.findall(r"\d+", number))
    return _Numbered(number, match.group("rest"), (letters.group() if letters else "", counts))


def _goes_on(opening: _Numbered, own: str | None, last: dict[str, tuple[int, ...]]) -> bool:
    series, counts = opening.order
    inside = own is not None and opening.number.startswith((f"{own}.", f"{own}0")) and len(counts) > 1
    rises = counts > last.get(series, ()) and (own is None or not own[0].isdigit() or len(counts) == 1)
    if inside or rises:
        last[series] = max(counts, last.get(series, ()))
        return True
    return False
