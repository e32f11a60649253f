"""Before anything else: is this a question that may be passed on? A verdict with its reason, closed on doubt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

LONGEST_QUESTION = 4_000
"""Characters; longer text belongs in an attachment."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the question may be passed on, and if not, what the person may do."""

    allowed: bool
    reason: str = ""


def inspect(text: str) -> Verdict:
    """Judge the size and shape of a question; what it asks for is judged by the understanding."""
    visible = "".join(c for c in text if not unicodedata.category(c).startswith(("C", "Z")))
    if not visible:
        return Verdict(False, "The question is empty. Type what you would like to know.")
    if "\0" in text:
        return Verdict(False, "The question holds a character that is not text. Type it again, please.")
    if len(text) > LONGEST_QUESTION:
        return Verdict(False, f"The question is longer than {LONGEST_QUESTION:,} characters. Shorten it, please.")
    if not any(c.isalnum() for c in visible):
        return Verdict(False, "I see no words in the question. Type what you would like to know.")
    return Verdict(True)
