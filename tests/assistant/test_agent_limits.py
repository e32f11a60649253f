"""What an agent does about a model that fails, goes in circles or never comes back."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from imaginary import WEIGH, Play, asking, context, running
from langchain_core.messages import AIMessage

from assistant import agent as agents
from assistant.conversation import Thread
from assistant.errors import ModelFailed, ModelStalled
from tools.enquiry import Enquiry
from tools.result import ToolResult

ALONE = Thread()


def test_a_model_that_goes_in_circles_is_stopped(play: Play) -> None:
    agent, model = play(*[asking(("weigh", {"ship": "Tern"}))] * agents.MOST_MODEL_CALLS)

    with pytest.raises(ModelFailed, match=r"^The language model went in circles\.$") as stopped:
        agent.draft("What does the Tern weigh?", context(), ALONE)

    assert len(model.seen) == agents.MOST_MODEL_CALLS
    assert stopped.value.__suppress_context__


def test_the_last_call_that_is_allowed_may_still_be_the_answer(play: Play) -> None:
    steps = [asking(("weigh", {"ship": "Tern"}))] * (agents.MOST_MODEL_CALLS - 1)
    agent, _ = play(*steps, AIMessage("{Tern.weight}."))

    assert agent.draft("What does the Tern weigh?", context(), ALONE).text == "{Tern.weight}."


def test_a_model_that_was_held_back_and_still_looks_nothing_up_is_given_up(play: Play) -> None:
    agent, _ = play(AIMessage("8 tonnes."), AIMessage("9 tonnes."))
    turn = context()
    first = agent.draft("What does the Tern weigh?", turn, ALONE)

    with pytest.raises(ModelFailed, match="looked nothing up"):
        agent.again(first, "- 8 is not in the results", turn)


def ended(reason: str) -> AIMessage:
    """A reply whose end was not its own."""
    return AIMessage("RAW", response_metadata={"finish_reason": reason})


@pytest.mark.parametrize(
    ("reply", "kind", "said"),
    [
        (AIMessage("  \n"), ModelFailed, "The language model gave no words."),
        (AIMessage("", additional_kwargs={"refusal": "RAW"}), ModelFailed, "The language model refused to word this."),
        (ended("content_filter"), ModelFailed, "The language model refused to word this."),
        (ended("length"), ModelFailed, "The language model's reply was cut off."),
        (asking(*[("weigh", {"ship": "Tern"})] * 17), ModelFailed, "The language model asked for too much at once."),
        (RuntimeError("RAW"), ModelFailed, "The language model's server sent something that is no reply."),
        (TimeoutError("RAW"), ModelStalled, "The language model took too long."),
    ],
)
def test_whatever_else_a_model_does_is_a_failure_in_one_plain_sentence(
    play: Play, reply: Any, kind: type[ModelFailed], said: str
) -> None:
    agent, _ = play(reply)

    with pytest.raises(kind) as failure:
        agent.draft("What does the Tern weigh?", context(), ALONE)

    assert type(failure.value) is kind
    assert str(failure.value) == said
    assert failure.value.__context__ is None


def test_a_model_that_never_comes_back_is_given_up(play: Play) -> None:
    over = Event()

    def hang() -> AIMessage:
        over.wait(10)
        return AIMessage("too late")

    agent, _ = play(hang, seconds=0.2)

    with pytest.raises(ModelStalled, match="took too long"):
        agent.draft("What does the Tern weigh?", context(), ALONE)
    over.set()


def test_the_time_of_a_turn_counts_for_both_wordings_together(play: Play) -> None:
    agent, _ = play(AIMessage("8 tonnes."))
    turn = context()
    first = agent.draft("What does the Tern weigh?", turn, ALONE)
    turn.started -= 60

    with pytest.raises(ModelStalled, match="took too long"):
        agent.again(first, "- 8 is not in the results", turn)


def test_a_fault_in_a_tool_is_not_blamed_on_the_model(play: Play) -> None:
    def broken(enquiry: Enquiry, **arguments: Any) -> ToolResult:
        raise LookupError("a bug")

    agent, _ = play(asking(("weigh", {"ship": "Tern"})), catalogue=(running(WEIGH, broken),))

    with pytest.raises(LookupError, match="a bug"):
        agent.draft("What does the Tern weigh?", context(), ALONE)
