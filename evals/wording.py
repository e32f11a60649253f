"""Whether a text says something: the words of a case against the words of an answer.

A pattern is plain words, or a regular expression between slashes. How a text is typeset (emphasis, kinds of
quotes, dashes and spaces, capitals, ``10 %`` or ``10%``) makes no difference on either side.
"""

from __future__ import annotations

import re
from functools import cache

_ALIKE = str.maketrans({"−": "-", "–": "-", "‑": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "`": None, "*": None})


def said(pattern: str, text: str) -> bool:
    """Whether the text says what the pattern asks for; plain words are found as whole words."""
    return compiled(pattern).search(plain(text)) is not None


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression; raises ValueError where the one between slashes is not valid."""
    if not is_expression(pattern):
        words = re.escape(plain(pattern))
        return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    try:
        return re.compile(pattern[1:-1], re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{pattern} is not a regular expression: {error}") from error


def is_expression(pattern: str) -> bool:
    """Whether the pattern is a regular expression between slashes."""
    return len(pattern) > 2 and pattern.startswith("/") and pattern.endswith("/")


def plain(text: str) -> str:
    """The text without what only typesets it; a regular expression is written against this form."""
    spaced = " ".join(text.translate(_ALIKE).split())
    return re.sub(r"(?<=\d) (?=%)", "", spaced)


def records_in(text: str, like: str) -> list[str]:
    """Ids in the text of the same shape as ``like`` (``P-101`` stands for P and digits), each once, in order."""
    return list(dict.fromkeys(re.findall(rf"(?<![\w-]){shape(like)}(?!\w)", text)))


def shape(id: str) -> str:
    """The expression that every id of the same shape fits: digits stand for any digits."""
    return re.sub(r"\d+", r"\\d+", re.escape(id))
