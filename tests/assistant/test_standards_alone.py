"""A home that holds standards and no portfolio: there nothing can be a project, and the standards are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest

from assistant.answer import Answer, Question
from assistant.turn import Turns
from assistant.wiring import build
from knowledge.sync import sync_folder
from tests.conftest import MOMENT, at
from tests.knowledge.small_library import write_standard
from tools.catalogue import TOOLS, find
from tools.enquiry import Enquiry
from tools.portfolio.database import upgrade
from tools.portfolio.errors import EmptyDatabase

BODY = """## 1 Bodies

### 1.1 Steering committee

The steering committee of a project is chaired by its Project Owner. It meets every four weeks.

### 1.2 Charter

The Project Owner approves the project charter. The project manager writes it.

### 1.3 Tolerance of cost

The forecast cost of a project may exceed its budget by 10 % before an exception is raised.
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Turns]:
    home = tmp_path_factory.mktemp("alone")
    write_standard(home / "standards", "AB-STD-1", "1.0", BODY, title="Project Bodies Standard")
    settings = at(home)
    upgrade(settings.url)
    sync_folder(settings.url, home, home / "standards")
    turns = build(settings, now=lambda: MOMENT)
    yield turns
    turns.close()


def ask(turns: Turns, text: str) -> Answer:
    return turns.answer(Question(text, "ann@example.org"))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Who chairs the steering committee?", "chaired by its Project Owner"),
        ("Who chairs the Steering Committee?", "chaired by its Project Owner"),
        ("who approves the project charter", "The Project Owner approves the project charter."),
        ("Is a project over its cost tolerance at 12 %?", "may exceed its budget by 10 %"),
    ],
)
def test_a_question_about_governance_is_answered_by_the_standards_at_once(
    alone: Turns, question: str, says: str
) -> None:
    answer = ask(alone, question)

    assert answer.kind == "answer"
    assert says in answer.text
    assert "Which project" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How does Aurora stand?",
        "Who chairs the steering committee of Aurora?",
        "Which projects are red?",
        "Draft the status report of P-101",
    ],
)
def test_a_question_about_records_is_told_that_there_are_none_and_how_to_bring_them_in(
    alone: Turns, question: str
) -> None:
    answer = ask(alone, question)

    assert answer.kind == "not_recorded"
    assert answer.text.startswith("This home holds no portfolio yet")
    assert "`pmo import`" in answer.text
    assert answer.options == ()


def test_numbers_that_are_typed_need_no_portfolio(alone: Turns) -> None:
    assert "CPI is 0.80" in ask(alone, "BAC 100, EV 40, AC 50, PV 45: what is the CPI?").text


def test_every_tool_about_records_refuses_where_no_organisation_is_held() -> None:
    enquiry = Enquiry(cast(Any, None), cast(Any, None), cast(Any, None), MOMENT.date(), MOMENT.date())
    authority = find("change_authority")

    assert authority is not None
    assert authority.asks_of_records({"project"})
    assert not authority.asks_of_records({"amount"})
    with pytest.raises(EmptyDatabase):
        authority.call(enquiry, {"project": "P-1"})
    free = {tool.name for tool in TOOLS if not tool.asks_of_records()}
    assert {"search_standards", "check_conflicts", "calculate_earned_value", "help"} <= free
    assert free.isdisjoint({"project_status", "list_projects", "find_record", "draft_status_report", "alignment"})
