"""A register and a library for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_library import WordEmbedder

from knowledge.library import Library, open_library
from tests.knowledge.synchronised import empty_register


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def database(tmp_path: Path) -> str:
    return empty_register(tmp_path)


@pytest.fixture
def open_here(tmp_path: Path, database: str, embedder: WordEmbedder) -> Iterator[Callable[[], Library]]:
    """Opens the library of this test's register; every one is closed at the end."""
    opened: list[Library] = []

    def open_it() -> Library:
        opened.append(open_library(database, tmp_path / "home", embedder))
        return opened[-1]

    yield open_it
    for library in opened:
        library.close()
