from datetime import date

import pytest

from assistant.offline.fill import fill, varied
from assistant.offline.link import Link
from assistant.offline.material import Material, slots
from assistant.offline.values import find_values
from tools.catalogue import TOOLS, find
from tools.portfolio.records import Record

TODAY = date(2026, 11, 3)
PROJECT = Record("project", "X-1", "Harbour Crane Renewal", ())
PERSON = Record("person", "PER-1", "Imogen Vance", ())


def material(text, *linked):
    links = tuple(Link((record,), text.index(word), text.index(word) + len(word), word) for record, word in linked)
    taken = tuple((link.start, link.end) for link in links)
    return Material(text, links, find_values(text, TODAY, taken), ())


@pytest.mark.parametrize(
    ("tool", "found", "expected"),
    [
        ("project_status", material("how is crane", (PROJECT, "crane")), {"project": "X-1"}),
        ("gate_readiness", material("is crane ready for G4, board on the 19th", (PROJECT, "crane")),
         {"project": "X-1", "gate": "G4", "board_date": "2026-11-19"}),
        ("calculate_earned_value", material("BAC 1000, PV 900, EV 500, AC 650"),
         {"bac": "1000", "pv": "900", "ev": "500", "ac": "650"}),
        ("rate_colours", material("Cost +4.9%, schedule slip 6% of duration, benefits 96%"),
         {"cost": "0.049", "schedule": "0.06", "benefits": "0.96"}),
        ("rate_colours", material("we are 6% late and 12 days behind"), {"schedule": "0.06", "slip_days": "12"}),
        ("list_projects", material("which projects are red"), {"colour": "R"}),
        ("list_projects", material("which projects are reported red"), {"reported": "R"}),
        ("list_projects", material("which are really red and late"), {"calculated": "R", "late": True}),
        ("list_projects", material("what does Imogen sponsor", (PERSON, "Imogen")), {"sponsor": "Imogen Vance"}),
        ("list_projects", material("what does Imogen run", (PERSON, "Imogen")), {"pm": "Imogen Vance"}),
        ("search_standards", material("was it needed in March 2025"),
         {"question": "was it needed in March 2025", "on": "2025-03-31"}),
        ("list_standards", material("what is overdue for review"), {"which": "overdue_review"}),
    ],
)  # fmt: skip
def test_arguments_are_filled_by_their_types(tool, found, expected):
    arguments, missing = fill(find(tool), found, {})

    assert arguments == expected
    assert missing == ()


def test_what_nothing_fills_is_named():
    _, missing = fill(find("calculate_earned_value"), material("BAC 1000 and AC 650"), {})

    assert missing == ("ev",)


def test_filled_arguments_are_accepted_by_the_tool():
    arguments, _ = fill(find("rate_colours"), material("cost +4.9%, slip 6%"), {})

    assert find("rate_colours").arguments.model_validate(arguments)


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_argument_of_a_tool_that_answers_has_a_slot(tool):
    if tool.name in ("which_record", "which_ask", "which_numbers"):
        return

    said_by_the_model = {"unread", "skip", "role"}  # a role is found in the question by the tool, among those recorded

    assert set(slots(tool)) - said_by_the_model == set(tool.arguments.model_fields) - said_by_the_model


@pytest.mark.parametrize(
    ("text", "plan", "at"),
    [
        ("Planned 100, 250, 450 per month, EV 200 after 2 months", ["100", "250", "450"], "2"),
        ("PVc = 100/250/450, EV=200, AT=2", ["100", "250", "450"], "2"),
        ("BAC 450, PV 250, EV 200, AC 210", None, None),
    ],
)
def test_a_run_of_numbers_behind_its_label_is_a_plan(text, plan, at):
    arguments, _ = fill(find("calculate_earned_value"), material(text), {})

    assert (arguments.get("plan"), arguments.get("at")) == (plan, at)
    assert arguments["ev"] == "200"


FIRST = Record("proposal", "PR-1", "Harbour Gateway", ())
SECOND = Record("proposal", "PR-2", "Crane Greasing", ())


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (material("I have £2.5m, what should we start"), {"budget": "2500000.0"}),
        (material("what if we had another million"), {"more": "1000000"}),
        (material("and £500k less?"), {"more": "-500000"}),
        (material("with half a million more on top of £2m"), {"more": "500000.0", "budget": "2000000"}),
        (material("force gateway in", (FIRST, "gateway")), {"must": ["PR-1"]}),
        (material("without gateway and greasing", (FIRST, "gateway"), (SECOND, "greasing")),
         {"leave_out": ["PR-1", "PR-2"]}),
        (material("keep gateway but drop greasing", (FIRST, "gateway"), (SECOND, "greasing")),
         {"must": ["PR-1"], "leave_out": ["PR-2"]}),
    ],
)  # fmt: skip
def test_money_and_proposals_of_a_choice_are_told_apart_by_the_words_beside_them(found, expected):
    assert fill(find("select_proposals"), found, {})[0] == expected


@pytest.mark.parametrize(
    ("last", "fresh", "expected"),
    [
        ({"budget": "100"}, {"more": "20"}, {"budget": "100", "more": "20"}),
        ({"budget": "100", "more": "20"}, {"more": "-5"}, {"budget": "100", "more": "15"}),
        ({"budget": "100", "more": "20"}, {"budget": "70"}, {"budget": "70"}),
        ({"budget": "100", "must": ["A"]}, {"leave_out": ["A"]}, {"budget": "100", "leave_out": ["A"]}),
        ({"must": ["A"]}, {"must": ["B"]}, {"must": ["A", "B"]}),
        ({"budget": "100", "by": "NPV"}, {"by": "SCORE"}, {"budget": "100", "by": "SCORE"}),
    ],
)
def test_a_what_if_changes_the_ask_before(last, fresh, expected):
    assert varied(find("select_proposals"), last, fresh) == expected
