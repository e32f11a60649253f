"""Why a question ranks clauses as it does: the parts add up, and what the dates bar is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from evals.bench.labelled import house
from knowledge.library import Library
from knowledge.search import FULL_SCORE, HEADING_WEIGHT, WORDS_WEIGHT
from tests.knowledge.synchronised import synchronised

ASKED = "By when must the conditions of a gate approval be closed?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    held = synchronised(tmp_path_factory.mktemp("explained"), house())
    yield held
    held.close()


def test_the_parts_of_each_score_add_up_and_the_order_is_that_of_the_search(library: Library) -> None:
    day = date(2026, 11, 3)
    why, found = library.explain(ASKED, day), library.search(ASKED, day, limit=10)

    assert [each.clause.ref for each in why.ranked[:10]] == [hit.clause.ref for hit in found.hits]
    assert len(why.ranked) > 100
    for each in why.ranked:
        weighed = (each.meaning + HEADING_WEIGHT * each.heading + WORDS_WEIGHT * each.words) / FULL_SCORE
        assert each.total == pytest.approx(min(weighed + each.bonus, 1), abs=1e-5)
    assert why.search.covered is (why.best >= why.needed) is True


@pytest.mark.parametrize(
    ("day", "first", "barred"),
    [
        (date(2026, 1, 31), "PMO-STD-002 v2.0 §4.2", "PMO-STD-002 v3.1 §4.2"),
        (date(2026, 2, 1), "PMO-STD-002 v3.1 §4.2", "PMO-STD-002 v2.0 §4.2"),
    ],
)
def test_a_version_of_another_day_is_barred_and_never_ranked(
    library: Library, day: date, first: str, barred: str
) -> None:
    why = library.explain(ASKED, day)

    assert why.ranked[0].clause.ref == first
    assert barred not in {each.clause.ref for each in why.ranked}
    assert all(not each.clause.in_force(day) and each.total >= why.best for each in why.barred)


def test_what_misses_the_mark_is_not_covered(library: Library) -> None:
    why = library.explain("How do I claim my hotel costs?", date(2026, 11, 3))

    assert not why.search.covered
    assert why.best < why.needed
