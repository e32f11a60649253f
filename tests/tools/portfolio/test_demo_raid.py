"""The demo's risks, issues, assumptions and dependencies: the truths they must give, and what stays quiet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from tools.facts.project import load_projects
from tools.portfolio.access import identify
from tools.portfolio.calendar import working_days_between
from tools.portfolio.database import Portfolio
from tools.portfolio.tables import TABLES

D = date.fromisoformat
AS_OF, TODAY, UK = D("2026-10-31"), D("2026-11-03"), "GB-ENG"
HIGH = 10
SCALE = ((Decimal("0.05"), 1), (Decimal("0.20"), 2), (Decimal("0.40"), 3), (Decimal("0.60"), 4), (Decimal(1), 5))
CONTINGENCY_LEFT = {
    "P-101": 60000,
    "P-102": 70000,
    "P-103": 48000,
    "P-104": 85000,
    "P-201": 1200000,
    "P-202": 65000,
    "P-203": 420000,
    "P-204": 260000,
    "P-205": 90000,
    "P-206": 55000,
    "P-301": 600000,
    "P-302": 75000,
    "P-303": 34000,
    "P-304": 150000,
    "P-305": 110000,
    "P-306": 480000,
    "P-401": 400000,
    "P-402": 120000,
    "P-403": 40000,
    "P-404": 12000,
    "P-405": 250000,
    "P-501": 230000,
    "P-502": 420000,
    "P-503": 26000,
}


def rows(demo: Portfolio, name: str) -> Sequence[Any]:
    table = TABLES[name]
    with demo.session() as session:
        return session.execute(select(table).order_by(*table.primary_key)).all()


@pytest.fixture(scope="module")
def states(demo: Portfolio) -> dict[str, list[Any]]:
    """The states of each risk, oldest first."""
    held = defaultdict(list)
    for row in rows(demo, "risk_state"):
        held[row.risk_id].append(row)
    return dict(held)


@pytest.fixture(scope="module")
def risks(demo: Portfolio, states: dict[str, list[Any]]) -> list[tuple[Any, Any]]:
    """The risks that are open today, each with its state."""
    every = [(risk, states[risk.risk_id][-1]) for risk in rows(demo, "risk")]
    return [(risk, state) for risk, state in every if state.status == "OPEN"]


def score(state: Any) -> int:
    product: int = state.residual_p * state.residual_i
    return product


def emv(state: Any) -> Decimal:
    return (state.probability or Decimal(0)) * (state.cost_likely or Decimal(0))


def test_the_top_risks_are_those_of_the_truth_table(risks: list[tuple[Any, Any]]) -> None:
    top = sorted(risks, key=lambda each: (-score(each[1]), -emv(each[1])))[:5]

    assert [(risk.risk_id, risk.project_id, score(state), emv(state)) for risk, state in top] == [
        ("R-221", "P-301", 16, 225000),
        ("R-204", "P-401", 16, 100000),
        ("R-211", "P-201", 15, 600000),
        ("R-231", "P-101", 15, 28000),
        ("R-241", "P-306", 12, 120000),
    ]
    assert {risk.risk_id for risk, state in risks if score(state) > 12} == {"R-221", "R-204", "R-211", "R-231"}


def test_exposure_is_as_printed_and_elsewhere_within_three_fifths_of_contingency(
    risks: list[tuple[Any, Any]],
) -> None:
    exposure: dict[str, Decimal] = defaultdict(Decimal)
    for risk, state in risks:
        if not risk.is_opportunity:
            exposure[risk.project_id] += emv(state)

    assert {each: exposure[each] for each in ("P-101", "P-201", "P-301", "P-401")} == {
        "P-101": 36000,
        "P-201": 780000,
        "P-301": 330000,
        "P-401": 270000,
    }
    assert set(exposure) == set(CONTINGENCY_LEFT)
    over = {each for each, left in CONTINGENCY_LEFT.items() if exposure[each] > left * Decimal("0.6")}
    assert over == {"P-201", "P-401"}


def test_the_three_quantified_risks_of_the_depot_fleet_are_plain_amounts(risks: list[tuple[Any, Any]]) -> None:
    quantified = [state for risk, state in risks if risk.project_id == "P-401" and state.probability]

    assert [(each.risk_id, each.probability, each.cost_likely, score(each)) for each in quantified] == [
        ("R-204", Decimal("0.5"), 200000, 16),
        ("R-205", Decimal("0.3"), 300000, 12),
        ("R-206", Decimal("0.1"), 800000, 10),
    ]
    assert {(each.cost_min, each.cost_max) for each in quantified} == {(None, None)}


def test_a_probability_in_percent_lies_in_its_class(states: dict[str, list[Any]]) -> None:
    for state in [each for history in states.values() for each in history if each.probability is not None]:
        given = next(p for limit, p in SCALE if state.probability <= limit)
        assert state.residual_p == given, state.risk_id
        assert state.cost_likely, state.risk_id


def test_a_high_risk_has_owner_response_and_open_action_but_for_one(
    demo: Portfolio, risks: list[tuple[Any, Any]]
) -> None:
    acted_on = {row.risk_id for row in rows(demo, "risk_action") if row.status == "OPEN"}
    active = {row.person_id for row in rows(demo, "person") if row.active}
    unowned = [risk.risk_id for risk, state in risks if state.owner_id not in active]
    idle = [risk.risk_id for risk, state in risks if score(state) >= HIGH and risk.risk_id not in acted_on]

    assert unowned == ["R-204"]
    assert idle == []
    assert all(state.response for _, state in risks)
    assert all(state.accepted_by_id for _, state in risks if state.response == "ACCEPT")


def test_every_risk_was_reviewed_in_time_through_all_its_life(states: dict[str, list[Any]]) -> None:
    for history in states.values():
        for state, later in pairwise([*history, None]):
            if state.status == "OPEN":
                limit = 30 if score(state) >= HIGH else 90
                assert state.last_reviewed == state.valid_from, state.risk_id
                assert 0 < (state.next_review - state.last_reviewed).days <= limit, state.risk_id
                assert (later.valid_from if later else TODAY) <= state.next_review, state.risk_id
                assert later is not None or state.next_review > TODAY, state.risk_id
            if later:
                assert (later.valid_from - state.valid_to).days == 1, state.risk_id
            else:
                assert state.valid_to is None, state.risk_id


def test_registers_of_projects_in_delivery_hold_three_risks_and_live(
    demo: Portfolio, risks: list[tuple[Any, Any]]
) -> None:
    with demo.session() as session:
        facts = load_projects(session, identify(demo, "daniel.reyes@calderwyre.example"), AS_OF, TODAY)
    delivering = {each.project_id for each in facts if each.stage == "DELIVER" and each.running}
    held = Counter(risk.project_id for risk, _ in risks)
    lately = {risk.project_id for risk, state in risks if state.last_reviewed >= D("2026-08-10")}

    assert len(delivering) == 19
    assert all(held[each] >= 3 for each in delivering)
    assert delivering <= lately


def test_some_risks_were_closed_came_true_or_changed(states: dict[str, list[Any]]) -> None:
    ends = Counter(history[-1].status for history in states.values())
    moved = [each for each in states.values() if len({score(state) for state in each}) > 1]

    assert all(ends[each] >= 3 for each in ("CLOSED", "REALISED", "TRANSFERRED"))
    assert len(moved) >= 15


def test_what_came_true_is_an_issue(demo: Portfolio, states: dict[str, list[Any]]) -> None:
    realised = {risk_id for risk_id, history in states.items() if history[-1].status == "REALISED"}

    assert realised == {row.risk_id for row in rows(demo, "issue") if row.risk_id}


def test_contingency_was_drawn_against_risks_that_were_in_the_register_then(
    demo: Portfolio, states: dict[str, list[Any]]
) -> None:
    project_of = {row.risk_id: row.project_id for row in rows(demo, "risk")}
    for drawn in rows(demo, "contingency_drawdown"):
        assert project_of[drawn.risk_id] == drawn.project_id, drawn.drawdown_id
        assert states[drawn.risk_id][0].valid_from <= drawn.drawn_on, drawn.drawdown_id


def test_open_issues_and_assumptions_have_owners_and_days_ahead(demo: Portfolio) -> None:
    issues = [row for row in rows(demo, "issue") if row.status == "OPEN"]
    assumptions = [row for row in rows(demo, "assumption") if row.status == "OPEN"]

    assert issues
    assert all(row.owner_id and row.severity != "CRITICAL" for row in issues)
    assert all(row.target_date > TODAY for row in issues if row.target_date)
    assert [row.issue_id for row in issues if not row.target_date] == []
    assert all(row.owner_id and row.validate_by > TODAY for row in assumptions)
    assert all(row.resolution for row in rows(demo, "issue") if row.status == "CLOSED")


def test_dependencies_are_those_of_the_truth_table(demo: Portfolio) -> None:
    forecast = {row.milestone_id: row.forecast_date for row in rows(demo, "milestone_progress")}  # the newest stays
    found = [
        (
            row.dependency_id,
            row.provider_id or row.provider_name,
            row.consumer_id,
            row.type,
            str(row.need_by),
            str(row.promised_date),
            str(row.forecast_date or forecast[row.milestone_id]),
        )
        for row in rows(demo, "dependency")
    ]

    assert found == [
        ("DEP-01", "P-104", "P-101", "HARD", "2026-11-09", "2026-12-08", "2026-12-15"),
        ("DEP-02", "P-104", "P-102", "SOFT", "2027-02-26", "2026-12-08", "2026-12-15"),
        ("DEP-03", "P-202", "P-201", "SOFT", "2027-05-28", "2027-04-16", "2027-04-21"),
        ("DEP-04", "P-304", "P-503", "HARD", "2026-12-18", "2026-12-11", "2026-12-11"),
        ("DEP-05", "Handset supplier", "P-503", "EXTERNAL", "2026-11-20", "2026-11-13", "2026-11-13"),
        ("DEP-06", "P-301", "P-302", "HARD", "2027-07-30", "2027-06-11", "2027-06-25"),
        ("DEP-07", "P-303", "P-301", "SOFT", "2027-03-31", "2027-01-08", "2027-01-15"),
    ]
    assert [each[0] for each in found if each[6] > each[4]] == ["DEP-01"]


def test_dependencies_were_agreed_by_both_sides_in_twenty_working_days(demo: Portfolio) -> None:
    for row in rows(demo, "dependency"):
        for agreed in (row.provider_agreed_on, row.consumer_agreed_on):
            assert 0 < working_days_between(row.raised_on, agreed, UK) <= 20, row.dependency_id
        late = row.dependency_id == "DEP-01"
        assert not (late and row.workaround), "a way around it would quiet the clash"
