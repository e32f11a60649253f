"""What a request must look like: the Chat Completions format, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

KNOWN = {"model", "messages", "tools", "tool_choice", "stream", "stream_options", "temperature"}
NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
ROLES: dict[str, set[str]] = {
    "system": {"role", "content"},
    "user": {"role", "content"},
    "assistant": {"role", "content", "tool_calls"},
    "tool": {"role", "content", "tool_call_id"},
}


def wrong_with(method: str, path: str, headers: Mapping[str, str], body: Any) -> list[str]:
    """Everything in the request that the format does not know; empty for a good one."""
    return [*_wrong_head(method, path, headers), *_wrong_body(body)]


def _wrong_head(method: str, path: str, headers: Mapping[str, str]) -> Iterator[str]:
    if (method, path) != ("POST", "/v1/chat/completions"):
        yield f"{method} {path} is not served"
    if not re.fullmatch(r"(Bearer|Basic) [\x21-\x7e]+", headers.get("authorization", "")):
        yield "the authorization header has no usable shape"
    if headers.get("content-type", "").split(";")[0] != "application/json":
        yield "the body is not announced as JSON"


def _wrong_body(body: Any) -> Iterator[str]:
    if not isinstance(body, dict):
        yield "the body is not a JSON object"
        return
    yield from (f"unknown field {name!r}" for name in sorted(set(body) - KNOWN))
    if not isinstance(body.get("model"), str) or not body["model"]:
        yield "no model is named"
    if not isinstance(body.get("temperature", 0), (int, float)):
        yield "temperature is not a number"
    yield from _wrong_stream(body)
    yield from _wrong_tools(body)
    yield from _wrong_messages(body.get("messages"))


def _wrong_stream(body: dict[str, Any]) -> Iterator[str]:
    if not isinstance(body.get("stream", False), bool):
        yield "stream is not a boolean"
    if "stream_options" in body and not (body.get("stream") and body["stream_options"] == {"include_usage": True}):
        yield "stream_options do not fit"


def _wrong_tools(body: dict[str, Any]) -> Iterator[str]:
    tools = body.get("tools", [])
    if "tools" in body and not tools:
        yield "an empty list of tools"
    if "tool_choice" in body and (not tools or body["tool_choice"] not in ("none", "auto", "required")):
        yield f"tool_choice {body['tool_choice']!r} does not fit"
    for tool in tools:
        function = tool.get("function", {})
        if set(tool) != {"type", "function"} or tool["type"] != "function":
            yield "a tool is not a function"
        if not NAME.fullmatch(function.get("name", "")) or set(function) - {"name", "description", "parameters"}:
            yield f"the function of a tool does not fit: {sorted(function)}"
        if function.get("parameters", {}).get("type") != "object":
            yield f"the parameters of {function.get('name')!r} are not an object"


def _wrong_messages(messages: Any) -> Iterator[str]:
    if not isinstance(messages, list) or not messages:
        yield "no messages"
        return
    open_calls: list[str] = []
    for place, message in enumerate(messages):
        role = message.get("role")
        if role not in ROLES or set(message) - ROLES[role]:
            yield f"message {place} has the role {role!r} and the fields {sorted(message)}"
            continue
        if role == "system" and place > 0:
            yield "a system message stands behind others"
        yield from _wrong_content(place, message)
        yield from _wrong_order(place, message, open_calls)
    if open_calls:
        yield f"calls without a result: {open_calls}"


def _wrong_content(place: int, message: dict[str, Any]) -> Iterator[str]:
    nothing_said = message["role"] == "assistant" and message.get("tool_calls") and message.get("content") is None
    if not isinstance(message.get("content"), str) and not nothing_said:
        yield f"message {place} has no text"
    for made in message.get("tool_calls", []):
        function = made.get("function", {})
        good = set(made) == {"id", "type", "function"} and made["type"] == "function" and made["id"]
        if not good or set(function) != {"name", "arguments"} or not isinstance(function["arguments"], str):
            yield f"message {place} has a call that does not fit"


def _wrong_order(place: int, message: dict[str, Any], open_calls: list[str]) -> Iterator[str]:
    """Results follow their calls at once, each call once; ``open_calls`` is kept up to date."""
    if message["role"] == "tool":
        if message.get("tool_call_id") not in open_calls:
            yield f"message {place} is the result of no open call"
        else:
            open_calls.remove(message["tool_call_id"])
        return
    if open_calls:
        yield f"message {place} stands before the results of {open_calls}"
    open_calls[:] = [made["id"] for made in message.get("tool_calls", [])]
    if len(set(open_calls)) != len(open_calls):
        yield f"message {place} has two calls with one id"
