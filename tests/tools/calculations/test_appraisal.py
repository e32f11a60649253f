"""Business cases: ratios, the standard's sensitivities, and the choice that is left of a running project."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.appraisal import Case, Changes, Rate, appraise, refreshed, sensitivities
from tools.calculations.outcome import divide


def amounts(*values: object) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(value)) for value in values)


def case(costs: tuple[object, ...], benefits: tuple[object, ...]) -> Case:
    return Case(amounts(*costs), amounts(*benefits))


HOUSE = case((1000,), (0, 300, 400, 400, 300))
TEN = Rate(Decimal("0.1"))
SEVEN = Rate(Decimal("0.07"))
TESTS = Changes(Decimal("0.2"), Decimal("0.2"), 1)


def test_the_figures_of_a_case_have_their_worked_values() -> None:
    result = appraise(HOUSE, TEN)

    assert result.status == "OK"
    assert float(result.npv.value or 0) == pytest.approx(108.73574209411908)
    assert float(result.pv_costs.value or 0) == 1000
    assert float(result.pv_benefits.value or 0) == pytest.approx(1108.7357420941191)
    assert float(result.bcr.value or 0) == pytest.approx(1.108735742094119)
    assert float(result.npv_per_cost.value or 0) == pytest.approx(0.108735742094119)
    assert float(result.profitability_index.value or 0) == pytest.approx(1.108735742094119)
    assert result.roi.value == Decimal("0.4")
    assert HOUSE.flows == amounts(-1000, 300, 400, 400, 300)


def test_costs_of_later_years_are_in_the_ratio_and_not_in_what_is_invested() -> None:
    result = appraise(case((1000, 110), (0, 1320)), TEN)

    assert result.bcr.value == divide(Decimal(1200), Decimal(1100))
    assert result.profitability_index.value == Decimal("1.1")


# The demo's ERP: approved £4.6m, then £1.6m a year for five years at 7 %.
def test_an_approved_and_a_refreshed_case_have_their_worked_values() -> None:
    benefits = (0, *[1600] * 5)
    approved = appraise(case((4600,), benefits), SEVEN)
    to_go = refreshed(case((2920,), benefits), SEVEN, Decimal(4380), Decimal(100))

    assert float(approved.npv.value or 0) == pytest.approx(1960, abs=1)
    assert float(approved.bcr.value or 0) == pytest.approx(1.43, abs=0.005)
    assert float(to_go.npv_whole.value or 0) == pytest.approx(-740, abs=1)
    assert float(to_go.npv_to_go.value or 0) == pytest.approx(6560 - 2920, abs=1)
    assert to_go.npv_to_go.value is not None
    assert to_go.gain_of_finishing.value == to_go.npv_to_go.value + 100
    assert to_go.sunk == 4380


def test_money_already_spent_changes_nothing_in_the_choice_that_is_left() -> None:
    little, much = (refreshed(HOUSE, TEN, Decimal(spent)) for spent in (1, 10**9))

    assert little.npv_to_go == much.npv_to_go
    assert little.gain_of_finishing == much.gain_of_finishing == little.npv_to_go
    assert little.npv_whole != much.npv_whole


def test_each_sensitivity_stands_on_its_own() -> None:
    result = sensitivities(HOUSE, TEN, TESTS)

    assert float(result.costs_up.value or 0) == pytest.approx(-91.26425790588)
    assert float(result.benefits_down.value or 0) == pytest.approx(1108.7357420941191 * 0.8 - 1000)
    assert float(result.delay.value or 0) == pytest.approx(1108.7357420941191 / 1.1 - 1000)
    assert float(result.break_even_costs.value or 0) == pytest.approx(0.108735742094119)
    assert float(result.break_even_benefits.value or 0) == pytest.approx(108.73574209411908 / 1108.7357420941191)


def test_benefits_delayed_beyond_the_horizon_are_lost() -> None:
    result = sensitivities(HOUSE, TEN, replace(TESTS, horizon=4))

    lost = 300 / 1.1**5
    assert float(result.delay.value or 0) == pytest.approx(1108.7357420941191 / 1.1 - 1000 - lost)


def test_disbenefits_are_negative_benefits_and_said_so() -> None:
    result = appraise(case((100,), (0, 220, -110)), TEN)

    assert "disbenefits" in result.warnings[0]
    assert float(result.bcr.value or 0) == pytest.approx((200 - 110 / 1.21) / 100)


@pytest.mark.parametrize(
    ("given_case", "rate", "status", "words"),
    [
        (Case((), ()), TEN, "INSUFFICIENT_DATA", "no cash flows"),
        (HOUSE, Rate(Decimal("0.1"), "NOMINAL"), "INVALID_INPUT", "one is real, one nominal"),
        (HOUSE, Rate(Decimal(-1)), "INVALID_INPUT", "−100 %"),
        (case((-1,), (1,)), TEN, "INVALID_INPUT", "below zero"),
    ],
)
def test_a_case_that_cannot_be_appraised_says_why(given_case: Case, rate: Rate, status: str, words: str) -> None:
    result = appraise(given_case, rate)

    assert (result.status, result.npv.value, result.npv.status) == (status, None, status)
    assert words in str(result.reason)
    assert sensitivities(given_case, rate, TESTS).delay.status == status
    assert refreshed(given_case, rate, Decimal(1)).npv_whole.status == status


def test_without_cost_there_is_no_ratio_to_it() -> None:
    result = appraise(case((), (0, 10)), TEN)

    assert result.npv.status == "OK"
    for ratio in (result.bcr, result.roi, result.npv_per_cost, result.profitability_index):
        assert (ratio.value, ratio.status) == (None, "UNDEFINED")


def test_a_small_cost_is_still_a_cost() -> None:
    assert appraise(case(("0.5",), (0, "0.55")), TEN).bcr.value == 1


def test_without_benefit_there_is_no_break_even_of_benefits() -> None:
    assert sensitivities(case((10,), ()), TEN, TESTS).break_even_benefits.status == "UNDEFINED"


@pytest.mark.parametrize("changes", [replace(TESTS, delay_years=-1), replace(TESTS, costs_up=Decimal("-0.1"))])
def test_a_change_below_zero_is_refused(changes: Changes) -> None:
    assert sensitivities(HOUSE, TEN, changes).costs_up.status == "INVALID_INPUT"


yearly = st.lists(st.integers(0, 10**6), min_size=1, max_size=11)


@given(yearly, yearly, st.decimals("0.001", "0.5", places=3))
def test_no_test_of_the_standard_raises_the_npv(costs: list[int], benefits: list[int], rate: Decimal) -> None:
    option, given_rate = case(tuple(costs), tuple(benefits)), Rate(rate)
    worth = appraise(option, given_rate).npv.value
    result = sensitivities(option, given_rate, TESTS)

    assert worth is not None
    for outcome in (result.costs_up, result.benefits_down, result.delay):
        assert outcome.value is not None
        assert outcome.value <= worth + Decimal("1e-12")


@given(yearly, yearly, st.decimals("0.001", "0.5", places=3))
def test_at_the_break_even_the_npv_is_zero(costs: list[int], benefits: list[int], rate: Decimal) -> None:
    option, given_rate = case(tuple(costs), tuple(benefits)), Rate(rate)
    rise = sensitivities(option, given_rate, TESTS).break_even_costs.value
    if rise is None:
        return

    dearer = Case(tuple(max(Decimal(0), cost * (1 + rise)) for cost in option.costs), option.benefits)

    worth = appraise(dearer, given_rate).npv.value
    assert worth is not None
    assert abs(worth) < Decimal("1e-12") * (sum(costs) + sum(benefits))
