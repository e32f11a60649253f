"""Defined terms: where a standard says “Term: what it means”, that is the answer to what the term is."""

from __future__ import annotations

import re
from datetime import date

from knowledge.clauses import Clause
from knowledge.library import Library
from tools.standards.excerpts import Unit, units_of

_ASKS_MEANING = re.compile(
    r"^\W*(?:what(?:'s| is| are)|define|(?:what is )?the (?:meaning|definition) of|what does)\s+(?:an? |the )?"
    r"(?P<term>[\w() /-]{2,40}?)(?:\s+mean)?\W*$",
    re.IGNORECASE,
)


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
