"""The demo's benefits, business cases and stop estimates give the printed figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.portfolio.demo_rows import rows, sums
from tools.portfolio.database import Portfolio

D = date.fromisoformat
TODAY, HOUSE = D("2026-11-03"), Decimal("0.07")
CLOSED = ("P-009", "P-010")


def present_value(flows: list[tuple[int, Decimal]], rate: Decimal = HOUSE) -> Decimal:
    return sum((amount / (1 + rate) ** year for year, amount in flows), Decimal(0))


def net(row: Any) -> Decimal:
    gained: Decimal = row["benefit_cash"] + row["benefit_noncash"]
    return gained - row["capex"] - row["opex"]


def npv(demo: Portfolio, case_id: str, rate: Decimal = HOUSE) -> Decimal:
    flows = rows(demo, "cash_flow", case_id=case_id, option_id="PREFERRED")
    return present_value([(row["year_index"], net(row)) for row in flows], rate)


def values(demo: Portfolio, *project_ids: str) -> list[tuple[Any, Any]]:
    """Benefits with their quarters; of running projects where no project is named."""
    benefits = {row["benefit_id"]: row for row in rows(demo, "benefit") if row["project_id"]}
    return [
        (benefit, row)
        for row in rows(demo, "benefit_value")
        if (benefit := benefits.get(row["benefit_id"]))
        and (benefit["project_id"] in project_ids or (not project_ids and benefit["project_id"] not in CLOSED))
    ]


@pytest.mark.parametrize(
    ("case_id", "thousands"), [("BC-301-1", 1960), ("BC-301-2", -740), ("BC-201-1", 5356), ("BC-201-2", 2656)]
)
def test_the_two_refreshed_cases_are_as_printed(demo: Portfolio, case_id: str, thousands: int) -> None:
    assert round(npv(demo, case_id) / 1000) == thousands


def test_only_two_cases_are_refreshed_and_only_one_of_them_no_longer_pays(demo: Portfolio) -> None:
    refreshed = rows(demo, "business_case", kind="REFRESHED")

    assert [row["project_id"] for row in refreshed] == ["P-201", "P-301"]
    assert [npv(demo, row["case_id"]) < 0 for row in refreshed] == [False, True]


def test_approved_cases_pay_at_the_house_rate_but_for_the_mandated_one(demo: Portfolio) -> None:
    approved = [row for row in rows(demo, "business_case", kind="APPROVED") if row["project_id"]]
    below = [row["project_id"] for row in approved if npv(demo, row["case_id"]) <= 0]

    assert len(approved) == 23
    assert below == ["P-203"]
    for row in approved:
        assert row["discount_rate"] == HOUSE
        assert abs(row["stated_npv"] - npv(demo, row["case_id"])) <= 5000, row["case_id"]


def test_a_case_spends_the_whole_life_cost_of_its_project(demo: Portfolio) -> None:
    wlc = {row["project_id"]: row["wlc"] for row in rows(demo, "project")}
    cost = sums((row["case_id"], row["capex"] + row["opex"]) for row in rows(demo, "cash_flow"))
    for row in rows(demo, "business_case", kind="APPROVED"):
        if row["project_id"] and row["project_id"] not in ("P-201", "P-301"):  # printed as net flows
            assert cost[row["case_id"]] == wlc[row["project_id"]], row["case_id"]


def test_the_portal_forgoes_60000_and_the_ledger_more_than_it_saves(demo: Portfolio) -> None:
    forgone = {
        each: present_value(
            [(row["year_index"], row["amount"]) for row in rows(demo, "forgone_benefit", project_id=each)]
        )
        for each in ("P-303", "P-301")
    }
    stop = {row["project_id"]: row for row in rows(demo, "stop_estimate")}
    to_go = {"P-303": Decimal(450000 - 310000), "P-301": Decimal(7300000 - 4380000)}
    saved = {
        each: to_go[each] - row["committed"] + row["run_cost_avoided"] - row["exit_cost"] - forgone[each]
        for each, row in stop.items()
    }

    assert set(stop) == {"P-303", "P-301"}
    assert forgone["P-303"] == 60000
    assert saved["P-303"] == 45000
    assert round(saved["P-301"], -4) == -4610000


def test_what_last_year_brought_is_as_printed(demo: Portfolio) -> None:
    year = [
        (benefit["benefit_class"], row)
        for benefit, row in values(demo, *CLOSED)
        if D("2025-04-01") <= row["quarter_end"] <= D("2026-03-31")
    ]
    planned = sums((kind, row["planned"]) for kind, row in year)
    actual = sums((kind, row["actual"]) for kind, row in year)
    verified = sums((kind, row["actual"]) for kind, row in year if row["verified"])

    assert (planned["CASHABLE"], actual["CASHABLE"], verified["CASHABLE"]) == (600000, 492000, 462000)
    assert (planned["NON_CASHABLE"], verified["NON_CASHABLE"]) == (20000, 14000)


def test_closed_projects_are_tracked_for_every_quarter_of_two_years(demo: Portfolio) -> None:
    quarters = sums(
        (benefit["benefit_id"], Decimal(row["actual"] is not None)) for benefit, row in values(demo, *CLOSED)
    )

    assert set(quarters.values()) == {8}
    assert all(row["reported_on"] > row["quarter_end"] for _, row in values(demo, *CLOSED))


def test_running_projects_have_nothing_due_and_expect_nearly_all(demo: Portfolio) -> None:
    running = values(demo)
    planned = sums((benefit["benefit_id"], row["planned"]) for benefit, row in running)
    forecast = sums((benefit["benefit_id"], row["forecast"]) for benefit, row in running)

    assert not [row for _, row in running if row["actual"] is not None or row["quarter_end"] <= TODAY]
    assert all(forecast[each] / planned[each] >= Decimal("0.95") for each in planned)


def test_every_project_has_a_measured_benefit_and_only_one_has_no_owner(demo: Portfolio) -> None:
    states = [row for row in rows(demo, "project_state") if row["valid_to"] is None and row["stage"] != "CLOSED"]
    managers = {row["project_id"]: row["pm_id"] for row in states}
    benefits = [row for row in rows(demo, "benefit") if row["project_id"] in managers]
    facts = ("measure", "unit", "direction", "baseline_value", "target_value", "start_date", "full_effect_date")

    assert {row["project_id"] for row in benefits} == set(managers)
    assert all(row[each] is not None for row in benefits for each in facts)
    assert [row["project_id"] for row in benefits if row["owner_id"] is None] == ["P-305"]
    assert not [row for row in benefits if row["owner_id"] == managers[row["project_id"]]]


def test_the_benefit_without_an_owner_is_worth_1200000_from_the_autumn_of_2027(demo: Portfolio) -> None:
    skills = values(demo, "P-305")

    assert {benefit["benefit_class"] for benefit, _ in skills} == {"CASHABLE"}
    assert sum(row["planned"] for _, row in skills) == 1200000
    assert min(row["quarter_end"] for _, row in skills) == D("2027-09-30")


def test_no_two_benefits_claim_the_same_unless_they_are_shared(demo: Portfolio) -> None:
    claims = [(row["measure"], row["unit"], row["org_unit"]) for row in rows(demo, "benefit")]
    shared = [row["shared_group"] for row in rows(demo, "benefit") if row["shared_group"]]

    assert len(set(claims)) == len(claims)
    assert shared == ["calls-avoided", "calls-avoided"]
