"""Words of the clauses: how far a question and a clause speak of the same things by name.

A light part of search beside the embedding, for codes, defined terms and rare words.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[a-z]+\d*|\d+(?:\.\d+)?")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e")
_COMMON = frozenset(
    """a about after am an and any are as at be been before but by can could did do does for from had has
    have how i if in into is it its may me must my need needs no not of off on or our out shall should so
    such than that the their them then there these they this those to up us was we were what when where
    which who will with would you your""".split()
)
_SATURATION = 1.2
_LENGTH = 0.3  # clauses are short by design: length says little about what they treat


def words(text: str) -> list[str]:
    """The meaning-bearing words of a text, in order, without their endings."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return [_stem(word) for word in _WORD.findall(plain) if word not in _COMMON]


class Lexicon:
    """The words of a fixed list of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(words(text)) for text in texts]
        self._size = len(texts)
        frequency = Counter(word for count in counts for word in count)
        self._weight = {word: self._rarity(number) for word, number in frequency.items()}
        self._unknown = self._rarity(0)
        self._postings = _postings(counts)

    def shares(self, question: str) -> NDArray[np.float32]:
        """For each text, how much of the question's words by weight it holds (0 to 1, BM25-like saturation)."""
        found = np.zeros(self._size, dtype=np.float32)
        asked = dict.fromkeys(words(question))
        total = sum(self._weight.get(word, self._unknown) for word in asked)
        for word in asked:
            for position, saturated in self._postings.get(word, ()):
                found[position] += self._weight[word] * saturated / total
        return found

    def _rarity(self, frequency: int) -> float:
        return math.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))


def _postings(counts: Iterable[Counter[str]]) -> dict[str, list[tuple[int, float]]]:
    counts = list(counts)
    lengths = [sum(count.values()) for count in counts]
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for position, (count, length) in enumerate(zip(counts, lengths, strict=True)):
        damping = _SATURATION * (1 - _LENGTH + _LENGTH * length / (mean or 1.0))
        for word, number in count.items():
            postings[word].append((position, number / (number + damping)))
    return dict(postings)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
