"""Every way in which a model's server can fail, and the one plain sentence that each becomes."""

from __future__ import annotations

import logging

import pytest
from wire.replies import Completion, Drip, Events, Fault, Reply, Silence, call, words
from wire.server import StandIn, stand_in
from wired import RAW, Asker, keeps_quiet

from assistant.errors import ModelFailed, ModelStalled, ModelUnavailable


@pytest.mark.parametrize("fault", [Fault(429), Fault(500), Fault(503), Completion("It", keep=0.5)])
def test_a_server_that_is_busy_or_broken_for_a_moment_is_asked_again(server: StandIn, ask: Asker, fault: Reply) -> None:
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
    ask: Asker,
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
def test_a_refusal_is_said_to_be_one(server: StandIn, ask: Asker) -> None:
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
    server: StandIn, ask: Asker, caplog: pytest.LogCaptureFixture, reply: Reply
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(reply)

    with pytest.raises(ModelFailed) as failure:
        ask()

    keeps_quiet(failure.value, caplog)


def test_a_server_that_falls_silent_is_given_up_at_once(
    server: StandIn, ask: Asker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(Silence())

    with pytest.raises(ModelStalled, match="silent for too long") as failure:
        ask(silence=0.3)

    keeps_quiet(failure.value, caplog)


def test_a_server_that_sends_a_byte_now_and_then_does_not_hold_the_turn(server: StandIn, ask: Asker) -> None:
    server.play(Drip())

    with pytest.raises(ModelStalled, match="took too long"):
        ask(seconds=0.5)


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach(ask: Asker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with stand_in() as gone:
        url = gone.url.replace("//", "//porter:hush@")

    with pytest.raises(ModelUnavailable, match="cannot be reached") as failure:
        ask(url)

    keeps_quiet(failure.value, caplog)
