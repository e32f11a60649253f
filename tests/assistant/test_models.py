"""Hosted models over a real wire: what goes out, what comes back, and every way in which a server can fail."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from imaginary import MOOR, WEIGH, context
from langchain_core.language_models import BaseChatModel
from wire.replies import Call, Completion, Drip, Events, Fault, Reply, Silence, call, calls, words
from wire.server import StandIn, stand_in

from assistant import models
from assistant.agent import Agent, Draft
from assistant.conversation import Thread
from assistant.errors import ModelFailed, ModelStalled, ModelUnavailable, WrongSetting
from assistant.models import chat_model, turn_seconds
from assistant.offline.model import OfflineModel
from assistant.settings import Settings
from prompts.loader import load

KEY = "sk-harbour-secret-1234"
RAW = "RAW SERVER TEXT"
Ask = Callable[..., Draft]


@pytest.fixture(scope="module")
def listening() -> Iterator[StandIn]:
    with stand_in() as server:
        yield server


@pytest.fixture
def server(listening: StandIn) -> Iterator[StandIn]:
    yield listening.begin()
    listening.settle()


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "WAITS", (0.01, 0.01))


@pytest.fixture(params=["whole", "streamed"])
def ask(request: pytest.FixtureRequest, server: StandIn) -> Ask:
    """Asks through an agent with two imaginary tools, once with whole replies and once with streamed ones."""

    def question(url: str | None = None, seconds: float = 60, silence: float = 20) -> Draft:
        model = hosted(url or server.url, KEY, silence).model_copy(update={"streaming": request.param == "streamed"})
        return Agent(model, "openai:small-1", load("answer"), (WEIGH, MOOR), seconds).draft(
            "What does the Tern weigh?", context(), Thread()
        )

    question.streamed = request.param == "streamed"  # type: ignore[attr-defined]
    return question


def settings(**given: Any) -> Settings:
    return Settings.model_validate({"PMO_MODEL": "openai:small-1", **given})


@cache  # a client reads the certificates of the world each time one is made
def hosted(url: str, key: str | None = KEY, silence: float = 20) -> BaseChatModel:
    return chat_model(settings(OPENAI_BASE_URL=url, OPENAI_API_KEY=key, PMO_MODEL_TIMEOUT=silence))


def test_offline_is_the_model_where_nothing_is_set() -> None:
    assert isinstance(chat_model(settings(PMO_MODEL="offline")), OfflineModel)


@pytest.mark.parametrize("model", ["", "small-1", "openai:", "openai: ", "other:small-1"])
def test_a_model_that_is_not_named_properly_is_explained(model: str) -> None:
    with pytest.raises(WrongSetting, match="'openai:NAME'"):
        chat_model(settings(PMO_MODEL=model, OPENAI_API_KEY=KEY))


def test_a_hosted_model_needs_a_key_or_an_address() -> None:
    with pytest.raises(WrongSetting, match="OPENAI_API_KEY, or OPENAI_BASE_URL"):
        chat_model(settings())


@pytest.mark.parametrize(
    "url", ["localhost:8000/v1", "ftp://u:hush@host/v1", "http://", "http://u:hush@host:99999/v1",
            "http://host/v1?key=hush", "http://host/v1#hush", "http://[hush/v1"],
)  # fmt: skip
def test_an_address_that_is_none_is_explained_without_repeating_it(url: str) -> None:
    with pytest.raises(WrongSetting, match="OPENAI_BASE_URL") as wrong:
        chat_model(settings(OPENAI_BASE_URL=url))

    assert "hush" not in "".join(traceback.format_exception(wrong.value))


def test_the_address_is_never_taken_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_GATEWAY", "http://127.0.0.1:9/gateway")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/other")

    model: Any = chat_model(settings(OPENAI_API_KEY=KEY))

    assert str(model.root_client.base_url) == "https://api.openai.com/v1/"


def test_a_turn_is_given_a_few_times_the_longest_silence() -> None:
    assert turn_seconds(settings(PMO_MODEL_TIMEOUT=20)) == 60


def test_a_plain_answer_comes_through(server: StandIn, ask: Ask) -> None:
    server.play(words("It is not recorded."))

    draft = ask()

    assert draft.text == "It is not recorded."
    request = server.asked[0]
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body["model"] == "small-1"
    assert request.body["temperature"] == 0
    assert request.body.get("stream", False) is ask.streamed  # type: ignore[attr-defined]
    assert [tool["function"]["name"] for tool in request.body["tools"]] == ["weigh", "moor"]
    assert [role for role, _ in request.texts] == ["system", "user"]


def test_parallel_calls_come_through_and_their_results_go_back(server: StandIn, ask: Ask) -> None:
    server.play(calls(call("weigh", ship="Tern"), call("moor", ship="Tern")), words("{Tern.weight}."))

    draft = ask()

    assert [result.tool for result in draft.results] == ["weigh", "moor"]
    *_, made, first, second = server.asked[1].body["messages"]
    assert [first["tool_call_id"], second["tool_call_id"]] == [c["id"] for c in made["tool_calls"]]
    assert "{Tern.weight}" in first["content"]


@pytest.mark.parametrize(
    ("wrong", "explained"),
    [
        (Call("sink", '{"ship": "Tern"}'), "There is no tool 'sink'"),
        (Call("weigh", "no json at all"), "not a JSON object"),
        (Call("weigh", '{"ship": "Tern", "decks": []}'), "decks: Input should be a valid integer"),
        (Call("weigh", '{"ship": "Tern", "sails": 3}'), "sails: Extra inputs are not permitted"),
        (Call("weigh", ""), "ship: Field required"),
    ],
)
def test_a_call_that_cannot_be_run_is_explained_and_may_be_made_again(
    server: StandIn, ask: Ask, wrong: Call, explained: str
) -> None:
    server.play(calls(wrong), calls(call("weigh", ship="Tern")), words("{Tern.weight}."))

    draft = ask()

    assert explained in server.asked[1].body["messages"][-1]["content"]
    assert [c.name for c in draft.calls] == ["weigh"]


@pytest.mark.parametrize("fault", [Fault(429), Fault(500), Fault(503), Completion("It", keep=0.5)])
def test_a_server_that_is_busy_or_broken_for_a_moment_is_asked_again(server: StandIn, ask: Ask, fault: Reply) -> None:
    server.play(fault, words("It is not recorded."))

    assert ask().text == "It is not recorded."


def refused(status: int, code: str) -> Fault:
    """A refusal with a code, as servers send it."""
    return Fault(status, f'{{"error": {{"message": "{RAW}", "type": "t", "param": null, "code": "{code}"}}}}')


LASTING = [
    ((Fault(429),) * 3, ModelUnavailable, "too busy"),
    ((Fault(429, headers={"retry-after": "11"}),), ModelUnavailable, "too busy"),
    ((Fault(429, headers={"retry-after": "soon"}),) * 3, ModelUnavailable, "too busy"),
    ((refused(429, "insufficient_quota"),), ModelUnavailable, "allowance is used up"),
    ((Fault(500),) * 3, ModelUnavailable, "out of order"),
    ((Fault(502, "<html>RAW SERVER TEXT"),) * 3, ModelUnavailable, "out of order"),
    ((Fault(401),), ModelUnavailable, "does not accept the key"),
    ((Fault(403),), ModelUnavailable, "does not let this key"),
    ((Fault(404),), ModelUnavailable, "knows no such model"),
    ((Fault(400),), ModelUnavailable, "does not accept the request"),
    ((Fault(422),), ModelUnavailable, "does not accept the request"),
    ((refused(400, "context_length_exceeded"),), ModelFailed, "too long for the language model"),
    ((Fault(200),), ModelFailed, "no reply"),
    ((Fault(200, "RAW SERVER TEXT"),), ModelFailed, "no reply"),
    ((Fault(200, '{"choices": [], "note": "RAW SERVER TEXT"}'),), ModelFailed, "no reply"),
    ((Fault(200, '{"choices": null, "note": "RAW SERVER TEXT"}'),), ModelFailed, "no reply"),
    ((Fault(200, '{"note": "RAW SERVER TEXT"}'),), ModelFailed, "no reply"),
    ((Completion(None),), ModelFailed, "gave no words"),
    ((Completion(RAW, finish="length"),), ModelFailed, "cut off"),
    ((Completion(None, (call("weigh", ship=RAW),), finish="length"),), ModelFailed, "cut off"),
    ((Completion(RAW, finish="content_filter"),), ModelFailed, "refused"),
    ((Completion(RAW, keep=0.5),) * 3, ModelUnavailable, "cannot be reached, or broke off"),
]


@pytest.mark.parametrize(("script", "kind", "said"), LASTING)
def test_a_failure_that_lasts_is_said_in_one_sentence_with_nothing_of_the_server_in_it(
    server: StandIn,
    ask: Ask,
    caplog: pytest.LogCaptureFixture,
    script: tuple[Reply, ...],
    kind: type[ModelFailed],
    said: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(*script)

    with pytest.raises(ModelFailed) as failure:
        ask()

    assert type(failure.value) is kind
    assert said in str(failure.value)
    keeps_quiet(failure.value, caplog)


@pytest.mark.parametrize("ask", ["whole"], indirect=True)
def test_a_refusal_is_said_to_be_one(server: StandIn, ask: Ask) -> None:
    server.play(Completion(None, refusal=RAW))

    with pytest.raises(ModelFailed, match="refused to word this"):
        ask()


@pytest.mark.parametrize("ask", ["streamed"], indirect=True)
@pytest.mark.parametrize(
    "reply",
    [
        Completion(RAW, keep=0.5, announced=False),
        Completion(None, (call("weigh", ship="Tern"),), keep=0.6, announced=False),
        Events(('{"choices": [{"index": 0, "delta": {"role": "assistant", "content": "Half"}}]}',)),
        Events(('{"error": {"message": "RAW SERVER TEXT", "type": "server_error"}}',)),
        Events(("RAW SERVER TEXT",)),
        Events(("[DONE]",)),
        Completion(None, refusal=RAW),
    ],
)
def test_a_stream_that_just_ends_is_never_taken_for_an_answer(
    server: StandIn, ask: Ask, caplog: pytest.LogCaptureFixture, reply: Reply
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(reply)

    with pytest.raises(ModelFailed) as failure:
        ask()

    keeps_quiet(failure.value, caplog)


def test_a_server_that_falls_silent_is_given_up_at_once(
    server: StandIn, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(Silence())

    with pytest.raises(ModelStalled, match="silent for too long") as failure:
        ask(silence=0.3)

    keeps_quiet(failure.value, caplog)


def test_a_server_that_sends_a_byte_now_and_then_does_not_hold_the_turn(server: StandIn, ask: Ask) -> None:
    server.play(Drip())

    with pytest.raises(ModelStalled, match="took too long"):
        ask(seconds=0.5)


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with stand_in() as gone:
        url = gone.url.replace("//", "//porter:hush@")

    with pytest.raises(ModelUnavailable, match="cannot be reached") as failure:
        ask(url)

    keeps_quiet(failure.value, caplog)


@pytest.mark.parametrize("key", [f"{KEY}\nx: y", f"{KEY} and", f"{KEY}é", f"{KEY}\0"])
def test_a_key_that_no_header_can_carry_is_explained_without_repeating_it(key: str) -> None:
    with pytest.raises(WrongSetting, match="OPENAI_API_KEY") as wrong:
        hosted("http://127.0.0.1:9/v1", key)

    assert KEY not in "".join(traceback.format_exception(wrong.value))


def test_white_space_around_a_key_does_no_harm(server: StandIn) -> None:
    server.play(words("Yes."))

    hosted(server.url, f" {KEY}\n").invoke("Is it in?")

    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"


def test_credentials_in_the_address_travel_in_a_header_and_stand_in_no_log(
    server: StandIn, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(words("It is not recorded."))

    ask(server.url.replace("//", "//porter:h%75sh@"))

    assert server.asked[0].headers["authorization"] == "Basic cG9ydGVyOmh1c2g="
    for secret in ("porter", "hush", "h%75sh", "cG9ydGVyOmh1c2g="):
        assert secret not in caplog.text


def test_a_server_of_ones_own_needs_no_key(server: StandIn) -> None:
    server.play(words("Yes."))

    assert hosted(server.url, None).invoke("Is it in?").text == "Yes."


def test_the_o_family_is_asked_without_a_temperature(server: StandIn) -> None:
    server.play(words("Yes."))

    chat_model(settings(PMO_MODEL="openai:o3", OPENAI_BASE_URL=server.url)).invoke("Is it in?")

    assert "temperature" not in server.asked[0].body


def test_a_stream_gives_text_and_calls_piece_by_piece(server: StandIn) -> None:
    server.play(words("It lies there"), calls(call("weigh", ship="Tern"), call("moor", ship="Gull")))
    model = hosted(server.url)

    text = list(model.stream("Where?"))
    called = list(model.stream("Both?"))

    assert [chunk.text for chunk in text if chunk.text] == ["It ", "lies ", "there "]
    joined = called[0]
    for chunk in called[1:]:
        joined += chunk
    assert [(c["name"], c["args"]) for c in joined.tool_calls] == [
        ("weigh", {"ship": "Tern"}), ("moor", {"ship": "Gull"}),
    ]  # fmt: skip
    assert joined.usage_metadata is not None
    assert server.asked[0].body["stream_options"] == {"include_usage": True}


def keeps_quiet(failure: Exception, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing of the key, the credentials or the server's words: not in the failure, not behind it, not in a log."""
    told = "".join(traceback.format_exception(failure)) + repr(failure) + caplog.text
    assert failure.__context__ is None
    assert failure.__cause__ is None
    for secret in (KEY, RAW, "hush", "cG9ydGVyOmh1c2g"):
        assert secret not in told
