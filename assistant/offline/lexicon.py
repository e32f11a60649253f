"""The ordinary words of the trade: those of the example questions and of the library's clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.library import Library


def lexicon(examples: Mapping[str, Sequence[str]], library: Library) -> frozenset[str]:
    """Lower-case words that set no record apart, because anyone uses them."""
    texts = [text for group in examples.values() for text in group]
    texts += [
        f"{clause.heading} {clause.text}" for version in library.documents() for clause in library.clauses(version)
    ]
    found: set[str] = set()
    for text in texts:
        found.update(re.findall(r"[a-z][a-z'-]*", re.sub(r"<\w+>", " ", text.lower())))
    return frozenset(found)
