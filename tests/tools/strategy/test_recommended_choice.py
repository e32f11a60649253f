from __future__ import annotations

import ctypes
import random
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.strategy.conftest import ANALYST, Asked, figure
from tests.tools.worked_projects import headline_of, text_of
from tools.calculations.candidates import Candidate, Limits
from tools.calculations.quiet import nothing_on_stdout
from tools.calculations.selection import select
from tools.result import ToolResult
from tools.strategy import selection as selection_tool
from tools.strategy.selection import select_proposals

BUDGET = Decimal(2_500_000)
FRONTIER = [(300, 40), (500, 48), (700, 75), (800, 88), (1000, 95), (1200, 123), (1400, 130), (1600, 137), (1900, 157)]


@pytest.fixture(scope="module")
def usual(ask: Asked) -> ToolResult:
    """The choice with the board's money."""
    return select_proposals(ask(), budget=BUDGET)


@pytest.fixture
def proposed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Changes what is recorded of the open proposals, by id."""
    held = selection_tool.open_proposals

    def change(**facts: dict[str, Any]) -> None:
        changes = {key.replace("_", "-"): value for key, value in facts.items()}
        monkeypatch.setattr(
            selection_tool,
            "open_proposals",
            lambda enquiry, session: [
                replace(each, facts=replace(each.facts, **changes.get(each.id, {}))) for each in held(enquiry, session)
            ],
        )

    return change


def test_people_bind_and_not_money(usual: ToolResult) -> None:
    assert usual.subjects == ("PR-01", "PR-02", "PR-04")
    assert figure(usual, "selected_value") == 157
    assert figure(usual, "selected_cost") == 1_900_000
    assert "People bind, not money" in headline_of(usual)
    assert figure(usual, "gain_one", "solution-architect") == 8


def test_the_reason_of_each_that_is_left_out_is_told(usual: ToolResult) -> None:
    assert "{PR-03} is left out: it and {PR-01} exclude each other." in usual.facts
    assert any(fact.startswith("{PR-05} is left out: too few people are free") for fact in usual.facts)


def test_the_headroom_is_net_of_the_ceiling_and_of_what_is_booked(usual: ToolResult) -> None:
    assert figure(usual, "role_headroom", "solution-architect") == 8
    assert figure(usual, "role_headroom", "developer") == 6
    assert figure(usual, "role_used", "developer") == 6


def test_the_value_grows_with_the_budget_until_people_bind(usual: ToolResult) -> None:
    costs = [f.value for f in usual.figures if f.key.startswith("step_") and f.key.endswith("cost")]
    values = [f.value for f in usual.figures if f.key.startswith("step_") and f.key.endswith("value")]

    assert list(zip(costs, values, strict=True)) == [(cost * 1000, value) for cost, value in FRONTIER]


def test_it_is_a_recommendation_with_its_clauses(usual: ToolResult) -> None:
    assert [clause.ref for clause in usual.clauses] == [
        "PMO-STD-008 v3.0 §4.4",
        "PMO-STD-009 v1.4 §2.1",
        "PMO-POL-001 v4.0 §3.3",
    ]
    assert "not a decision" in text_of(usual)


@pytest.mark.parametrize(
    ("wish", "chosen", "value"),
    [
        ({"budget": BUDGET, "more": Decimal(1_000_000)}, ("PR-01", "PR-02", "PR-04"), 157),
        ({"budget": BUDGET, "must": ["PR-05"]}, ("PR-04", "PR-05", "PR-06"), 123),
        ({"budget": BUDGET, "leave_out": ["PR-01"]}, ("PR-02", "PR-04", "PR-06"), 130),
        ({"budget": BUDGET, "must": ["PR-03"]}, ("PR-02", "PR-03"), 125),
        ({"budget": Decimal(700_000)}, ("PR-04", "PR-06"), 75),
        ({"budget": BUDGET, "more": Decimal(-2_200_000)}, ("PR-04",), 40),
        ({}, ("PR-01", "PR-02", "PR-04"), 157),
    ],
)
def test_a_what_if_is_the_same_question_with_other_limits(
    ask: Asked, wish: dict[str, Any], chosen: tuple[str, ...], value: int
) -> None:
    result = select_proposals(ask(), **wish)

    assert result.subjects == chosen
    assert figure(result, "selected_value") == value


def test_a_forced_proposal_is_held_against_the_free_choice(ask: Asked) -> None:
    result = select_proposals(ask(), budget=BUDGET, must=["PR-05"])

    assert figure(result, "free_value") == 157


def test_what_must_be_in_and_does_not_fit_is_explained(ask: Asked) -> None:
    dear = select_proposals(ask(), budget=Decimal(300_000), must=["PR-05"])
    both = select_proposals(ask(), budget=Decimal(9_000_000), must=["PR-01", "PR-03"])
    contrary = select_proposals(ask(), budget=BUDGET, must=["PR-03"], leave_out=["PR-02"])

    assert (dear.status, figure(dear, "needed")) == ("UNDEFINED", 500_000)
    assert "{PR-01} and {PR-03} exclude each other." in both.facts
    assert contrary.headline == "{PR-03} cannot be forced in: it needs {PR-02}, which does not take part."
    assert select_proposals(ask(), must=["PR-99"]).kind == "not_found"


def test_mandated_work_is_provided_for_first(ask: Asked, proposed: Any) -> None:
    proposed(PR_05={"mandate_type": "SAFETY", "mandate_ref": "Act 4"})

    result = select_proposals(ask(), budget=BUDGET)

    assert result.subjects == ("PR-04", "PR-05", "PR-06")
    assert "Mandated, and so in first: {PR-05}." in result.facts


def test_what_fails_a_must_meet_never_enters(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    held = selection_tool.open_proposals
    monkeypatch.setattr(
        selection_tool,
        "open_proposals",
        lambda e, s: [replace(p, failings=("no sponsor is named",)) if p.id == "PR-02" else p for p in held(e, s)],
    )

    result = select_proposals(ask(), budget=BUDGET)

    assert "PR-02" not in result.subjects
    assert "{PR-02} is left out: no sponsor is named." in result.facts
    assert "{PR-03} is left out: it needs {PR-02}, which does not take part." in result.facts


def test_another_measure_may_decide(ask: Asked) -> None:
    by_npv, by_score = (select_proposals(ask(), budget=BUDGET, by=each) for each in ("NPV", "SCORE"))

    assert figure(by_npv, "selected_money") > 0
    assert figure(by_score, "selected_value") == 73 + 66 + 61
    assert "a score of" in headline_of(by_score)


def test_without_rules_the_answer_says_what_it_does_without(ask: Asked) -> None:
    result = select_proposals(
        ask(ANALYST, "capacity.ceiling", "proposal.choice", "proposal.criteria", "proposal.pass"), budget=BUDGET
    )

    assert result.status == "OK"
    assert any("the whole net capacity counts" in caution for caution in result.cautions)
    assert any("no pass mark bars" in caution for caution in result.cautions)
    assert figure(result, "role_headroom", "solution-architect") == 11


def test_months_without_capacity_and_years_without_budget_are_told(ask: Asked, proposed: Any) -> None:
    needs = {"needs": ()}
    proposed(**{f"PR_0{n}": needs for n in range(2, 7)})

    result = select_proposals(ask())

    assert any("no budget is recorded" in caution.lower() for caution in result.cautions)
    assert "Only people limit it here" in headline_of(result)


def test_a_recorded_budget_counts_less_what_runs(ask: Asked, proposed: Any) -> None:
    this_year = {"costs": ((date(2026, 4, 1), Decimal(300_000), Decimal(0)),)}
    proposed(**{f"PR_0{n}": this_year for n in range(1, 7)})

    result = select_proposals(ask())

    # £21.57m of portfolio budgets are less than the £22.6m that running projects are forecast to spend.
    assert headline_of(result).startswith("Nothing fits")


def test_two_hundred_candidates_take_seconds_and_the_gap_is_told() -> None:
    drawn = random.Random(4)
    months = [f"2027-{month:02}" for month in range(1, 7)]
    candidates = [
        Candidate(
            f"X{n:03}",
            Decimal(drawn.randint(10, 100)),
            {"FY": Decimal(drawn.randint(50, 900))},
            {(role, month): Decimal(drawn.randint(0, 4)) for role in drawn.sample("abcd", 2) for month in months},
        )
        for n in range(200)
    ]
    people = {(role, month): Decimal(66) for role in "abcd" for month in months}
    began = time.monotonic()

    result = select(candidates, Limits({"FY": None}, people, Decimal(24_000)), most_equals=5, seconds=0.5)

    assert time.monotonic() - began < 5
    assert result.status == "OK"
    assert result.is_proven or (result.gap is not None and 0 < result.gap < 1)


def test_what_a_solver_prints_does_not_reach_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    with nothing_on_stdout():
        ctypes.CDLL(None).printf(b"noise of a library\n")
    print("the answer")  # noqa: T201

    captured = capfd.readouterr()
    assert captured.out == "the answer\n"
    assert "noise of a library" in captured.err
