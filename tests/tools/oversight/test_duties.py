"""What people of the demo owe, and which decisions the boards have before them, worked out from its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge.rulebook import Rule
from tests.tools.test_demo_truth import PackagedRules, asked_by
from tests.tools.worked_projects import clause, enquiry, headline_of, project, report, text_of
from tools.facts.changes import ChangeFacts
from tools.facts.reporting import WaitingReport
from tools.judgement.authority import body_for, cumulative_change
from tools.oversight.decisions import decisions_needed
from tools.oversight.duties import duties
from tools.oversight.horizon import last_day
from tools.oversight.owed_decisions import changes_owed
from tools.oversight.owed_reports import reports_owed
from tools.portfolio.database import Portfolio
from tools.result import ToolResult

D = date.fromisoformat
Ask = Callable[..., ToolResult]


class Without(PackagedRules):
    """The packaged rules of a house that holds none of some."""

    def __init__(self, *absent: str) -> None:
        self.absent = absent

    def rule(self, rule_id: str, on: date) -> Rule | None:
        return None if rule_id in self.absent else super().rule(rule_id, on)


@pytest.fixture
def ask(demo: Portfolio) -> Ask:
    def asked(
        tool: Callable[..., ToolResult], asker: str, rules: Any = None, on: str = "2026-11-03", **given: Any
    ) -> ToolResult:
        today = D(on)
        email = f"{asker}@calderwyre.example"
        return tool(asked_by(email, demo, rules or PackagedRules(), today, min(D("2026-10-31"), today)), **given)

    return asked


def items(result: ToolResult) -> list[str]:
    """The first cell of every row."""
    return [row[0].strip("{}") for row in result.table.rows] if result.table else []


def test_a_manager_owes_reports_papers_reviews_and_the_exception_report(ask: Ask) -> None:
    result = ask(duties, "maya.okafor")

    assert headline_of(result) == "You have 6 things due this month, up to 30 Nov 2026; 1 of them overdue."
    assert items(result) == [
        "P-101 exception report on cost", "P-101 G4 papers", "P-102 report to 31 Oct 2026", "R-231",
        "P-101 report to 15 Nov 2026", "P-102 report to 15 Nov 2026",
    ]  # fmt: skip
    said = text_of(result)
    assert "Overdue since 10 Sep 2026: raise the exception report on cost (P-101 Aurora CRM)" in said
    assert "Due 5 Nov 2026: send the papers for G4 to the board that meets on 19 Nov 2026" in said
    assert {"PMO-STD-004 v2.3 §4.6", "PMO-STD-002 v3.1 §4.3", "PROC-DIG-021 v1.6 §2.1", "PMO-STD-006 v3.0 §2.5"} == {
        each.ref for each in result.clauses
    }


def test_reports_that_were_never_written_are_overdue_one_by_one(ask: Ask) -> None:
    result = ask(duties, "tomasz.wolny", person="Dermot Kelly", until="overdue")

    assert items(result) == ["P-302 report to 31 Aug 2026", "P-302 report to 30 Sep 2026"]
    assert "Overdue since 7 Sep 2026" in text_of(result)
    assert "Overdue since 7 Oct 2026" in text_of(result)


def test_nothing_owed_is_an_answer_of_its_own(ask: Ask) -> None:
    result = ask(duties, "sam.viewer")

    assert (result.status, result.table) == ("OK", None)
    assert headline_of(result) == "Nothing on record is due this month from you, up to 30 Nov 2026."


def test_what_is_due_later_is_said_where_nothing_is_due_now(ask: Ask) -> None:
    result = ask(duties, "priya.raman", until="today")

    assert headline_of(result) == "Nothing on record is due today from you, up to 3 Nov 2026."
    assert "Due later: 2, the next on 18 Dec 2026" in text_of(result)


def test_a_member_of_a_board_shares_its_decisions(ask: Ask) -> None:
    assert items(ask(duties, "helen.strand", about="decisions")) == ["DEC-041", "DEC-042"]
    assert items(ask(decisions_needed, "helen.strand", mine=True)) == ["DEC-041", "DEC-042", "P-401 G3"]


def test_one_project_and_one_area_narrow_the_list(ask: Ask) -> None:
    assert items(ask(duties, "maya.okafor", project="P-102", about="reports")) == [
        "P-102 report to 31 Oct 2026",
        "P-102 report to 15 Nov 2026",
    ]


def test_a_person_or_project_that_may_not_be_known_reads_like_one_that_does_not_exist(ask: Ask) -> None:
    hidden, absent = (ask(duties, "sam.viewer", project=name) for name in ("P-502", "P-999"))
    stranger = ask(duties, "sam.viewer", person="Nobody Known")

    assert (hidden.status, hidden.headline) == (absent.status, absent.headline) == ("NOT_FOUND", stranger.headline)


def test_what_was_due_on_an_earlier_day_is_read_as_it_stood_then(ask: Ask) -> None:
    then = ask(duties, "tomasz.wolny", person="Dermot Kelly", on="2026-09-10", until="overdue")

    assert items(then) == ["P-302 report to 31 Aug 2026"]


def test_without_a_rule_of_reporting_no_report_is_claimed_to_be_due(ask: Ask) -> None:
    held = Without("reporting.cycle", "reporting.cycle_local", "reporting.red", "gates.papers")

    assert items(ask(duties, "maya.okafor", rules=held)) == ["P-101 exception report on cost", "R-231"]


def test_the_boards_have_eleven_decisions_before_them(ask: Ask) -> None:
    result = ask(decisions_needed, "tomasz.wolny")

    assert items(result) == [
        "CR-118", "DEC-041", "DEC-042", "P-101 G4", "DEC-044", "DEC-045", "P-205 G2", "P-401 G3", "P-103 G3",
        "P-402 G3", "P-205 G3",
    ]  # fmt: skip
    said = text_of(result)
    assert headline_of(result).startswith("11 decisions wait, 1 of them overdue; the first is due on 22 Oct 2026")
    assert "asked of the board as DEC-043, by 19 Nov 2026" in said
    assert "Portfolio Board has 8 decisions before it and meets next on 19 Nov 2026." in said
    assert "Investment Committee has 3 decisions before it and meets next on 12 Nov 2026." in said
    stakes = {figure.subject: figure.value for figure in result.figures if figure.key.startswith("stake_")}
    assert stakes["CR-118"] == Decimal(22000)
    assert stakes["DEC-041"] == Decimal(2920000)
    assert stakes["P-401 G3"] == Decimal(3200000)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"board": "BD-IC"}, ["DEC-041", "DEC-042", "P-401 G3"]),
        ({"portfolio": "PF-SUS"}, ["DEC-044", "P-401 G3", "P-402 G3"]),
        ({"programme": "PG-30"}, ["CR-118", "DEC-041"]),
        ({"board": "BD-PB", "until": "week"}, ["CR-118"]),
        ({"project": "P-303"}, []),
    ],
)
def test_decisions_by_scope(ask: Ask, scope: dict[str, str], expected: list[str]) -> None:
    assert items(ask(decisions_needed, "tomasz.wolny", **scope)) == expected


def test_a_gate_of_hidden_work_is_on_the_agenda_only_of_those_who_may_know(ask: Ask) -> None:
    assert "P-502 G3" not in items(ask(decisions_needed, "helen.strand"))
    assert "P-502 G3" in items(ask(decisions_needed, "daniel.reyes"))


BANDS = Rule(
    "authority.changes",
    clause("2.0", "1"),
    {
        "bands": (
            {"body": "Project manager", "ratio": Decimal("0.02"), "up_to": Decimal(25000)},
            {"body": "Sponsor", "ratio": Decimal("0.05"), "up_to": Decimal(100000)},
            {"body": "Board", "ratio": Decimal("0.10")},
            {"body": "Committee"},
        )
    },
    False,
)


@pytest.mark.parametrize(
    ("amount", "body"),
    [(20000, "Project manager"), (20001, "Sponsor"), (50000, "Sponsor"), (100000, "Board"), (100001, "Committee")],
)
def test_who_decides_by_size(amount: int, body: str) -> None:
    assert body_for(BANDS, Decimal(amount), Decimal(1000000)) == body


def test_without_amount_or_rule_nobody_is_named() -> None:
    assert body_for(BANDS, None, Decimal(1)) is None
    assert body_for(None, Decimal(1), Decimal(1)) is None


def change(**given: Any) -> ChangeFacts:
    held = ChangeFacts(
        "CR-1", "SCOPE", "More.", "pm", D("2026-10-01"), None, None, Decimal(20000), 0, None, False, "SUBMITTED",
        None, None, False, None, None, None, "change_request/CR-1",
    )  # fmt: skip
    return replace(held, **given)


def test_what_was_approved_before_counts_for_who_decides() -> None:
    before = change(change_request_id="CR-0", status="APPROVED", decided_on=D("2026-08-01"), cost_impact=Decimal(35000))
    own = replace(before, change_request_id="CR-B", new_baseline_version=1)
    facts = project(changes=(before, own, change()))

    assert cumulative_change(facts, change()) == Decimal(55000)


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({}, "2026-10-22"),  # 15 working days
        ({"returned_on": D("2026-10-05"), "resumed_on": D("2026-10-09")}, "2026-10-28"),  # the clock stood for four
        ({"returned_on": D("2026-10-05")}, None),  # with its author
        ({"submitted_on": None}, None),
    ],
)
def test_a_change_is_due_with_its_clock_stopped_while_it_is_with_its_author(
    given: dict[str, Any], due: str | None
) -> None:
    facts = project(changes=(change(**given),))

    (owed,) = changes_owed(facts, enquiry(PackagedRules()), {})

    assert owed.due == (D(due) if due else None)


def test_nobody_is_asked_to_decide_what_they_raised() -> None:
    facts = project(pm_id="pm", changes=(change(),))

    (owed,) = changes_owed(facts, enquiry(PackagedRules()), {})

    assert (owed.body, owed.owners) == ("Project manager", ())


def test_a_submitted_report_waits_for_the_sponsor_and_is_not_owed_again() -> None:
    facts = project(sponsor_id="ann", pm_id="max", report=report(D("2026-09-30"), OVERALL="G"))
    waiting = WaitingReport(D("2026-10-31"), D("2026-11-02"), "status_report_version/S/1")

    found = list(reports_owed(facts, enquiry(PackagedRules()), [waiting]))

    (approval,) = (each for each in found if each.kind == "report_approval")
    assert (approval.due, approval.owners) == (D("2026-11-05"), ("ann",))
    assert [each.values["period"] for each in found if each.kind == "report"] == [D("2026-11-30")]


@pytest.mark.parametrize(
    ("horizon", "last"),
    [
        ("overdue", "2026-11-02"), ("today", "2026-11-03"), ("week", "2026-11-08"), ("next_week", "2026-11-15"),
        ("month", "2026-11-30"), ("next_month", "2026-12-31"),
    ],
)  # fmt: skip
def test_how_far_a_question_looks(horizon: Any, last: str) -> None:
    assert last_day(horizon, D("2026-11-03")) == D(last)
