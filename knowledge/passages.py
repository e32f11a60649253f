"""Clauses cut into passages for embedding. Citation stays with the clause: many passages, one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from knowledge.clauses import Clause
from knowledge.reading.numbering import split_heading

FORMAT = "1"
"""Changes whenever the passages of an unchanged clause could change."""
MAX_WORDS = 110

_APPARATUS = (
    r"acknowledge?ments?|contributions?|contributors|disclaimer|copyright|licen[cs]e|(?:table of )?contents"
    r"|(?:revision|change|version) history|document control|bibliography|references"
    r"|(?:useful |additional )?(?:online )?resources"
)
_NOT_CONTENT = re.compile(rf"^(?:(?:{_APPARATUS})(?:\s*(?:,|&|and)\s*|$))+$", re.IGNORECASE)
_TABLE_RULE = re.compile(r"^\s*\|[-:|\s]+\|\s*$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"(\[§])|\n+")


class Passage(NamedTuple):
    """One text to embed, and the clause it leads to."""

    clause: str
    """Reference of the clause."""
    kind: Literal["text", "heading"]
    text: str


def passages(clause: Clause) -> tuple[Passage, ...]:
    """What is embedded for a clause: its heading, and its text in pieces under the document's title and headings.

    Credits, licences and lists of links give none: they would crowd out what rules.
    """
    if not is_content(clause):
        return ()
    section = (split_heading(heading)[1] for heading in clause.path[-1:])
    above = ". ".join(dict.fromkeys((clause.version.title, *section, clause.heading)))
    pieces = (Passage(clause.ref, "text", f"{above}. {piece}") for piece in _pieces(clause.text))
    return (Passage(clause.ref, "heading", clause.heading), *pieces)


def is_content(clause: Clause) -> bool:
    """Whether the clause rules or explains something, to go by its heading."""
    return not _NOT_CONTENT.match(clause.heading.strip())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences, list items and table rows of a clause, each as it stands in the text."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return tuple(part for part in parts if part and not _TABLE_RULE.match(part))


def _pieces(text: str) -> Iterator[str]:
    piece: list[str] = []
    for sentence in sentences(text):
        words = _without_bars(sentence).split()
        if piece and len(piece) + len(words) > MAX_WORDS:
            yield " ".join(piece)
            piece = []
        piece += words
    if piece:
        yield " ".join(piece)


def _without_bars(line: str) -> str:
    # the bars of a table say nothing to the model
    return re.sub(r"^\|\s*|\s*\|$", "", line).replace(" | ", ": ", 1).replace(" | ", "; ")
