"""A rule that is quiet on the demo would speak if the records were otherwise: its silence is no accident."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from tests.tools.demo_by_hand import flagged_gates, flagged_registers, flagged_strategy, reading
from tests.tools.demo_by_hand.flags import RULES
from tests.tools.demo_by_hand.projects import INTERNAL, project, running
from tests.tools.demo_by_hand.reading import NOW, Day, rows
from tests.tools.demo_by_hand.truths import projects_with

OCTOBER = "2026-10-31"
NEXT_SPRING = Day(date(2027, 4, 1), NOW.data)


@dataclass(frozen=True)
class Change:
    """Cells that a test writes into the lines of a table whose cells begin as wanted."""

    table: str
    where: dict[str, str]
    cells: dict[str, str]


def write(change: Change) -> None:
    lines = [dict(row) for row in rows(change.table)]
    hit = [line for line in lines if all(line[name].startswith(cell) for name, cell in change.where.items())]
    assert hit, f"no line of {change.table} is meant"
    for line in hit:
        line.update(change.cells)
    reading.ALTERED[change.table] = tuple(lines)
    forget()


def forget() -> None:
    """Let every function of the script read again."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tests.tools.demo_by_hand"):
            for held in vars(module).values():
                getattr(held, "cache_clear", lambda: None)()


@pytest.fixture(autouse=True)
def _as_recorded() -> Iterator[None]:
    yield
    reading.ALTERED.clear()
    forget()


SILENT = {
    "A3": ("P-101", [Change("objective_link", {"project_id": "P-101"}, {"contribution": "1"})]),
    "A4": ("P-101", [Change("objective_link", {"project_id": "P-101"}, {"confirmed_on": ""})]),
    "A9": ("P-102", [Change("benefit", {"project_id": "P-102"}, {"target_value": ""})]),
    "A10": ("P-404", [Change("benefit_value", {"benefit_id": "B-404-1"}, {"forecast": "1"})]),
    "A16": ("P-101", [Change("proposal", {"proposal_id": "PR-51"}, {"converted_project_id": ""})]),
    "B2": ("P-101", [Change("gate_review", {"review_id": "P-101-G3"}, {"decision": "REJECT"})]),
    "B4": ("P-101", [Change("gate_condition", {"review_id": "P-101-G3"}, {"closed_on": ""})]),
    "B6": ("P-103", [Change("gate_review", {"review_id": "P-103-G1"}, {"decision": "REJECT"})]),
    "B7": ("P-304", [Change("change_request", {"change_request_id": "CR-105"}, {"approver_id": "tobias.keller"})]),
    "B8": ("P-201", [Change("change_request", {"change_request_id": "CR-115"},
                            {"board_id": "", "approver_id": "ingrid.solheim"})]),
    "B10": ("P-203", [Change("waiver", {"waiver_id": "W-011"}, {"expires_on": "2026-11-29"})]),
    "B11": ("P-101", [Change("milestone_progress", {"milestone_id": "P-101-M6"}, {"actual_date": "2026-08-04"})]),
    "B13": ("P-101", [Change("project_state", {"project_id": "P-101"}, {"sponsor_id": "maya.okafor"})]),
    "C3": ("P-104", [Change("rag_assessment", {"report_id": "SR-104", "dimension": "OVERALL"}, {"reported": "G"})]),
    "C5": ("P-201", [Change("exception_report", {"exception_id": "EX-014"}, {"approved_until": "2026-11-02"})]),
    "C7": ("P-203", [Change("change_request", {"change_request_id": "CR-069"}, {"status": "REJECTED"})]),
    "C9": ("P-303", [Change("project_baseline", {"project_id": "P-303"}, {"bac": "340000"})]),
    "C10": ("P-101", [
        Change("snapshot_anchor", {"project_id": "P-101", "date": OCTOBER}, {"pm_eac": "1040000"}),
        Change("status_report_version", {"report_id": f"SR-101-{OCTOBER}"}, {"variance": ""}),
        Change("forecast_history", {"project_id": "P-101"}, {"reason": ""}),
    ]),
    "C12": ("P-301", [Change("milestone_baseline", {"milestone_id": "P-301-M5", "version": "2"},
                             {"baseline_date": "2026-05-16"})]),
    "C13": ("P-201", [Change("rag_assessment", {"report_id": "SR-201-2026-10-15"}, {"path_to_green_date": ""})]),
    "C14": ("P-102", [Change("forecast_spend", {"project_id": "P-102", "as_of": OCTOBER, "month": "2026-11"},
                             {"amount": "90000"})]),
    "C15": ("P-102", [Change("contingency_drawdown", {"project_id": "P-102"}, {"amount": "45000"})]),
    "C16": ("P-102", [Change("snapshot_anchor", {"project_id": "P-102", "date": OCTOBER}, {"ac": "95000"})]),
    "D2": ("P-101", [Change("risk_state", {"risk_id": "R-231"}, {"next_review": "2026-11-02"})]),
    "D3": ("P-101", [Change("risk_state", {"risk_id": "R-231"}, {"residual_p": "5", "residual_i": "4"})]),
    "D4": ("P-404", [Change("risk_state", {"risk_id": "R-39"}, {"valid_from": "2026-08-04"})]),
    "D5": ("P-101", [Change("risk_state", {"risk_id": "R-231"}, {"cost_likely": "75000"})]),
    "D6": ("P-101", [Change("issue", {"issue_id": "I-101"}, {"severity": "CRITICAL"})]),
    "D7": ("P-101", [Change("assumption", {"assumption_id": "AS-101"}, {"validate_by": "2026-11-02"})]),
    "D9": ("P-101", [Change("dependency", {"dependency_id": "DEP-01"}, {"provider_agreed_on": ""})]),
    "D12": ("P-304", [Change("vacancy", {"project_id": "P-304"}, {"filled_on": ""})]),
    "D13": ("P-302", [Change("change_request", {"change_request_id": "CR-104"}, {"work_started_on": "2026-05-27"})]),
    "D15": ("P-302", [Change("change_request", {"change_request_id": "CR-104"}, {"cost_impact": "100001"})]),
    "D16": ("P-102", [Change("month_lock", {"period_end": OCTOBER}, {"locked_on": "2026-11-04"})]),
}  # fmt: skip
"""For each rule that speaks of no project: one project, and what would have to be recorded."""


def test_every_silent_rule_is_tried() -> None:
    assert {code for code in RULES if not projects_with(code)} - {"B5"} == set(SILENT)


@pytest.mark.parametrize("code", SILENT)
def test_a_silent_rule_speaks_of_other_records(code: str) -> None:
    project_id, changes = SILENT[code]
    before = RULES[code](project(project_id))

    for change in changes:
        write(change)

    assert not before
    assert RULES[code](project(project_id))


def test_an_approval_lapses_in_the_spring_where_its_stage_never_began() -> None:
    """B5 cannot speak before February 2027, a year after the standard that knows it."""
    assert not RULES["B5"](project("P-103", NEXT_SPRING))

    write(Change("project_state", {"project_id": "P-103", "stage": "PLAN"}, {"valid_from": "2028-01-01"}))

    assert RULES["B5"](project("P-103", NEXT_SPRING))


def test_the_rules_on_the_whole_speak_of_other_records_too() -> None:
    write(Change("objective_kpi", {"objective_id": "SO-5"}, {"target_date": "2027-06-30"}))
    write(Change("benefit", {"benefit_id": "B-104-1"}, {"measure": "Cost", "org_unit": "Customer"}))
    write(Change("benefit", {"benefit_id": "B-205-1"}, {"measure": "Cost", "org_unit": "Customer"}))
    write(Change("project_state", {"project_id": "P-010", "stage": "CLOSED"}, {"valid_from": "2024-11-29"}))
    write(Change("benefit_value", {"benefit_id": "B-010-1", "quarter_end": "2026"}, {"actual": ""}))
    write(Change("artefact", {"project_id": "P-003", "type": "LESSONS_REPORT"}, {"approved_on": ""}))
    write(Change("allocation_month", {"allocation_id": "AL-101-01"}, {"days": "300"}))

    assert flagged_strategy.orphaned(running()) == {"SO-5"}
    assert flagged_strategy.claimed_twice(running()) == {"P-104"}
    assert flagged_strategy.tracking_stopped() == {"P-010"}
    assert flagged_gates.closed_without_review() == {"P-003"}
    assert flagged_registers.overcommitted_pools(INTERNAL) == {"business-analyst"}
