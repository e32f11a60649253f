"""The whole way of an answer with a hosted model: over the wire, through the check, into the receipt."""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from wire.replies import Call, Completion, Drip, Fault, Reply, Silence, call, calls, words
from wire.server import StandIn
from wired import KEY, RAW, SECRETS

from assistant.answer import Answer, Question
from assistant.settings import Settings
from assistant.turn import Turns
from assistant.wiring import build
from tools.catalogue import find

MAYA, DANIEL = "maya.okafor@calderwyre.example", "daniel.reyes@calderwyre.example"
TOLERANCE = "Is P-101 within its cost tolerance?"


@dataclass(frozen=True)
class Hosted:
    """The assistant of the demo organisation with a hosted model, and the server of that model."""

    turns: Turns
    server: StandIn

    def ask(self, text: str, by: str = MAYA, thread: str | None = None) -> Answer:
        return self.turns.answer(Question(text, by, thread=thread))

    def headline(self, tool: str, **arguments: object) -> str:
        """What the tool itself would say first: a template with handles that is true."""
        found = find(tool)
        assert found is not None
        return found.call(self.turns.enquirer.open(Question("?", MAYA)), arguments).headline

    def told(self, answer: Answer) -> str:
        """Everything that is kept or shown of the answer."""
        receipt = self.turns.receipts.show(answer.receipt, answer.asked_by)
        return json.dumps([answer.as_document(), receipt], ensure_ascii=False)


@pytest.fixture(scope="module")
def home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(demo_home, tmp_path_factory.mktemp("hosted"), dirs_exist_ok=True)


def assembled(home: Path, server: StandIn, silence: float) -> Hosted:
    """The whole assistant; ``silence`` is how many seconds the model's server may take."""
    settings = Settings.model_validate(
        {
            "PMO_HOME": home,
            "PMO_MODEL": "openai:small-1",
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": server.url.replace("//", "//porter:hush@"),
            "PMO_MODEL_TIMEOUT": silence,
            "PMO_TODAY": date(2026, 11, 3),
        }
    )
    return Hosted(build(settings), server)


@pytest.fixture(scope="module")
def built(home: Path, listening: StandIn) -> Hosted:
    return assembled(home, listening, silence=20)


@pytest.fixture
def hosted(built: Hosted, server: StandIn) -> Hosted:
    return built


def test_a_good_draft_with_handles_leaves_as_the_model_worded_it(hosted: Hosted) -> None:
    hosted.server.play(calls(call("tolerance_check", project="P-101")))
    hosted.server.play(words(hosted.headline("tolerance_check", project="P-101")))

    answer = hosted.ask(TOLERANCE)

    assert answer.model == "openai:small-1"
    assert answer.prompt.startswith("answer@")
    assert answer.checked.passed
    assert not answer.checked.replaced
    assert "{" not in answer.text
    assert answer.figures
    assert [tool.name for tool in answer.tools] == ["tolerance_check"]
    assert not any(warning.startswith(("Worded offline", "Held back")) for warning in answer.warnings)


def test_parallel_calls_of_the_real_catalogue_come_back_in_order(hosted: Hosted) -> None:
    hosted.server.play(calls(call("project_status", project="P-101"), call("tolerance_check", project="P-101")))
    hosted.server.play(words(hosted.headline("tolerance_check", project="P-101")))

    answer = hosted.ask("How does P-101 stand, and is it within tolerance?")

    assert [tool.name for tool in answer.tools] == ["project_status", "tolerance_check"]
    assert answer.checked.passed


def test_a_wrong_figure_is_sent_back_once_with_the_finding_and_then_replaced(hosted: Hosted) -> None:
    wrong = "P-101 has a budget of £9.87m."
    hosted.server.play(calls(call("tolerance_check", project="P-101")), words(wrong), words(wrong))

    answer = hosted.ask(TOLERANCE)

    demand = hosted.server.asked[2].texts[-1]
    assert demand[0] == "user"
    assert "£9.87m" in str(demand[1])
    assert hosted.server.asked[2].body["tool_choice"] == "none"
    assert answer.checked.passed
    assert answer.checked.replaced
    assert "9.87" not in answer.text
    assert answer.figures
    assert any(warning.startswith("Held back") for warning in answer.warnings)


def test_a_draft_that_is_put_right_the_second_time_leaves(hosted: Hosted) -> None:
    good = hosted.headline("tolerance_check", project="P-101")
    hosted.server.play(calls(call("tolerance_check", project="P-101")), words("It is £9.87m over."), words(good))

    answer = hosted.ask(TOLERANCE)

    assert answer.checked.passed
    assert not answer.checked.replaced
    assert answer.model == "openai:small-1"
    assert answer.figures


def test_a_handle_that_no_result_has_is_sent_back_too(hosted: Hosted) -> None:
    made_up = words("P-101 is {P-101.luck}.")
    hosted.server.play(calls(call("tolerance_check", project="P-101")), made_up, made_up)

    answer = hosted.ask(TOLERANCE)

    assert "P-101.luck" in str(hosted.server.asked[2].texts[-1][1])
    assert answer.checked.replaced
    assert "luck" not in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        Call("approve_everything", '{"project": "P-101"}'),
        Call("tolerance_check", "P-101"),
        Call("tolerance_check", '{"project": 101}'),
        Call("tolerance_check", '{"project": "P-101", "as": "daniel.reyes"}'),
    ],
)
def test_a_call_that_cannot_be_run_costs_a_step_and_nothing_else(hosted: Hosted, wrong: Call) -> None:
    hosted.server.play(calls(wrong), calls(call("tolerance_check", project="P-101")))
    hosted.server.play(words(hosted.headline("tolerance_check", project="P-101")))

    answer = hosted.ask(TOLERANCE)

    assert answer.model == "openai:small-1"
    assert [tool.name for tool in answer.tools] == ["tolerance_check"]


@pytest.mark.parametrize(
    "script",
    [
        (Fault(401),),
        (Fault(403),),
        (Fault(404),),
        (Fault(400),),
        (Fault(429),) * 3,
        (Fault(500),) * 3,
        (Fault(200),),
        (Fault(200, RAW),),
        (Fault(200, '{"choices": [], "note": "RAW SERVER TEXT"}'),),
        (Completion(None),),
        (Completion(None, refusal=RAW),),
        (Completion(RAW, finish="length"),),
        (Completion(RAW, keep=0.5),) * 3,
        (words("P-101 is £9.87m over."), words("P-101 is £9.86m over.")),
        (calls(call("tolerance_check", project="P-101")),) * 8,
        (calls(call("tolerance_check", project="P-101")), *(Fault(500),) * 3),
    ],
)
def test_every_failure_of_the_model_leaves_the_tools_own_words_and_a_warning(
    hosted: Hosted, caplog: pytest.LogCaptureFixture, script: tuple[Reply, ...]
) -> None:
    caplog.set_level(logging.DEBUG)
    hosted.server.play(*script)

    answer = hosted.ask(TOLERANCE)

    worded_offline(hosted, answer, caplog)


@pytest.mark.parametrize("stall", [Silence(), Drip()])
def test_a_model_that_keeps_a_person_waiting_is_given_up(
    home: Path, server: StandIn, caplog: pytest.LogCaptureFixture, stall: Reply
) -> None:
    caplog.set_level(logging.DEBUG)
    server.play(stall)
    impatient = assembled(home, server, silence=0.3)

    answer = impatient.ask(TOLERANCE)

    worded_offline(impatient, answer, caplog)


def test_what_the_model_may_not_read_is_worded_offline_and_never_sent(hosted: Hosted) -> None:
    hosted.server.play(calls(call("project_status", project="P-501")))

    answer = hosted.ask("How is P-501 doing?", by=DANIEL)

    assert len(hosted.server.asked) == 1
    assert answer.model == "offline"
    assert answer.warnings[0] == "Worded offline: the hosted model may not read what this answer rests on."
    assert answer.checked.passed


def test_an_answer_that_the_model_may_not_read_is_not_sent_as_history_either(hosted: Hosted) -> None:
    hosted.server.play(calls(call("project_status", project="P-501")))
    secret = hosted.ask("How is P-501 doing?", by=DANIEL, thread="t-guarded")
    hosted.server.play(calls(call("tolerance_check", project="P-101")))
    hosted.server.play(words(hosted.headline("tolerance_check", project="P-101")))

    hosted.ask(TOLERANCE, by=DANIEL, thread="t-guarded")

    sent = json.dumps([request.body for request in hosted.server.asked[1:]], ensure_ascii=False)
    assert secret.text
    assert secret.text.splitlines()[0] not in sent
    assert "P-501" not in sent


def test_the_next_question_of_a_thread_is_asked_with_what_was_said_before(hosted: Hosted) -> None:
    good = hosted.headline("tolerance_check", project="P-101")
    hosted.server.play(calls(call("tolerance_check", project="P-101")), words(good))
    first = hosted.ask(TOLERANCE, thread="t-open")
    hosted.server.play(calls(call("tolerance_check", project="P-101")), words(good))

    hosted.ask("Since when?", thread="t-open")

    assert hosted.server.asked[2].texts[1:] == [("user", TOLERANCE), ("assistant", first.text), ("user", "Since when?")]


def test_a_wish_to_act_is_declined_without_asking_the_model(hosted: Hosted) -> None:
    answer = hosted.ask("Approve the change request for P-101.")

    assert hosted.server.asked == []
    assert answer.tools[0].name == "act"
    assert answer.model == "offline"
    assert not answer.warnings


def worded_offline(hosted: Hosted, answer: Answer, caplog: pytest.LogCaptureFixture) -> None:
    """The tools' own words with the reason, and nothing of the secrets or the server's words anywhere."""
    assert answer.kind == "answer"
    assert answer.model == "offline"
    assert answer.checked.passed
    assert answer.figures
    assert answer.warnings[0].startswith("Worded offline: The language model")
    told = hosted.told(answer) + caplog.text
    assert [secret for secret in SECRETS if secret in told] == []
