"""Statements as they were put into words for a database, for all engines of a process.

SQLAlchemy keeps them with each engine. An engine here lasts for one command, and to put a query into words takes
longer than to answer it: so what one engine has worked out, the next one takes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

KEPT = 2000
"""Statements: an import of all tables has some 600."""
Key = tuple[Dialect, Any, Any, Any, Any]
"""The engine's dialect, and what SQLAlchemy takes of the statement; of no use but to be compared."""


class Statements(LRUCache[Any, Any]):
    """The ``compiled_cache`` of engines, in which those of the same kind of database count as one."""

    __slots__ = ()

    def get(self, key: Key, default: Any = None) -> Any:
        """Return the statement in words, or the default."""
        return super().get(_shared(key), default)

    def __setitem__(self, key: Key, value: Any) -> None:
        super().__setitem__(_shared(key), value)


def _shared(key: Key) -> tuple[Any, ...]:
    dialect, *statement = key
    return type(dialect), dialect.server_version_info, *statement


STATEMENTS = Statements(KEPT)
