"""A library that stays open: it follows the register, and tells that its index was lost until that is mended."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from small_library import WordEmbedder, write_standard

from knowledge.index.generations import Vectors
from knowledge.index.store import IndexLost
from knowledge.library import Library
from knowledge.sync import sync_folder

TODAY = date(2026, 11, 3)


@pytest.fixture
def say(tmp_path: Path, database: str) -> Callable[[str], None]:
    """Writes the clause anew and synchronises, as another process would."""

    def said(text: str) -> None:
        write_standard(tmp_path / "standards", "A", "1.0", f"### 1.1 Cost\n\n{text}")
        sync_folder(database, tmp_path / "home", tmp_path / "standards", WordEmbedder())

    return said


def found(library: Library) -> list[str]:
    return [hit.clause.text for hit in library.search("cost", TODAY).hits]


def test_a_library_that_runs_tells_that_its_index_was_lost_until_it_is_mended(
    tmp_path: Path, say: Callable[[str], None], open_here: Callable[[], Library]
) -> None:
    say("ten")
    running = open_here()
    assert found(running) == ["ten"]

    shutil.rmtree(tmp_path / "home" / "index")

    for library in (running, running, open_here()):
        with pytest.raises(IndexLost, match="'pmo standards sync FOLDER' builds it again"):
            library.search("cost", TODAY)
    assert running.documents(), "the register needs no index"
    say("ten")
    assert found(running) == ["ten"]


def test_a_new_generation_mends_a_lost_index_too(
    tmp_path: Path, say: Callable[[str], None], open_here: Callable[[], Library]
) -> None:
    say("ten")
    running = open_here()
    found(running)
    shutil.rmtree(tmp_path / "home" / "index")

    say("twelve")

    assert found(running) == ["twelve"]


def test_an_index_that_is_tidied_away_while_it_is_read_is_followed_and_not_a_loss(
    say: Callable[[str], None], open_here: Callable[[], Library]
) -> None:
    say("ten")
    slow = open_here()
    read = slow._index.read

    def overtaken(edition: object) -> Vectors:
        slow._index.read = read  # type: ignore[method-assign]
        for text in ("eleven", "twelve"):  # two generations on, the first is no longer kept
            say(text)
        return read(edition)  # type: ignore[arg-type]

    slow._index.read = overtaken  # type: ignore[method-assign, assignment]

    assert found(slow) == ["twelve"]
