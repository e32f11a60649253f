"""The form in which an answer is wanted: only references, short, or as it comes."""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["plain", "references", "short"]

_ONLY = r"\b(?:only|just|nothing (?:else|but))\b"
_REFERENCE = r"\b(?:clause|reference|ref|citation|section)s?\b(?:\s+(?:ids?|numbers?|and|with|version)\b)*"


def without_form(text: str) -> str:
    """The text without the sentences that only say how to answer; all of it where nothing else is left."""
    sentences = re.split(r"(?<=[.?!])\s+", text)
    kept = [sentence for sentence in sentences if form_of(sentence) == "plain"]
    return " ".join(kept) or text


def form_of(text: str) -> Form:
    """The wanted form, read from an instruction such as “answer with the clause id only”."""
    asks_for_answer = re.search(r"\b(?:answer|reply|respond|give|return|tell|say)\b", text, re.IGNORECASE)
    if asks_for_answer and re.search(_REFERENCE, text, re.IGNORECASE) and re.search(_ONLY, text, re.IGNORECASE):
        return "references"
    if re.search(
        r"\b(?:one|a single) (?:sentence|line)\b|\byes or no\b|\bin short\b|\bbriefly\b|\btl;?dr\b", text, re.I
    ):
        return "short"
    return "plain"
