"""The ordinary words of the trade: those of the example questions and of the library's clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.offline.normalise import folded
from knowledge.library import Library


def lexicon(of_examples: Iterable[str], library: Library) -> frozenset[str]:
    """Lower-case words that set no record apart, because anyone uses them."""
    clauses = (clause for version in library.documents() for clause in library.clauses(version))
    found = set(of_examples)
    for clause in clauses:
        found.update(ordinary_words(f"{clause.heading} {clause.text}"))
    return frozenset(found)


def ordinary_words(text: str) -> list[str]:
    """The lower-case words of a text, without its masks."""
    return re.findall(r"[^\W\d_](?:[^\W\d_]|['-])*", re.sub(r"<\w+>", " ", folded(text)))
