"""Chooses the tool for a question: one linear model over meaning, letters, words and form.

What it learned is a set of plain arrays, made by ``train`` from ``tools/examples`` alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.offline.counting import Counting, letter_runs, words_and_pairs
from assistant.offline.masks import MASKS, as_words
from knowledge.embedding import Embedder

WEIGHT_OF_MEANING = 2.0
WEIGHT_OF_FORM = 2.0
"""Chosen, with the strength in ``train``, by cross-validation over the examples."""
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
    ordinary: tuple[str, ...]
    """Every word of the examples: words that anyone uses."""
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
        self._letters = Counting(learned.letters, learned.letter_weights, letter_runs)
        self._words = Counting(learned.words, learned.word_weights, words_and_pairs)

    def row(self, masked: str) -> NDArray[np.float32]:
        """The question in numbers: its meaning, runs of letters, words, and form."""
        shown = as_words(masked)
        meaning = self._embedder.embed([shown])[0] * np.float32(WEIGHT_OF_MEANING)
        return np.concatenate([meaning, self._letters.row(shown), self._words.row(shown), form([masked])[0]])

    def choices(self, masked: str) -> tuple[Choice, ...]:
        """Every tool with its probability, the likeliest first; ties by name."""
        scores = self._learned.coefficients @ self.row(masked) + self._learned.intercepts
        odds = np.exp(scores - scores.max())
        shares = (odds / odds.sum()).tolist()
        ranked = sorted(zip(self._learned.tools, shares, strict=True), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Choice(name, share) for name, share in ranked)


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
