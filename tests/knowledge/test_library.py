"""The library: dates before ranking, references before likeness, and nothing heavy until it is needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from small_library import WordEmbedder, write_standard

from knowledge.library import Library
from knowledge.sync import sync_folder

TODAY = date(2026, 11, 3)


@pytest.fixture
def library(tmp_path: Path, database: str, embedder: WordEmbedder, open_here: Callable[[], Library]) -> Library:
    folder = tmp_path / "standards"
    limits = "### 1.1 Cost colour\n\nThe cost colour is amber from {} percent.\n\n### 1.2 Credits\n\nWe thank Ann."
    write_standard(folder, "R-STD-003", "4.0", limits.format("ten"), effective_from="2024-04-01", title="Colours")
    write_standard(folder, "R-STD-003", "5.0", limits.format("five"), effective_from="2026-04-01", title="Colours")
    write_standard(folder, "R-STD-009", "1.0", "### 2.1 Booking people\n\nPeople are booked to 85 percent.", title="P")
    write_standard(
        folder,
        "LOC-021",
        "1.6",
        "### 3.1 Sprints\n\nSprint retrospectives happen weekly in digital teams.",
        type="PROCEDURE",
        effective_from="2026-05-01",
        title="Sprints",
    )
    sync_folder(database, tmp_path / "home", folder, embedder)
    return open_here()


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2024, 3, 31), None),
        (date(2024, 4, 1), "4.0"),
        (date(2026, 3, 31), "4.0"),
        (date(2026, 4, 1), "5.0"),
        (TODAY, "5.0"),
    ],
)
def test_the_version_in_force_changes_on_its_day(library: Library, on: date, version: str | None) -> None:
    found = library.version_in_force("R-STD-003", on)

    assert (found and found.version) == version


def test_of_two_versions_without_dates_the_higher_number_holds(
    tmp_path: Path, database: str, embedder: WordEmbedder, open_here: Callable[[], Library]
) -> None:
    for version in ("1.9", "1.10"):
        write_standard(tmp_path / "standards", "A", version, "### 1.1 X\n\nx", effective_from="")
    sync_folder(database, tmp_path / "home", tmp_path / "standards", embedder)

    found = open_here().version_in_force("A", TODAY)

    assert found is not None
    assert found.version == "1.10"


def test_search_filters_by_date_before_it_ranks(library: Library) -> None:
    for on, version in ((date(2025, 12, 15), "4.0"), (TODAY, "5.0")):
        hits = library.search("when is the cost colour amber", on, limit=20).hits

        assert hits[0].clause.ref == f"R-STD-003 v{version} §1.1"
        assert all(hit.clause.in_force(on) for hit in hits)


def test_a_clause_named_in_the_question_comes_first(library: Library) -> None:
    found = library.search("what does std 3 section 1.2 say about the cost colour", TODAY)

    assert found.hits[0].clause.ref == "R-STD-003 v5.0 §1.2"
    assert found.hits[0].why == "named in the question"
    assert found.covered


def test_a_superseded_clause_named_in_a_question_about_today_is_no_hit(library: Library) -> None:
    found = library.search("R-STD-003 v4.0 §1.1", TODAY, limit=20)

    assert all(hit.clause.version.version != "4.0" for hit in found.hits)


def test_search_within_one_document_finds_nothing_of_others(library: Library) -> None:
    found = library.search("cost colour", TODAY, document="R-STD-009")

    assert [hit.clause.version.document for hit in found.hits] == ["R-STD-009"]


def test_what_nothing_speaks_of_is_not_covered(library: Library) -> None:
    found = library.search("hotel bills", TODAY)

    assert not found.covered
    assert found.nearest is not None


def test_before_the_first_version_the_earliest_held_is_named(library: Library) -> None:
    by_name = library.search("what did std 3 say about the cost colour", date(2022, 1, 1))
    by_meaning = library.search("weekly sprint retrospectives of digital teams", date(2026, 4, 30))

    assert (by_name.covered, by_name.earliest and by_name.earliest.ref) == (False, "R-STD-003 v4.0")
    assert (by_meaning.covered, by_meaning.earliest and by_meaning.earliest.ref) == (False, "LOC-021 v1.6")
    assert library.search("weekly sprint retrospectives of digital teams", TODAY).earliest is None


def test_an_empty_library_answers_that_nothing_is_covered(open_here: Callable[[], Library]) -> None:
    library = open_here()

    found = library.search("anything", TODAY)

    assert (found.hits, found.covered, found.nearest, found.earliest) == ((), False, None, None)
    assert library.documents() == ()
    assert library.find_reference("STD-004 4.2", TODAY) == ()
    assert library.rule("rag.cost", TODAY) is None


def test_a_new_library_is_searched_from_many_threads_at_once(library: Library) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: library.search("cost colour amber", TODAY).hits[0].clause.ref, range(16)))

    assert set(found) == {"R-STD-003 v5.0 §1.1"}


def test_likeness_orders_sentences_by_their_nearness(library: Library) -> None:
    near, far = library.likeness("cost colour", ["the colour of cost", "booked people"])

    assert near > far


def test_opening_the_library_imports_nothing_heavy() -> None:
    heavy = ("chromadb", "onnxruntime", "tokenizers", "markdown_it", "numpy", "pydantic")
    script = f"import sys, knowledge.library; print([name for name in {heavy!r} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
