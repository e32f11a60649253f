"""The measuring of search: what counts as found, by how much one way leads, and what the plain ways do."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from evals.bench.labelled import Labelled, house, outside, own
from evals.bench.ranking import OURS, ways
from evals.bench.retrieval import Found, Refusals, as_text, ranks
from evals.rates import counted
from knowledge.clauses import Clause, Version, hash_of
from knowledge.holdings import Holdings
from knowledge.index.generations import Vectors
from knowledge.reading.guides import read_folder
from knowledge.references import References
from knowledge.register import Holding
from knowledge.search import Searcher

DAY = date(2026, 11, 3)
TEXTS = ("Papers are issued ten days before the board.", "Risks are reviewed each month.", "A waiver ends in June.")


class ByLetter:
    """Embeds a text by how often it holds each letter: alike texts come near each other, and nothing is learned."""

    fingerprint = "letters"

    def embed(self, texts):
        rows = np.array([[text.lower().count(chr(97 + at)) for at in range(26)] for text in texts], dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def by():
    def held(number: str, since: date, until: date | None) -> Holding:
        version = Version("S-1", number, "Rules", "STANDARD", "Owner", since, until, None, "s.md")
        clauses = [
            Clause(version, str(at), "Heading", (), text, "MUST", at, hash_of(text)) for at, text in enumerate(TEXTS, 1)
        ]
        return Holding(version, until, "", tuple(clauses))

    holdings = Holdings(1, [held("1", date(2025, 1, 1), date(2025, 12, 31)), held("2", date(2026, 1, 1), None)])
    embedder = ByLetter()
    vectors = Vectors(
        embedder.embed([clause.text for clause in holdings.clauses]),
        tuple(clause.ref for clause in holdings.clauses),
        tuple("text" for _ in holdings.clauses),
    )
    return ways(holdings, vectors, embedder, Searcher(holdings, References(holdings), vectors, embedder))


@pytest.mark.parametrize("way", ["BM25", "dense alone", "rank fusion", OURS])
@pytest.mark.parametrize(("day", "version"), [(date(2025, 6, 1), "1"), (DAY, "2")])
def test_every_way_finds_the_clause_and_sees_only_what_was_in_force(by, way: str, day: date, version: str) -> None:
    refs = by[way]("When are risks reviewed?", day)

    assert refs[0] == f"S-1 v{version} §2"
    assert {ref.split(" §")[0] for ref in refs[: len(TEXTS)]} == {f"S-1 v{version}"}


def test_the_first_wanted_clause_counts_whole_versions_too(by) -> None:
    asked = [
        Labelled("When are risks reviewed?", frozenset({"S-1 v2 §2"}), DAY),
        Labelled("When are risks reviewed?", frozenset({"S-1 v2"}), DAY),
        Labelled("When are risks reviewed?", frozenset({"S-1 v1 §2"}), DAY),
    ]

    (found,) = ranks("small", asked, {"dense alone": by["dense alone"]})

    assert found.ranks[:2] == (1, 1)
    assert found.ranks[2] is None or found.ranks[2] > len(TEXTS)


def test_a_lead_has_an_interval_that_holds_nothing_where_the_ranks_are_alike() -> None:
    better = Found("c", OURS, (1,) * 40 + (None,) * 10)
    worse = Found("c", "BM25", (1,) * 20 + (4,) * 20 + (None,) * 10)

    assert better.lead(better, 3) == (0, 0, 0)
    mean, low, high = better.lead(worse, 3)
    assert mean == pytest.approx(0.4)
    assert 0.2 < low < mean < high < 0.6
    assert worse.recall(10).value == pytest.approx(0.8)


def test_the_page_tells_each_way_and_the_verdict() -> None:
    page = as_text(
        [Found("c", "BM25", (1, None)), Found("c", OURS, (1, 2))], [Refusals("c", counted(9, 10), counted(9, 9))]
    )

    assert "| c (2) | BM25 | 0.500" in page
    assert "+0.500" in page
    assert "| c | 0.900" in page


def test_our_labels_name_clauses_that_are_there_and_fifty_questions_have_none() -> None:
    held = {clause.ref for document in read_folder(house()).documents for clause in document.clauses}

    assert [ref for each in own("demo") for ref in each.clauses if ref not in held] == []
    assert len(set(outside())) >= 50
