"""Changes of the demo and of worked projects: what waits, what adds up, and who must approve."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.test_demo_truth import ANALYST, DIRECTOR, PackagedRules, asked_by
from tests.tools.worked_projects import TODAY, enquiry, headline_of, project, text_of
from tools.change.approval import decider_of
from tools.change.authority import change_authority
from tools.change.pending import pending_of
from tools.change.register import changes
from tools.enquiry import Enquiry
from tools.facts.changes import ChangeFacts
from tools.judgement.authority import Level, level_for, next_level
from tools.judgement.change_history import history_of
from tools.judgement.dimensions import Case
from tools.portfolio.database import Portfolio
from tools.result import ToolResult

MAYA, PRIYA = "maya.okafor@calderwyre.example", "priya.raman@calderwyre.example"
LADDER = (
    Level("Project manager", Decimal("0.02"), Decimal(25000)),
    Level("Sponsor", Decimal("0.05"), Decimal(100000)),
    Level("Portfolio Board", Decimal("0.10"), None),
    Level("Investment Committee", None, None),
)


class Without(PackagedRules):
    """The packaged rules but for some that a house may not hold."""

    def __init__(self, *absent: str) -> None:
        self.absent = absent

    def rule(self, rule_id: str, on: date) -> Any:
        return None if rule_id in self.absent else super().rule(rule_id, on)


def change(key: str, cost: int | None, **changed: Any) -> ChangeFacts:
    made = ChangeFacts(
        change_request_id=key, type="SCOPE", description="Adds a screen.", raised_by_id="ann",
        submitted_on=date(2026, 10, 1), returned_on=None, resumed_on=None,
        cost_impact=None if cost is None else Decimal(cost), schedule_days=0, benefit_impact=None, emergency=False,
        status="SUBMITTED", approver=None, approver_id=None, by_board=False, decided_on=None, work_started_on=None,
        new_baseline_version=None, row=f"change_request/{key}",
    )  # fmt: skip
    return replace(made, **changed)


def approved(key: str, cost: int | None, on: date = date(2026, 7, 1), **changed: Any) -> ChangeFacts:
    return change(key, cost, status="APPROVED", decided_on=on, **changed)


def case(*held: ChangeFacts, rules: Any = None, **changed: Any) -> Case:
    return Case.of(project(changes=held, **changed), enquiry(rules or PackagedRules()))


def value(result: ToolResult, key: str, subject: str) -> Any:
    return next(f.value for f in result.figures if f.key == key and f.subject == subject)


@pytest.mark.parametrize(
    ("amount", "budget", "body"),
    [
        (20_000, 1_000_000, "Project manager"),  # both limits are reached at the limit itself
        (20_001, 1_000_000, "Sponsor"),
        (25_000, 2_000_000, "Project manager"),
        (25_001, 2_000_000, "Sponsor"),  # within the share, over the money
        (50_000, 1_000_000, "Sponsor"),
        (100_001, 9_000_000, "Portfolio Board"),
        (100_000, 1_000_000, "Portfolio Board"),
        (100_001, 1_000_000, "Investment Committee"),
        (-5_000, 1_000_000, "Project manager"),  # a saving
    ],
)
def test_both_limits_of_a_level_hold(amount: int, budget: int, body: str) -> None:
    found = level_for(LADDER, Decimal(amount), Decimal(amount) / budget)

    assert found is not None
    assert found.body == body


def test_without_a_budget_no_share_is_within_a_limit() -> None:
    found = level_for(LADDER, Decimal(1), None)

    assert found is not None
    assert found.is_last
    assert next_level(LADDER, found) is None


def test_the_change_that_made_the_baseline_does_not_count_since_it() -> None:
    made = case(
        approved("C-1", 500000, new_baseline_version=1),
        approved("C-2", 9000, on=date(2026, 6, 1)),  # the day of the baseline
        approved("C-3", 30000),
        change("C-4", 70000, status="REJECTED", decided_on=date(2026, 8, 1)),
        change("C-5", 1000),
    )

    history = history_of(made.facts)

    assert [each.change_request_id for each in history.approved] == ["C-3"]
    assert [each.change_request_id for each in history.waiting] == ["C-5"]
    assert history.share(Decimal(10000)).value == Decimal("0.04")


def test_the_total_sets_the_level_only_where_a_rule_says_so() -> None:
    held = approved("C-1", 45000)

    total = decider_of(case(held), "X-1", Decimal(10000))
    alone = decider_of(case(held, rules=Without("changes.cumulative")), "X-1", Decimal(10000))

    assert total is not None
    assert total.level.body == "Portfolio Board"
    assert alone is not None
    assert alone.level.body == "Project manager"


def test_nobody_decides_on_their_own_request() -> None:
    made = case(pm_id="max", sponsor_id="ann")

    assert [
        decider.level.body if (decider := decider_of(made, "X-1", Decimal(size), raised_by_id=person)) else None
        for size, person in ((10000, "max"), (10000, "ann"), (40000, "ann"))
    ] == ["Sponsor", "Project manager", "Portfolio Board"]


@pytest.mark.parametrize(("returned", "resumed", "days", "late"), [
    (None, None, 23, True),
    (date(2026, 10, 5), None, 2, False),  # the clock stands still with its author
    (date(2026, 10, 5), date(2026, 11, 2), 3, False),
])  # fmt: skip
def test_a_request_is_late_by_the_days_it_waited_here(
    returned: date | None, resumed: date | None, days: int, late: bool
) -> None:
    (found,) = pending_of(case(change("C-1", 1000, returned_on=returned, resumed_on=resumed)))

    assert (found.days, found.is_late) == (days, late)
    assert (found.due is None) == (returned is not None and resumed is None)


def test_a_request_is_not_late_where_no_rule_says_so() -> None:
    (found,) = pending_of(case(change("C-1", None), rules=Without("changes.decision")))

    assert not found.is_late
    assert found.due is None
    assert found.decider is None


@pytest.fixture
def analyst(demo: Portfolio) -> Enquiry:
    return asked_by(ANALYST, demo, PackagedRules())


def test_the_one_change_that_waits_in_the_demo(analyst: Enquiry) -> None:
    result = changes(analyst)

    assert headline_of(result).startswith("1 change waits for a decision")
    assert value(result, "change_waiting", "CR-118") == 23
    assert value(result, "change_due", "CR-118") == date(2026, 10, 22)
    assert value(result, "total_share", "CR-118") == Decimal("0.057")
    assert "Portfolio Board" in text_of(result)
    assert result.subjects == ("P-302",)


def test_another_forty_thousand_on_payroll_is_for_the_portfolio_board(analyst: Enquiry) -> None:
    result = change_authority(analyst, project="P-302", amount=Decimal(40000))

    assert headline_of(result).startswith("The Portfolio Board approves another £40k on P-302")
    assert value(result, "total_cost", "P-302") == 75000
    assert value(result, "total_share", "P-302") == Decimal("0.075")
    assert "would be for the Sponsor" in text_of(result)


def test_the_ledger_has_more_re_baselines_than_its_board_may_approve(analyst: Enquiry) -> None:
    register = text_of(changes(analyst, project="P-301"))

    assert "Re-baselines so far: 3" in register
    assert "+58.7%" in register
    assert "+14.1%" in register
    assert "presumption to stop" in register
    decided = headline_of(change_authority(analyst, project="P-301", kind="baseline"))
    assert decided.startswith("The Investment Committee approves the next re-baseline")


@pytest.mark.parametrize(("email", "amount", "body"), [(MAYA, 5000, "Sponsor"), (PRIYA, 25000, "Portfolio Board")])
def test_who_asks_may_not_approve(demo: Portfolio, email: str, amount: int, body: str) -> None:
    result = change_authority(asked_by(email, demo, PackagedRules()), project="P-102", amount=Decimal(amount))

    assert headline_of(result).startswith(f"The {body} approves")
    assert "PMO-POL-001 v4.0 §3.2" in {clause.ref for clause in result.clauses}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ({"project": "P-401", "amount": Decimal(1000)}, "NOT_APPLICABLE", "no baseline yet"),
        ({"project": "P-401", "gate": "G3"}, "OK", "Investment Committee approves the gates"),
        ({"amount": Decimal(250000), "kind": "investment"}, "OK", "Sponsor approves a project"),
        ({"amount": Decimal(250001), "kind": "investment"}, "OK", "Portfolio Board approves a project"),
        ({"kind": "investment"}, "OK", "depends on the whole-life cost"),
        ({"amount": Decimal(40000)}, "OK", "at the lowest the Sponsor"),
        ({"amount": Decimal(40000), "budget": Decimal(1000000), "approved": Decimal(35000)}, "OK", "Portfolio Board"),
        ({"percent": Decimal("0.04")}, "OK", "for the Sponsor"),
        ({"percent": Decimal("0.04"), "budget": Decimal(500000)}, "OK", "£20k is 4%"),
        ({"amount": Decimal(40000), "currency": "USD"}, "INVALID_INPUT", "another"),
        ({}, "OK", "depends on the size"),
    ],
)
def test_who_approves(analyst: Enquiry, arguments: dict[str, Any], status: str, said: str) -> None:
    result = change_authority(analyst, **arguments)

    assert result.status == status
    assert said in text_of(result)


def test_what_each_level_may_still_approve(analyst: Enquiry) -> None:
    result = change_authority(analyst, project="P-302")

    room = {f.subject: f.value for f in result.figures if f.key == "approval_room"}
    assert room == {"P-302.project_manager": 0, "P-302.sponsor": 15000, "P-302.portfolio_board": 65000}


def test_a_house_without_rules_on_authority_is_told_so(demo: Portfolio) -> None:
    bare = asked_by(ANALYST, demo, Without("authority.changes", "authority.investment"))

    for arguments in ({"project": "P-302", "amount": Decimal(1)}, {"amount": Decimal(1)}, {"kind": "investment"}):
        assert change_authority(bare, **arguments).status == "INSUFFICIENT_DATA"  # type: ignore[arg-type]


def test_a_hidden_project_is_as_one_that_does_not_exist(analyst: Enquiry, demo: Portfolio) -> None:
    for tool in (changes, change_authority):
        hidden, unknown = tool(analyst, project="P-502"), tool(analyst, project="P-999")
        assert hidden.status == unknown.status == "NOT_FOUND"
        assert hidden.headline == unknown.headline
        assert hidden.next_steps == unknown.next_steps
    assert changes(asked_by(DIRECTOR, demo, PackagedRules()), project="P-502").status == "OK"


def test_changes_are_as_they_were_known_in_the_past(demo: Portfolio) -> None:
    then = asked_by(ANALYST, demo, PackagedRules(), today=date(2026, 9, 1), as_of=date(2026, 8, 31))

    waiting = {f.subject for f in changes(then).figures if f.key == "change_waiting"}

    assert waiting == {"CR-114", "CR-115"}
    assert then.today < TODAY


def test_a_portfolio_that_is_not_known_is_not_found(analyst: Enquiry) -> None:
    assert changes(analyst, portfolio="PF-XXX").status == "NOT_FOUND"
