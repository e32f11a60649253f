"""Masks: what a question looks like with its names and values taken out.

``what's the cpi of Aurora`` and ``what's the cpi of <project>`` are the same question to the chooser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MASKS = (
    "project", "proposal", "programme", "portfolio", "objective", "person", "board", "gate", "clause", "document",
    "date", "period", "money", "percent", "number", "days",
)  # fmt: skip

_STAND_INS = {
    "project": "the project", "proposal": "the proposal", "programme": "the programme",
    "portfolio": "the portfolio", "objective": "the objective", "person": "the person",
    "board": "the board", "gate": "gate three", "clause": "the clause", "document": "the standard",
    "date": "that day", "period": "that month", "money": "some pounds", "percent": "some percent",
    "number": "a number", "days": "some days", "name": "the project",
}  # fmt: skip
_WRITTEN_OUT = {"colour": ("red", "amber", "green"), "stage": ("delivery", "planning", "transition")}
"""Masks of examples only: a question keeps these words, so an example stands for each of them in turn."""


def mask(text: str, stretches: Iterable[tuple[int, int, str]]) -> str:
    """The text with each ``(start, end, mask)`` stretch replaced by ``<mask>``."""
    masked = text
    for start, end, name in sorted(stretches, reverse=True):
        masked = f"{masked[:start]}<{name}>{masked[end:]}"
    return masked


def as_words(masked: str) -> str:
    """The masked text with ordinary words in place of the masks, for models that read words."""
    return re.sub(r"<(\w+)>", lambda m: _STAND_INS.get(m[1], m[1]), masked.lower())


def written_out(example: str, turn: int) -> str:
    """An example with the words that questions keep; ``turn`` picks among them, so that all occur."""
    return re.sub(r"<(\w+)>", lambda m: _WRITTEN_OUT[m[1]][turn % 3] if m[1] in _WRITTEN_OUT else m[0], example)
