"""Guards that only one kind of mistake meets: each fails here if its rule is taken out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from asking import failings, judged
from imaginary_trust import COST_OLD, GATE, SEARCH, STATUS, STATUS_2, TODAY, X2, figure

from assistant.check import check
from tools.result import ToolResult


@pytest.mark.parametrize(
    ("turn", "text"),
    [
        ("status", "X-1's earned value of £500k is over its planned value of £900k."),
        ("list", "14 of 3 projects are Red."),
        ("list", "3 of 3 projects are Red."),
        ("rules", "Travel claims must be countersigned by two colleagues (HB-STD-01 v2.0 §2.2)."),
        ("rules", "Parking permits shall be renewed yearly (HB-STD-03 v1.2 §4.2)."),
    ],
)
def test_a_mistake_of_its_own_kind_fails(turn: str, text: str) -> None:
    assert not judged(turn, text).passed


@pytest.mark.parametrize(("gate", "passes"), [("G3", True), ("G4", False)])
def test_a_date_of_one_gate_is_not_that_of_another(gate: str, passes: bool) -> None:
    planned = figure("X-2.g4_planned", "planned date of G4", date(2027, 5, 4), "date", None)
    both = replace(GATE, figures=(*X2, planned))

    verdicts = check(f"{gate} of X-2 is planned for 8 December 2026.", (), [both], "When are the gates?", TODAY)

    assert verdicts.passed is passes, failings(verdicts)


@pytest.mark.parametrize(("day", "passes"), [(5, True), (8, False)])
def test_a_number_of_the_question_is_not_that_of_the_clause(day: int, passes: bool) -> None:
    text = f"A status report must be approved by working day {day} (HB-STD-02 v3.1 §1.2)."

    verdicts = check(text, (), [SEARCH], "Is the report due by working day 8?", TODAY)

    assert verdicts.passed is passes, failings(verdicts)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("You asked about £2m; the EAC is £1.3m.", True),
        ("You mentioned £2m, but X-1's EAC is £1.3m.", True),
        ("The EAC is £2m.", False),
        ("You asked about £3m; the EAC is £1.3m.", False),
        ("X-1's EAC is £2m, as you said.", False),
    ],
)
def test_a_number_of_the_question_is_repeated_only_as_the_askers(text: str, passes: bool) -> None:
    verdicts = check(text, (), [STATUS], "Will X-1 cost £2m?", TODAY)

    assert verdicts.passed is passes, failings(verdicts)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("I find no project X-9.", True),
        ("X-9 is Green.", False),
        ("X-9 is late.", False),
        ("X-9 costs £1.3m.", False),
        ("X-8 is unknown to me.", False),
    ],
)
def test_a_record_of_the_question_may_be_named_and_nothing_said_of_it(text: str, passes: bool) -> None:
    missing = ToolResult("project_status", "NOT_FOUND", "I find no project of that name.", kind="not_found")

    verdicts = check(text, (), [missing], "How is X-9 doing?", TODAY)

    assert verdicts.passed is passes, failings(verdicts)


def test_the_rules_of_another_day_may_be_told_when_the_day_is_said() -> None:
    asked = replace(SEARCH, clauses=(), on=date(2025, 12, 15))
    old = replace(asked, clauses=(COST_OLD,))
    text = "the cost tolerance was +20 % and −20 % of the budget (HB-STD-01 v1.0 §2.1)."

    assert check(f"On 15 December 2025 {text}", (), [old], "As of 2025-12-15?", TODAY).passed


def test_two_records_in_one_answer_keep_their_own_values() -> None:
    text = "**X-1**\n\nThe EAC is £1.3m. The budget is £1.0m.\n\n**X-2**\n\nThe EAC is £2.35m. The budget is £2.4m."

    assert check(text, (), [STATUS, STATUS_2], "?", TODAY).passed
    assert not check(text.replace("£2.35m", "£1.3m"), (), [STATUS, STATUS_2], "?", TODAY).passed


def test_a_line_that_only_introduces_keeps_the_record_of_its_section() -> None:
    text = "**X-2**\n\nKey figures:\n\n- EAC £2.35m\n- budget £2.4m\n\nIn short:\n\nIt is on time."

    assert check(text, (), [STATUS, STATUS_2], "?", TODAY).passed
    assert not check(text.replace("£2.35m", "£1.3m"), (), [STATUS, STATUS_2], "?", TODAY).passed
    assert not check(text.replace("on time", "late"), (), [STATUS, STATUS_2], "?", TODAY).passed
