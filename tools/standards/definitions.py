"""Defined terms: where a standard says “Term: what it means”, that is the answer to what the term is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from knowledge.clauses import Clause
from knowledge.library import Library
from knowledge.precedence import Order
from tools.standards.excerpts import Unit, units_of

MOST = 2
"""Terms that are explained beside an answer: it is to stay short."""
_ASKS_MEANING = re.compile(
    r"^\W*(?:what(?:'s| is| are)|define|(?:what is )?the (?:meaning|definition) of|what does)\s+(?:an? |the )?"
    r"(?P<term>[\w() /-]{2,40}?)(?:\s+mean)?\W*$",
    re.IGNORECASE,
)
_HOLDS_TERMS = re.compile(r"\b(?:definitions?|defined terms|glossary|abbreviations)\b", re.IGNORECASE)
_ENTRY = re.compile(r"\W*(?P<term>[A-Z][\w’' /-]{1,48}?)(?:\s*\((?P<short>[A-Z][A-Za-z0-9&]{1,9})\))?\s*[:–—]")

_ELSEWHERE = re.compile(r"\b(?:as defined in|has the meaning (?:given )?in|see)\b", re.IGNORECASE)
"""An entry that only says where the term is defined: the definition there is the one to quote."""


class Definition(NamedTuple):
    """A term as a clause defines it."""

    names: tuple[str, ...]
    """The term and its abbreviation, where it has one."""
    clause: Clause
    unit: Unit


def defined(library: Library, question: str, day: date) -> tuple[Clause, Unit] | None:
    """The clause in force that defines the term asked about, and the words that do; None where none does."""
    asked = _ASKS_MEANING.match(question)
    if asked is None:
        return None
    opening = re.compile(rf"\W*{re.escape(asked['term'])}s?(?:\s*\([^)]*\))?\s*[:–—]", re.IGNORECASE)
    clauses = (
        clause
        for version in library.documents()
        if version.in_force(day)
        for clause in library.clauses(version)
        if asked["term"].lower() in clause.text.lower()
    )
    found = ((clause, unit) for clause in clauses for unit in units_of(clause) if opening.match(unit.text))
    return next(found, None)


def terms_used(library: Library, words: str, question: str, day: date, document: str) -> tuple[Definition, ...]:
    """The definitions in force of the terms in some words of a document, in their order, at most ``MOST``.

    What the question itself says is known to the asker; a single common word is no term that stops a reader. Where
    several documents define a term, that of the document itself counts, then that of the strongest kind.
    """
    found: dict[int, Definition] = {}
    for definition in sorted(_definitions(library, day), key=lambda each: _distance(each, document)):
        at = _first_use(definition.names, words)
        if at is not None and at not in found and _first_use(definition.names, question) is None:
            found[at] = definition
    return tuple(found[at] for at in sorted(found))[:MOST]


def _definitions(library: Library, day: date) -> Iterator[Definition]:
    for version in library.documents():
        if version.in_force(day):
            for clause in library.clauses(version):
                if _HOLDS_TERMS.search(clause.heading):
                    yield from _entries(clause)


@lru_cache(maxsize=256)
def _entries(clause: Clause) -> tuple[Definition, ...]:
    """The terms that a clause defines; read once, since a clause never changes and every answer asks."""
    entries = ((unit, _ENTRY.match(unit.text)) for unit in units_of(clause) if not _ELSEWHERE.search(unit.text))
    return tuple(
        Definition(tuple(name for name in (entry["term"], entry["short"]) if name), clause, unit)
        for unit, entry in entries
        if entry
    )


def _distance(definition: Definition, document: str) -> tuple[bool, int]:
    version = definition.clause.version
    return version.document != document, Order().rank(version)


def _first_use(names: tuple[str, ...], text: str) -> int | None:
    """Where a text first uses a term by one of its names."""
    uses = (re.search(_pattern(name), text) for name in names if _stops_a_reader(name))
    return min((use.start() for use in uses if use), default=None)


def _pattern(name: str) -> str:
    plain = rf"(?<![\w-]){re.escape(name)}s?(?![\w-])"
    return plain if name.isupper() else f"(?i:{plain})"


def _stops_a_reader(name: str) -> bool:
    return " " in name or "-" in name or name.isupper()
