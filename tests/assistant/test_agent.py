"""The agent's loop with a model that plays a script: calls, errors, limits, history, and wording once more."""

from __future__ import annotations

from threading import Event, Thread
from typing import Any

import pytest
from imaginary import MOOR, WEIGH, Play, asking, context, moor, running, weigh
from langchain_core.messages import AIMessage, AIMessageChunk, HumanMessage, InvalidToolCall, ToolMessage
from langsmith.utils import get_env_var, tracing_is_enabled

from assistant.agent import Agent, TooSensitive
from assistant.conversation import PastTurn
from assistant.conversation import Thread as Conversation
from assistant.offline.model import OfflineModel
from assistant.offline.plan import Ask
from prompts.loader import load
from tools.enquiry import Enquiry
from tools.result import ToolResult

ALONE = Conversation()


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
