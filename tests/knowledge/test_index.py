"""The index: one complete collection an edition, built by one writer, healed after a crash, plain about a loss."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_library import WordEmbedder

from knowledge.holdings import Edition
from knowledge.index.generations import Index
from knowledge.index.store import IndexLost, open_store
from knowledge.passages import Passage

ONE = Passage("A v1 §1.1", "text", "cost tolerance")
TWO = Passage("A v1 §1.2", "text", "time tolerance")
THREE = Passage("A v1 §1.3", "heading", "scope")
FIRST, SECOND, THIRD = (Edition(generation, "abc") for generation in (1, 2, 3))


@pytest.fixture(params=["embedded", "server"])
def url(request: pytest.FixtureRequest) -> str | None:
    return request.getfixturevalue("chroma") if request.param == "server" else None


@pytest.fixture
def index_of(tmp_path: Path, url: str | None) -> Iterator[Callable[..., Index]]:
    """Gives indexes of this test's register, in one home or another; every one is closed at the end."""
    held: list[Index] = []

    def opened(embedder: WordEmbedder, home: str = "home") -> Index:
        store = open_store(tmp_path / home, f"sqlite:///{tmp_path}/register.db", url)
        (tmp_path / home).mkdir(exist_ok=True)
        held.append(Index(tmp_path / home, store, embedder))
        return held[-1]

    yield opened
    for index in held:
        index.close()


@pytest.fixture
def index(index_of: Callable[..., Index], embedder: WordEmbedder) -> Index:
    return index_of(embedder)


def of(*passages: Passage) -> Callable[[], Sequence[Passage]]:
    return lambda: passages


def names(index: Index) -> list[str]:
    return sorted(index._store.names())


def collection(index: Index, edition: Edition) -> Any:
    return index._store.open(index._name(edition))


def test_an_index_gives_back_the_vectors_of_its_passages(index: Index, embedder: WordEmbedder) -> None:
    index.ensure(FIRST, of(ONE, TWO, THREE))
    vectors = index.read(FIRST)

    assert vectors.clauses == (ONE.clause, TWO.clause, THREE.clause)
    assert vectors.kinds == ("text", "text", "heading")
    assert np.allclose(vectors.rows, embedder.embed([ONE.text, TWO.text, THREE.text]), atol=1e-6)


def test_an_empty_library_has_an_empty_index(index: Index) -> None:
    index.ensure(FIRST, of())

    assert index.read(FIRST).rows.shape == (0, 384)


def test_only_new_passages_are_embedded_in_the_next_generation(index: Index, embedder: WordEmbedder) -> None:
    index.ensure(FIRST, of(ONE, TWO))
    embedder.embedded.clear()

    index.ensure(SECOND, of(ONE, THREE))

    assert embedder.embedded == [THREE.text]
    assert np.allclose(index.read(SECOND).rows, embedder.embed([ONE.text, THREE.text]), atol=1e-6)


def test_another_way_of_embedding_has_an_index_of_its_own(index: Index, index_of: Callable[..., Index]) -> None:
    index.ensure(FIRST, of(ONE))
    other = WordEmbedder()
    other.fingerprint = "other words"

    assert not index_of(other).holds(FIRST)
    index_of(other).ensure(FIRST, of(ONE))
    assert index.holds(FIRST), "a worker of another version may still search it"
    index_of(other).ensure(SECOND, of(ONE))
    assert not index.holds(FIRST)


def test_the_same_generation_of_other_clauses_has_an_index_of_its_own(index: Index) -> None:
    index.ensure(FIRST, of(ONE))
    restored = Edition(FIRST.generation, "def")

    index.ensure(restored, of(TWO))

    assert index.read(restored).clauses == (TWO.clause,)


def test_a_build_that_broke_off_is_not_an_index_and_is_made_again(index: Index, monkeypatch: Any) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broke:
        broke.setattr("knowledge.index.generations._add", broken)
        with pytest.raises(KeyboardInterrupt):
            index.ensure(FIRST, of(ONE))

    assert names(index) == []
    index.ensure(FIRST, of(ONE))
    assert index.read(FIRST).clauses == (ONE.clause,)


def test_two_writers_of_a_home_build_an_index_once(index_of: Callable[..., Index]) -> None:
    embedders = [WordEmbedder(), WordEmbedder()]
    threads = [threading.Thread(target=index_of(each).ensure, args=(FIRST, of(ONE))) for each in embedders]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(len(each.embedded) for each in embedders) == [0, 1]


def test_the_index_before_stays_for_readers_and_older_ones_go(index: Index) -> None:
    for edition in (FIRST, SECOND, THIRD):
        index.ensure(edition, of(ONE))

    assert [index.holds(edition) for edition in (FIRST, SECOND, THIRD)] == [False, True, True]
    with pytest.raises(IndexLost):
        index.read(FIRST)


def test_an_index_that_is_taken_away_is_missed_by_all_who_have_read_it(
    index: Index, index_of: Callable[..., Index], embedder: WordEmbedder
) -> None:
    index.ensure(FIRST, of(ONE))
    index.read(FIRST)
    index.check(FIRST)

    index._store.remove(index._name(FIRST))

    for action in (
        lambda: index.check(FIRST),
        lambda: index.read(FIRST),
        lambda: index_of(embedder).ensure(FIRST, of(ONE)),
        lambda: index_of(embedder).standing(FIRST),
    ):
        with pytest.raises(IndexLost, match="is gone: 'pmo standards sync FOLDER' builds it again"):
            action()


def test_an_index_that_has_lost_rows_is_told_and_repaired(
    index: Index, index_of: Callable[..., Index], embedder: WordEmbedder
) -> None:
    index.ensure(FIRST, of(ONE, TWO))
    index.read(FIRST)
    with collection(index, FIRST) as held:
        held.delete(ids=["0000001"])

    for another in (index, index_of(embedder)):
        with pytest.raises(IndexLost, match="has lost some of its rows: 'pmo standards sync"):
            another.check(FIRST)
    index_of(embedder).repair(FIRST, of(ONE, TWO))

    index.check(FIRST)
    assert index.read(FIRST).clauses == (ONE.clause, TWO.clause)
    assert len(names(index)) == 1


def test_repairing_what_is_whole_embeds_nothing(index: Index, embedder: WordEmbedder) -> None:
    index.ensure(FIRST, of(ONE))
    embedder.embedded.clear()

    index.repair(FIRST, of(ONE))

    assert embedder.embedded == []


def test_a_repair_that_broke_off_is_work_to_do_and_no_longer_a_loss(index: Index, monkeypatch: Any) -> None:
    index.ensure(FIRST, of(ONE))
    index._store.remove(index._name(FIRST))

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broke:
        broke.setattr("knowledge.index.generations._add", broken)
        with pytest.raises(KeyboardInterrupt):
            index.repair(FIRST, of(ONE))

    index.ensure(FIRST, of(ONE))
    assert index.read(FIRST).clauses == (ONE.clause,)


def test_what_was_never_read_whole_is_not_taken_over(index: Index, embedder: WordEmbedder) -> None:
    index.ensure(FIRST, of(ONE))
    with collection(index, FIRST) as held:
        held.delete(ids=["0000000"])

    index.ensure(SECOND, of(ONE))

    assert index.read(SECOND).clauses == (ONE.clause,)


def test_the_standing_tells_where_the_index_is_and_how_far(index: Index, url: str | None, tmp_path: Path) -> None:
    none = index.standing(FIRST)
    index.ensure(FIRST, of(ONE, TWO))
    agreeing, behind = index.standing(FIRST), index.standing(SECOND)

    assert (none.newest, none.passages) == (None, None)
    assert (agreeing.register, agreeing.newest, agreeing.passages) == (1, 1, 2)
    assert (behind.register, behind.newest, behind.passages) == (2, 1, None)
    place = f"on the Chroma server at {url}" if url else f"embedded, in {tmp_path / 'home' / 'index'}"
    assert agreeing.address == place
