"""Chooses the tool for a question: one linear model over meaning, letters, words and form.

It learns from ``tools/examples`` alone. Training takes seconds, so the coefficients are kept in the home
under a fingerprint of everything they depend on, as plain arrays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.offline.masks import MASKS, as_words, written_out
from knowledge.embedding import Embedder

WEIGHT_OF_MEANING = 2.0
WEIGHT_OF_FORM = 2.0
STRENGTH = 4.0
"""Inverse of the regularisation of the linear model; all three chosen by cross-validation over the examples."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A tool and how likely it is what was meant (0 to 1)."""

    tool: str
    probability: float


def load_examples() -> dict[str, tuple[str, ...]]:
    """The masked example questions of each tool, from the files beside the catalogue."""
    folder = resources.files("tools") / "examples"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return {
        f.name.removesuffix(".yaml"): tuple(
            written_out(entry["text"], turn) for turn, entry in enumerate(yaml.safe_load(f.read_text("utf-8")))
        )
        for f in files
    }


class Chooser:
    """A trained choice among tools."""

    def __init__(self, examples: Mapping[str, Sequence[str]], embedder: Embedder, home: Path | None = None) -> None:
        self._embedder = embedder
        self._names = sorted(examples)
        texts = [(text, name) for name in self._names for text in examples[name]]
        self._letters, self._words = _vectorisers()
        shown = [as_words(text) for text, _ in texts]
        self._letters.fit(shown)
        self._words.fit(shown)
        key = _fingerprint(texts, embedder.fingerprint)
        self.fingerprint = key[:16]
        kept = home / "understanding" / f"{self.fingerprint}.npz" if home else None
        if kept and kept.is_file():
            with np.load(kept, allow_pickle=False) as arrays:
                self._coefficients, self._intercepts = arrays["coefficients"], arrays["intercepts"]
        else:
            self._train([text for text, _ in texts], [name for _, name in texts])
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                np.savez(kept, coefficients=self._coefficients, intercepts=self._intercepts)

    def choices(self, masked: str) -> tuple[Choice, ...]:
        """Every tool with its probability, the likeliest first; ties by name."""
        scores = (self._features([masked]) @ self._coefficients.T).ravel() + self._intercepts
        odds = np.exp(scores - scores.max())
        shares = odds / odds.sum()
        ranked = sorted(zip(self._names, shares.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Choice(name, share) for name, share in ranked)

    def _train(self, texts: Sequence[str], names: Sequence[str]) -> None:
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=STRENGTH, max_iter=400)
        model.fit(self._features(texts), list(names))
        self._coefficients = model.coef_.astype(np.float32)
        self._intercepts = model.intercept_.astype(np.float32)

    def _features(self, texts: Sequence[str]) -> Any:
        from scipy.sparse import csr_matrix, hstack

        shown = [as_words(text) for text in texts]
        meaning = self._embedder.embed(shown) * WEIGHT_OF_MEANING
        parts = [csr_matrix(meaning), self._letters.transform(shown), self._words.transform(shown)]
        return hstack([*parts, csr_matrix(form(texts) * WEIGHT_OF_FORM)]).tocsr()


def form(texts: Sequence[str]) -> NDArray[np.float32]:
    """The form of masked questions: which masks stand in them, how many, and how they begin and end."""
    rows = []
    for text in texts:
        lower = text.lower()
        opening = lower.split(" ", 1)[0] if lower else ""
        counts = [min(lower.count(f"<{mask}>"), 4) / 2 for mask in MASKS]
        rows.append([
            *counts,
            float("?" in text),
            float(opening in ("what", "which", "who", "when", "how", "why", "where", "whose")),
            float(opening in ("is", "are", "do", "does", "did", "can", "could", "am", "was", "were", "has", "have")),
            float(any(f" {own} " in f" {lower} " for own in ("my", "mine", "our", "we", "i"))),
            min(len(lower.split()), 30) / 30,
        ])  # fmt: skip
    return np.asarray(rows, dtype=np.float32)


def _vectorisers() -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=2)
    words = TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")  # noqa: S106
    return letters, words


def _fingerprint(texts: Sequence[tuple[str, str]], embedder: str) -> str:
    settings = [WEIGHT_OF_MEANING, WEIGHT_OF_FORM, STRENGTH, MASKS, embedder, "form-1"]
    return hashlib.sha256(json.dumps([texts, settings], ensure_ascii=False).encode()).hexdigest()
