"""What stopping a project saves and costs, and whose work it would break."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.test_demo_truth import ANALYST, PackagedRules, asked_by
from tests.tools.worked_cases import CaseLibrary, case, stop
from tests.tools.worked_projects import SNAPSHOTS, enquiry, headline_of, project, text_of
from tools.facts.project import ProjectFacts
from tools.investment.stop import stop_project, stopped
from tools.portfolio.database import Portfolio
from tools.result import ToolResult


@pytest.fixture(scope="module")
def rules() -> PackagedRules:
    return PackagedRules()


def ask(facts: ProjectFacts, *absent: str) -> ToolResult:
    return stopped(facts, enquiry(CaseLibrary(*absent)))


def value(result: ToolResult, key: str) -> Any:
    return next(figure.value for figure in result.figures if figure.key == key)


def test_stopping_the_demo_portal_saves_what_the_truth_table_says(demo: Portfolio, rules: Any) -> None:
    result = stop_project(asked_by(ANALYST, demo, rules), "P-303")

    assert headline_of(result) == "Stopping P-303 Procurement Portal now would save £45k net."
    assert [value(result, key) for key in ("avoidable", "exit_cost", "sunk")] == [130000, 25000, 310000]
    assert round(value(result, "forgone_benefits")) == 60000
    assert "It would break what P-301 Ledger ERP waits for." in text_of(result)
    assert result.table is not None
    assert result.table.rows[0][0] == "{DEP-07}"


def test_stopping_the_demo_ledgers_costs_more_than_finishing_them(demo: Portfolio, rules: Any) -> None:
    result = stop_project(asked_by(ANALYST, demo, rules), "P-301")

    assert headline_of(result) == "Stopping P-301 Ledger ERP now would cost £4.61m more than finishing it."


def test_without_an_estimate_the_saving_is_missing_and_what_is_known_is_told(demo: Portfolio, rules: Any) -> None:
    result = stop_project(asked_by(ANALYST, demo, rules), "P-306")

    assert (result.status, result.kind) == ("INSUFFICIENT_DATA", "not_recorded")
    assert "What is spent, £3.4m, is sunk and not counted." in text_of(result)


def test_what_is_spent_never_counts() -> None:
    # 380,000 left − 80,000 + 20,000 − 30,000 − 100,000 (110,000 a year away, at 10 %)
    more = replace(SNAPSHOTS[-1], ac=Decimal(750000), pm_eac=Decimal(1130000))

    first, second = ask(project(stop=stop())), ask(project(stop=stop(), snapshots=(*SNAPSHOTS[:-1], more)))

    assert value(first, "net_saving") == value(second, "net_saving") == 190000
    assert (value(first, "sunk"), value(second, "sunk")) == (650000, 750000)


@pytest.mark.parametrize("field", ["committed", "run_cost_avoided", "exit_cost"])
def test_each_missing_part_is_named_and_not_taken_for_nothing(field: str) -> None:
    result = ask(project(stop=stop(**{field: None})))

    assert result.status == "INSUFFICIENT_DATA"
    assert ask(project(stop=stop(**{field: Decimal(0)}))).status == "OK"


def test_a_project_without_an_estimate_of_the_work_left_gets_a_range() -> None:
    # 50,000 to 190,000 a month over the last months, and 37 days from 31 October to 7 December.
    bare = replace(SNAPSHOTS[-1], pm_eac=None)

    result = ask(project(stop=stop(), snapshots=(*SNAPSHOTS[:-1], bare)))

    low, high = value(result, "saving_low"), value(result, "saving_high")
    assert low < high
    assert high == value(result, "etc_ceiling") - 190000
    assert "would save between" in headline_of(result)
    assert "by spend a month until the forecast finish" in text_of(result)


def test_without_a_finish_there_is_no_range_either() -> None:
    bare = replace(SNAPSHOTS[-1], pm_eac=None, forecast_finish=None)

    assert ask(project(stop=stop(), snapshots=(bare,))).status == "INSUFFICIENT_DATA"


def test_more_committed_than_left_is_no_saving() -> None:
    result = ask(project(stop=stop(committed=Decimal(500000))))

    assert result.status == "INSUFFICIENT_DATA"
    assert "more is committed than is left to spend" in headline_of(result)


def test_the_cases_own_rate_discounts_where_the_house_has_none() -> None:
    without = ask(project(stop=stop(), cases=(case(),)), "proposal.discount")

    assert value(without, "forgone_benefits") == 100000
    assert without.clauses == ()
    assert "a rate of discount" in headline_of(ask(project(stop=stop()), "proposal.discount"))


def test_what_has_ended_cannot_be_stopped() -> None:
    result = ask(project(stop=stop(), run_state="STOPPED", hold_date=None))

    assert result.status == "NOT_APPLICABLE"


def test_a_past_day_knows_no_later_estimate(demo: Portfolio, rules: Any) -> None:
    day = date(2026, 9, 30)

    assert stop_project(asked_by(ANALYST, demo, rules, day, day), "P-303").kind == "not_recorded"


def test_a_hidden_project_reads_like_one_that_does_not_exist(demo: Portfolio, rules: Any) -> None:
    asked = asked_by(ANALYST, demo, rules)

    assert text_of(stop_project(asked, "P-502")).replace("P-502", "P-999") == text_of(stop_project(asked, "P-999"))
