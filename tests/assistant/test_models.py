"""Hosted models over a real wire: which settings make one, what goes out, and what comes back."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import pytest
from wire.replies import Call, call, calls, words
from wire.server import StandIn
from wired import KEY, SECRETS, Asker, hosted, settings

from assistant.errors import WrongSetting
from assistant.models import chat_model, turn_seconds
from assistant.offline.model import OfflineModel


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


def test_a_plain_answer_comes_through(server: StandIn, ask: Asker) -> None:
    server.play(words("It is not recorded."))

    draft = ask()

    assert draft.text == "It is not recorded."
    request = server.asked[0]
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body["model"] == "small-1"
    assert request.body["temperature"] == 0
    assert request.body.get("stream", False) is ask.streamed
    assert [tool["function"]["name"] for tool in request.body["tools"]] == ["weigh", "moor"]
    assert [role for role, _ in request.texts] == ["system", "user"]


def test_parallel_calls_come_through_and_their_results_go_back(server: StandIn, ask: Asker) -> None:
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
    server: StandIn, ask: Asker, wrong: Call, explained: str
) -> None:
    server.play(calls(wrong), calls(call("weigh", ship="Tern")), words("{Tern.weight}."))

    draft = ask()

    assert explained in server.asked[1].body["messages"][-1]["content"]
    assert [c.name for c in draft.calls] == ["weigh"]


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
    server: StandIn, ask: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(words("It is not recorded."))

    ask(server.url.replace("//", "//porter:h%75sh@"))

    assert server.asked[0].headers["authorization"] == "Basic cG9ydGVyOmh1c2g="
    assert [secret for secret in (*SECRETS, "h%75sh") if secret in caplog.text] == []


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
