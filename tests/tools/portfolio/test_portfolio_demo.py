"""The demo's data hold together: what must be quiet is quiet, and nothing derived is stored."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from tools.facts.governance import GateFacts
from tools.facts.milestones import MilestoneFacts
from tools.facts.project import ProjectFacts, load_projects
from tools.portfolio.access import identify
from tools.portfolio.calendar import working_days_between
from tools.portfolio.database import Portfolio
from tools.portfolio.loading import DEMO
from tools.portfolio.records import find_records
from tools.portfolio.tables import TABLES

D = date.fromisoformat
AS_OF, TODAY, UK = D("2026-10-31"), D("2026-11-03"), "GB-ENG"
STANDING_STILL = ("P-303", "P-403")


@pytest.fixture(scope="module")
def projects(demo: Portfolio) -> list[ProjectFacts]:
    return known(demo, TODAY)


def known(demo: Portfolio, on: date) -> list[ProjectFacts]:
    viewer = identify(demo, "daniel.reyes@calderwyre.example")
    with demo.session() as session:
        return load_projects(session, viewer, min(AS_OF, on), on)


def running(projects: list[ProjectFacts]) -> list[ProjectFacts]:
    return [facts for facts in projects if facts.running]


def open_milestones(facts: ProjectFacts) -> list[MilestoneFacts]:
    return [each for each in facts.milestones if each.status != "ACHIEVED"]


def test_the_organisation_is_on_its_fixed_day(demo: Portfolio) -> None:
    organisation = demo.organisation()

    assert (organisation.today, organisation.calendar) == (TODAY, UK)
    assert (organisation.currency, organisation.fy_start_month) == ("GBP", 4)


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("maya.okafor", {"PM"}),
        ("daniel.reyes", {"PORTFOLIO_DIRECTOR"}),
        ("helen.strand", {"EXEC"}),
        ("tomasz.wolny", {"PMO_ANALYST"}),
        ("ines.marchetti", {"EVALUATOR"}),
        ("sam.viewer", {"VIEWER"}),
    ],
)
def test_the_people_who_ask_are_there_in_their_roles(demo: Portfolio, name: str, roles: set[str]) -> None:
    assert identify(demo, f"{name}@calderwyre.example").roles == roles


def test_every_baseline_is_planned_to_the_pound_and_grows_steadily(projects: list[ProjectFacts]) -> None:
    for baseline in [each for facts in projects for each in facts.baselines]:
        amounts = [pv for _, pv in baseline.plan]

        assert amounts[-1] == baseline.bac
        assert amounts == sorted(amounts)
        assert baseline.plan[-1][0] >= baseline.finish


def test_month_ends_are_complete_and_grow_except_where_the_version_changes(projects: list[ProjectFacts]) -> None:
    for facts in projects:
        for before, after in zip(facts.snapshots, facts.snapshots[1:], strict=False):
            assert (after.period_end - before.period_end).days in (28, 29, 30, 31)
            assert (after.ac or 0) >= (before.ac or 0)
            assert (after.ev or 0) >= (before.ev or 0)
            if before.baseline_version == after.baseline_version:
                assert (after.pv or 0) >= (before.pv or 0)
        assert not facts.running or facts.snapshots[-1].period_end == AS_OF
        assert all(each.ev <= facts.baselines[-1].bac for each in facts.snapshots if each.ev is not None)


def test_month_ends_are_locked_by_working_day_three(projects: list[ProjectFacts]) -> None:
    for snapshot in [each for facts in projects for each in facts.snapshots]:
        assert snapshot.locked_on is not None
        assert 1 <= working_days_between(snapshot.period_end, snapshot.locked_on, UK) <= 3


def test_spend_at_the_year_ends_is_as_recorded(projects: list[ProjectFacts]) -> None:
    recorded = {
        (facts.project_id, each.period_end.isoformat()): each.ac for facts in projects for each in facts.snapshots
    }

    assert recorded["P-201", "2025-03-31"] == 1650000
    assert recorded["P-301", "2025-03-31"] == 450000
    assert [recorded[each, "2026-03-31"] for each in ("P-102", "P-201", "P-206", "P-301", "P-404", "P-503")] == [
        Decimal(amount) for amount in (95000, 7450000, 35000, 2480000, 26000, 30000)
    ]


def test_milestones_are_achieved_lately_and_ahead_but_for_one(projects: list[ProjectFacts]) -> None:
    for facts in running(projects):
        achieved = [each.actual_date for each in facts.milestones if each.actual_date]
        lately = any(D("2026-08-10") <= day <= AS_OF for day in achieved)
        assert lately is (facts.project_id not in STANDING_STILL), facts.project_id
        assert not [each for each in facts.milestones if each.kind == "GO_LIVE" and each.actual_date]

    behind = [each for facts in projects for each in open_milestones(facts) if (each.forecast_date or TODAY) <= TODAY]
    assert [(each.name, each.kind, each.critical) for each in behind] == [("Pump house roof closed", "KEY", False)]
    assert behind[0].baseline_date == behind[0].forecast_date == behind[0].original_date == D("2026-10-27")


def test_no_key_milestone_is_more_than_ten_working_days_late(projects: list[ProjectFacts]) -> None:
    for milestone in [each for facts in projects for each in facts.milestones if each.kind == "KEY"]:
        expected = milestone.actual_date or milestone.forecast_date
        if milestone.baseline_date and expected:
            assert working_days_between(milestone.baseline_date, expected, UK) <= 10, milestone


@pytest.mark.parametrize("on", ["2026-05-04", "2026-08-04", "2026-09-04", "2026-10-06", "2026-11-03"])
def test_a_project_finishes_no_earlier_than_its_last_open_milestone(demo: Portfolio, on: str) -> None:
    for facts in known(demo, D(on)):
        last = max((each.forecast_date for each in open_milestones(facts) if each.forecast_date), default=None)
        if last and facts.forecast_finish:
            assert last <= facts.forecast_finish, facts.project_id


GATE_PAPERS = {
    "G0": {"MANDATE"},
    "G1": {"STRATEGIC_CASE", "RISK_REGISTER"},
    "G2": {"OBC", "OPTIONS_APPRAISAL", "BENEFIT_PROFILE", "COST_ESTIMATE", "RESOURCE_PLAN", "DPIA"},
    "G3": {"FBC", "BASELINE_PLAN", "COST_ESTIMATE", "PROCUREMENT_STRATEGY", "DEPENDENCY_AGREEMENT", "RESOURCE_PLAN"},
    "G4": {"TEST_REPORT", "CUTOVER_PLAN", "TRAINING_PLAN", "OPERATIONAL_ACCEPTANCE", "SECURITY_ASSESSMENT"},
}
NEW_STANDARD = D("2026-02-01")


def required(facts: ProjectFacts, gate: GateFacts) -> set[str]:
    """The documents that the lifecycle standard asked for on the day of the decision."""
    assert gate.decision_date is not None
    papers = set(GATE_PAPERS[gate.gate])
    if gate.decision_date < NEW_STANDARD:
        papers -= {"BENEFIT_PROFILE"}
    if gate.gate == "G3":
        papers |= {"ARCHITECTURE_APPROVAL", "SECURITY_ASSESSMENT"} if facts.type == "DIGITAL" else set()
        papers |= {"SAFETY_CASE"} if facts.safety_relevant else set()
        large = facts.wlc is not None and facts.wlc >= 2000000
        papers |= {"QRA"} if large and gate.decision_date >= NEW_STANDARD else set()
    return papers


def test_every_gate_had_its_documents_on_the_day_but_for_two(demo: Portfolio, projects: list[ProjectFacts]) -> None:
    artefact, wanting = TABLES["artefact"], {}
    with demo.session() as session:
        documents = session.execute(select(artefact).where(artefact.c.status == "APPROVED")).all()
    for facts in projects:
        own = [each for each in documents if each.project_id == facts.project_id]
        for gate in [each for each in facts.gates if each.decision_date]:
            approved = {each.type for each in own if each.approved_on <= gate.decision_date}
            if missing := required(facts, gate) - approved:
                wanting[facts.project_id, gate.gate] = missing

    assert wanting == {("P-204", "G3"): {"PROCUREMENT_STRATEGY"}, ("P-304", "G3"): {"ARCHITECTURE_APPROVAL"}}
    held = {(facts.project_id, each.type): each.status for facts in projects for each in facts.artefacts}
    assert (held["P-204", "PROCUREMENT_STRATEGY"], held["P-304", "ARCHITECTURE_APPROVAL"]) == ("DRAFT", "IN_REVIEW")


def test_one_benefit_profile_came_after_its_gate_as_the_older_standard_allowed(projects: list[ProjectFacts]) -> None:
    late = {
        facts.project_id: each.approved_on
        for facts in projects
        for each in facts.artefacts
        for gate in facts.gates
        if each.type == "BENEFIT_PROFILE"
        and gate.gate == "G2"
        and each.approved_on
        and gate.decision_date
        and each.approved_on > gate.decision_date
    }

    assert late == {"P-404": D("2025-09-11")}


def test_gates_are_decided_by_the_board_with_authority_on_papers_in_time(projects: list[ProjectFacts]) -> None:
    for facts in projects:
        for gate in facts.gates:
            assert facts.wlc is not None
            assert gate.board == (
                "Portfolio Board"
                if facts.wlc <= 2000000
                else "Investment Committee"
                if facts.wlc <= 10000000
                else "Executive Board"
            )
            if gate.decision_date and gate.papers_submitted_on:
                ahead = working_days_between(gate.papers_submitted_on, gate.decision_date, UK)
                assert ahead >= (10 if gate.decision_date >= NEW_STANDARD else 5)


def test_every_condition_was_due_within_its_window_and_met_on_time(
    projects: list[ProjectFacts], demo: Portfolio
) -> None:
    conditions = [(gate, each) for facts in projects for gate in facts.gates for each in gate.conditions]

    assert {gate.decision for gate, _ in conditions} == {"APPROVE_WITH_CONDITIONS"}
    for gate, each in conditions:
        assert gate.decision_date is not None
        assert each.due_date is not None
        assert (each.due_date - gate.decision_date).days <= (60 if gate.decision_date >= NEW_STANDARD else 90)
        assert each.status == "MET"
        on_its_day = [c for facts in known(demo, each.due_date) for g in facts.gates for c in g.conditions]
        assert each in on_its_day


def test_the_gates_ahead_are_the_planned_ones(projects: list[ProjectFacts]) -> None:
    ahead = {
        (facts.project_id, gate.gate): gate for facts in projects for gate in facts.gates if gate.decision == "PENDING"
    }

    assert {key: gate.planned_date for key, gate in ahead.items()} == {
        ("P-101", "G4"): D("2026-11-19"),
        ("P-103", "G3"): D("2026-12-17"),
        ("P-205", "G2"): D("2026-11-26"),
        ("P-205", "G3"): D("2027-01-21"),
        ("P-401", "G3"): D("2026-12-10"),
        ("P-402", "G3"): D("2026-12-17"),
        ("P-502", "G3"): D("2027-01-14"),
    }


def test_the_documents_for_service_stand_as_recorded(projects: list[ProjectFacts]) -> None:
    held = {each.type: each.status for facts in projects if facts.project_id == "P-101" for each in facts.artefacts}

    assert [held.get(each) for each in ("CUTOVER_PLAN", "TRAINING_PLAN", "TEST_REPORT", "SECURITY_ASSESSMENT")] == [
        "APPROVED",
        "APPROVED",
        "DRAFT",
        "IN_REVIEW",
    ]
    assert "OPERATIONAL_ACCEPTANCE" not in held


def test_exactly_one_description_holds_an_instruction(projects: list[ProjectFacts]) -> None:
    instructed = [facts.project_id for facts in projects if "assistant:" in (facts.description or "").lower()]

    assert instructed == ["P-503"]


def test_sponsor_and_manager_are_two_people_with_an_address(demo: Portfolio, projects: list[ProjectFacts]) -> None:
    with demo.session() as session:
        named = {
            record.name for record in find_records(session, identify(demo, "daniel.reyes@calderwyre.example"), TODAY)
        }

    assert all(facts.sponsor != facts.pm for facts in projects)
    assert {each for facts in projects for each in (facts.sponsor, facts.pm)} <= named


GIVEN_BY_PEOPLE = {"complexity_score", "score", "scored_on", "variance"}


def test_nothing_computed_stands_in_the_files() -> None:
    derived = ("cpi", "spi", "eac_1", "slip", "calculated", "flag", "score", "overdue", "variance", "tcpi")
    for path in DEMO.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        found = {name for name in header for word in derived if word in name}
        assert found <= GIVEN_BY_PEOPLE, path.name
