"""From settings to a chat model; and patience with a hosted one, whose every failure becomes one plain sentence."""

from __future__ import annotations

import base64
import math
import re
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelError,
    ModelNotFoundError,
    ModelPermissionDeniedError,
    ModelRateLimitError,
    ModelTimeoutError,
)
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, InvalidToolCall, ToolCall
from pydantic import SecretStr

from assistant.errors import ModelFailed, ModelStalled, ModelUnavailable, WrongSetting
from assistant.settings import Settings

Reply = TypeVar("Reply")

OPENAI = "https://api.openai.com/v1"
WAITS = (0.5, 1.5)
"""Seconds before the second and the third try of a server that is busy or broken and does not say when to come back."""
LONGEST_WAIT = 10.0
"""Seconds; a server that asks for more patience than this is not waited for: a person waits for the answer."""
SILENCES_PER_TURN = 3
"""How many times the longest silence all calls of the model in one turn may take together."""
MOST_CALLS_AT_ONCE = 16
UNREADABLE = "not_json"
"""Name of the one argument of a call whose arguments were not JSON: its value is what came instead."""
TOO_LONG = "The question and what it rests on are too long for the language model."

SENTENCES: tuple[tuple[type[Exception], type[ModelFailed], str], ...] = (
    (TimeoutError, ModelStalled, "The language model took too long."),
    (ModelTimeoutError, ModelStalled, "The language model's server stayed silent for too long."),
    (
        ModelConnectionError,
        ModelUnavailable,
        "The language model's server cannot be reached, or broke off (OPENAI_BASE_URL says where it is).",
    ),
    (
        ModelAuthenticationError,
        ModelUnavailable,
        "The language model's server does not accept the key that is set (OPENAI_API_KEY).",
    ),
    (
        ModelPermissionDeniedError,
        ModelUnavailable,
        "The language model's server does not let this key use the model (OPENAI_API_KEY, PMO_MODEL).",
    ),
    (
        ModelNotFoundError,
        ModelUnavailable,
        "The language model's server knows no such model or address (PMO_MODEL, OPENAI_BASE_URL).",
    ),
    (ModelRateLimitError, ModelUnavailable, "The language model's server is too busy, or its allowance is used up."),
    (ModelAPIError, ModelUnavailable, "The language model's server is out of order."),
    (ContextOverflowError, ModelFailed, TOO_LONG),
)
"""What is said of each failure, the first that fits; never anything that the server itself said."""


def chat_model(settings: Settings) -> BaseChatModel:
    """The model that is set; raises WrongSetting with what to set instead."""
    if settings.model == "offline":
        from assistant.offline.model import OfflineModel

        return OfflineModel()
    provider, _, name = settings.model.partition(":")
    if provider != "openai" or not name.strip():
        raise WrongSetting(f"PMO_MODEL is {settings.model!r}; set it to 'offline' or to 'openai:NAME'.")
    if settings.openai_api_key is None and settings.openai_base_url is None:
        raise WrongSetting(
            "PMO_MODEL asks for a hosted model: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of yours."
        )
    address, headers = _address(settings.openai_base_url or OPENAI)
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=name.strip(),
        api_key=_key(settings.openai_api_key),
        # Always given, because without it the library takes other addresses from the environment.
        base_url=address,
        default_headers=headers,
        timeout=settings.model_timeout_seconds,
        max_retries=0,  # ``ask`` tries again, within the time of the turn
        use_responses_api=False,
        stream_usage=True,
        # The o family answers a request that sets the temperature with an error.
        temperature=None if re.match(r"o\d", name.strip()) else 0,
    )


def turn_seconds(settings: Settings) -> float:
    """How long all calls of the model in one turn may take together, in seconds."""
    return SILENCES_PER_TURN * settings.model_timeout_seconds


def trace_nothing() -> None:
    """Keep LangChain from sending what it runs to a tracing service, whatever the environment says."""
    import langsmith

    langsmith.configure(enabled=False)


def ask(call: Callable[[], Reply], until: float) -> Reply:
    """What the hosted model replies; raises ModelFailed with a plain sentence.

    A server that is busy or broken is asked again while time is left; ``until`` is a moment of ``time.monotonic``.
    """
    for usual in (*WAITS, None):
        try:
            return _in_time(call, until - time.monotonic())
        except Exception as error:  # whatever the wire or the reading of a reply brings, nothing of it may pass
            failure, wait = failure_of(error), _wait(error, usual)
        if wait is None or time.monotonic() + wait >= until:
            break
        time.sleep(wait)
    # Raised here, outside the handler: as its context, the error would carry the server's text and the key along.
    raise failure


def failure_of(error: Exception) -> ModelFailed:
    """The failure in our own words."""
    if isinstance(error, ModelFailed):
        return error
    for kind, failure, sentence in SENTENCES:
        if isinstance(error, kind):
            return failure(sentence)
    # The client's message no longer holds the code, which is what the library tells an overflow by.
    if getattr(error, "code", None) == "context_length_exceeded":
        return ModelFailed(TOO_LONG)
    if isinstance(error, ModelError) or getattr(error, "status_code", None):
        return ModelUnavailable("The language model's server does not accept the request.")
    return ModelFailed("The language model's server sent something that is no reply.")


def usable(reply: AIMessage, taken: Collection[str]) -> AIMessage:
    """The reply with every tool call ready to be run or explained; raises ModelFailed where it is not whole.

    ``taken`` are the ids of the calls before it: a server that gives no ids, or the same ones again, is helped out.
    """
    end = reply.response_metadata.get("finish_reason")
    if reply.additional_kwargs.get("refusal") or end == "content_filter":
        raise ModelFailed("The language model refused to word this.")
    # A stream that just ends looks like a short answer, and half an argument like a whole one.
    if end == "length" or (end is None and reply.response_metadata.get("model_provider") == "openai"):
        raise ModelFailed("The language model's reply was cut off.")
    calls = [*reply.tool_calls, *(_unreadable(call) for call in reply.invalid_tool_calls)]
    if len(calls) > MOST_CALLS_AT_ONCE:
        raise ModelFailed("The language model asked for too much at once.")
    seen = set(taken)
    for call in calls:
        given = call["id"] or ""
        own = given if given and given not in seen else f"pmo-{len(seen)}"
        seen.add(own)
        call["id"] = own
    return reply.model_copy(update={"tool_calls": calls, "invalid_tool_calls": []})


def _unreadable(call: InvalidToolCall) -> ToolCall:
    return ToolCall(type="tool_call", name=call["name"] or "", args={UNREADABLE: call["args"]}, id=call["id"])


def _in_time(call: Callable[[], Reply], seconds: float) -> Reply:
    """What the call gives; raises TimeoutError when time is up.

    The client's own limit counts silence only: a server that sends one byte now and then would hold the turn for
    ever. A call that is given up ends by itself, in its thread, when the server falls silent.
    """
    if seconds <= 0:
        raise TimeoutError
    outcome: Future[Reply] = Future()

    def work() -> None:
        try:
            outcome.set_result(call())
        except BaseException as error:  # raised again in the caller's thread by result()
            outcome.set_exception(error)

    Thread(target=copy_context().run, args=(work,), name="model call", daemon=True).start()
    return outcome.result(timeout=seconds)


def _wait(error: Exception, usual: float | None) -> float | None:
    """Seconds before another try; None where there are no tries left or another one would change nothing."""
    lasting = isinstance(error, ModelTimeoutError) or getattr(error, "code", None) == "insufficient_quota"
    if usual is None or lasting or not (isinstance(error, ModelError) and error.is_retryable):
        return None
    asked = _retry_after(error)
    if asked is None:
        return usual
    return asked if asked <= LONGEST_WAIT else None


def _retry_after(error: Exception) -> float | None:
    """Seconds after which the server wants to be asked again, if it says so as a number."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) * unit
        except (KeyError, ValueError):
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    return None


def _key(key: SecretStr | None) -> SecretStr:
    """The key as a header can carry it; raises WrongSetting, because the connection would log one that it cannot."""
    bare = key.get_secret_value().strip() if key else "not-needed"
    if not (bare.isascii() and bare.isprintable()) or " " in bare:
        raise WrongSetting("OPENAI_API_KEY holds characters that no key has; copy it again, in one line.")
    return SecretStr(bare)


def _address(url: str) -> tuple[str, dict[str, str] | None]:
    """The address without its credentials, and the header that carries them: addresses stand in logs, headers do not.

    Raises WrongSetting, without repeating the address.
    """
    parts = urlsplit(url.strip()) if _is_server(url) else None
    if parts is None:
        raise WrongSetting(
            "OPENAI_BASE_URL is not the address of a server: write it as http://HOST:PORT/v1, with nothing after it."
        )
    credentials, _, host = parts.netloc.rpartition("@")
    address = parts._replace(netloc=host).geturl()
    if not credentials:
        return address, None
    token = base64.b64encode(unquote(credentials).encode()).decode()
    return address, {"Authorization": f"Basic {token}"}


def _is_server(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and parts.scheme in ("http", "https") and not parts.query and not parts.fragment
