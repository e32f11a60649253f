"""The text of a question in one shape: plain quotes, dashes and spaces; the original is kept for display."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "−": "-", "\u00a0": " ", "…": " ... "}
)

_UNMARKED = str.maketrans("øłđħı", "oldhi")
"""Letters whose mark is part of them, by what people type in their place."""


def normalise(text: str) -> str:
    """Compatibility form, plain punctuation, single spaces; letters keep their case."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    visible = "".join(c for c in plain if c == "\n" or unicodedata.category(c)[0] != "C")
    return re.sub(r"\s+", " ", visible).strip()


def words(text: str) -> list[str]:
    """Lower-case words of a text, without punctuation."""
    return re.findall(r"[^\W_][\w'()-]*", text.lower())


def folded(text: str) -> str:
    """Small letters without their marks, one for each character, so that places stay: Väisänen and vaisanen are one."""
    return "".join(_small(letter) for letter in text)


def _small(letter: str) -> str:
    plain = unicodedata.normalize("NFKD", letter.lower())[:1].translate(_UNMARKED)
    return plain if len(plain) == 1 else letter
