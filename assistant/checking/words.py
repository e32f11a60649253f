"""Words compared as people read them: case, spacing, quotation marks and endings do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from tools.currency import SIGN, codes

WORD = re.compile(r"\w+")
_CODES = "|".join((*codes(), "kr")).lower()
TELLING = re.compile(rf"\w+(?:[.,]\d\w*)*|[+±%§<>≥≤={SIGN}]|[-−–](?=\s?(?:(?:{_CODES})\s?)?[\d{SIGN}])")
"""Words, numbers as a whole (£250 is no beginning of £250,000), and the signs that change what they say."""
SIGNS = str.maketrans({"−": "-", "–": "-"})
ENDINGS = ("ings", "ing", "ions", "ion", "ies", "ied", "ers", "er", "ed", "es", "s", "e", "y")


def word_set(words: str) -> frozenset[str]:
    """The words of a line as a set, so that a lexicon reads as text."""
    return frozenset(words.split())


SMALL = word_set(
    "a an the of to in on at by for from with and or as is are was were be been being it its this that "
    "these those their they he she his her has have had do does did not no so than then there which who "
    "whom whose what when where while if but into per each any all"
)


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The words of a text in lower case, single spaces between and around them, so that ``in`` finds phrases."""
    return f" {' '.join(TELLING.findall(text.lower().replace('_', ' '))).translate(SIGNS)} "


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending: ``calculated`` and ``calculation`` are the same."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words that carry meaning."""
    return frozenset(
        stem(w) for w in WORD.findall(text.lower().replace("_", " ")) if w not in SMALL and (len(w) > 1 or w.isdigit())
    )
