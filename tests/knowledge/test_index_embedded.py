"""Damage to the folders of the embedded index: whatever is broken, one sentence, and a repair."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from filelock import FileLock
from small_library import WordEmbedder

from knowledge.errors import KnowledgeError
from knowledge.holdings import Edition
from knowledge.index import embedded
from knowledge.index.generations import Index
from knowledge.index.store import IndexLost, open_store
from knowledge.passages import Passage

EDITION = Edition(1, "abc")
PASSAGES = tuple(Passage(f"A v1 §{number}", "text", f"cost {number}") for number in range(1200))
"""So many that Chroma keeps vectors in files of their own."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("whole")
    opened(home).ensure(EDITION, lambda: PASSAGES)
    return home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


def opened(home: Path) -> Index:
    return Index(home, open_store(home, f"sqlite:///{home}/register.db", None), WordEmbedder())


def place(home: Path) -> Path:
    return next((home / "index").glob("g*"))


def database(home: Path) -> Path:
    return place(home) / "chroma.sqlite3"


def vectors(home: Path) -> Path:
    return next(place(home).glob("*/data_level0.bin"))


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "the folder of indexes": lambda home: shutil.rmtree(home / "index"),
    "the folder": lambda home: shutil.rmtree(place(home)),
    "the database": lambda home: database(home).unlink(),
    "half of the database": lambda home: half(database(home)),
    "all in the database": lambda home: os.truncate(database(home), 0),
    "the sense of the database": lambda home: database(home).write_bytes(b"x" * 10_000),
    "the segment": lambda home: shutil.rmtree(vectors(home).parent),
    "half of the vectors": lambda home: half(vectors(home)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_told_by_whoever_looks_and_repaired_by_the_next_synchronisation(
    home: Path, damage: Callable[[Path], object]
) -> None:
    running = opened(home)
    running.read(EDITION)
    remembered = home / "index.seen"
    remembered.write_text(running._mark_of(EDITION))  # the folder was copied from another home

    damage(home)

    for look in (lambda: running.check(EDITION), lambda: _begin(home)):
        with pytest.raises(IndexLost, match="'pmo standards sync FOLDER' builds it again"):
            look()
    opened(home).repair(EDITION, lambda: PASSAGES)
    running.check(EDITION)
    assert len(running.read(EDITION).clauses) == len(PASSAGES)


def _begin(home: Path) -> None:
    index = opened(home)
    index.ensure(EDITION, lambda: PASSAGES)
    index.read(EDITION)


def test_another_process_that_reads_changes_nothing_for_one_that_runs(home: Path) -> None:
    running = opened(home)
    running.read(EDITION)
    reading = f"""
        import sys
        sys.path[:0] = {sys.path!r}
        from pathlib import Path
        from test_index_embedded import EDITION, opened
        opened(Path({str(home)!r})).read(EDITION)
    """
    subprocess.run([sys.executable, "-c", dedent(reading)], check=True)
    looked: list[Edition] = []
    running.read = looked.append  # type: ignore[method-assign, assignment]

    running.check(EDITION)

    assert looked == []


def test_a_damaged_index_before_gives_no_vectors_and_stops_nothing(home: Path) -> None:
    half(database(home))
    index, second = opened(home), Edition(2, "abc")

    index.ensure(second, lambda: PASSAGES[:3])

    assert len(index.read(second).clauses) == 3


def test_readers_take_turns_since_opening_writes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_PATIENCE", 0)
    index = opened(home)
    refused = "Others have been reading the index in .* for long: try again"

    with FileLock(home / "index" / "reader.lock"), pytest.raises(KnowledgeError, match=refused):
        index.read(EDITION)

    assert len(index.read(EDITION).clauses) == len(PASSAGES)
