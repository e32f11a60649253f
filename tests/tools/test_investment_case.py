"""What a business case is worth: as approved, now, at which rate, under which tests, and for what is still ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.test_demo_truth import ANALYST, PackagedRules, asked_by
from tests.tools.worked_cases import CaseLibrary, benefit, case, stop
from tests.tools.worked_projects import BASELINE, SNAPSHOTS, enquiry, headline_of, project, text_of
from tools.facts.project import ProjectFacts
from tools.investment.case import investment_case, of_project
from tools.investment.project_case import Focus
from tools.portfolio.database import Portfolio
from tools.result import ToolResult


@pytest.fixture(scope="module")
def rules() -> PackagedRules:
    return PackagedRules()


def ask(facts: ProjectFacts, *absent: str, focus: Focus | None = None) -> ToolResult:
    return of_project(facts, enquiry(CaseLibrary(*absent)), focus)


def value(result: ToolResult, key: str) -> Any:
    return next(figure.value for figure in result.figures if figure.key == key)


def keys(result: ToolResult) -> set[str]:
    return {figure.key for figure in result.figures}


def test_the_demo_programme_of_ledgers_no_longer_pays_and_finishing_still_does(demo: Portfolio, rules: Any) -> None:
    result = investment_case(asked_by(ANALYST, demo, rules), "P-301")

    assert headline_of(result) == (
        "P-301 Ledger ERP no longer stacks up as a whole: the refreshed case of 30 Oct 2026 gives an NPV of −£739.7k "
        "and a BCR of 0.899, against an NPV of £1.96m and a BCR of 1.426 as approved, at 7%. Finishing still pays: the "
        "cost to go is £2.92m and the remaining benefits are worth £6.56m today, £3.64m in all."
    )
    assert round(value(result, "npv_approved"), -4) == 1960000
    assert round(value(result, "npv_refreshed"), -4) == -740000
    assert value(result, "cost_to_go") == 2920000
    assert {clause.ref for clause in result.clauses} == {"PMO-STD-008 v3.0 §2.3", "PMO-STD-008 v3.0 §2.4"}


def test_the_demo_proposal_is_told_at_the_house_rate_first(demo: Portfolio, rules: Any) -> None:
    result = investment_case(asked_by(ANALYST, demo, rules), "PR-01")

    assert headline_of(result) == (
        "PR-01 Customer Portal Replacement has an NPV of £166.6k and a BCR of 1.185 at the house rate of 7%. At the "
        "author's rate of 3.5% the NPV is £256.9k."
    )
    tests = [round(value(result, key), -2) for key in ("npv_costs_up", "npv_benefits_down", "npv_delay")]
    assert tests == [-13400, -46700, 96800]
    assert "turns negative in a test: the paper says so on its first page" in text_of(result)


def test_every_case_of_the_demo_gives_what_its_authors_state(demo: Portfolio, rules: Any) -> None:
    enquired = asked_by("daniel.reyes@calderwyre.example", demo, rules)

    for record in ("P-101", "P-201", "P-203", "P-301", "P-401", "P-502", "PR-01", "PR-06"):
        assert "which its own cash flows do not give" not in text_of(investment_case(enquired, record))


def test_before_the_case_was_refreshed_todays_forecasts_took_its_place(demo: Portfolio, rules: Any) -> None:
    day = date(2026, 9, 30)

    result = investment_case(asked_by(ANALYST, demo, rules, day, day), "P-301")

    assert "npv_refreshed" not in keys(result)
    assert "today's forecasts give an NPV of" in headline_of(result)


def test_the_schoolbooks_case_with_the_growth_of_the_eac() -> None:
    result = ask(project(cases=(case(),)))

    assert round(value(result, "npv_approved")) == 108736  # 108.74 in thousands, as the schoolbook prints it
    assert value(result, "cost_growth") == Decimal("0.03")  # EAC £1.03m over the budget of £1.0m
    assert round(value(result, "npv_approved") - value(result, "npv_today"), 9) == 30000
    assert headline_of(result).startswith("X-1 Example still stacks up: today's forecasts give an NPV of £78.7k")
    assert "No forecast of the benefits in money is recorded, so they stand as approved." in text_of(result)


def test_benefits_forecast_below_plan_lower_the_worth() -> None:
    result = ask(project(cases=(case(),), benefits=(benefit(100, 80),)))

    assert value(result, "benefit_share") == Decimal("0.8")
    assert headline_of(result).startswith("X-1 Example no longer stacks up as a whole")
    assert result.next_steps


def test_growth_counts_from_the_baseline_that_was_approved_with_the_case() -> None:
    newer = replace(BASELINE, version=1, bac=Decimal(2000000), approved_on=date(2026, 9, 1))

    result = ask(project(cases=(case(),), baselines=(BASELINE, newer)))

    assert value(result, "cost_growth") == Decimal("0.03")


def test_the_case_is_told_at_its_own_rate_and_at_the_house_rate_where_they_differ() -> None:
    other = ask(project(cases=(case(discount_rate=Decimal("0.035")),)))

    assert round(value(other, "npv_approved"), -1) == 285470
    assert round(value(other, "npv_approved_house")) == 108736
    assert "npv_approved_house" not in keys(ask(project(cases=(case(),))))


def test_a_case_in_prices_of_the_day_is_not_told_at_the_real_house_rate() -> None:
    result = ask(project(cases=(case(price_basis="NOMINAL", discount_rate=Decimal("0.12")),)))

    assert "npv_approved_house" not in keys(result)
    assert "in prices of the day" in text_of(result)


def test_without_rules_the_cases_own_rate_counts_and_no_test_is_made_up() -> None:
    result = ask(project(cases=(case(),)), "proposal.discount", "proposal.sensitivities")

    assert "npv_costs_up" not in keys(result)
    text = text_of(result)
    assert "No rule on the rate of discount is held" in text
    assert "The NPV is zero once all costs are" in text
    assert result.clauses == ()


def test_without_any_rate_no_worth_is_made_up() -> None:
    result = ask(project(cases=(case(discount_rate=None),)), "proposal.discount")

    assert (result.status, result.kind) == ("INSUFFICIENT_DATA", "not_recorded")


@pytest.mark.parametrize(("benefits", "says"), [(2000000, "Finishing still pays"), (300000, "Finishing does not pay")])
def test_finishing_is_judged_by_what_is_still_ahead(benefits: int, says: str) -> None:
    result = ask(project(cases=(case(),), stop=stop(forgone=((1, Decimal(benefits)),))))

    assert value(result, "cost_to_go") == 380000  # EAC £1.03m less £650k spent
    assert says in headline_of(result)
    assert "What is spent, £650k, is sunk" in text_of(result)


def test_running_cost_is_taken_off_the_benefits_that_are_ahead() -> None:
    held = case()
    flows = tuple(replace(flow, opex=Decimal(100000)) for flow in held.flows)

    result = ask(project(cases=(replace(held, flows=flows),)), focus="to_go")

    full = value(ask(project(cases=(held,))), "remaining_benefits")
    annuity = sum(Decimal(100000) / Decimal("1.1") ** year for year in range(1, 5))
    assert round(full - value(result, "remaining_benefits"), 6) == round(annuity, 6)


def test_a_project_that_has_ended_is_not_asked_whether_to_finish() -> None:
    assert "Finishing" not in text_of(ask(project(cases=(case(),), run_state="STOPPED")))


def test_the_tests_come_first_where_they_are_asked_for() -> None:
    assert headline_of(ask(project(cases=(case(),)), focus="sensitivity")).startswith("With cost 20% higher the NPV is")


def test_an_npv_that_the_case_states_wrongly_is_pointed_out() -> None:
    right, wrong = (ask(project(cases=(case(stated_npv=Decimal(npv)),))) for npv in (108700, 98900))

    assert "which its own cash flows do not give" not in text_of(right)
    assert "The case states an NPV of £98.9k, which its own cash flows do not give." in text_of(wrong)


def test_a_case_refreshed_before_the_approval_is_past() -> None:
    old = case("REFRESHED", approved_on=date(2026, 1, 1))

    assert "npv_refreshed" not in keys(ask(project(cases=(old, case()))))


def test_no_case_is_a_missing_record() -> None:
    result = ask(project())

    assert (result.status, result.kind) == ("INSUFFICIENT_DATA", "not_recorded")


def test_without_a_forecast_what_was_approved_is_told() -> None:
    bare = replace(SNAPSHOTS[-1], pm_eac=None)

    assert "no forecast allows a newer figure" in headline_of(ask(project(cases=(case(),), snapshots=(bare,))))


def test_a_hidden_project_reads_like_one_that_does_not_exist(demo: Portfolio, rules: Any) -> None:
    asked = asked_by(ANALYST, demo, rules)

    hidden, nothing = investment_case(asked, "P-501"), investment_case(asked, "P-999")

    assert text_of(hidden).replace("P-501", "P-999") == text_of(nothing)
