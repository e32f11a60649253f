from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.tools.worked_projects import (
    SNAPSHOTS,
    approved_exception,
    enquiry,
    headline_of,
    project,
    quiet_project,
    report,
    text_of,
)
from tools.facts.project import ProjectFacts
from tools.judgement.rating import judge
from tools.judgement.tolerances import tolerances
from tools.projects import conditions as conditions
from tools.projects.conditions import Condition, Row
from tools.projects.table import Listing
from tools.result import Colour, ToolResult
from tools.wording.evidence import Evidence

OVER = project(project_id="X-1", name="Over")
CALM = quiet_project(project_id="X-2", name="Calm")
EARLY = project(project_id="X-3", name="Early", baselines=(), stage="PLAN", report=None, snapshots=())
Make = Callable[[Evidence], Condition]


def coloured(kind: str, colour: Colour) -> Make:
    return lambda evidence: conditions.coloured(evidence, kind, colour)


def field(name: str, value: str) -> Make:
    return lambda evidence: conditions.field_is(evidence, name, f"of {name} {{}}", value)


def switch(condition: Callable[[bool], Condition], wanted: bool) -> Make:
    return lambda evidence: condition(wanted)


def listed(*wanted: Make, of: tuple[ProjectFacts, ...] = (CALM, EARLY, OVER)) -> ToolResult:
    rows = [Row(facts, judge(facts, enquiry()), tolerances(facts, enquiry())) for facts in of]
    evidence = Evidence("portfolio", enquiry().as_of)
    return Listing(enquiry(), evidence, rows, [make(evidence) for make in wanted]).result({})


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (field("stage", "PLAN"), ["X-3"]),
        (field("delivery_class", "B"), ["X-1", "X-2", "X-3"]),
        (coloured("reported", "G"), ["X-1", "X-2"]),
        (coloured("reported", "NR"), ["X-3"]),
        (coloured("calculated", "R"), ["X-1"]),
        (switch(conditions.differing, True), ["X-1"]),
        (switch(conditions.differing, False), ["X-2"]),
        (switch(conditions.tolerated, True), ["X-1"]),
        (switch(conditions.tolerated, False), ["X-2"]),
        (switch(conditions.late, True), ["X-1"]),
        (switch(conditions.late, False), ["X-2"]),
    ],
)
def test_each_condition_finds_its_projects(condition: Make, found: list[str]) -> None:
    assert sorted(listed(condition).subjects) == found


def test_all_conditions_must_hold() -> None:
    both = (coloured("reported", "G"), coloured("calculated", "R"))

    result = listed(*both)

    assert headline_of(result) == (
        "1 of the 3 projects that you may read about is reported Green and Red by calculation: X-1 Over."
    )


def test_an_empty_list_says_which_condition_was_not_met() -> None:
    result = listed(coloured("reported", "A"))

    assert headline_of(result) == "None of the 3 projects that you may read about is reported Amber."
    assert (result.status, result.kind, result.table) == ("OK", "answer", None)


def test_the_worst_come_first() -> None:
    assert listed().subjects == ("X-1", "X-2", "X-3")


def test_sums_count_only_projects_with_both_budget_and_forecast_and_say_so() -> None:
    said = text_of(listed(of=(OVER, CALM, EARLY)))

    assert "The budgets (BAC) of the 2 with a baseline come to £2.0m, the managers' own EAC to £2.03m." in said
    assert "Without a baseline, so without budget and forecast in the sums: X-3 Early." in said
    assert "Without an approved report: X-3 Early." in said


def test_sums_are_figures_with_a_formula_and_their_rows() -> None:
    figures = {figure.handle: figure for figure in listed(of=(OVER, CALM)).figures}

    assert figures["portfolio.bac"].value == 2000000
    total = figures["portfolio.pm_eac"]
    assert (total.value, total.formula, total.unit) == (2030000, "F-SUM", "money")
    assert total.source == (SNAPSHOTS[-1].row, SNAPSHOTS[-1].row)


def test_projects_that_the_records_cannot_settle_are_named_not_dropped_silently() -> None:
    assert "The records do not settle this for X-3 Early." in text_of(listed(switch(conditions.late, True)))


def test_figures_of_two_lists_do_not_share_a_handle() -> None:
    red = listed(coloured("calculated", "R"))
    green = listed(coloured("calculated", "G"))

    counts = {f.handle: f.value for f in (*red.figures, *green.figures) if f.key.startswith("count_")}
    assert counts["portfolio.count_calculated_r"] == 1
    assert counts["portfolio.count_calculated_g"] == 1


def test_a_breach_that_an_exception_covers_stays_in_the_list_and_says_so() -> None:
    covered = replace(OVER, exceptions=(approved_exception("0.35", date(2027, 3, 31)),))

    result = listed(switch(conditions.tolerated, True), of=(covered, CALM))

    assert result.subjects == ("X-1",)
    assert "Exception EX-9 covers X-1 Over." in text_of(result)


def test_words_of_judgement_have_their_verdicts() -> None:
    verdicts = listed(switch(conditions.late, True)).verdicts

    assert ("X-1", "finish", "late") in [(v.subject, v.aspect, v.holds) for v in verdicts]


def test_what_the_calculated_colours_leave_out_is_disclosed() -> None:
    assert "leave out resources and risk" in text_of(listed())


@pytest.mark.parametrize(
    ("changes", "runs"),
    [({}, True), ({"run_state": "ON_HOLD"}, True), ({"stage": "CLOSED"}, False), ({"run_state": "STOPPED"}, False)],
)
def test_a_project_runs_until_it_is_closed_or_stopped(changes: dict[str, Any], runs: bool) -> None:
    assert project(**changes).running is runs


def test_counts_by_colour_are_given_for_both_colours() -> None:
    said = text_of(listed(of=(OVER, CALM, replace(EARLY, reports=(report(enquiry().as_of, OVERALL="A"),)))))

    assert "As reported: 1 Amber and 2 Green." in said
