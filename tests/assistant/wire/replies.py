"""What the stand-in can reply: each reply writes itself, plain or streamed, as the request asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol


class Wire(Protocol):
    """What a reply needs of the connection."""

    def head(self, status: int, kind: str, length: int | None, headers: dict[str, str]) -> None:
        """Status and headers; without a length the body ends when the connection does."""

    def write(self, data: bytes) -> bool:
        """Send; False when the client has gone."""

    def wait(self, seconds: float) -> bool:
        """Let time pass; True when the script is over."""


class Reply(Protocol):
    """One step of a script."""

    def send(self, wire: Wire, streamed: bool) -> None:
        """Write the reply."""


@dataclass(frozen=True)
class Call:
    """One tool call; arguments go over the wire as they stand."""

    name: str
    arguments: str = "{}"
    id: str = ""


def call(name: str, /, id: str = "", **arguments: object) -> Call:
    """A call with proper arguments."""
    return Call(name, json.dumps(arguments), id)


@dataclass(frozen=True)
class Completion:
    """A whole reply: words, tool calls, or a refusal."""

    text: str | None = None
    calls: tuple[Call, ...] = ()
    refusal: str | None = None
    finish: str | None = None
    keep: float = 1.0
    """Share of the body that is sent before the connection is closed."""
    announced: bool = True
    """Whether the client is told where the body ends, and so can tell that it was cut."""

    def send(self, wire: Wire, streamed: bool) -> None:
        """One JSON document, or server-sent events with deltas."""
        body = _events(self) if streamed else json.dumps(_document(self)).encode()
        kind = "text/event-stream" if streamed else "application/json"
        wire.head(200, kind, len(body) if self.announced else None, {})
        wire.write(body[: int(len(body) * self.keep)])


def words(text: str) -> Completion:
    """A plain answer."""
    return Completion(text)


def calls(*several: Call) -> Completion:
    """Tool calls of one step; those without an id get one."""
    named = tuple(Call(c.name, c.arguments, c.id or f"call_{c.name}_{i}") for i, c in enumerate(several))
    return Completion(None, named)


@dataclass(frozen=True)
class Fault:
    """A reply with a status of its own, and a body that no person should ever read."""

    status: int
    body: str = '{"error": {"message": "RAW SERVER TEXT", "type": "server_error", "param": null, "code": null}}'
    headers: dict[str, str] = field(default_factory=lambda: {"retry-after": "0.01"})

    def send(self, wire: Wire, streamed: bool) -> None:
        """The body as it stands."""
        wire.head(self.status, "application/json", len(self.body.encode()), self.headers)
        wire.write(self.body.encode())


@dataclass(frozen=True)
class Events:
    """Server-sent events as they stand; only for requests that stream."""

    data: tuple[str, ...]

    def send(self, wire: Wire, streamed: bool) -> None:
        """The events, then the end of the connection."""
        wire.head(200, "text/event-stream", None, {})
        for line in self.data:
            wire.write(f"data: {line}\n\n".encode())


@dataclass(frozen=True)
class Silence:
    """Not one byte, until the client gives up."""

    def send(self, wire: Wire, streamed: bool) -> None:
        """Nothing."""
        wire.wait(10)


@dataclass(frozen=True)
class Drip:
    """A reply that never comes to its end, one harmless byte after the other."""

    def send(self, wire: Wire, streamed: bool) -> None:
        """Spaces, or comments in a stream, for as long as the client takes them."""
        wire.head(200, "text/event-stream" if streamed else "application/json", 1_000_000, {})
        while wire.write(b":\n\n" if streamed else b" ") and not wire.wait(0.02):
            pass


def _document(reply: Completion) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.text, "refusal": reply.refusal}
    if reply.calls:
        message["tool_calls"] = [_call(c) for c in reply.calls]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _finish(reply)}
    return {**_frame("chat.completion"), "choices": [choice], "usage": USAGE}


USAGE = {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12}


def _frame(kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "small-1"}


def _finish(reply: Completion) -> str:
    return reply.finish or ("tool_calls" if reply.calls else "stop")


def _call(made: Call) -> dict[str, Any]:
    return {"id": made.id, "type": "function", "function": {"name": made.name, "arguments": made.arguments}}


def _events(reply: Completion) -> bytes:
    chunks: list[dict[str, Any]] = [
        *({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in _deltas(reply)),
        {"choices": [{"index": 0, "delta": {}, "finish_reason": _finish(reply)}]},
        {"choices": [], "usage": USAGE},
    ]
    events = [json.dumps({**_frame("chat.completion.chunk"), **chunk}) for chunk in chunks]
    return "".join(f"data: {event}\n\n" for event in [*events, "[DONE]"]).encode()


def _deltas(reply: Completion) -> Iterator[dict[str, Any]]:
    """The message in small pieces: text by the word, arguments of calls cut in two."""
    yield {"role": "assistant", "content": "" if reply.text is not None else None}
    if reply.refusal is not None:
        yield {"refusal": reply.refusal}
    for piece in (reply.text or "").split(" "):
        yield {"content": piece + " "}
    for index, made in enumerate(reply.calls):
        half = len(made.arguments) // 2
        opening = {**_call(made), "index": index}
        opening["function"] = {"name": made.name, "arguments": made.arguments[:half]}
        yield {"tool_calls": [opening]}
        yield {"tool_calls": [{"index": index, "function": {"arguments": made.arguments[half:]}}]}
