"""The index: vectors of one generation of the register, kept in Chroma and rebuilt from the register.

Each edition of the library has a collection of its own, which appears by renaming once it is complete
and is never written again. So a reader never meets a half-written or silently outdated index, and a
process that is killed between the register and the index leaves work for the next one, not damage.
Only one process of a home builds at a time; vectors of unchanged passages are taken over from before.

What was complete and is no longer is damage, which is told and not hidden: the home remembers which
edition it has seen complete.

Search is exact, over the vectors in memory: libraries of standards are small, and filtering by date
before ranking costs an approximate index more than it saves (docs/decisions/0014).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock

from knowledge.embedding import DIMENSIONS, Embedder
from knowledge.holdings import Edition
from knowledge.index.store import ROWS, IndexLost, Store
from knowledge.passages import FORMAT, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

Pieces = Callable[[], Sequence[Passage]]
"""Gives the passages of an edition, where they are needed: cutting them takes longer than looking."""
_PAGE = 2000
_PATIENCE = 900.0  # seconds to wait for another process that is building


@dataclass(frozen=True, slots=True)
class Vectors:
    """The passages of one generation and their vectors, row by row."""

    rows: NDArray[np.float32]
    clauses: tuple[str, ...]
    """Reference of the clause that each row leads to."""
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the index stands to the register."""

    address: str
    register: int
    """Generation of the register."""
    newest: int | None
    """Generation of the newest index; None where there is none."""
    passages: int | None
    """Of the present edition; None where its index has not been built yet."""


class Index:
    """The indexes of one register, one per edition and way of embedding."""

    def __init__(self, home: Path, store: Store, embedder: Embedder) -> None:
        self._lock_file = home / "index" / "writer.lock"
        self._seen_file = home / "index.seen"
        self._store = store
        self._embedder = embedder
        self._marks: dict[str, Hashable] = {}

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors of unchanged clauses could."""
        return hashlib.sha256(f"{FORMAT} {self._embedder.fingerprint}".encode()).hexdigest()[:16]

    def holds(self, edition: Edition) -> bool:
        """Whether an index of that edition was published and not taken away."""
        return self._name(edition) in self._store.names()

    def ensure(self, edition: Edition, passages: Pieces) -> None:
        """Builds the index of an edition unless it is there; waits while another process builds.

        Raises IndexLost where this home has seen it complete.
        """
        if self.holds(edition):
            return
        # what was seen is asked after what is held: an index that was tidied away has a successor that was seen
        if self._seen() == self._mark_of(edition):
            raise IndexLost(self._store.address, "is gone")
        self._lock_file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._lock_file, timeout=_PATIENCE):
            if not self.holds(edition):
                self._build(edition, passages())

    def repair(self, edition: Edition, passages: Pieces) -> None:
        """Builds the index of an edition unless it is there and whole."""
        with suppress(IndexLost):
            self.read(edition)
            return
        self._lock_file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._lock_file, timeout=_PATIENCE):
            with suppress(IndexLost):
                self.read(edition)  # another process has repaired it
                return
            self._see("")  # first: killed from here on, this is work to do and not a loss
            self._store.remove(self._name(edition))
            self._build(edition, passages())

    def read(self, edition: Edition) -> Vectors:
        """All vectors of a complete index; raises IndexLost where it is gone or damaged."""
        name = self._name(edition)
        mark = self._store.mark(name)
        rows, clauses, kinds = [], list[str](), list[str]()
        with self._store.open(name) as collection:
            for page in _pages(collection):
                rows.append(np.asarray(page["embeddings"], dtype=np.float32))
                clauses += [meta["clause"] for meta in page["metadatas"]]
                kinds += [meta["kind"] for meta in page["metadatas"]]
            if len(clauses) != collection.metadata[ROWS]:
                raise IndexLost(self._store.address, "has lost some of its rows")
        stacked = np.concatenate(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)
        if not np.allclose(np.linalg.norm(stacked, axis=1), 1, atol=0.01):
            raise IndexLost(self._store.address, "is damaged")  # every vector was of unit length
        self._marks[name] = mark
        self._see(self._mark_of(edition))
        return Vectors(stacked, tuple(clauses), tuple(kinds))

    def check(self, edition: Edition) -> None:
        """Raises IndexLost where an index that was read has gone or been damaged since; cheap while it has not."""
        name = self._name(edition)
        if self._store.mark(name) != self._marks.get(name):
            self.read(edition)

    def standing(self, edition: Edition) -> Standing:
        """How the index stands to an edition; raises IndexLost as a search would."""
        newest = max((_generation(name) for name in self._own_names()), default=None)
        if self.holds(edition):
            return Standing(self._store.address, edition.generation, newest, len(self.read(edition).clauses))
        if self._seen() == self._mark_of(edition):
            raise IndexLost(self._store.address, "is gone")
        return Standing(self._store.address, edition.generation, newest, None)

    def close(self) -> None:
        """Lets go of the store."""
        self._store.close()

    def _build(self, edition: Edition, passages: Sequence[Passage]) -> None:
        texts = list(dict.fromkeys(passage.text for passage in passages))
        vectors = self._known(texts)
        missing = [text for text in texts if _digest(text) not in vectors]
        vectors.update(zip(map(_digest, missing), self._embedder.embed(missing), strict=True))
        with self._store.write(self._name(edition), len(passages)) as collection:
            for start in range(0, len(passages), _PAGE):
                page = passages[start : start + _PAGE]
                _add(collection, start, page, [vectors[_digest(passage.text)] for passage in page])
        self._see(self._mark_of(edition))
        self._tidy(edition)

    def _known(self, texts: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Vectors held by the newest index, of the texts asked for, by digest; none where it is damaged."""
        wanted = {_digest(text) for text in texts}
        known = {}
        for name in self._own_names()[:1]:
            with suppress(IndexLost), self._store.open(name) as collection:
                for page in _pages(collection):
                    pairs = zip(page["metadatas"], page["embeddings"], strict=True)
                    known.update({meta["digest"]: row for meta, row in pairs if meta["digest"] in wanted})
        return known

    def _tidy(self, edition: Edition) -> None:
        # the index before stays for readers that are still on their way to this one, and that of another way
        # of embedding for workers of another version
        others = [name for name in self._own_names() if name != self._name(edition)]
        kept = {self._name(edition), *others[:1]}
        for name in self._store.names():
            of_another = f"-{self.fingerprint}-" not in name and _generation(name) == edition.generation
            if name not in kept and not of_another:
                self._store.remove(name)

    def _name(self, edition: Edition) -> str:
        return f"g{edition.generation:08d}-{self.fingerprint}-{edition.content}"

    def _own_names(self) -> list[str]:
        """Published indexes of this way of embedding, newest first."""
        return sorted((name for name in self._store.names() if f"-{self.fingerprint}-" in name), reverse=True)

    def _mark_of(self, edition: Edition) -> str:
        return f"{self._name(edition)} {self._store.address}"

    def _seen(self) -> str:
        """The edition that this home has last seen complete, and where; torn or missing text is no edition."""
        try:
            return self._seen_file.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def _see(self, what: str) -> None:
        if self._seen() != what:
            with suppress(OSError):  # a home that may only be read works without remembering
                self._seen_file.write_text(what, encoding="utf-8")


def _generation(name: str) -> int:
    return int(name[1:9])


def _pages(collection: Any) -> Iterator[Any]:
    for start in range(0, collection.count(), _PAGE):
        yield collection.get(limit=_PAGE, offset=start, include=["embeddings", "metadatas"])


def _add(collection: Any, start: int, page: Sequence[Passage], rows: list[NDArray[np.float32]]) -> None:
    collection.add(
        ids=[f"{start + offset:07d}" for offset in range(len(page))],
        embeddings=np.stack(rows),
        documents=[passage.text for passage in page],
        metadatas=[
            {
                "clause": passage.clause,
                "version": passage.clause.partition(" §")[0],
                "kind": passage.kind,
                "digest": _digest(passage.text),
            }
            for passage in page
        ],
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
