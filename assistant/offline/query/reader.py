"""Reads an open question into the arguments of a query: records, conditions, groups, order, and what is left over.

What is a measure, a dimension or a value, and by which words people say it, stands with its declaration; here is
only how a question is put together. A condition that cannot be read is handed on as unread, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.offline.link import Link
from assistant.offline.query.amounts import amounts
from assistant.offline.query.dates import dates
from assistant.offline.query.groups import groups
from assistant.offline.query.leftover import left_over
from assistant.offline.query.related import related
from assistant.offline.query.sentence import Asked, Sentence
from assistant.offline.query.shown import scope, shares, shown, superlatives
from assistant.offline.query.states import closed, missing, records
from assistant.offline.values import Found

STEPS: tuple[Callable[[Sentence], None], ...] = (
    groups,
    shares,
    related,
    amounts,
    dates,
    missing,
    records,
    closed,
    superlatives,
    shown,
    scope,
    left_over,
)
"""In this order each step leaves to the next what it does not understand."""


def read_query(text: str, links: Sequence[Link], values: Sequence[Found], looks_back: bool = False) -> Asked:
    """Read a question; ``looks_back`` says that its date is that of the data, and no condition."""
    sentence = Sentence(text, links, values, looks_back)
    for step in STEPS:
        step(sentence)
    return sentence.asked
