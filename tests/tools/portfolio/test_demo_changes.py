"""The demo's changes and decisions were taken at the right level and in time, but for the one that waits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.tools.portfolio.demo_rows import rows
from tools.portfolio.calendar import working_days_between
from tools.portfolio.database import Portfolio

D = date.fromisoformat
TODAY, UK = D("2026-11-03"), "GB-ENG"
APPROVED = ("APPROVED", "IMPLEMENTED")
LEVELS = ("manager", "sponsor", "BD-PB", "BD-IC")


def changes(demo: Portfolio, *statuses: str) -> list[Any]:
    return [row for row in rows(demo, "change_request") if not statuses or row["status"] in statuses]


def baseline_before(demo: Portfolio, row: Any) -> Any:
    """The baseline that stood when the change was decided; not the one it made."""
    stood = rows(demo, "project_baseline", project_id=row["project_id"])
    return [each for each in stood if each["approved_on"] <= row["decided_on"] and not makes(row, each)][-1]


def makes(row: Any, baseline: Any) -> bool:
    return baseline["change_request_id"] == row["change_request_id"]


def level_needed(demo: Portfolio, row: Any) -> str:
    """By the running total since the baseline, this change included (PMO-STD-005 §2.2 and §2.3)."""
    baseline = baseline_before(demo, row)
    earlier = [
        each
        for each in changes(demo, *APPROVED)
        if each["project_id"] == row["project_id"]
        and baseline["approved_on"] <= each["decided_on"] <= row["decided_on"]
        and each["change_request_id"] not in (baseline["change_request_id"], row["change_request_id"])
    ]
    total = row["cost_impact"] + sum(each["cost_impact"] for each in earlier)
    share = total / baseline["bac"]
    if share <= Decimal("0.02") and total <= 25000:
        return "manager"
    if share <= Decimal("0.05") and total <= 100000:
        return "sponsor"
    return "BD-PB" if share <= Decimal("0.1") else "BD-IC"


def level_taken(demo: Portfolio, row: Any) -> str:
    people = {(each["sponsor_id"], each["pm_id"]) for each in rows(demo, "project_state", project_id=row["project_id"])}
    assert len(people) == 1
    ((sponsor, manager),) = people
    return row["board_id"] or {sponsor: "sponsor", manager: "manager"}[row["approver_id"]]


def test_every_change_was_decided_by_the_level_of_its_running_total(demo: Portfolio) -> None:
    for row in changes(demo, *APPROVED):
        assert LEVELS.index(level_taken(demo, row)) >= LEVELS.index(level_needed(demo, row)), row["change_request_id"]


def test_nobody_decided_a_request_of_their_own(demo: Portfolio) -> None:
    assert not [row for row in changes(demo) if row["approver_id"] and row["approver_id"] == row["raised_by_id"]]


def test_changes_were_decided_within_fifteen_working_days_and_work_began_after(demo: Portfolio) -> None:
    for row in changes(demo, *APPROVED, "REJECTED"):
        assert row["raised_on"] <= row["submitted_on"] < row["decided_on"] <= TODAY
        assert working_days_between(row["submitted_on"], row["decided_on"], UK) <= 15
        assert (row["work_started_on"] or row["decided_on"]) >= row["decided_on"]
    assert not [row for row in changes(demo, "REJECTED", "WITHDRAWN", "SUBMITTED") if row["work_started_on"]]


def test_one_change_is_open_and_has_waited_23_working_days(demo: Portfolio) -> None:
    (waiting,) = changes(demo, "SUBMITTED", "DRAFT")

    assert (waiting["change_request_id"], waiting["project_id"], waiting["cost_impact"]) == ("CR-118", "P-302", 22000)
    assert working_days_between(waiting["submitted_on"], TODAY, UK) == 23


def test_payroll_has_35000_of_changes_approved(demo: Portfolio) -> None:
    approved = [row for row in changes(demo, *APPROVED) if row["project_id"] == "P-302"]

    assert [(row["change_request_id"], row["cost_impact"]) for row in approved] == [("CR-104", 35000)]


def test_every_later_baseline_has_its_approved_change(demo: Portfolio) -> None:
    later = {
        row["change_request_id"]: (row["project_id"], row["version"], row["approved_on"])
        for row in rows(demo, "project_baseline")
        if row["version"] > 0
    }
    made = {row["change_request_id"]: row for row in changes(demo, "APPROVED") if row["type"] == "BASELINE"}

    assert {
        key: (row["project_id"], row["new_baseline_version"], row["decided_on"]) for key, row in made.items()
    } == later
    for row in made.values():
        before = baseline_before(demo, row)
        (after,) = [each for each in rows(demo, "project_baseline") if makes(row, each)]
        assert row["cost_impact"] == after["bac"] - before["bac"]
        assert row["schedule_days"] == (after["finish"] - before["finish"]).days


def test_no_manager_approved_more_than_five_small_changes_in_ninety_days(demo: Portfolio) -> None:
    small = [row for row in changes(demo, *APPROVED) if level_taken(demo, row) == "manager"]
    for row in small:
        near = [
            each
            for each in small
            if each["project_id"] == row["project_id"] and 0 <= (row["decided_on"] - each["decided_on"]).days <= 90
        ]
        assert len(near) <= 5


def test_five_decisions_are_needed_and_none_on_the_procurement_portal(demo: Portfolio) -> None:
    needed = {
        row["decision_id"]: (row["project_id"], row["board_id"], row["needed_by"].isoformat())
        for row in rows(demo, "decision", status="NEEDED")
    }

    assert needed == {
        "DEC-041": ("P-301", "BD-IC", "2026-11-12"),
        "DEC-042": ("P-306", "BD-IC", "2026-11-12"),
        "DEC-043": ("P-302", "BD-PB", "2026-11-19"),
        "DEC-044": ("P-403", "BD-PB", "2026-11-26"),
        "DEC-045": (None, "BD-PB", "2026-11-26"),
    }
    assert not rows(demo, "decision", project_id="P-303")


def test_decisions_were_made_on_days_on_which_their_board_met(demo: Portfolio) -> None:
    met = {(row["board_id"], row["meeting_date"]) for row in rows(demo, "board_meeting")}
    decided = rows(demo, "decision", status="MADE")

    assert len(decided) >= 15
    assert {(row["board_id"], row["decided_on"]) for row in decided} <= met
    by_board = [row for row in changes(demo) if row["board_id"]]
    assert {(row["board_id"], row["decided_on"]) for row in by_board} <= met


def test_nothing_was_decided_on_the_procurement_portal_since_may(demo: Portfolio) -> None:
    changed = [row["decided_on"] for row in changes(demo) if row["project_id"] == "P-303"]
    drawn = [row["drawn_on"] for row in rows(demo, "contingency_drawdown", project_id="P-303")]

    assert max(changed + drawn) < D("2026-06-01")


def test_two_waivers_stand_in_the_register_and_one_of_them_has_run_out(demo: Portfolio) -> None:
    waivers = {row["waiver_id"]: row for row in rows(demo, "waiver")}

    assert {key: row["project_id"] for key, row in waivers.items()} == {"W-007": "P-304", "W-011": "P-203"}
    assert waivers["W-007"]["requirement"] == "ARCHITECTURE_APPROVAL"
    assert waivers["W-007"]["expires_on"] < TODAY <= waivers["W-011"]["expires_on"]
    for row in waivers.values():
        assert row["board_id"] == "BD-EB"
        assert (row["expires_on"] - row["approved_on"]).days <= 184
        assert row["requested_by_id"] not in {
            member["person_id"] for member in rows(demo, "board_member", board_id="BD-EB")
        }


def test_lessons_are_there_three_of_them_on_data_migration(demo: Portfolio) -> None:
    lessons = rows(demo, "lesson")
    closed = {row["project_id"] for row in rows(demo, "project_state", stage="CLOSED")}

    assert len(lessons) >= 8
    assert len([row for row in lessons if row["category"] == "data migration"]) == 3
    assert {row["project_id"] in closed for row in lessons} == {True, False}
    assert all(row["embedded_in"] for row in lessons if row["status"] == "EMBEDDED")
