"""The index in collections of a Chroma server, for several workers.

A collection is written under the name of a draft and becomes visible by one renaming, which the server
refuses where the name is taken: of two workers that build at once, one publishes and the other drops
its draft. The names begin with the register's own sign, so that a server may serve several registers.
"""

from __future__ import annotations

import hashlib
import socket
import weakref
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.index.greeting import Server
from knowledge.index.store import CONFIGURATION, ROWS, IndexLost
from knowledge.register import address_of

_PAGE = 500
_ANSWER = 60.0  # seconds for one request; a page of vectors takes two on a busy machine
_FORSAKEN = 3600 * 10**9  # nanoseconds after which a draft of another home has nobody any more


class Collections:
    """Collections of one server that belong to one register; safe for any number of workers."""

    def __init__(self, chroma_url: str, database_url: str, home: Path) -> None:
        self._url = chroma_url
        self._prefix = f"pmo-{_sign(_register(database_url))}-"
        self._mine = f"draft-{_sign(f'{socket.gethostname()} {home.resolve()}')}-"
        self._server: Server | None = None
        self._client: Any = None
        self._opened: dict[str, Any] = {}

    @property
    def address(self) -> str:
        """The server's address without credentials; raises KnowledgeError where the setting is no address."""
        return f"on the Chroma server at {self._known_server().address}"

    def names(self) -> list[str]:
        """Names of the collections that were published."""
        with self._speaking() as client:
            return [name for name in self._held(client) if not name.startswith("draft-")]

    @contextmanager
    def open(self, name: str) -> Iterator[Any]:
        """The collection of that name; raises IndexLost where there is none."""
        with self._speaking() as client:
            self._opened = {name: client.get_collection(self._prefix + name, embedding_function=None)}
            yield self._opened[name]

    @contextmanager
    def write(self, name: str, rows: int) -> Iterator[Any]:
        """A draft, which is renamed at the end; dropped where another worker was first."""
        with self._speaking() as client:
            self._tidy_drafts(client)
            draft = f"{self._prefix}{self._mine}{client.heartbeat()}"
            collection = client.create_collection(
                draft, metadata={ROWS: rows}, configuration=CONFIGURATION, embedding_function=None
            )
            published = False
            try:
                yield collection
                if collection.count() != rows:
                    raise KnowledgeError(f"The index {self.address} did not keep what was written: is its disk full?")
                published = self._publish(client, collection, name)
            finally:
                if not published:
                    with suppress(Exception):  # what matters is what went wrong before
                        client.delete_collection(draft)

    def remove(self, name: str) -> None:
        """Deletes a collection, where it is still there."""
        with self._speaking() as client, suppress(_not_found()):
            client.delete_collection(self._prefix + name)

    def mark(self, name: str) -> Hashable:
        """Which collection it is and how many rows it has: one request."""
        with self._speaking() as client:
            if name not in self._opened:
                self._opened = {name: client.get_collection(self._prefix + name, embedding_function=None)}
            try:
                return str(self._opened[name].id), self._opened[name].count()
            except _not_found():
                del self._opened[name]  # perhaps built again meanwhile, and so another one
                found = client.get_collection(self._prefix + name, embedding_function=None)
                return str(found.id), found.count()

    def close(self) -> None:
        """Closes the connections to the server; the next use opens others."""
        if self._client is not None:
            self._let_go()
        self._client, self._opened = None, {}

    def _publish(self, client: Any, collection: Any, name: str) -> bool:
        """Renames the draft; False where another worker has published the same."""
        try:
            collection.modify(name=self._prefix + name)
        except Exception:  # the server's error for a name that is taken is a general one
            if name in self._held(client):
                return False
            raise
        return True

    def _tidy_drafts(self, client: Any) -> None:
        now = client.heartbeat()  # the server's clock: workers may not agree on the time
        for name in self._held(client):
            # this home builds under a lock: no other draft of its own is alive
            if name.startswith("draft-") and (name.startswith(self._mine) or _age(name, now) > _FORSAKEN):
                with suppress(_not_found()):
                    client.delete_collection(self._prefix + name)

    def _held(self, client: Any) -> list[str]:
        names, start = list[str](), 0
        while page := client.list_collections(limit=_PAGE, offset=start):
            names += [each.name for each in page]
            start += len(page)
        return [name.removeprefix(self._prefix) for name in names if name.startswith(self._prefix)]

    def _known_server(self) -> Server:
        self._server = self._server or Server.at(self._url)
        return self._server

    @contextmanager
    def _speaking(self) -> Iterator[Any]:
        """The client; turns whatever goes wrong with the server into one sentence."""
        server = self._known_server()
        try:
            if self._client is None:
                server.greet()
                self._client = _client(server)
                self._let_go = weakref.finalize(self, _close, self._client)  # for those who forget
            yield self._client
        except KnowledgeError:
            raise
        except Exception as trouble:  # the client raises its own errors, those of its transport, and bare ones
            if isinstance(trouble, _not_found()):
                raise IndexLost(self.address, "is gone") from trouble
            self.close()
            server.greet()  # says it better, where the server is away
            raise KnowledgeError(
                f"The Chroma server at {server.address} failed ({type(trouble).__name__}): try again, and read its "
                "log if it stays so."
            ) from trouble


def _client(server: Server) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    client = chromadb.HttpClient(server.address, server.port, server.secure, dict(server.headers), settings)
    for session in _sessions(client):
        session.timeout = _ANSWER  # there is no setting for it, and without it a request may wait for ever
    return client


def _close(client: Any) -> None:
    sessions = _sessions(client)
    client.close()
    for session in sessions:  # which the client leaves open
        session.close()


def _sessions(client: Any) -> tuple[Any, Any]:
    return client._server._session, client._admin_client._server._session


def _not_found() -> type[Exception]:
    from chromadb.errors import NotFoundError

    found: type[Exception] = NotFoundError
    return found


def _register(database_url: str) -> str:
    """The database's address without who logs in: the same for all workers of one installation."""
    url = address_of(database_url)
    if url.get_backend_name() == "sqlite":
        return f"sqlite {Path(url.database or '').resolve()}"
    where = url.query.get("host", url.host), url.query.get("port", url.port)
    return f"{url.get_backend_name()} {where} {url.database}"


def _sign(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _age(name: str, now: int) -> int:
    begun = name.rpartition("-")[2]
    return now - int(begun) if begun.isdigit() else 0
