"""Clause numbers from headings: ``9.6``, ``B.2``, ``D.1.1``, ``A``, ``7 §``, or an anchor made of the words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from knowledge.reading.page import Section

_KEYWORD = r"(?i:section|clause|chapter|part|article|annexe?|appendix|schedule)"
_NUMBERED = re.compile(r"^§?\s*(\d{1,3}(?:\.\d+)*)[.):]?\s+(?P<rest>\S.*)$")
_LETTERED = re.compile(r"^§?\s*([A-Z])\.\s?(\d+(?:\.\d+)*)[.):]?\s+(?P<rest>\S.*)$")
_LETTER_DIGIT = re.compile(r"^([A-Z])(\d+(?:\.\d+)*)[.):]?\s+(?P<rest>\S.*)$")
_SIGN_AFTER = re.compile(r"^(\d{1,3}(?:\.\d+)*)\s?§[.):]?\s+(?P<rest>\S.*)$")
_NAMED = re.compile(rf"^{_KEYWORD}\s+([A-Z]|\d+(?:\.\d+)*|[IVX]+)\b[\s.:–—-]*(?P<rest>.*)$")
_SECTION = re.compile(r"^(?:§|\d[\d.]*\s?§|(?i:section|clause|article)\s+\d)")
"""A heading that says itself that its number is to be cited, however plain: “7 §”, “Article 7”."""
_ANNEX = re.compile(r"^(?i:annexe?|appendix|schedule)\s+(?:\d|[IVX]+\b)")
"""An annex that is counted as sections are: its number alone would be theirs."""
_PRINTED = re.compile(
    rf"^(?:\d{{1,3}}(?:\.\d+)+|[A-Z]\.?\d{{1,3}}(?:\.\d+)*|§\s*\d[\d.]*|\d[\d.]*\s?§|{_KEYWORD}\s+[\dA-Z][\d.]*)[.):]?$"
)
LONGEST = 180
"""Characters of a number at most."""
_CONTAINER = re.compile(r"^(?i:chapter|part)\s")
OPENING = "introduction"
"""Anchor of text that stands before the first heading."""


class Numbered(NamedTuple):
    """A section with the number by which its text is cited."""

    number: str
    heading: str
    path: tuple[str, ...]
    text: str
    page: int | None = None


def is_printed(label: str) -> bool:
    """Whether a number before a paragraph is one to cite, as ``4.2`` and ``§ 7`` are; ``1.`` and ``(a)`` are lists."""
    return _PRINTED.match(label) is not None


def split_heading(title: str) -> tuple[str | None, str]:
    """The number printed in a heading, None where there is none, and the words after it."""
    for pattern in (_LETTERED, _SIGN_AFTER, _NUMBERED, _NAMED):
        if match := pattern.match(title):
            number = ".".join(part for part in match.groups()[:-1] if part)
            return number.upper(), match.group("rest") or title
    return None, title


def slug(words: str) -> str:
    """A stable anchor: lower-case ASCII letters and digits joined by hyphens, at most 60 characters."""
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-")[:60].rstrip("-") or "section"


def numbered(sections: Iterable[Section], title: str | None) -> Iterator[Numbered]:
    """Gives every section that has text its number, heading and path.

    ``title`` is the heading that names the document and so is left out of the paths.
    A bare ordinal below a numbered heading (``1. Purpose`` in ``D.1.3``) is no citation: it gets an anchor.
    """
    sections = list(sections)
    series, plain = _letter_series(sections), _runs_through(sections)
    above: list[tuple[int, str, str]] = []  # level, number, heading as printed
    used: set[str] = set()
    for section in sections:
        above = [entry for entry in above if entry[0] < section.level]
        if section.number:
            number, words = section.number, split_heading(section.title)[1] or title or "Introduction"
        elif section.level == 0 or section.title == title:
            number, words = OPENING, title or section.title or "Introduction"
        else:
            number, words = _number(section, above, series, plain)
        if section.text:
            unique = next(each for each in _alternatives(number) if each not in used)
            used.add(unique)
            yield Numbered(unique, words, tuple(entry[2] for entry in above), section.text, section.page)
        if section.level and section.title != title and not section.number:
            above.append((section.level, number, section.title))


def is_numbered(section: Section, sections: Iterable[Section]) -> bool:
    """Whether a heading bears a number, to go by the headings beside it."""
    match = _LETTER_DIGIT.match(section.title)
    in_series = match is not None and match.group(1) in _letter_series(sections)
    return in_series or split_heading(section.title)[0] is not None


def _alternatives(number: str) -> Iterator[str]:
    yield number
    yield from (f"{number}-{again}" for again in count(2))


def _letter_series(sections: Iterable[Section]) -> frozenset[str]:
    # "A1 Scope" is a number only where there is an A2 too: "M3 Playbook" alone is a name
    counts = Counter(match.group(1) for section in sections if (match := _LETTER_DIGIT.match(section.title)))
    return frozenset(letter for letter, times in counts.items() if times > 1)


def printed_numbers(sections: Iterable[Section]) -> list[str]:
    """The numbers by which the sections with text are cited, as often as they stand."""
    sections = list(sections)
    plain = _runs_through(sections)
    held = (each for each in sections if each.text and (each.number or not _is_container(each.title, plain)))
    numbers = (each.number or split_heading(each.title)[0] for each in held)
    return [number for number in numbers if number]


def _runs_through(sections: Iterable[Section]) -> bool:
    """Whether sections are counted through the whole document, as in statutes: then chapters are not cited."""
    return any(_SECTION.match(section.title) for section in sections)


def _is_container(title: str, runs_through: bool) -> bool:
    return runs_through and _CONTAINER.match(title) is not None


def _number(
    section: Section, above: list[tuple[int, str, str]], series: frozenset[str], runs_through: bool
) -> tuple[str, str]:
    title = section.title
    if _is_container(title, runs_through):
        return slug(title), split_heading(title)[1]
    number, words = split_heading(title)
    if _ANNEX.match(title):
        named = " ".join(title.split()[:2])
        return slug(named), words
    if number is None and (match := _LETTER_DIGIT.match(title)) and match.group(1) in series:
        number, words = match.group(1) + match.group(2), match.group("rest")
    parent = above[-1][1] if above else ""
    ordinal = number is not None and number.isdigit() and parent != "" and not _SECTION.match(title)
    if number is None and section.anchor:
        return section.anchor[:LONGEST], words
    if number is None or ordinal:
        return _anchor(parent, words), words
    return number, words


def _anchor(parent: str, words: str) -> str:
    whole = f"{parent}/{slug(words)}" if parent else slug(words)
    return whole if len(whole) <= LONGEST else f"{parent.rpartition('/')[2]}/{slug(words)}"
