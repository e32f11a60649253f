"""A synchronisation that is killed: the register is as before or after, and the index follows it."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from signal import SIGKILL

import numpy as np
import pytest
from killed import Death, Killer, killer
from small_library import WordEmbedder, write_standard

from knowledge.library import Library, open_library
from knowledge.passages import passages
from knowledge.register import Holding, Register
from knowledge.sync import sync_folder
from tests.databases import Databases

TODAY = date(2026, 11, 3)
SEED = 20261124
TIMES = 3
DEEP = 200


class Scene:
    """A folder that changes, the register before and after, and tries on copies of what was before."""

    def __init__(self, place: Path, databases: Databases, killing: Killer, chroma: str | None) -> None:
        self._place, self._databases, self._killing, self._chroma = place, databases, killing, chroma
        self._folder = place / "standards"
        self.left: Counter[str] = Counter()
        self._before = databases.new()
        register = Register(self._before)
        register.create_all()
        register.close()
        write_standard(self._folder, "A", "1.0", "### 1.1 Cost\n\nten\n\n### 1.2 Time\n\ndays")
        write_standard(self._folder, "B", "1.0", "### 1.1 Scope\n\nall")
        (place / "home").mkdir()
        self._sync(self._before, place / "home")
        self.held = {_state(self._before)}
        write_standard(self._folder, "A", "1.0", "### 1.1 Cost\n\ntwelve\n\n### 1.2 Time\n\ndays")
        successor = "### 1.1 Cost\n\nfive\n\n### 1.3 Risk\n\nlow"
        write_standard(self._folder, "A", "2.0", successor, effective_from="2026-04-01")
        (self._folder / "B-v1.0.md").unlink()
        whole = self.kill(event=0)
        self.events = whole.events
        assert whole.status == 0

    def kill(self, **ending: float) -> Death:
        """Kill one synchronisation on a copy, judge what it left, and count that."""
        database = self._databases.copy(self._before)
        home = Path(shutil.copytree(self._place / "home", self._place / "try"))
        try:
            if self._chroma:  # the server holds an index for each register, and this one is new
                _refresh(database, home, self._chroma)
            death = self._killing.sync(database, home, self._folder, self._chroma, **ending)
            self._judge(database, home)
        finally:
            shutil.rmtree(home)
            self._databases.drop(database)
        return death

    def _judge(self, database: str, home: Path) -> None:
        left = _state(database)
        self.left[f"register {'before' if left[0] == 1 else 'after'}, {self._index_left(database, home)}"] += 1
        if len(self.held) == 1:
            self.held.add(left)  # the whole run gives the state after
        assert left in self.held
        assert _leftovers(home) <= {"draft", "leaving"}
        library = open_library(database, home, WordEmbedder(), chroma_url=self._chroma)
        _agrees(library)
        assert [hit.clause.text for hit in library.search("cost", TODAY, limit=1).hits] == [_cost(left)]
        library.close()
        assert self._sync(database, home).problems == ()
        assert _state(database) in self.held - {left} if left[0] == 1 else {left}
        library = open_library(database, home, WordEmbedder(), chroma_url=self._chroma)
        _agrees(library)
        library.close()
        if not self._chroma:
            assert len(list((home / "index").glob("g*"))) <= 2

    def _index_left(self, database: str, home: Path) -> str:
        library = open_library(database, home, WordEmbedder(), chroma_url=self._chroma)
        standing = library.index_standing()
        library.close()
        drafts = f" and {', '.join(sorted(_leftovers(home)))} left" if _leftovers(home) else ""
        return f"index {'behind' if standing.passages is None else 'with it'}{drafts}"

    def _sync(self, database: str, home: Path):  # type: ignore[no-untyped-def]
        return sync_folder(database, home, self._folder, WordEmbedder(), chroma_url=self._chroma)


State = tuple[int, tuple[Holding, ...]]


def _state(database: str) -> State:
    register = Register(database)
    generation, held = register.load()
    register.close()
    return generation, held


def _cost(state: State) -> str:
    return "ten" if state[0] == 1 else "five"


def _leftovers(home: Path) -> set[str]:
    folder = home / "index"
    names = {path.name for path in folder.iterdir()} if folder.exists() else set()
    return {name for name in names if not name.startswith("g0")} - {"writer.lock", "reader.lock"}


def _refresh(database: str, home: Path, chroma: str) -> None:
    library = open_library(database, home, WordEmbedder(), chroma_url=chroma)
    library.refresh()
    library.close()


def _agrees(library: Library) -> None:
    """What the index holds is what the register's passages give, row by row."""
    library.search("cost", TODAY)
    held = library._current().holdings
    pieces = [piece for clause in held.clauses for piece in passages(clause)]
    vectors = library._index.read(held.edition)
    assert vectors.clauses == tuple(piece.clause for piece in pieces)
    assert np.allclose(vectors.rows, WordEmbedder().embed([piece.text for piece in pieces]), atol=1e-6)


@pytest.fixture(scope="module")
def killing() -> Iterator[Killer]:
    with killer() as started:
        yield started


@pytest.fixture
def scene(tmp_path: Path, databases: Databases, killing: Killer) -> Scene:
    return Scene(tmp_path, databases, killing, None)


def test_killed_at_any_point_the_register_is_whole_and_the_index_follows(scene: Scene) -> None:
    deaths = [scene.kill(event=point) for point in _points(scene, TIMES)]

    assert [death.status for death in deaths] == [-SIGKILL] * TIMES
    assert len(scene.held) == 2
    assert len({death.place.partition(":")[0] for death in deaths}) > 2, "the points lie in one file"


@pytest.mark.parametrize("times", [2])
def test_killed_at_any_point_the_index_on_a_server_follows(
    tmp_path: Path, databases: Databases, killing: Killer, chroma: str, times: int
) -> None:
    scene = Scene(tmp_path, databases, killing, chroma)

    deaths = [scene.kill(event=point) for point in _points(scene, times)]

    assert [death.status for death in deaths] == [-SIGKILL] * times


@pytest.mark.deep
def test_killed_two_hundred_times(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    """Half at events of Python, half at moments, which also lie inside the databases."""
    chance = random.Random(SEED)
    seconds = scene.kill().seconds
    moments = [seconds * (number + chance.random()) / (DEEP // 2) for number in range(DEEP // 2)]
    hit: Counter[str] = Counter()

    for point in _points(scene, DEEP // 2):
        death = scene.kill(event=point)
        assert death.status == -SIGKILL
        hit[death.place] += 1
    for moment in moments:
        death = scene.kill(after=moment)
        hit["a moment after the end" if death.status == 0 else "a moment"] += 1

    with capsys.disabled():
        lines = (f"{count:5}  {place}" for found in (scene.left, hit) for place, count in found.most_common())
        print(f"\nseed {SEED}, {scene.events} events, {seconds:.2f} s", *lines, sep="\n")  # noqa: T201
    assert hit.total() == DEEP


def _points(scene: Scene, times: int) -> list[int]:
    """Events spread over the whole run, each drawn from its own share of it."""
    chance = random.Random(SEED)
    share = scene.events / times
    return [1 + int(share * (number + chance.random() * 0.99)) for number in range(times)]
