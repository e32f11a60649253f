"""The colours that come from registers: scope, benefits, resources, risk, and deliveries that come too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.worked_projects import BASELINE, enquiry, quiet_project
from tools.facts.changes import ChangeFacts
from tools.facts.dependencies import DependencyFacts
from tools.facts.money import BudgetFacts, DrawdownFacts
from tools.facts.pools import MonthFacts, PoolFacts
from tools.facts.project import ProjectFacts
from tools.facts.raid import RiskFacts
from tools.facts.resources import BookingFacts, VacancyFacts
from tools.facts.value import BenefitFacts, BenefitValueFacts
from tools.judgement.rating import judge

D = date.fromisoformat


def colour_of(name: str, facts: ProjectFacts) -> str:
    return judge(facts, enquiry()).colour(name)


def change(**fields: Any) -> ChangeFacts:
    made = ChangeFacts(
        change_request_id="CR-1", type="SCOPE", description="One more report", raised_by_id="max",
        submitted_on=D("2026-10-13"), returned_on=None, resumed_on=None, cost_impact=Decimal(1000),
        schedule_days=None, benefit_impact=None, emergency=False, status="SUBMITTED", approver=None,
        approver_id=None, by_board=False, decided_on=None, work_started_on=None, new_baseline_version=None,
        row="change_request/CR-1",
    )  # fmt: skip
    return replace(made, **fields)


@pytest.mark.parametrize(
    ("fields", "colour"),
    [
        ({}, "G"),  # 15 working days on 3 November: at the limit
        ({"submitted_on": D("2026-10-12")}, "A"),
        ({"submitted_on": D("2026-09-01"), "returned_on": D("2026-09-02"), "resumed_on": D("2026-10-30")}, "G"),
        (
            {"submitted_on": D("2026-09-01"), "returned_on": D("2026-09-02")},
            "G",
        ),  # the clock stands until it is resumed
        ({"submitted_on": D("2026-09-01"), "status": "DRAFT"}, "G"),
        ({"submitted_on": D("2026-09-01"), "status": "APPROVED", "decided_on": D("2026-09-10")}, "G"),
        ({"work_started_on": D("2026-10-20")}, "R"),
        ({"work_started_on": D("2026-10-20"), "emergency": True}, "G"),
        ({"work_started_on": D("2026-10-20"), "status": "APPROVED", "decided_on": D("2026-10-19")}, "G"),
    ],
)
def test_scope_waits_and_works_by_its_changes(fields: dict[str, Any], colour: str) -> None:
    assert colour_of("SCOPE", quiet_project(changes=(change(**fields),))) == colour


def amount(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def benefit(*quarters: tuple[int | None, int | None, int | None, bool], **fields: Any) -> BenefitFacts:
    values = tuple(
        BenefitValueFacts(
            D(f"2027-0{n}-28"), *(None if v is None else Decimal(v) for v in amounts), verified, f"row/{n}"
        )
        for n, (*amounts, verified) in enumerate(quarters, 1)
    )
    made = BenefitFacts(
        benefit_id="B-1", title="Fewer calls", benefit_class="CASHABLE", measure="calls", unit="GBP",
        direction="DOWN", baseline_value=None, target_value=None, start_date=None, full_effect_date=None,
        end_date=None, owner=None, org_unit=None, validated_on=None, kpi_id=None, shared_group=None,
        status="PLANNED", values=values, row="benefit/B-1",
    )  # fmt: skip
    return replace(made, **fields)


@pytest.mark.parametrize(
    ("benefits", "colour"),
    [
        ((), "NA"),
        ((benefit((100, 95, None, False)),), "G"),
        ((benefit((10000, 9499, None, False)),), "A"),
        ((benefit((100, 85, None, False)),), "A"),
        ((benefit((10000, 8499, None, False)),), "R"),
        (
            (benefit((100, 100, 50, True), (100, 100, None, False)),),
            "R",
        ),  # realised, not forecast
        ((benefit((100, 100, 50, False), (100, 100, None, False)),), "G"),  # not verified: not realised yet
        ((benefit((100, None, None, False)),), "NR"),
        ((benefit((None, None, None, False)),), "NA"),
        # Money is taken together; hours are not money.
        ((benefit((100, 50, None, False)), benefit((900, 900, None, False), benefit_id="B-2")), "G"),
        ((benefit((100, 50, None, False), unit="hours"), benefit((900, 900, None, False), benefit_id="B-2")), "R"),
        # The same benefit claimed twice counts once, and a loss counts against a gain.
        (
            (
                benefit((100, 100, None, False), shared_group="calls"),
                benefit((100, 0, None, False), benefit_id="B-2", shared_group="calls"),
            ),
            "G",
        ),
        (
            (
                benefit((200, 200, None, False)),
                benefit((100, 120, None, False), benefit_id="B-2", benefit_class="DISBENEFIT"),
            ),
            "R",
        ),
        # A loss that stands alone has no plan that it could fall short of, in money or in anything else.
        ((benefit((100, 50, None, False), unit="hours", benefit_class="DISBENEFIT"),), "NA"),
        ((benefit((100, 50, None, False), benefit_class="DISBENEFIT"),), "NA"),
    ],
)
def test_benefits_are_forecast_against_their_plan(benefits: tuple[BenefitFacts, ...], colour: str) -> None:
    assert colour_of("BENEFITS", quiet_project(benefits=benefits)) == colour


def booked(share: str, *, month: str = "2026-12-01", booking: str = "HARD") -> dict[str, Any]:
    first = D(month)
    demand = Decimal(share) * 10
    hard, soft = (demand, Decimal(0)) if booking == "HARD" else (Decimal(0), demand)
    days = MonthFacts(first, Decimal(20), Decimal(4), Decimal("0.375"), hard, soft, f"role_capacity/ARCH/{month}")
    held = BookingFacts(
        "AL-1", "ARCH", "architect", None, None, booking, False, None, ((first, Decimal(3)),), "allocation/AL-1"
    )
    return {"pools": (PoolFacts("ARCH", None, "architect", (days,)),), "bookings": (held,)}


@pytest.mark.parametrize(
    ("fields", "colour"),
    [
        ({}, "NR"),
        (booked("1.00"), "G"),
        (booked("1.01"), "A"),
        (booked("1.15"), "A"),
        (booked("1.16"), "R"),
        (booked("1.16", month="2026-11-01"), "R"),  # this month is the first of the six
        (booked("1.16", month="2027-04-01"), "R"),
        (booked("1.16", month="2027-05-01"), "NR"),
        (booked("1.16", month="2026-10-01"), "NR"),
        (booked("1.16", booking="SOFT"), "NR"),
    ],
)
def test_resources_follow_the_worst_month_of_what_is_booked(fields: dict[str, Any], colour: str) -> None:
    assert colour_of("RESOURCES", quiet_project(**fields)) == colour


@pytest.mark.parametrize(
    ("since", "needed", "key", "colour"),
    [
        ("2026-10-04", None, True, "NR"),  # 30 days
        ("2026-10-03", None, True, "A"),
        ("2026-09-04", None, True, "A"),  # 60 days
        ("2026-09-03", None, True, "R"),
        ("2026-09-03", "2026-10-20", True, "NR"),
        ("2026-09-03", None, False, "NR"),
    ],
)
def test_a_key_role_that_nobody_fills_colours_resources(since: str, needed: str | None, key: bool, colour: str) -> None:
    vacancy = VacancyFacts("architect", D(since), D(needed) if needed else None, key, "vacancy/X-1/ARCH")

    assert colour_of("RESOURCES", quiet_project(vacancies=(vacancy,))) == colour


def risk(p: int | None = 2, i: int | None = 3, **fields: Any) -> RiskFacts:
    made = RiskFacts(
        risk_id="R-1", title="Late", category="SCHEDULE", is_opportunity=False, raised_on=D("2026-06-01"),
        since=D("2026-06-01"), status="OPEN", inherent_p=None, inherent_i=None, residual_p=p, residual_i=i,
        target_p=None, target_i=None, probability=None, cost_min=None, cost_likely=None, cost_max=None,
        schedule_days=None, response="REDUCE", accepted_by_id=None, owner=None, proximity_date=None,
        last_reviewed=None, next_review=None, escalated_on=None, escalated_to_id=None, actions=(),
        row="risk/R-1", state_row="risk_state/R-1/2026-06-01",
    )  # fmt: skip
    return replace(made, **fields)


def worth(probability: str, impact: int, **fields: Any) -> RiskFacts:
    return risk(1, 1, probability=Decimal(probability), cost_likely=Decimal(impact), **fields)


CONTINGENCY = {"baselines": (replace(BASELINE, contingency=Decimal(100)),)}
DRAWN = DrawdownFacts(D("2026-09-01"), Decimal(60), None, None, None, "contingency_drawdown/1")
BUDGET = BudgetFacts(D("2026-04-01"), "CAPEX", "CONTINGENCY", Decimal(100), Decimal(100), "budget_line/1")


@pytest.mark.parametrize(
    ("fields", "colour"),
    [
        ({}, "NR"),
        ({"risks": (risk(),)}, "G"),
        ({"risks": (risk(3, 5),)}, "A"),
        ({"risks": (risk(4, 4),)}, "A"),
        ({"risks": (risk(4, 5),)}, "R"),
        ({"risks": (risk(4, 5, accepted_by_id="ann"),)}, "A"),
        ({"risks": (risk(4, 5, status="CLOSED"),)}, "G"),
        ({"risks": (risk(4, 5, is_opportunity=True), risk(1, 1, risk_id="R-2"))}, "G"),
        ({"risks": (risk(None, None),)}, "NR"),
        ({"risks": (worth("0.50", 150),), **CONTINGENCY}, "G"),  # 75 of 100
        ({"risks": (worth("0.50", 152),), **CONTINGENCY}, "A"),
        ({"risks": (worth("0.50", 200),), **CONTINGENCY}, "A"),
        ({"risks": (worth("0.50", 202),), **CONTINGENCY}, "R"),
        ({"risks": (worth("0.50", 152),), "drawdowns": (DRAWN,), **CONTINGENCY}, "R"),
        # The gross figure decides: an opportunity takes nothing off (PMO-STD-006 §2.6).
        ({"risks": (worth("0.50", 202), worth("0.50", 60, risk_id="R-2", is_opportunity=True)), **CONTINGENCY}, "R"),
        ({"risks": (worth("0.50", 202),), "baselines": (), "stage": "PLAN", "budgets": (BUDGET,)}, "R"),
        ({"risks": (worth("0.50", 202),), "baselines": (), "stage": "PLAN"}, "G"),  # no contingency is recorded
        ({"risks": (worth("0.50", 10),), "baselines": (replace(BASELINE, contingency=Decimal(0)),)}, "R"),
    ],
)
def test_risk_is_the_worse_of_score_and_exposure(fields: dict[str, Any], colour: str) -> None:
    assert colour_of("RISK", quiet_project(**fields)) == colour


def dependency(**fields: Any) -> DependencyFacts:
    made = DependencyFacts(
        dependency_id="DEP-1", provider_id="X-2", provider="Other", consumer_id="X-1", consumer="Example",
        deliverable="records", type="HARD", need_by=D("2026-11-09"), promised_date=D("2026-11-09"),
        milestone_id=None, forecast_date=D("2026-11-09"), provider_agreed_on=None, consumer_agreed_on=None,
        workaround=None, status="OPEN", row="dependency/DEP-1",
    )  # fmt: skip
    return replace(made, **fields)


@pytest.mark.parametrize(
    ("fields", "colour"),
    [
        ({}, "G"),
        ({"forecast_date": D("2026-11-10")}, "A"),
        ({"promised_date": D("2026-11-10")}, "A"),
        ({"forecast_date": D("2026-11-10"), "type": "SOFT"}, "G"),
        ({"forecast_date": D("2026-11-10"), "status": "DELIVERED"}, "G"),
        ({"forecast_date": D("2026-11-10"), "need_by": None}, "G"),
        ({"promised_date": None, "forecast_date": None}, "G"),
    ],
)
def test_a_hard_dependency_that_comes_too_late_makes_the_schedule_amber(fields: dict[str, Any], colour: str) -> None:
    assert colour_of("SCHEDULE", quiet_project(dependencies=(dependency(**fields),))) == colour


def test_before_the_baseline_the_overall_colour_comes_from_the_registers() -> None:
    early = quiet_project(baselines=(), snapshots=(), stage="PLAN", report=None)

    assert colour_of("OVERALL", early) == "NR"
    assert colour_of("OVERALL", replace(early, risks=(risk(),))) == "G"
    assert colour_of("OVERALL", replace(early, risks=(risk(4, 5),))) == "A"
