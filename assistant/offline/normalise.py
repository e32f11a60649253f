"""The text of a question in one shape: plain quotes, dashes and spaces; the original is kept for display."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "−": "-", "\u00a0": " ", "…": " ... "}
)


def normalise(text: str) -> str:
    """Compatibility form, plain punctuation, single spaces; letters keep their case."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    visible = "".join(c for c in plain if c == "\n" or unicodedata.category(c)[0] != "C")
    return re.sub(r"\s+", " ", visible).strip()


def words(text: str) -> list[str]:
    """Lower-case words of a text, without punctuation."""
    return re.findall(r"[a-z0-9][a-z0-9'()-]*", text.lower())
