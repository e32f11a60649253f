"""The index in folders of the home: embedded Chroma, one folder a generation.

A folder appears by renaming and is never written again by us, so that no reader has to notice what
another process wrote. Embedded Chroma itself writes whenever it opens a folder: times of files tell nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from knowledge.errors import KnowledgeError
from knowledge.index.store import CONFIGURATION, ROWS, IndexLost

_COLLECTION = "standards"
_DATABASE = "chroma.sqlite3"
_PERSISTED = "index_metadata.pickle"  # there from some 1,000 rows on, when vectors have left the database
_PATIENCE = 120.0  # seconds to wait for others that read; each takes a second or less
_SIZES = "sizes.json"  # of the files with vectors: Chroma reads on past the end of one that is too short


class Folders:
    """Folders below one folder; only one process may write at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def address(self) -> str:
        """The folder."""
        return f"embedded, in {self._folder}"

    def names(self) -> list[str]:
        """Names of the folders that were published."""
        return [place.name for place in self._folder.glob("g*-*")]

    @contextmanager
    def open(self, name: str) -> Iterator[Any]:
        """The collection in a folder; raises IndexLost where there is none or Chroma cannot read it."""
        place = self._folder / name
        if not (place / _DATABASE).is_file():  # Chroma would make an empty one
            raise IndexLost(self.address, "is gone")
        turn = FileLock(self._folder / "reader.lock", timeout=_PATIENCE)
        try:
            turn.acquire()  # opening writes: two at once have been seen to take each other's folder for damaged
        except Timeout as trouble:
            raise KnowledgeError(
                f"Others have been reading the index in {self._folder} for long: try again."
            ) from trouble
        try:
            if json.loads((place / _SIZES).read_text()) != _sizes(place):
                raise IndexLost(self.address, "is damaged")
            with _client(place) as client:
                yield client.get_collection(_COLLECTION, embedding_function=None)
        except KnowledgeError:
            raise
        except Exception as trouble:  # damage shows as almost any error, even as an AttributeError of Chroma's own
            raise IndexLost(self.address, "is damaged") from trouble
        finally:
            turn.release()

    @contextmanager
    def write(self, name: str, rows: int) -> Iterator[Any]:
        """A collection in a draft, which becomes the folder of that name by one renaming."""
        draft = self._folder / "draft"
        shutil.rmtree(draft, ignore_errors=True)  # left by a process that was killed
        with _client(draft) as client:
            collection = client.create_collection(
                _COLLECTION, metadata={ROWS: rows}, configuration=CONFIGURATION, embedding_function=None
            )
            yield collection
            whole = collection.count() == rows
        if not whole:
            raise KnowledgeError(f"Chroma did not keep what was written to {draft}: is the disk full?")
        (draft / _SIZES).write_text(json.dumps(_sizes(draft)))
        os.replace(draft, self._folder / name)

    def remove(self, name: str) -> None:
        """Takes a folder away: out of sight at once, then file by file."""
        leaving = self._folder / "leaving"
        shutil.rmtree(leaving, ignore_errors=True)
        if (self._folder / name).is_dir():
            os.replace(self._folder / name, leaving)
            shutil.rmtree(leaving, ignore_errors=True)

    def mark(self, name: str) -> Hashable:
        """Rows that the database names, and the sizes of the files with vectors.

        Reads Chroma's tables past Chroma, since opening it would write. Where they look different one day,
        the mark changes with the file's time, and the index is looked at more often than it need be.
        """
        place = self._folder / name
        if not (place / _DATABASE).is_file():
            raise IndexLost(self.address, "is gone")
        try:
            return _rows(place / _DATABASE), str(_sizes(place))
        except FileNotFoundError as trouble:  # while we look
            raise IndexLost(self.address, "is gone") from trouble

    def close(self) -> None:
        """Nothing is kept open."""


def _sizes(place: Path) -> dict[str, int]:
    """Bytes of each file with vectors; none below some 1,000 rows, where Chroma makes them at every opening."""
    sizes = {file.name: file.stat().st_size for file in sorted(place.glob("*/*"))}
    return sizes if _PERSISTED in sizes else {}


def _rows(database: Path) -> Hashable:
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=1)) as held:
            counts = "SELECT (SELECT count(*) FROM collections), (SELECT count(*) FROM embeddings)"
            return str(held.execute(counts).fetchone())
    except sqlite3.Error:
        return database.stat().st_mtime_ns


@contextmanager
def _client(place: Path) -> Iterator[Any]:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(place), Settings(anonymized_telemetry=False))
    try:
        yield client
    finally:
        client.close()
