"""A stand-in for a server of a language model: it plays a script on the loopback and is strict about requests."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

from wire.demands import wrong_with
from wire.replies import Fault, Reply


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def texts(self) -> list[tuple[str, str | None]]:
        """Role and content of each message."""
        return [(message["role"], message["content"]) for message in self.body["messages"]]


@dataclass
class StandIn:
    """The script that is played, what was asked, and what was wrong with it."""

    script: list[Reply] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    port: int = 0
    over: Event = field(default_factory=Event)
    """Set when the script is over: whoever waits goes home."""
    _lock: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        """The address to set as OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self.port}/v1"

    def play(self, *replies: Reply) -> None:
        """Add replies to the script, one for each request."""
        self.script.extend(replies)

    def next(self, request: Asked, wrong: list[str]) -> Reply:
        """The next reply of the script; a request that should not have come is refused and kept as a complaint."""
        with self._lock:
            self.asked.append(request)
            if not wrong and not self.script:
                wrong = ["one request more than the script has replies"]
            self.complaints += wrong
            return Fault(400) if wrong else self.script.pop(0)

    def begin(self) -> StandIn:
        """A clean sheet, for a stand-in that serves several tests one after the other."""
        self.script, self.asked, self.complaints, self.over = [], [], [], Event()
        return self

    def settle(self) -> None:
        """End the script; raise AssertionError when a request was wrong or not every reply was played."""
        self.over.set()
        unused = [f"not played: {reply!r}" for reply in self.script]
        assert not [*self.complaints, *unused], [*self.complaints, *unused]


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """A stand-in that listens on a free port of the loopback; settled at the end when all went well."""
    plan = StandIn()
    server = _Server(plan)
    plan.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield plan
        plan.settle()
    finally:
        plan.over.set()
        server.shutdown()
        server.close_all()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, plan: StandIn) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plan = plan
        self.open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        self.open.discard(request)
        super().close_request(request)

    def close_all(self) -> None:
        """End what is left of connections that a client keeps alive, and the listening."""
        for connection in list(self.open):
            self.shutdown_request(connection)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    _over: Event

    def do_POST(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            body = json.loads(raw)
        except ValueError:
            body = {}
        wrong = wrong_with(self.command, self.path, headers, body)
        self._over = self.server.plan.over
        # A client that keeps the connection would not notice where a body that is cut ends.
        self.close_connection = True
        self.server.plan.next(Asked(headers, body), wrong).send(self, bool(body.get("stream")))

    def head(self, status: int, kind: str, length: int | None, headers: dict[str, str]) -> None:
        announced = {"content-length": str(length)} if length is not None else {}
        self.send_response(status)
        for name, value in {"content-type": kind, "connection": "close", **announced, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def write(self, data: bytes) -> bool:
        try:
            self.wfile.write(data)
        except OSError:
            return False
        return True

    def wait(self, seconds: float) -> bool:
        return self._over.wait(seconds)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""
