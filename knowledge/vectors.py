"""Vectors of texts that are the same everywhere, kept with the installation so that no home computes them again.

For clauses and example questions, never for what people ask: a question must leave no trace here.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Embedder

PLACE = Path(sys.prefix) / "var" / "pmo-assistant"
"""With the installation: what stands there is the same for every home."""
_TABLE = "CREATE TABLE IF NOT EXISTS vector (text TEXT PRIMARY KEY, values_ BLOB NOT NULL) WITHOUT ROWID"
_AT_ONCE = 64


class KeptEmbedder:
    """As the embedder within; what it computed before is read from a file beside the installation.

    Where that file cannot be written, everything is computed, and the result is the same. ``progress`` is
    told how many of the missing texts are done.
    """

    def __init__(
        self, embedder: Embedder, folder: Path | None = None, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._embedder = embedder
        self._folder = folder or PLACE
        self._progress = progress or (lambda done, total: None)

    @property
    def fingerprint(self) -> str:
        """That of the embedder within."""
        return self._embedder.fingerprint

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length per text, in their order."""
        kept = self._read(texts)
        missing = [text for text in dict.fromkeys(texts) if text not in kept]
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            computed = dict(zip(some, self._embedder.embed(some), strict=True))
            self._write(computed)
            kept.update(computed)
            self._progress(start + len(some), len(missing))
        return np.stack([kept[text] for text in texts]) if texts else self._embedder.embed(texts)

    def _file(self) -> Path:
        return self._folder / f"vectors-{self.fingerprint[:16]}.db"

    def _read(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        if not self._file().is_file():
            return {}
        found = {}
        try:
            with closing(sqlite3.connect(self._file())) as held:
                for text in texts:
                    row = held.execute("SELECT values_ FROM vector WHERE text = ?", (_key(text),)).fetchone()
                    if row:
                        found[text] = np.frombuffer(row[0], dtype=np.float32)
        except sqlite3.Error:  # a file that cannot be read is as good as none
            return {}
        return found

    def _write(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        rows = [(_key(text), vector.astype(np.float32).tobytes()) for text, vector in vectors.items()]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file())) as held, held:
                held.execute(_TABLE)
                held.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", rows)
        except (sqlite3.Error, OSError):  # an installation that may only be read works without keeping
            return


def place_or(home: Path) -> Path:
    """The folder of the installation, or the home where the installation may only be read."""
    try:
        PLACE.mkdir(parents=True, exist_ok=True)
    except OSError:
        return home
    return PLACE if os.access(PLACE, os.W_OK) else home


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
