"""Ways of ranking clauses for a question: the product's, and the plain ones that it has to beat.

Each way sees only the clauses in force on the day. BM25 is bm25s; dense alone takes the vectors of the product's own
index, so that the ways differ in nothing but how they rank; fusion adds up reciprocal ranks of the two (Cormack,
Clarke and Büttcher, SIGIR 2009, k = 60).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.clauses import Clause
from knowledge.holdings import Holdings
from knowledge.search import Searcher

if TYPE_CHECKING:
    from knowledge.embedding import Embedder
    from knowledge.index.generations import Vectors

OURS = "the product's search"
DEPTH = 10
"""Clauses that are looked at."""
_FUSION = 60
Way = Callable[[str, date], Sequence[str]]
"""Ranks for a question and a day: references of clauses, best first."""


def ways(holdings: Holdings, vectors: Vectors, embedder: Embedder, searcher: Searcher) -> Mapping[str, Way]:
    """Every way over the same clauses, by its name."""
    dense, words = _Dense(holdings, vectors, embedder), _Words(holdings)

    def allowed(on: date) -> NDArray[np.bool_]:
        in_force = holdings.in_force(on)
        return np.array([clause.version.ref in in_force for clause in holdings.clauses], dtype=bool)

    def ranked(scores: NDArray[np.float32], on: date) -> Sequence[str]:
        order = np.argsort(-np.where(allowed(on), scores, -np.inf), kind="stable")[:DEPTH]
        return [holdings.clauses[at].ref for at in order]

    return {
        "BM25": lambda question, on: ranked(words.scores(question), on),
        "dense alone": lambda question, on: ranked(dense.scores(question), on),
        "rank fusion": lambda question, on: ranked(
            _fused(allowed(on), words.scores(question), dense.scores(question)), on
        ),
        OURS: lambda question, on: [hit.clause.ref for hit in searcher.search(question, on, DEPTH, None).hits],
    }


class _Dense:
    """Cosine of the question and the nearest passage of each clause."""

    def __init__(self, holdings: Holdings, vectors: Vectors, embedder: Embedder) -> None:
        position = {clause.ref: at for at, clause in enumerate(holdings.clauses)}
        self._clause_of_row = np.array([position[ref] for ref in vectors.clauses], dtype=np.intp)
        self._rows, self._embedder, self._size = vectors.rows, embedder, len(holdings.clauses)

    def scores(self, question: str) -> NDArray[np.float32]:
        best = np.full(self._size, -2, dtype=np.float32)
        np.maximum.at(best, self._clause_of_row, self._rows @ self._embedder.embed([question])[0])
        return best


class _Words:
    """BM25 over heading and text."""

    def __init__(self, holdings: Holdings) -> None:
        import bm25s

        self._tokens = bm25s.tokenize
        self._index = bm25s.BM25()
        self._index.index(
            self._tokens([_printed(clause) for clause in holdings.clauses], stopwords="en", show_progress=False),
            show_progress=False,
        )

    def scores(self, question: str) -> NDArray[np.float32]:
        asked = self._tokens(question, stopwords="en", return_ids=False, show_progress=False)[0]
        found: NDArray[np.float32] = self._index.get_scores(asked)
        return found


def _printed(clause: Clause) -> str:
    return " ".join((*clause.path, clause.heading, clause.text))


def _fused(allowed: NDArray[np.bool_], *scores: NDArray[np.float32]) -> NDArray[np.float32]:
    fused = np.zeros(len(allowed), dtype=np.float32)
    for each in scores:
        order = np.argsort(-np.where(allowed, each, -np.inf), kind="stable")
        rank = np.empty(len(order), dtype=np.float32)
        rank[order] = np.arange(1, len(order) + 1)
        fused += 1 / (_FUSION + rank)
    return fused
