"""The index: one complete folder a generation, built by one writer, healed after a crash."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from small_library import WordEmbedder

from knowledge.index import Index
from knowledge.passages import Passage

ONE = Passage("A v1 §1.1", "text", "cost tolerance")
TWO = Passage("A v1 §1.2", "text", "time tolerance")
THREE = Passage("A v1 §1.3", "heading", "scope")


def test_an_index_gives_back_the_vectors_of_its_passages(tmp_path: Path, embedder: WordEmbedder) -> None:
    index = Index(tmp_path, embedder)

    index.ensure(1, [ONE, TWO, THREE])
    vectors = index.read(1)

    assert vectors.clauses == (ONE.clause, TWO.clause, THREE.clause)
    assert vectors.kinds == ("text", "text", "heading")
    assert np.array_equal(vectors.rows, embedder.embed([ONE.text, TWO.text, THREE.text]))


def test_an_empty_library_has_an_empty_index(tmp_path: Path, embedder: WordEmbedder) -> None:
    index = Index(tmp_path, embedder)

    index.ensure(0, [])

    assert index.read(0).rows.shape == (0, 384)


def test_only_new_passages_are_embedded_in_the_next_generation(tmp_path: Path, embedder: WordEmbedder) -> None:
    index = Index(tmp_path, embedder)
    index.ensure(1, [ONE, TWO])
    embedder.embedded.clear()

    index.ensure(2, [ONE, THREE])

    assert embedder.embedded == [THREE.text]
    assert np.array_equal(index.read(2).rows, embedder.embed([ONE.text, THREE.text]))


def test_another_way_of_embedding_has_an_index_of_its_own(tmp_path: Path, embedder: WordEmbedder) -> None:
    Index(tmp_path, embedder).ensure(1, [ONE])
    other = WordEmbedder()
    other.fingerprint = "other words"

    assert not Index(tmp_path, other).holds(1)


def test_a_build_that_was_killed_is_not_an_index_and_is_made_again(tmp_path: Path) -> None:
    class Killed(WordEmbedder):
        def embed(self, texts):  # type: ignore[no-untyped-def]
            (tmp_path / "draft").mkdir()
            (tmp_path / "draft" / "half").write_text("written")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Index(tmp_path, Killed()).ensure(1, [ONE])
    healed = Index(tmp_path, WordEmbedder())

    assert not healed.holds(1)
    healed.ensure(1, [ONE])
    assert healed.read(1).clauses == (ONE.clause,)


def test_two_writers_build_an_index_once(tmp_path: Path) -> None:
    embedders = [WordEmbedder(), WordEmbedder()]
    threads = [threading.Thread(target=Index(tmp_path, each).ensure, args=(1, [ONE])) for each in embedders]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(len(each.embedded) for each in embedders) == [0, 1]


def test_the_index_before_stays_for_readers_and_older_ones_go(tmp_path: Path, embedder: WordEmbedder) -> None:
    index = Index(tmp_path, embedder)

    for generation in (1, 2, 3):
        index.ensure(generation, [ONE])

    assert [index.holds(generation) for generation in (1, 2, 3)] == [False, True, True]
    with pytest.raises(FileNotFoundError):
        index.read(1)
