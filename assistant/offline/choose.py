"""Chooses the tool for a question: one linear model over meaning, letters, words and form.

What it learned is a set of plain arrays, made by ``train`` from ``tools/examples`` alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.offline.masks import MASKS, as_words
from knowledge.embedding import Embedder

WEIGHT_OF_MEANING = 2.0
WEIGHT_OF_FORM = 2.0
"""Chosen, with the strength in ``train``, by cross-validation over the examples."""
LETTERS = {"analyzer": "char_wb", "ngram_range": (2, 4), "sublinear_tf": True}
WORDS = {"token_pattern": r"(?u)\b\w+\b", "ngram_range": (1, 2), "sublinear_tf": True}
OPENINGS = (
    ("what", "which", "who", "when", "how", "why", "where", "whose"),
    ("is", "are", "do", "does", "did", "can", "could", "am", "was", "were", "has", "have"),
)
OWN = ("my", "mine", "our", "we", "i")
"""Forms of a question that tell asks apart: how it opens, and whether it is about the asker's own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A tool and how likely it is what was meant (0 to 1)."""

    tool: str
    probability: float


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned from the examples: as many rows of coefficients as tools."""

    fingerprint: str
    tools: tuple[str, ...]
    letters: tuple[str, ...]
    """Runs of letters, in the order of their columns; ``words`` likewise."""
    words: tuple[str, ...]
    letter_weights: NDArray[np.float32]
    """Inverse document frequencies."""
    word_weights: NDArray[np.float32]
    coefficients: NDArray[np.float32]
    intercepts: NDArray[np.float32]


class Chooser:
    """A choice among tools, from what was learned."""

    def __init__(self, learned: Learned, embedder: Embedder) -> None:
        self.fingerprint = learned.fingerprint
        self._learned = learned
        self._embedder = embedder
        self._letters = _counter(LETTERS, learned.letters, learned.letter_weights)
        self._words = _counter(WORDS, learned.words, learned.word_weights)

    def choices(self, masked: str) -> tuple[Choice, ...]:
        """Every tool with its probability, the likeliest first; ties by name."""
        row = features([masked], self._embedder, self._letters, self._words)
        scores = (row @ self._learned.coefficients.T).ravel() + self._learned.intercepts
        odds = np.exp(scores - scores.max())
        shares = (odds / odds.sum()).tolist()
        ranked = sorted(zip(self._learned.tools, shares, strict=True), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Choice(name, share) for name, share in ranked)


def features(texts: Sequence[str], embedder: Embedder, letters: Any, words: Any) -> Any:
    """A sparse row for each masked text: its meaning, runs of letters, words, and form."""
    from scipy.sparse import csr_matrix, hstack

    shown = [as_words(text) for text in texts]
    meaning = csr_matrix(embedder.embed(shown) * WEIGHT_OF_MEANING)
    return hstack([meaning, letters.transform(shown), words.transform(shown), csr_matrix(form(texts))]).tocsr()


def form(texts: Sequence[str]) -> NDArray[np.float32]:
    """The form of masked questions: which masks stand in them, how many, and how they open and end."""
    rows = []
    for text in texts:
        lower = text.lower()
        said = lower.split()
        opening = said[0] if said else ""
        rows.append(
            [
                *(min(lower.count(f"<{mask}>"), 4) / 2 for mask in MASKS),
                float("?" in text),
                *(float(opening in group) for group in OPENINGS),
                float(any(word in OWN for word in said)),
                min(len(said), 30) / 30,
            ]
        )
    return np.asarray(rows, dtype=np.float32) * np.float32(WEIGHT_OF_FORM)


def _counter(kind: dict[str, Any], terms: tuple[str, ...], weights: NDArray[np.float32]) -> Any:
    """A counter of known terms, weighted as learned."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(**kind, vocabulary={term: column for column, term in enumerate(terms)})
    counter.idf_ = weights.astype(np.float64)
    return counter
