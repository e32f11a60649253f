"""What changed in the demo between two days, and what counts as a change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistant.offline.since import compared_days
from assistant.offline.values import find_values
from tests.tools.test_demo_truth import PackagedRules, asked_by
from tests.tools.worked_projects import headline_of, milestone, project, text_of
from tools.facts.governance import GateFacts
from tools.facts.project import ProjectFacts
from tools.oversight.changed import what_changed
from tools.oversight.events import events
from tools.portfolio.database import Portfolio
from tools.result import ToolResult

D = date.fromisoformat
Ask = Callable[..., ToolResult]


@pytest.fixture
def ask(demo: Portfolio) -> Ask:
    def asked(asker: str = "tomasz.wolny", **given: Any) -> ToolResult:
        return what_changed(asked_by(f"{asker}@calderwyre.example", demo, PackagedRules()), **given)

    return asked


def figures(result: ToolResult, key: str) -> dict[str, Any]:
    return {figure.subject: figure.value for figure in result.figures if figure.key == key}


@pytest.fixture(scope="module")
def october(demo: Portfolio) -> ToolResult:
    """The whole portfolio since the month end before."""
    return what_changed(asked_by("tomasz.wolny@calderwyre.example", demo, PackagedRules()))


def test_the_largest_movements_of_the_portfolio_come_first(october: ToolResult) -> None:
    assert list(figures(october, "eac_change").items())[:6] == [
        ("P-405", Decimal(264000)), ("P-201", Decimal(100000)), ("P-301", Decimal(50000)), ("P-101", Decimal(15000)),
        ("P-303", Decimal(7000)), ("P-202", Decimal(4000)),
    ]  # fmt: skip
    assert figures(october, "finish_change") == {"P-301": 14, "P-201": 5, "P-101": 3, "P-303": 10, "P-202": 2}
    assert headline_of(october).startswith(
        "Since 30 Sep 2026, of the 22 projects, 6 moved their forecast cost and 5 their forecast finish."
    )


def test_a_colour_that_changed_is_told_from_both_sides(october: ToolResult) -> None:
    said = text_of(october)

    assert "P-405 Battery Site B: the overall colour by calculation is Red, after Green by calculation." in said
    assert ("P-405", "worse") in {(verdict.subject, verdict.holds) for verdict in october.verdicts}


def test_what_carries_no_day_is_said_to_be_left_out(october: ToolResult) -> None:
    assert any("a change of them cannot be seen" in each for each in october.cautions)


def test_one_project_tells_its_baselines_changes_and_risks(ask: Ask) -> None:
    said = text_of(ask(project="P-301", since=D("2026-03-31")))

    assert "The manager's own EAC moved by +£900k, to £7.3m." in said
    assert "P-301 Ledger ERP has baseline version 3 since 16 Apr 2026, with a budget of £6.4m." in said
    assert "P-301 Ledger ERP had change CR-097 decided on 16 Apr 2026: approved." in said
    assert "P-301 Ledger ERP raised risk R-221 to a residual score of 16, from 12." in said


def test_nothing_changed_is_an_answer_of_its_own(ask: Ask) -> None:
    result = ask(project="P-206", window="week")

    assert result.status == "OK"
    assert headline_of(result) == (
        "P-206 Beacon Hill Pumping Station: nothing that carries a day has changed since 27 Oct 2026."
    )


def test_a_day_ahead_is_refused(ask: Ask) -> None:
    assert ask(since=D("2026-11-04")).status == "INVALID_INPUT"


def test_hidden_work_changes_for_nobody_who_may_not_know_it(ask: Ask) -> None:
    hidden, absent = ask("sam.viewer", project="P-502"), ask("sam.viewer", project="P-999")

    assert (hidden.status, hidden.headline) == (absent.status, absent.headline) == ("NOT_FOUND", hidden.headline)
    assert "P-502" not in ask("sam.viewer", portfolio="PF-ENT").subjects


def kinds(before: ProjectFacts | None, now: ProjectFacts) -> list[str]:
    return [event.kind for event in events(before, now, D("2026-10-01"))]


OPEN = milestone("Gate", D("2026-11-20"), D("2026-11-20"))
HELD = GateFacts("G4", D("2026-10-20"), "APPROVE", D("2026-10-20"), "Board", None, "gate_review/G4")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({}, {}, []),
        ({}, {"run_state": "ON_HOLD"}, ["run_state"]),
        ({"pm": "Old Manager"}, {}, ["pm"]),
        ({}, {"gates": (HELD,)}, ["gate"]),
        ({}, {"gates": (replace(HELD, decision_date=D("2026-10-01")),)}, []),  # on the day itself: known then
        ({"milestones": (OPEN,)}, {"milestones": (replace(OPEN, forecast_date=D("2026-11-27")),)}, ["milestone_later"]),
        (
            {"milestones": (OPEN,)},
            {"milestones": (replace(OPEN, forecast_date=D("2026-11-13")),)},
            ["milestone_earlier"],
        ),
        ({"milestones": (OPEN,)}, {"milestones": (replace(OPEN, actual_date=D("2026-10-30")),)}, ["milestone_reached"]),
    ],
)
def test_what_counts_as_a_change(before: dict[str, Any], now: dict[str, Any], expected: list[str]) -> None:
    calm = {"reports": (), "gates": ()}

    assert kinds(project(**{**calm, **before}), project(**{**calm, **now})) == expected


def test_a_project_that_was_not_on_record_is_new() -> None:
    assert kinds(None, project()) == ["new"]


@pytest.mark.parametrize(
    ("text", "since", "up_to"),
    [
        ("what changed since 15 October 2026", "2026-10-15", None),
        ("since the end of August", "2026-08-31", None),
        ("since September", "2026-09-30", None),
        ("what happened in September 2026", "2026-08-31", "2026-09-30"),
        ("between 2026-07-31 and 2026-09-30", "2026-07-31", "2026-09-30"),
        ("since last month", None, None),
        ("what is new", None, None),
    ],
)
def test_which_days_a_question_compares(text: str, since: str | None, up_to: str | None) -> None:
    found = compared_days(text, find_values(text, D("2026-11-03")))

    assert found == (D(since) if since else None, D(up_to) if up_to else None)
