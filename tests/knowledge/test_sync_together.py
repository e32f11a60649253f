"""One writer at a time and many readers: two processes synchronise while others search."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from killed import Killer, killer
from small_library import WordEmbedder, write_standard

from knowledge.library import Library, open_library
from knowledge.register import Register
from tests.databases import Databases

TODAY = date(2026, 11, 3)
ROUNDS = 3
FOLDERS = "AB"


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    url = databases.new()
    register = Register(url)
    register.create_all()
    register.close()
    yield url
    databases.drop(url)


def write(place: Path, round_: int) -> None:
    for name in FOLDERS:
        for number in "123":
            write_standard(place / name, f"{name}-{number}", "1.0", f"### 1.1 Cost\n\ncost in round {round_}")


def seen(library: Library) -> set[tuple[str, str]]:
    """Of each folder, the rounds that a search shows with the documents that are of it."""
    hits = library.search("cost", TODAY, limit=20).hits
    return {(hit.clause.version.document, hit.clause.text) for hit in hits}


def torn(found: set[tuple[str, str]]) -> bool:
    """Whether a folder shows in part, or in two rounds."""
    for name in FOLDERS:
        texts = [text for document, text in found if document.startswith(name)]
        if len(texts) not in (0, 3) or len(set(texts)) > 1:
            return True
    return False


@pytest.mark.parametrize("kind", ["embedded", pytest.param("server", marks=pytest.mark.deep)])
def test_two_synchronisations_at_once_both_arrive_and_readers_see_no_mixture(
    tmp_path: Path, url: str, kind: str, request: pytest.FixtureRequest
) -> None:
    chroma = request.getfixturevalue("chroma") if kind == "server" else None
    home, done = tmp_path / "home", threading.Event()
    home.mkdir()
    faults: list[object] = []
    searches = [0, 0]

    def read(number: int) -> None:
        library = open_library(url, home, WordEmbedder(), chroma_url=chroma)
        try:
            while not done.is_set():
                found = seen(library)
                searches[number] += 1
                if torn(found):
                    faults.append(found)
        except Exception as trouble:  # whatever it is, a reader must not meet it
            faults.append(repr(trouble))
        finally:
            library.close()

    def synchronise(killing: Killer, name: str) -> None:
        death = killing.sync(url, home, tmp_path / name, chroma)
        if death.status:
            faults.append(death)

    with ExitStack() as processes:
        writers = [processes.enter_context(killer()) for _ in FOLDERS]
        readers = [threading.Thread(target=read, args=(number,)) for number in range(2)]
        for thread in readers:
            thread.start()
        for round_ in range(ROUNDS):
            write(tmp_path, round_)
            both = [threading.Thread(target=synchronise, args=each) for each in zip(writers, FOLDERS, strict=True)]
            for thread in both:
                thread.start()
            for thread in both:
                thread.join()
        done.set()
        for thread in readers:
            thread.join()

    library = open_library(url, home, WordEmbedder(), chroma_url=chroma)
    last, standing = seen(library), library.index_standing()
    library.close()
    assert faults == []
    assert all(searches)
    assert last == {(f"{name}-{number}", f"cost in round {ROUNDS - 1}") for name in FOLDERS for number in "123"}
    assert (standing.register, standing.newest, standing.passages) == (2 * ROUNDS, 2 * ROUNDS, 12)
