"""The demo's objectives, links, budgets and spend forecasts give the printed figures of the portfolio."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.portfolio.demo_rows import HIDDEN, rows, spent, sums
from tools.portfolio.database import Portfolio

D = date.fromisoformat
YEAR, LAST_YEAR, TODAY = D("2026-04-01"), D("2025-04-01"), D("2026-11-03")
SEPTEMBER, OCTOBER = D("2026-09-30"), D("2026-10-31")


def holds(row: Any, on: date) -> bool:
    return row["valid_from"] <= on and (row["valid_to"] is None or row["valid_to"] >= on)


def states(demo: Portfolio, on: date) -> dict[str, Any]:
    return {row["objective_id"]: row for row in rows(demo, "objective_state") if holds(row, on)}


def links(demo: Portfolio, on: date = TODAY) -> list[Any]:
    return [row for row in rows(demo, "objective_link") if holds(row, on)]


def year_forecast(demo: Portfolio, as_of: date) -> dict[str, Decimal]:
    """Spent since the year began, and what was then expected of the rest."""
    before, now = spent(demo, D("2026-03-31")), spent(demo, as_of)
    ahead = sums((row["project_id"], row["amount"]) for row in rows(demo, "forecast_spend", as_of=as_of))
    return {each: now[each] - before.get(each, Decimal(0)) + ahead[each] for each in ahead}


def test_the_weights_of_the_active_objectives_sum_to_one_on_every_day(demo: Portfolio) -> None:
    recorded = rows(demo, "objective_state", status="ACTIVE")
    for day in (LAST_YEAR + timedelta(days=n) for n in range((TODAY - LAST_YEAR).days + 1)):
        assert sum(row["weight"] for row in recorded if holds(row, day)) == 1, day


def test_one_objective_was_retired_without_a_successor_and_one_is_a_draft(demo: Portfolio) -> None:
    now = states(demo, TODAY)

    assert {key: str(row["weight"].normalize()) for key, row in now.items() if row["status"] == "ACTIVE"} == {
        "SO-1": "0.25",
        "SO-2": "0.3",
        "SO-3": "0.2",
        "SO-4": "0.15",
        "SO-5": "0.1",
    }
    assert (now["SO-6"]["status"], (TODAY - now["SO-6"]["valid_from"]).days) == ("RETIRED", 217)
    assert now["SO-7"]["status"] == "DRAFT"
    assert not [row for row in rows(demo, "strategic_objective") if row["successor_id"]]


def test_every_active_objective_is_measured_until_the_end_of_2027_at_least(demo: Portfolio) -> None:
    measured = {row["objective_id"]: row for row in rows(demo, "objective_kpi")}

    assert {f"SO-{n}" for n in range(1, 6)} <= set(measured)
    assert all(row["target_date"] >= D("2027-12-31") for row in measured.values())


def test_a_project_never_links_more_than_its_whole_purpose(demo: Portfolio) -> None:
    for on in sorted({row["valid_from"] for row in rows(demo, "objective_link")}):
        shares = sums((row["project_id"], row["share"]) for row in links(demo, on))
        assert {each: share for each, share in shares.items() if share != 1} in ({"P-203": Decimal("0.9")}, {})
    assert "P-205" not in {row["project_id"] for row in links(demo)}


def test_a_direct_contribution_is_confirmed_in_time_by_the_owner_of_the_objective(demo: Portfolio) -> None:
    for row in [each for each in rows(demo, "objective_link") if each["contribution"] == 3]:
        assert row["confirmed_by_id"] == states(demo, row["confirmed_on"])[row["objective_id"]]["owner_id"]
        assert 0 <= (row["confirmed_on"] - row["valid_from"]).days <= 60


def test_spending_by_objective_gives_the_printed_shares(demo: Portfolio) -> None:
    forecast = {each: money for each, money in year_forecast(demo, OCTOBER).items() if each not in HIDDEN}
    free = sum(money for each, money in forecast.items() if each != "P-203")
    live = {key for key, row in states(demo, TODAY).items() if row["status"] == "ACTIVE"}
    by_objective = sums(
        (row["objective_id"], forecast[row["project_id"]] * row["share"])
        for row in links(demo)
        if row["project_id"] in forecast and row["project_id"] != "P-203" and row["objective_id"] in live
    )

    assert free == 20000000
    assert {key: float(money / free) for key, money in by_objective.items()} == {
        "SO-1": 0.10,
        "SO-2": 0.35,
        "SO-3": 0.25,
        "SO-4": 0.05,
        "SO-5": 0.05,
    }


@pytest.mark.parametrize(
    ("project_id", "september", "october"),
    [
        ("P-101", 1015000, 1030000),
        ("P-102", 582000, 582000),
        ("P-201", 4800000, 4900000),
        ("P-301", 2930000, 3000000),
        ("P-303", 353000, 360000),
        ("P-306", 3700000, 3700000),
        ("P-401", 430000, 450000),
        ("P-405", 270000, 300000),
        ("P-501", 900000, 900000),
    ],
)
def test_the_year_is_forecast_as_printed(demo: Portfolio, project_id: str, september: int, october: int) -> None:
    assert year_forecast(demo, SEPTEMBER)[project_id] == september
    assert year_forecast(demo, OCTOBER)[project_id] == october


def test_only_six_managers_moved_their_forecast_of_the_year(demo: Portfolio) -> None:
    before, now = year_forecast(demo, SEPTEMBER), year_forecast(demo, OCTOBER)

    assert {each for each in now if now[each] != before[each]} == {"P-101", "P-201", "P-301", "P-303", "P-401", "P-405"}
    assert sum(money for each, money in now.items() if each not in HIDDEN) == 22600000


def budget(demo: Portfolio, year: date) -> list[Any]:
    lines = rows(demo, "budget_line", fy_start=year)
    return [row for row in lines if row["category"] != "CONTINGENCY" and row["project_id"] not in HIDDEN]


@pytest.mark.parametrize(("year", "total"), [(YEAR, 21570000), (LAST_YEAR, 12042000)])
def test_the_budgets_of_portfolios_are_the_sums_of_their_projects(demo: Portfolio, year: date, total: int) -> None:
    home = {row["project_id"]: row["portfolio_id"] for row in rows(demo, "project")}
    lines = sums(((home[row["project_id"]], row["cost_type"]), row["revised"]) for row in budget(demo, year))
    held = rows(demo, "portfolio_budget", fy_start=year)

    assert len(held) == 4
    assert sum(row["capex"] + row["opex"] for row in held) == total
    for row in held:
        assert (row["capex"], row["opex"]) == tuple(lines[row["portfolio_id"], kind] for kind in ("CAPEX", "OPEX"))


def test_a_budget_moved_in_the_year_by_approved_changes_only(demo: Portfolio) -> None:
    moved = sums((row["project_id"], row["revised"] - row["baseline"]) for row in budget(demo, YEAR))
    approved = sums(
        (row["project_id"], row["cost_impact"])
        for row in rows(demo, "change_request")
        if row["status"] in ("APPROVED", "IMPLEMENTED") and row["decided_on"] >= YEAR
    )

    assert {each: money for each, money in moved.items() if money} == {
        each: money for each, money in approved.items() if money and each not in HIDDEN
    }


def test_before_a_baseline_contingency_is_a_line_of_the_budget(demo: Portfolio) -> None:
    kept = {row["project_id"]: int(row["revised"]) for row in rows(demo, "budget_line", category="CONTINGENCY")}

    assert kept == {"P-103": 48000, "P-205": 90000, "P-401": 400000, "P-402": 120000, "P-502": 420000}


def test_contingency_left_is_as_printed_and_never_burns_ahead_of_progress(demo: Portfolio) -> None:
    drawn = sums((row["project_id"], row["amount"]) for row in rows(demo, "contingency_drawdown"))
    current = {row["project_id"]: row for row in rows(demo, "project_baseline")}
    earned = {row["project_id"]: row["ev_cum"] for row in rows(demo, "snapshot_month", period_end=OCTOBER)}
    left = {each: int(current[each]["contingency"] - money) for each, money in drawn.items()}

    assert len(left) == 19
    assert [left[each] for each in ("P-101", "P-201", "P-301", "P-303", "P-404")] == [
        60000,
        1200000,
        600000,
        34000,
        12000,
    ]
    for each, money in drawn.items():
        assert money / current[each]["contingency"] <= earned[each] / current[each]["bac"], each


def test_contingency_was_drawn_after_its_baseline_against_a_risk_of_the_project(demo: Portfolio) -> None:
    risks = {row["risk_id"]: row for row in rows(demo, "risk")}
    current = {row["project_id"]: row for row in rows(demo, "project_baseline")}
    for row in rows(demo, "contingency_drawdown"):
        baseline, risk = current[row["project_id"]], risks[row["risk_id"]]
        assert risk["project_id"] == row["project_id"]
        assert max(risk["raised_on"], baseline["approved_on"]) <= row["drawn_on"] <= TODAY
        within = Decimal("0.1") if row["board_id"] == "BD-PB" else Decimal("0.05")
        assert row["amount"] <= within * baseline["bac"]
        assert row["board_id"] or row["amount"] <= 100000
