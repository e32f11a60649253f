"""What the index needs of the place it is kept in; there are two such places, and this file chooses."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from knowledge.errors import KnowledgeError

CONFIGURATION = {"hnsw": {"space": "cosine"}}
ROWS = "rows"
"""Key of a collection's metadata: how many rows it was published with."""


class IndexLost(KnowledgeError):
    """An index that was complete is gone or damaged."""

    def __init__(self, address: str, what: str) -> None:
        super().__init__(
            f"The index of the standards ({address}) {what}: 'pmo standards sync FOLDER' builds it again from the "
            "register; any folder of standards will do."
        )


class Store(Protocol):
    """Published indexes by name, each one collection of Chroma that is never written again."""

    @property
    def address(self) -> str:
        """Where this is, for a person; without credentials."""

    def names(self) -> list[str]:
        """The published indexes, in no order."""

    def open(self, name: str) -> AbstractContextManager[Any]:
        """The collection of a published index; raises IndexLost where it is gone or does not work."""

    def write(self, name: str, rows: int) -> AbstractContextManager[Any]:
        """An empty collection, published under the name at the end of the block if it has that many rows."""

    def remove(self, name: str) -> None:
        """Takes a published index away, whole or damaged."""

    def mark(self, name: str) -> Hashable:
        """Something that changes when a published index loses rows; cheap enough for every search.

        Raises IndexLost where that shows already.
        """

    def close(self) -> None:
        """Lets go of connections."""


def open_store(home: Path, database_url: str, chroma_url: str | None) -> Store:
    """The store of this register: on the server, else in the home; reaches for neither before it is used."""
    if chroma_url is None:
        from knowledge.index.embedded import Folders

        return Folders(home / "index")
    from knowledge.index.server import Collections

    return Collections(chroma_url, database_url, home)
