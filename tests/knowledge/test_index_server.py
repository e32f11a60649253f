"""The index on a Chroma server: who else is there, and what happens where there is nobody or a stranger."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from small_library import WordEmbedder, write_standard

from knowledge.errors import KnowledgeError
from knowledge.holdings import Edition
from knowledge.index import greeting
from knowledge.index.generations import Index
from knowledge.index.greeting import Server
from knowledge.index.server import Collections
from knowledge.passages import Passage
from knowledge.sync import sync_folder
from tests.chroma_server import free_port
from tests.knowledge.synchronised import empty_register

ONE, TWO = Passage("A v1 §1.1", "text", "cost tolerance"), Passage("A v1 §1.2", "text", "time tolerance")
FIRST, SECOND = Edition(1, "abc"), Edition(2, "abc")


@pytest.fixture
def store_of(tmp_path: Path, chroma: str) -> Iterator[Callable[..., Collections]]:
    """Gives the stores of workers, each with a home of its own, over this test's register or another."""
    held: list[Collections] = []

    def opened(home: str = "home", register: str = "register") -> Collections:
        (tmp_path / home).mkdir(exist_ok=True)
        held.append(Collections(chroma, f"sqlite:///{tmp_path}/{register}.db", tmp_path / home))
        return held[-1]

    yield opened
    for store in held:
        store.close()


@pytest.fixture
def worker(tmp_path: Path, store_of: Callable[..., Collections]) -> Callable[..., Index]:
    return lambda home, register="register": Index(tmp_path / home, store_of(home, register), WordEmbedder())


def all_names(store: Collections) -> list[str]:
    """Every collection of the register, drafts too."""
    with store._speaking() as client:
        return store._held(client)


def test_two_workers_that_build_at_once_end_with_one_whole_index(worker: Callable[..., Index]) -> None:
    both_are_writing = threading.Barrier(2, timeout=60)

    def building(home: str) -> Index:
        index = worker(home)
        write = index._store.write

        @contextmanager
        def together(name: str, rows: int) -> Iterator[Any]:
            with write(name, rows) as collection:
                yield collection
                both_are_writing.wait()

        index._store.write = together  # type: ignore[method-assign]
        return index

    indexes = [building("one"), building("two")]
    threads = [threading.Thread(target=each.ensure, args=(FIRST, lambda: [ONE, TWO])) for each in indexes]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(all_names(indexes[0]._store)) == 1  # type: ignore[arg-type]
    assert [index.read(FIRST).clauses for index in indexes] == [(ONE.clause, TWO.clause)] * 2


def test_the_registers_of_two_organisations_do_not_meet_on_a_server(worker: Callable[..., Index]) -> None:
    ours, theirs = worker("ours"), worker("theirs", register="another")
    theirs.ensure(FIRST, lambda: [TWO])

    for generation in (1, 2, 3):
        ours.ensure(Edition(generation, "abc"), lambda: [ONE])

    assert theirs.read(FIRST).clauses == (TWO.clause,)


def test_a_draft_of_a_killed_process_goes_when_its_home_builds_again(
    store_of: Callable[..., Collections], worker: Callable[..., Index]
) -> None:
    killed = store_of()
    with killed._speaking() as client:
        client.create_collection(f"{killed._prefix}{killed._mine}{client.heartbeat()}", embedding_function=None)
        client.create_collection(f"{killed._prefix}draft-somebody-{client.heartbeat()}", embedding_function=None)
        client.create_collection(f"{killed._prefix}draft-somebody-1", embedding_function=None)

    worker("home").ensure(FIRST, lambda: [ONE])

    drafts = [name for name in all_names(killed) if name.startswith("draft-")]
    assert len(drafts) == 1, "the draft of another home may be alive, unless it has been there for an hour"
    assert drafts[0].startswith("draft-somebody-")
    assert drafts[0] != "draft-somebody-1"


def test_a_worker_that_runs_goes_on_after_another_has_repaired(worker: Callable[..., Index]) -> None:
    running, other = worker("one"), worker("two")
    running.ensure(FIRST, lambda: [ONE])
    running.read(FIRST)

    other._store.remove(other._name(FIRST))
    other.repair(FIRST, lambda: [ONE])

    running.check(FIRST)


def test_all_workers_of_a_database_share_its_index_whoever_logs_in(tmp_path: Path) -> None:
    def prefix(database: str) -> str:
        return Collections("http://127.0.0.1:1", database, tmp_path)._prefix

    assert prefix("postgresql://ann:a@host/pmo") == prefix("postgresql+psycopg://bob:b@host/pmo")
    assert prefix("postgresql://ann:a@host/pmo") != prefix("postgresql://ann:a@host/other")
    assert prefix("postgresql:///pmo?host=/a") != prefix("postgresql:///pmo?host=/b")


@pytest.mark.parametrize(
    ("url", "address", "port", "authorization"),
    [
        ("http://localhost:8000", "http://localhost:8000", 8000, None),
        ("https://chroma.example", "https://chroma.example:443", 443, None),
        ("http://[::1]:8000/", "http://[::1]:8000", 8000, None),
        ("https://ann:p%40ss@chroma.example/pmo/", "https://chroma.example:443/pmo", 443, "Basic YW5uOnBAc3M="),
        ("https://s3cret@chroma.example", "https://chroma.example:443", 443, "Bearer s3cret"),
    ],
)
def test_an_address_is_read_and_its_credentials_never_show(
    url: str, address: str, port: int, authorization: str | None
) -> None:
    server = Server.at(url)

    assert (server.address, server.port, server.headers.get("Authorization")) == (address, port, authorization)
    assert not any(secret in repr(server) for secret in ("p%40ss", "p@ss", "s3cret", "YW5uOnBAc3M="))


@pytest.mark.parametrize("url", ["localhost:8000", "chroma", "ftp://ann:s3cret@host", "http://", "http://host:port"])
def test_what_is_no_address_is_said_without_repeating_it(url: str) -> None:
    with pytest.raises(KnowledgeError, match="PMO_CHROMA_URL has to look like") as told:
        Server.at(url)

    assert "s3cret" not in str(told.value)


@contextmanager
def answering(status: int, pages: dict[str, str]) -> Iterator[str]:
    """A server that is not Chroma, or not ours; where a page says nothing, it says nothing until the end."""
    ended = threading.Event()

    class Stranger(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = pages.get(self.path)
            if said == "":
                ended.wait()
                return
            self.send_response(status if said else 404)
            self.end_headers()
            self.wfile.write((said or "<html>Not found</html>").encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            ended.set()
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "pages", "said"),
    [
        (200, {}, "is not a Chroma server: start Chroma 1.x there"),
        (200, {"/api/v2/version": '{"name": "vault"}'}, "is not a Chroma server"),
        (200, {"/api/v2/version": '"not a number"'}, "is not a Chroma server"),
        (200, {"/api/v1/version": '"0.4.24"'}, "is too old: start Chroma 1.x there"),
        (200, {"/api/v2/version": '"0.6.3"'}, "has version 0.6.3: this program speaks with 1.x"),
        (200, {"/api/v2/version": '"2.0.0"'}, "has version 2.0.0: this program speaks with 1.x"),
        (401, {"/api/v2/version": '"1.0.0"'}, "refuses the credentials: correct those in PMO_CHROMA_URL"),
    ],
)
def test_a_stranger_is_told_apart(status: int, pages: dict[str, str], said: str) -> None:
    with answering(status, pages) as url, pytest.raises(KnowledgeError, match=said):
        Server.at(url).greet()


def test_nobody_at_the_address_is_one_sentence() -> None:
    port = free_port()

    with pytest.raises(KnowledgeError) as told:
        Server.at(f"http://ann:s3cret@127.0.0.1:{port}").greet()

    assert str(told.value) == (
        f"No Chroma server answers at http://127.0.0.1:{port} (Connection refused): start it ('chroma run'), "
        "correct the address, or unset PMO_CHROMA_URL to keep the index in the home."
    )


def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greeting, "PATIENCE", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises(KnowledgeError, match=r"did not answer within 0\.05 seconds: try again"):
            Server.at(url).greet()


def test_a_server_whose_database_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greeting, "PATIENCE", 0.5)
    pages = {"/api/v2/version": '"1.0.0"', "/api/v2/tenants/default_tenant": ""}

    with answering(200, pages) as url, pytest.raises(KnowledgeError, match=r"did not answer within 0\.5 seconds"):
        Server.at(url).greet()


def test_a_synchronisation_without_the_server_keeps_the_register_and_the_next_one_makes_the_index(
    tmp_path: Path, chroma: str
) -> None:
    database, folder, home = empty_register(tmp_path), tmp_path / "standards", tmp_path / "home"
    write_standard(folder, "A", "1.0", "### 1.1 Cost\n\nten")

    with pytest.raises(KnowledgeError, match="No Chroma server answers"):
        sync_folder(database, home, folder, WordEmbedder(), chroma_url=f"http://127.0.0.1:{free_port()}")
    report = sync_folder(database, home, folder, WordEmbedder(), chroma_url=chroma)

    assert (report.added, report.unchanged) == ((), ("A v1.0",))
    assert not (home / "index").joinpath("draft").exists()


def test_a_server_that_goes_away_is_told_and_found_again(worker: Callable[..., Index], chroma: str) -> None:
    index = worker("home")
    index.ensure(FIRST, lambda: [ONE])
    index.read(FIRST)
    store: Any = index._store
    there = store._server

    store._server = Server.at(f"http://127.0.0.1:{free_port()}")
    store.close()
    with pytest.raises(KnowledgeError, match="No Chroma server answers"):
        index.check(FIRST)
    store._server = there

    index.check(FIRST)
