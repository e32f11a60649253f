"""Clauses cut into passages for embedding. Citation stays with the clause: many passages, one clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.clauses import Clause
from knowledge.numbering import split_heading

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


def is_content(clause: Clause) -> bool:
    """Whether the clause rules or explains something; credits, licences and lists of links do not."""
    return not _NOT_CONTENT.match(clause.heading.strip())


def passages(clause: Clause) -> tuple[str, ...]:
    """What is embedded for a clause: pieces of at most about MAX_WORDS words under its title and headings."""
    if not is_content(clause):
        return ()
    head = ". ".join(dict.fromkeys((clause.version.title, *map(_words, clause.path[-1:]), clause.heading)))
    return tuple(f"{head}. {piece}" for piece in _pieces(clause.text))


def _words(heading: str) -> str:
    return split_heading(heading)[1]


def sentences(text: str) -> tuple[str, ...]:
    """The sentences, list items and table rows of a clause, each as it stands in the text."""
    parts = (part.strip() for part in _SENTENCE_END.split(text))
    return tuple(part for part in parts if part and not _TABLE_RULE.match(part))


def _pieces(text: str) -> Iterator[str]:
    piece: list[str] = []
    for sentence in sentences(text):
        words = _plain(sentence).split()
        if piece and len(piece) + len(words) > MAX_WORDS:
            yield " ".join(piece)
            piece = []
        piece += words
    if piece:
        yield " ".join(piece)


def _plain(line: str) -> str:
    # the bars of a table say nothing to the model
    return re.sub(r"^\|\s*|\s*\|$", "", line).replace(" | ", ": ", 1).replace(" | ", "; ")
