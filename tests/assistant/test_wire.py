"""The stand-in for a model's server is strict, so that a test that passes on it means something."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any

import pytest
from wire.demands import wrong_with
from wire.replies import words
from wire.server import StandIn, stand_in

HEADERS = {"authorization": "Bearer k", "content-type": "application/json"}
USER = {"role": "user", "content": "Is it in?"}
MADE = {"id": "a", "type": "function", "function": {"name": "weigh", "arguments": "{}"}}
CALLED = {"role": "assistant", "content": None, "tool_calls": [MADE]}
RESULT = {"role": "tool", "content": "7", "tool_call_id": "a"}
TOOL = {"type": "function", "function": {"name": "weigh", "description": "", "parameters": {"type": "object"}}}


def asked(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"model": "small-1", "messages": list(messages) or [USER], **more}


@pytest.mark.parametrize(
    "body",
    [
        asked(),
        asked({"role": "system", "content": "Be kind."}, USER, temperature=0, stream=False),
        asked(USER, CALLED, RESULT, tools=[TOOL], tool_choice="none"),
        asked(stream=True, stream_options={"include_usage": True}),
    ],
)
def test_a_proper_request_is_taken(body: dict[str, Any]) -> None:
    assert wrong_with("POST", "/v1/chat/completions", HEADERS, body) == []


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ([], "not a JSON object"),
        (asked(seed=1), "unknown field 'seed'"),
        ({"messages": [USER]}, "no model"),
        ({"model": "small-1", "messages": []}, "no messages"),
        (asked(temperature="cool"), "temperature"),
        (asked(stream="yes"), "not a boolean"),
        (asked(stream_options={"include_usage": True}), "stream_options"),
        (asked(tools=[]), "empty list of tools"),
        (asked(tool_choice="auto"), "tool_choice"),
        (asked(tools=[{"type": "function", "function": {"name": "two words"}}]), "does not fit"),
        (asked({"role": "human", "content": "?"}), "the role 'human'"),
        (asked(USER, {"role": "system", "content": "Late."}), "behind others"),
        (asked({"role": "user", "content": None}), "has no text"),
        (asked(USER, CALLED), "calls without a result"),
        (asked(USER, CALLED, USER), "before the results"),
        (asked(USER, RESULT), "no open call"),
        (asked(USER, {**CALLED, "tool_calls": [MADE, MADE]}, RESULT, RESULT), "one id"),
        (asked(USER, {**CALLED, "tool_calls": [{**MADE, "id": ""}]}), "a call that does not fit"),
    ],
)
def test_a_request_that_the_format_does_not_know_is_complained_about(body: Any, complaint: str) -> None:
    assert complaint in " ".join(wrong_with("POST", "/v1/chat/completions", HEADERS, body))


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/v1/chat/completions", HEADERS),
        ("POST", "/v1/responses", HEADERS),
        ("POST", "/v1/chat/completions", {**HEADERS, "authorization": "k"}),
        ("POST", "/v1/chat/completions", {**HEADERS, "content-type": "text/plain"}),
    ],
)
def test_a_request_with_a_strange_head_is_complained_about(method: str, path: str, headers: dict[str, str]) -> None:
    assert len(wrong_with(method, path, headers, asked())) == 1


def test_a_script_that_is_not_played_to_its_end_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="not played"), stand_in() as server:
        server.play(words("Yes."))


def test_a_request_too_many_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="one request more"), stand_in() as server:
        assert _post(server, asked()) == 400


def test_a_wrong_request_is_refused_and_fails_the_test() -> None:
    with pytest.raises(AssertionError, match="unknown field 'seed'"), stand_in() as server:
        assert _post(server, asked(seed=1)) == 400


def _post(server: StandIn, body: Any) -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("POST", "/v1/chat/completions", json.dumps(body), HEADERS)
    with connection.getresponse() as response:
        response.read()
    connection.close()
    return response.status
