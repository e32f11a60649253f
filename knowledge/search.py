"""Search: the clauses in force on a day that come nearest to a question, and whether they answer it at all.

A clause's score is made of the likeness of meaning between the question and its nearest passage, the
likeness to its heading, and the share of the question's words that it holds. The weights and the
threshold were chosen on labelled questions (tests/knowledge/questions_*.yaml) and are measured there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.clauses import Clause, Version
from knowledge.findings import NAMED, Explanation, Hit, Search, Weighed
from knowledge.holdings import Holdings
from knowledge.lexicon import Lexicon
from knowledge.lexicon import words as words_of
from knowledge.references import References

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.embedding import Embedder
    from knowledge.index.generations import Vectors

HEADING_WEIGHT = 0.15
WORDS_WEIGHT = 0.35
FULL_SCORE = 1 + HEADING_WEIGHT + WORDS_WEIGHT
NAMED_BONUS = 0.10
"""Added to the clauses of a document that the question names."""
HEADING_BONUS = 0.06
"""Added to a clause whose heading, of two words or more, stands whole in the question: the question names it."""
BACKGROUND = 0.4
COVERED_FROM = 0.277
"""A question is covered when its best score, less BACKGROUND times its mean likeness to all clauses, reaches this."""
CLEARLY_BETTER, FAR_BETTER = 0.05, 0.15
"""By how much a clause that was not in force must beat the best one in force to count, and to displace it."""
ANSWERS_ITSELF = 0.34
"""From this score on, a clause in force on the day answers whatever came later."""


class Searcher:
    """Searches the holdings of one generation."""

    def __init__(self, holdings: Holdings, references: References, vectors: Vectors, embedder: Embedder) -> None:
        self._holdings = holdings
        self._references = references
        self._embedder = embedder
        self._rows = vectors.rows
        position = {clause.ref: at for at, clause in enumerate(holdings.clauses)}
        self._clause_of_row = np.array([position[ref] for ref in vectors.clauses], dtype=np.intp)
        self._is_heading = np.array([kind == "heading" for kind in vectors.kinds], dtype=bool)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon([" ".join((each.heading, *each.path[-1:], each.text)) for each in self._holdings.clauses])

    @cached_property
    def _headings(self) -> list[set[str]]:
        return [set(words_of(re.sub(r"\([^)]*\)", "", clause.heading))) for clause in self._holdings.clauses]

    def search(self, question: str, on: date, limit: int, document: str | None) -> Search:
        """The best clauses among those in force on the day, of one document or of all."""
        allowed = self._allowed(on, document)
        named = self._references.documents(question)
        scores = self._scores(question, named)
        order = [at for at in np.argsort(-scores.total) if allowed[at]]
        direct = [each for each in self._references.find(question, on) if isinstance(each, Clause)]
        direct = [each for each in direct if each.version.ref in self._holdings.in_force(on)]
        hits = _hits(direct, ((self._holdings.clauses[at], scores, at) for at in order), limit)
        best = scores.total[order[0]] if order else 0.0
        lead, earliest = self._not_yet(scores, allowed, float(best), on, document)
        earliest = self._named_but_not_in_force(named, on) or earliest
        covered = bool(direct) or (bool(order) and _stands_out(float(best), scores.text[allowed]))
        displaced = (
            not direct
            and earliest is not None
            and (earliest.document in named or (lead > FAR_BETTER and best < ANSWERS_ITSELF))
        )
        nearest = hits[0].clause if hits else None
        return Search(hits, covered and not displaced, nearest, on, earliest)

    def explain(self, question: str, on: date) -> Explanation:
        """How a question ranks all clauses of a day, with the parts of their scores, and what their dates bar.

        ``total`` of a clause is (meaning + HEADING_WEIGHT heading + WORDS_WEIGHT words) / FULL_SCORE + bonus.
        """
        allowed = self._allowed(on, None)
        scores = self._scores(question, self._references.documents(question))
        ranked = [int(at) for at in np.argsort(-scores.total) if scores.text[at] > -1]
        best = next((float(scores.total[at]) for at in ranked if allowed[at]), 0.0)
        barred = [at for at in ranked if not allowed[at] and scores.total[at] >= best]
        return Explanation(
            self.search(question, on, 1, None),
            tuple(scores.of(self._holdings.clauses[at], at) for at in ranked if allowed[at]),
            tuple(scores.of(self._holdings.clauses[at], at) for at in barred),
            best,
            COVERED_FROM + BACKGROUND * _background(scores.text[allowed]),
        )

    def _allowed(self, on: date, document: str | None) -> NDArray[np.bool_]:
        in_force = self._holdings.in_force(on)
        wanted = (
            clause.version.ref in in_force and document in (None, clause.version.document)
            for clause in self._holdings.clauses
        )
        return np.fromiter(wanted, dtype=bool, count=len(self._holdings.clauses))

    def _scores(self, question: str, named: tuple[str, ...]) -> _Scores:
        likeness = self._rows @ self._embedder.embed([question])[0]
        text = self._best_of(likeness, ~self._is_heading)
        heading = self._best_of(likeness, self._is_heading)
        words = self._lexicon.shares(question)
        bonus = np.array([clause.version.document in named for clause in self._holdings.clauses]) * NAMED_BONUS
        asked = set(words_of(question))
        bonus = bonus + np.array([len(heading) > 1 and heading <= asked for heading in self._headings]) * HEADING_BONUS
        # a clause without passages (credits, licences) is found by its reference only
        total = np.where(text < -1, -1, (text + HEADING_WEIGHT * heading + WORDS_WEIGHT * words) / FULL_SCORE)
        return _Scores(text, heading, words, bonus, np.clip(total + bonus, -1, 1))

    def _best_of(self, likeness: NDArray[np.float32], rows: NDArray[np.bool_]) -> NDArray[np.float32]:
        best = np.full(len(self._holdings.clauses), -2, dtype=np.float32)
        np.maximum.at(best, self._clause_of_row[rows], likeness[rows])
        return best

    def _not_yet(
        self, scores: _Scores, allowed: NDArray[np.bool_], best: float, on: date, document: str | None
    ) -> tuple[float, Version | None]:
        """The lead, and the first version, of a document without any version in force that would answer better."""
        clauses = self._holdings.clauses
        absent = {each for each in self._holdings.documents if self._holdings.version_in_force(each, on) is None}
        absent &= {document} if document else absent
        rivals = [at for at, clause in enumerate(clauses) if clause.version.document in absent]
        if not rivals:
            return 0.0, None
        rival = max(rivals, key=lambda at: float(scores.total[at]))
        lead = float(scores.total[rival]) - best
        pool = allowed | np.isin(np.arange(len(clauses)), rivals)
        if lead < CLEARLY_BETTER or not _stands_out(best + lead, scores.text[pool]):
            return lead, None
        return lead, self._holdings.of_document(clauses[rival].version.document)[0]

    def _named_but_not_in_force(self, named: tuple[str, ...], on: date) -> Version | None:
        absent = [each for each in named if self._holdings.version_in_force(each, on) is None]
        return self._holdings.of_document(absent[0])[0] if absent else None


@dataclass(frozen=True, slots=True)
class _Scores:
    """Per clause: likeness of its nearest passage and of its heading (-2 without), share of words, and all together."""

    text: NDArray[np.float32]
    heading: NDArray[np.float32]
    words: NDArray[np.float32]
    bonus: NDArray[np.floating[Any]]
    total: NDArray[np.float32]

    def of(self, clause: Clause, at: int) -> Weighed:
        """The parts of one clause's score."""
        parts = (self.text[at], self.heading[at], self.words[at], self.bonus[at], self.total[at])
        return Weighed(clause, *map(float, parts))


def _stands_out(best: float, likeness: NDArray[np.float32]) -> bool:
    return best - BACKGROUND * _background(likeness) >= COVERED_FROM


def _background(likeness: NDArray[np.float32]) -> float:
    """The mean likeness of a question to all clauses: what it shares with any text of this kind."""
    known = likeness[likeness > -1]
    return float(known.mean()) if len(known) else 0.0


def _hits(direct: list[Clause], ranked: Iterable[tuple[Clause, _Scores, int]], limit: int) -> tuple[Hit, ...]:
    hits = [Hit(clause, 1.0, NAMED) for clause in direct]
    for clause, scores, at in ranked:
        if len(hits) >= limit:
            break
        if clause not in direct and scores.text[at] > -1:
            why = f"meaning {scores.text[at]:.2f}, words {scores.words[at]:.2f}"
            hits.append(Hit(clause, max(float(scores.total[at]), 0.0), why))
    return tuple(hits[:limit])
