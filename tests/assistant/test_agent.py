"""The agent's loop with a model that plays a script: calls, errors, limits, history, and wording once more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Any

import pytest
from imaginary import MOOR, WEIGH, ScriptedModel, asking, context, moor, running, weigh
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, InvalidToolCall, ToolMessage
from langsmith.utils import get_env_var, tracing_is_enabled

from assistant import agent as agents
from assistant.agent import Agent, TooSensitive
from assistant.conversation import PastTurn
from assistant.conversation import Thread as Conversation
from assistant.errors import ModelFailed, ModelStalled
from assistant.offline.model import OfflineModel
from assistant.offline.understand import Ask
from prompts.loader import load
from tools.catalogue import Tool
from tools.enquiry import Enquiry
from tools.result import ToolResult

ALONE = Conversation()
Play = Callable[..., tuple[Agent, ScriptedModel]]


@pytest.fixture
def play() -> Iterator[Play]:
    """Makes an agent whose model plays a script, and sees to it that the script is played to its end."""
    models: list[ScriptedModel] = []

    def make(*script: Any, catalogue: tuple[Tool, ...] = (WEIGH, MOOR), seconds: float = 5) -> tuple[Agent, Any]:
        models.append(ScriptedModel(script=list(script)))
        return Agent(models[-1], "openai:scripted", load("answer"), catalogue, seconds), models[-1]

    yield make
    for model in models:
        model.settle()


def test_results_stand_in_the_order_of_the_calls_whichever_is_ready_first(play: Play) -> None:
    lies = Event()

    def weigh_last(enquiry: Enquiry, **arguments: Any) -> ToolResult:
        assert lies.wait(5)
        return weigh(enquiry, **arguments)

    def moor_first(enquiry: Enquiry, **arguments: Any) -> ToolResult:
        lies.set()
        return moor(enquiry, **arguments)

    catalogue = (running(WEIGH, weigh_last), running(MOOR, moor_first))
    agent, _ = play(
        asking(("weigh", {"ship": "Tern"}), ("moor", {"ship": "Tern"})),
        AIMessage("{Tern.weight}."),
        catalogue=catalogue,
    )

    draft = agent.draft("What is with the Tern?", context(), ALONE)

    assert [result.tool for result in draft.results] == ["weigh", "moor"]
    assert [call.name for call in draft.calls] == ["weigh", "moor"]
    assert draft.text == "{Tern.weight}."


def test_a_result_reaches_the_model_with_the_handles_of_its_figures(play: Play) -> None:
    agent, model = play(asking(("weigh", {"ship": "Tern"})), AIMessage("{Tern.weight}."))

    agent.draft("What does the Tern weigh?", context(), ALONE)

    shown = model.seen[1][-1]
    assert isinstance(shown, ToolMessage)
    assert '"handle": "{Tern.weight}"' in str(shown.content)
    assert '"shown": "7"' in str(shown.content)


@pytest.mark.parametrize(
    ("name", "arguments", "explained"),
    [
        ("sink", {"ship": "Tern"}, "There is no tool 'sink'. There are: weigh, moor."),
        ("weigh", {}, "ship: Field required"),
        ("weigh", {"ship": "Tern", "decks": "many"}, "decks: Input should be a valid integer"),
        ("weigh", {"ship": "Tern", "colour": "red"}, "colour: Extra inputs are not permitted"),
        ("weigh", {"ship": "T" * 13}, "ship: String should have at most 12 characters"),
    ],
)
def test_a_call_that_cannot_be_run_is_explained_to_the_model(
    play: Play, name: str, arguments: dict[str, Any], explained: str
) -> None:
    agent, model = play(asking((name, arguments)), asking(("weigh", {"ship": "Tern"})), AIMessage("{Tern.weight}."))

    draft = agent.draft("What does the Tern weigh?", context(), ALONE)

    answer = model.seen[1][-1]
    assert isinstance(answer, ToolMessage)
    assert explained in str(answer.content)
    assert answer.status == "error"
    assert [call.name for call in draft.calls] == ["weigh"]
    assert len(draft.results) == 1


def test_arguments_that_are_not_json_are_explained_to_the_model(play: Play) -> None:
    broken = InvalidToolCall(type="invalid_tool_call", name="weigh", args='{"ship": ', id="call_0", error=None)
    agent, model = play(
        AIMessage("", invalid_tool_calls=[broken]), asking(("weigh", {"ship": "Tern"})), AIMessage("{Tern.weight}.")
    )

    draft = agent.draft("What does the Tern weigh?", context(), ALONE)

    assert "not a JSON object" in str(model.seen[1][-1].content)
    assert len(draft.results) == 1


def test_calls_without_an_id_or_with_one_used_before_are_told_apart(play: Play) -> None:
    agent, _ = play(
        asking(("weigh", {"ship": "Tern"}), ("moor", {"ship": "Tern"}), ids=["", ""]),
        asking(("moor", {"ship": "Gull"}), ids=["c"]),
        asking(("weigh", {"ship": "Auk"}), ids=["c"]),
        AIMessage("{Tern.weight} and {Auk.weight}."),
    )

    draft = agent.draft("What about the Tern, the Gull and the Auk?", context(), ALONE)

    assert [(call.name, call.arguments["ship"]) for call in draft.calls] == [
        ("weigh", "Tern"), ("moor", "Tern"), ("moor", "Gull"), ("weigh", "Auk"),
    ]  # fmt: skip


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


def test_a_result_that_the_model_may_not_read_never_reaches_it(play: Play) -> None:
    agent, model = play(asking(("weigh", {"ship": "Tern"}), ("moor", {"ship": "Gull"})))

    with pytest.raises(TooSensitive):
        agent.draft("What about both?", context(lambda result: "Gull" not in result.subjects), ALONE)

    assert len(model.seen) == 1


def test_the_model_is_told_who_asks_and_when_and_what_was_said_before(play: Play) -> None:
    agent, model = play(AIMessage("Yes."))
    before = PastTurn("Is the Tern in?", "It lies at the north pier.", "answer", subjects=("Tern",))

    agent.draft("Is it heavy?", context(), Conversation((before,)))

    opening, *said = model.seen[0]
    assert "Ada Quayle (HARBOUR_MASTER)" in str(opening.content)
    assert "2031-05-06" in str(opening.content)
    assert "2031-04-30" in str(opening.content)
    assert [(m.type, m.text) for m in said] == [
        ("human", "Is the Tern in?"), ("ai", "It lies at the north pier."), ("human", "Is it heavy?"),
    ]  # fmt: skip


def test_earlier_turns_about_records_that_the_model_may_not_read_are_kept_from_it(play: Play) -> None:
    agent, model = play(AIMessage("Yes."))
    secret = PastTurn("Where is the Gull?", "It lies in the dry dock.", "answer", subjects=("Gull",))
    open_one = PastTurn("Is the Tern in?", "It lies at the north pier.", "answer", subjects=("Tern",))

    agent.draft("Is it heavy?", context(lambda result: "Gull" not in result.subjects), Conversation((secret, open_one)))

    assert "Gull" not in str(model.seen[0])
    assert "dry dock" not in str(model.seen[0])
    assert "north pier" in str(model.seen[0])


def test_a_second_wording_keeps_the_results_and_calls_no_tool(play: Play) -> None:
    ran: list[str] = []

    def counted(enquiry: Enquiry, **arguments: Any) -> ToolResult:
        ran.append(arguments["ship"])
        return weigh(enquiry, **arguments)

    agent, model = play(
        asking(("weigh", {"ship": "Tern"})), AIMessage("8 tonnes."), AIMessage("{Tern.weight}."),
        catalogue=(running(WEIGH, counted), MOOR),
    )  # fmt: skip
    turn = context()
    first = agent.draft("What does the Tern weigh?", turn, ALONE)

    second = agent.again(first, "- 8 is not in the results", turn)

    assert second.text == "{Tern.weight}."
    assert second.results == first.results
    assert second.calls == first.calls
    assert ran == ["Tern"]
    assert model.choices == [None, None, "none"]
    assert [m.text for m in model.seen[2][-2:]] == ["8 tonnes.", "- 8 is not in the results"]


def test_a_second_wording_may_call_the_tools_that_the_first_one_did_without(play: Play) -> None:
    agent, model = play(AIMessage("8 tonnes."), asking(("weigh", {"ship": "Tern"})), AIMessage("{Tern.weight}."))
    turn = context()
    first = agent.draft("What does the Tern weigh?", turn, ALONE)

    second = agent.again(first, "- 8 is not in the results", turn)

    assert len(second.results) == 1
    assert model.choices == [None, None, None]


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
    turn.started -= 5

    with pytest.raises(ModelStalled, match="took too long"):
        agent.again(first, "- 8 is not in the results", turn)


def test_a_fault_in_a_tool_is_not_blamed_on_the_model(play: Play) -> None:
    def broken(enquiry: Enquiry, **arguments: Any) -> ToolResult:
        raise LookupError("a bug")

    agent, _ = play(asking(("weigh", {"ship": "Tern"})), catalogue=(running(WEIGH, broken),))

    with pytest.raises(LookupError, match="a bug"):
        agent.draft("What does the Tern weigh?", context(), ALONE)


def test_the_offline_model_goes_through_the_same_loop(play: Play) -> None:
    agent = Agent(OfflineModel(), "offline", load("answer"), (WEIGH, MOOR))

    draft = agent.draft("?", context(asks=(Ask("weigh", {"ship": "Tern"}), Ask("moor", {"ship": "Tern"}))), ALONE)

    assert [call.name for call in draft.calls] == ["weigh", "moor"]
    assert "It weighs {Tern.weight}." in draft.text


def test_the_offline_model_streams_what_it_generates() -> None:
    model, turn = OfflineModel(), context(asks=(Ask("weigh", {"ship": "Tern"}), Ask("moor", {"ship": "Tern"})))
    asked = [HumanMessage("?")]
    results = [ToolMessage("", tool_call_id="call_0", artifact=weigh(turn.enquiry, "Tern"))]

    for messages in (asked, [*asked, *results]):
        whole = model.invoke(messages, planner=turn.planner)
        pieces = [chunk for chunk in model.stream(messages, planner=turn.planner) if isinstance(chunk, AIMessageChunk)]
        joined = pieces[0]
        for piece in pieces[1:]:
            joined = joined + piece

        assert joined.text == whole.text
        assert joined.tool_calls == whole.tool_calls
        assert joined.usage_metadata == whole.usage_metadata


def test_nothing_is_traced_even_where_the_environment_asks_for_it(monkeypatch: pytest.MonkeyPatch, play: Play) -> None:
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    environment: Any = get_env_var
    environment.cache_clear()
    traced: list[object] = []

    play()
    thread = Thread(target=lambda: traced.append(tracing_is_enabled()))
    thread.start()
    thread.join()
    environment.cache_clear()

    assert traced == [False]
    assert tracing_is_enabled() is False
