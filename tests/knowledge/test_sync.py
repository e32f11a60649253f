"""Synchronising a folder: incremental, superseding, tolerant of broken files, safe to interrupt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from small_library import WordEmbedder, write_standard

from knowledge.library import Library
from knowledge.reading.guides import read_folder
from knowledge.register import Register
from knowledge.sync import SyncReport, _apply, _Tally, sync_folder

TODAY = date(2026, 11, 3)


@pytest.fixture
def sync(tmp_path: Path, database: str, embedder: WordEmbedder) -> Callable[[], SyncReport]:
    (tmp_path / "standards").mkdir()
    return lambda: sync_folder(database, tmp_path / "home", tmp_path / "standards", embedder)


def test_a_second_run_changes_nothing(tmp_path: Path, sync: Callable[[], SyncReport], embedder: WordEmbedder) -> None:
    write_standard(tmp_path / "standards", "A", "1.0", "### 1.1 Cost\n\nten")

    first = sync()
    embedder.embedded.clear()
    second = sync()

    assert (first.added, first.unchanged) == (("A v1.0",), ())
    assert (second.added, second.unchanged) == ((), ("A v1.0",))
    assert embedder.embedded == []


def test_only_a_changed_clause_is_embedded_again(
    tmp_path: Path, sync: Callable[[], SyncReport], embedder: WordEmbedder
) -> None:
    folder = tmp_path / "standards"
    write_standard(folder, "A", "1.0", "### 1.1 Cost\n\nten\n\n### 1.2 Time\n\ndays")
    sync()
    embedder.embedded.clear()

    write_standard(folder, "A", "1.0", "### 1.1 Cost\n\ntwelve\n\n### 1.2 Time\n\ndays")
    report = sync()

    assert report.changed == ("A v1.0",)
    assert embedder.embedded == ["Tolerance Standard. Cost. twelve"]


def test_a_successor_ends_the_version_before_it_and_its_removal_revives_it(
    tmp_path: Path, sync: Callable[[], SyncReport], open_here: Callable[[], Library]
) -> None:
    folder = tmp_path / "standards"
    write_standard(folder, "A", "1.0", "### 1.1 Cost\n\nten", effective_from="2024-01-01")
    sync()
    library = open_here()
    successor = write_standard(folder, "A", "2.0", "### 1.1 Cost\n\nfive", effective_from="2026-04-01")

    superseding = sync()
    last_day = library.documents()[0].effective_to
    then, now = (library.clause("A", "1.1", day) for day in (date(2026, 3, 31), date(2026, 4, 1)))
    successor.unlink()
    removing = sync()

    assert superseding.superseded == ("A v1.0",)
    assert last_day == date(2026, 3, 31)
    assert [each and each.text for each in (then, now)] == ["ten", "five"]
    assert removing.removed == ("A v2.0",)
    assert library.documents()[0].effective_to is None


def test_a_broken_file_is_reported_and_what_it_held_stays(tmp_path: Path, sync: Callable[[], SyncReport]) -> None:
    folder = tmp_path / "standards"
    path = write_standard(folder, "A", "1.0", "### 1.1 Cost\n\nten")
    sync()

    path.write_text(path.read_text().replace("STANDARD", "RULE"))
    write_standard(folder, "B", "1.0", "### 1.1 Cost\n\nten")
    report = sync()

    assert report.added == ("B v1.0",)
    assert report.removed == ()
    assert len(report.problems) == 1
    assert report.problems[0].startswith("A-v1.0.md: its front matter is wrong: type")


def test_a_superseded_version_without_an_end_is_refused(tmp_path: Path, sync: Callable[[], SyncReport]) -> None:
    path = write_standard(tmp_path / "standards", "A", "1.0", "### 1.1 Cost\n\nten")
    path.write_text(path.read_text().replace("owner:", "status: SUPERSEDED\nowner:"))

    alone = sync()
    write_standard(tmp_path / "standards", "A", "2.0", "### 1.1 Cost\n\nfive", effective_from="2026-04-01")
    followed = sync()

    assert alone.added == ()
    assert "neither states its last day nor has a dated successor" in alone.problems[0]
    assert followed.added == ("A v1.0", "A v2.0")
    assert followed.problems == ()


def test_documents_of_other_folders_stay(tmp_path: Path, database: str, sync: Callable[[], SyncReport]) -> None:
    write_standard(tmp_path / "standards", "A", "1.0", "### 1.1 Cost\n\nten")
    sync()
    write_standard(tmp_path / "others", "B", "1.0", "### 1.1 Cost\n\nten")

    report = sync_folder(database, tmp_path / "home", tmp_path / "others", WordEmbedder())

    assert (report.added, report.removed) == (("B v1.0",), ())


def test_a_library_that_is_open_sees_what_another_process_synchronised(
    tmp_path: Path, sync: Callable[[], SyncReport], open_here: Callable[[], Library]
) -> None:
    write_standard(tmp_path / "standards", "A", "1.0", "### 1.1 Cost\n\nten")
    sync()
    library = open_here()
    before = (library.fingerprint, [hit.clause.text for hit in library.search("cost", TODAY).hits])

    write_standard(tmp_path / "standards", "A", "1.0", "### 1.1 Cost\n\ntwelve")
    sync()
    after = (library.fingerprint, [hit.clause.text for hit in library.search("cost", TODAY).hits])

    assert (before[1], after[1]) == (["ten"], ["twelve"])
    assert before[0] != after[0]


def test_a_crash_between_register_and_index_heals_at_the_next_search(
    tmp_path: Path, database: str, sync: Callable[[], SyncReport], open_here: Callable[[], Library]
) -> None:
    folder = tmp_path / "standards"
    write_standard(folder, "A", "1.0", "### 1.1 Cost\n\nten")
    sync()
    write_standard(folder, "A", "1.0", "### 1.1 Cost\n\ntwelve")
    register = Register(database)
    with register.change() as change:  # committed, and then the process is killed
        _apply(change, read_folder(folder), str(folder), _Tally())
    register.close()

    library = open_here()

    assert [hit.clause.text for hit in library.search("cost", TODAY).hits] == ["twelve"]


def test_rules_whose_clause_has_changed_are_reported(tmp_path: Path, sync: Callable[[], SyncReport]) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "rulebook.yaml").write_text("rules:\n  - {id: cost, clause: A v1.0 §1.1, hash: old}\n")
    write_standard(tmp_path / "standards", "A", "1.0", "### 1.1 Cost\n\nten")

    assert sync().problems == ("cost: A v1.0 §1.1 has changed since it was confirmed",)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, database: str) -> None:
    with pytest.raises(NotADirectoryError, match="nowhere"):
        sync_folder(database, tmp_path, tmp_path / "nowhere")
