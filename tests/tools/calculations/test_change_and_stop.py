"""Growth, cumulative change, and what stopping would save."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tools.calculations.growth import cumulative_change, growth
from tools.calculations.stopping import Exit, stop_impact, stop_impact_by_run_rate

# P-303 of the demo, in thousands.
LEAVING = Exit(committed=Decimal(30), run_cost_avoided=Decimal(20), exit_cost=Decimal(25), forgone_benefits=Decimal(60))


def test_growth_is_shown_over_the_current_and_the_original_budget() -> None:
    eac, current, original = Decimal("7.3"), Decimal("6.4"), Decimal("4.6")

    assert float(growth(eac, current).value or 0) == pytest.approx(0.140625)
    assert float(growth(eac, original).value or 0) == pytest.approx(0.586956521739)
    assert growth(eac, None).status == "UNDEFINED"
    assert growth(eac, Decimal(0)).status == "UNDEFINED"
    assert growth(None, current).status == "UNDEFINED"


def test_changes_are_summed_with_the_one_that_is_asked_for() -> None:
    approved = [Decimal(60), Decimal(-10)]

    assert cumulative_change(approved, Decimal(1000)).value == Decimal("0.05")
    assert cumulative_change(approved, Decimal(1000), asked=Decimal(30)).value == Decimal("0.08")
    assert cumulative_change([], Decimal(1000)).value == 0
    assert cumulative_change(approved, None).status == "UNDEFINED"
    assert cumulative_change(approved, Decimal(0)).status == "UNDEFINED"


def test_stopping_has_its_worked_saving_and_ignores_what_is_spent() -> None:
    result = stop_impact(Decimal(140), LEAVING, sunk=Decimal(310))

    assert (result.avoidable.value, result.net_saving.value, result.warnings) == (130, 45, ())
    assert (result.low.value, result.high.value, result.sunk) == (45, 45, 310)
    assert stop_impact(Decimal(140), LEAVING, sunk=Decimal(10**6)).net_saving == result.net_saving


def test_stopping_can_cost_more_than_finishing() -> None:
    result = stop_impact(Decimal(140), replace(LEAVING, forgone_benefits=Decimal(200)), Decimal(310))

    assert result.net_saving.value == -95
    assert result.warnings == ("stopping costs more than finishing",)


def test_saving_nothing_is_not_costing_more() -> None:
    assert stop_impact(Decimal(95), LEAVING, Decimal(0)).warnings == ()
    assert stop_impact(Decimal(95), LEAVING, Decimal(0)).net_saving.value == 0


@pytest.mark.parametrize("etc", [29, -1])
def test_no_more_can_be_committed_than_is_left(etc: int) -> None:
    result = stop_impact(Decimal(etc), LEAVING, Decimal(0))

    assert (result.net_saving.value, result.net_saving.status) == (None, "INVALID_INPUT")
    assert result.low.status == "INVALID_INPUT"


def test_a_commitment_below_nothing_is_refused() -> None:
    assert stop_impact(Decimal(5), Exit(committed=Decimal(-1)), Decimal(0)).net_saving.status == "INVALID_INPUT"


def test_without_an_estimate_there_is_a_range_and_no_saving() -> None:
    result = stop_impact_by_run_rate((Decimal(35), Decimal(20)), Decimal(7), LEAVING, Decimal(310))

    assert (result.net_saving.value, result.net_saving.status) == (None, "INSUFFICIENT_DATA")
    assert (result.low.value, result.high.value) == (45, 150)
    assert len(result.warnings) == 1


def test_a_range_below_nothing_says_that_stopping_costs_more() -> None:
    dear = replace(LEAVING, exit_cost=Decimal(500))

    assert len(stop_impact_by_run_rate((Decimal(1), Decimal(2)), Decimal(7), dear, Decimal(0)).warnings) == 2
    # What is committed is left to pay, however low the spend of a month.
    assert stop_impact_by_run_rate((Decimal(0), Decimal(0)), Decimal(7), LEAVING, Decimal(0)).low.value == -65


@pytest.mark.parametrize("months", [None, Decimal(-1)])
def test_without_a_finish_there_is_no_range(months: Decimal | None) -> None:
    result = stop_impact_by_run_rate((Decimal(1), Decimal(2)), months, LEAVING, Decimal(0))

    assert (result.low.status, result.high.status) == ("INSUFFICIENT_DATA", "INSUFFICIENT_DATA")
