"""The index: vectors of one generation of the register, kept in Chroma and rebuilt from the register.

Each generation has a folder of its own, which appears by renaming once it is complete and is never
written again. So a reader never meets a half-written or silently outdated index, and a process that
is killed between the register and the index leaves work for the next one, not damage. Only one
process builds at a time; vectors of unchanged passages are taken over from the folder before.

Search is exact, over the vectors in memory: libraries of standards are small, and filtering by date
before ranking costs an approximate index more than it saves.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock

from knowledge.embedding import DIMENSIONS, Embedder
from knowledge.passages import FORMAT, Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_COLLECTION = "standards"
_PAGE = 2000
_PATIENCE = 900.0  # seconds to wait for another process that is building


@dataclass(frozen=True, slots=True)
class Vectors:
    """The passages of one generation and their vectors, row by row."""

    rows: NDArray[np.float32]
    clauses: tuple[str, ...]
    """Reference of the clause that each row leads to."""
    kinds: tuple[str, ...]


class Index:
    """The folder of indexes; one per generation and way of embedding."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder
        self._embedder = embedder

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors of unchanged clauses could."""
        return hashlib.sha256(f"{FORMAT} {self._embedder.fingerprint}".encode()).hexdigest()[:16]

    def holds(self, generation: int) -> bool:
        """Whether the index of that generation is complete."""
        return self._place(generation).is_dir()

    def ensure(self, generation: int, passages: Sequence[Passage]) -> None:
        """Builds the index of a generation unless it is there; waits while another process builds."""
        if self.holds(generation):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / "writer.lock", timeout=_PATIENCE):
            if not self.holds(generation):
                self._build(generation, passages)

    def read(self, generation: int) -> Vectors:
        """All vectors of a complete generation; raises FileNotFoundError where it has been removed."""
        place = self._place(generation)
        if not place.is_dir():
            raise FileNotFoundError(place)
        rows, clauses, kinds = [], list[str](), list[str]()
        with _collection(place) as collection:
            for page in _pages(collection):
                rows.append(np.asarray(page["embeddings"], dtype=np.float32))
                clauses += [meta["clause"] for meta in page["metadatas"]]
                kinds += [meta["kind"] for meta in page["metadatas"]]
        stacked = np.concatenate(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)
        return Vectors(stacked, tuple(clauses), tuple(kinds))

    def _build(self, generation: int, passages: Sequence[Passage]) -> None:
        draft = self._folder / "draft"
        shutil.rmtree(draft, ignore_errors=True)  # left by a process that was killed
        texts = list(dict.fromkeys(passage.text for passage in passages))
        vectors = self._known(texts)
        missing = [text for text in texts if _digest(text) not in vectors]
        vectors.update(zip(map(_digest, missing), self._embedder.embed(missing), strict=True))
        with _collection(draft) as collection:
            for start in range(0, len(passages), _PAGE):
                page = passages[start : start + _PAGE]
                _add(collection, start, page, [vectors[_digest(passage.text)] for passage in page])
        os.replace(draft, self._place(generation))
        self._tidy(generation)

    def _known(self, texts: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Vectors held by the newest complete index, of the texts asked for, by digest."""
        wanted = {_digest(text) for text in texts}
        known = {}
        for place in self._places()[:1]:
            with _collection(place) as collection:
                for page in _pages(collection):
                    pairs = zip(page["metadatas"], page["embeddings"], strict=True)
                    known.update({meta["digest"]: row for meta, row in pairs if meta["digest"] in wanted})
        return known

    def _tidy(self, generation: int) -> None:
        # the index before stays for readers that are still on their way to this one
        keep = {self._place(generation), *[place for place in self._places() if place != self._place(generation)][:1]}
        for place in self._folder.glob("g*-*"):
            if place not in keep:
                shutil.rmtree(place, ignore_errors=True)

    def _place(self, generation: int) -> Path:
        return self._folder / f"g{generation:08d}-{self.fingerprint}"

    def _places(self) -> list[Path]:
        """Complete indexes of this way of embedding, newest first."""
        return sorted(self._folder.glob(f"g*-{self.fingerprint}"), reverse=True)


@contextmanager
def _collection(place: Path) -> Iterator[Any]:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(place), Settings(anonymized_telemetry=False))
    try:
        yield client.get_or_create_collection(
            _COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
    finally:
        client.close()


def _pages(collection: Any) -> Iterator[Any]:
    for start in range(0, collection.count(), _PAGE):
        yield collection.get(limit=_PAGE, offset=start, include=["embeddings", "metadatas"])


def _add(collection: Any, start: int, page: Sequence[Passage], rows: list[NDArray[np.float32]]) -> None:
    collection.add(
        ids=[f"{start + offset:07d}" for offset in range(len(page))],
        embeddings=np.stack(rows),
        documents=[passage.text for passage in page],
        metadatas=[
            {"clause": passage.clause, "kind": passage.kind, "digest": _digest(passage.text)} for passage in page
        ],
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
