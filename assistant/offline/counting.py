"""Counts the runs of letters and the words of a question, weighted as learned.

Does for one question what scikit-learn's ``TfidfVectorizer`` does in training, to the last digit (a test holds
it): importing that library would double the time to the first answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SHORTEST, LONGEST = 2, 4
"""Letters in a run."""


def letter_runs(text: str) -> list[str]:
    """Runs of letters within words, each word with a space at both ends; a short word counts once."""
    runs = []
    for word in text.lower().split():
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            runs += [padded[start : start + size] for start in range(max(1, len(padded) - size + 1))]
            if len(padded) <= size:
                break
    return runs


def words_and_pairs(text: str) -> list[str]:
    """Single words, and pairs of neighbouring words."""
    single = re.findall(r"\b\w+\b", text.lower())
    return [*single, *(f"{first} {second}" for first, second in pairwise(single))]


class Counting:
    """Terms with their places and weights."""

    def __init__(self, terms: Iterable[str], weights: NDArray[np.float32], cut: Callable[[str], list[str]]) -> None:
        self._place = {term: place for place, term in enumerate(terms)}
        self._weights = weights
        self._cut = cut

    def row(self, text: str) -> NDArray[np.float32]:
        """The text's known terms: logarithm of their number times weight, to unit length."""
        row = np.zeros(len(self._place), dtype=np.float32)
        for term, times in Counter(self._cut(text)).items():
            if (place := self._place.get(term)) is not None:
                row[place] = (1 + np.log(times)) * self._weights[place]
        length = float(np.linalg.norm(row))
        return row / np.float32(length) if length else row
