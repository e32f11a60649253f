"""Earned value: worked numbers, every edge, and what must hold for all numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.earned_value import EarnedValue, Totals, earned_value, summed, tcpi


def totals(bac: object, pv: object, ev: object, ac: object) -> Totals:
    return Totals(*(None if value is None else Decimal(str(value)) for value in (bac, pv, ev, ac)))


WORKED = {
    (1000, 900, 500, 650): {
        "cv": -150, "sv": -400, "cv_ratio": -0.3, "sv_ratio": -0.4444444444444444,
        "cpi": 0.7692307692307693, "spi": 0.5555555555555556, "complete": 0.5, "spent": 0.65, "planned": 0.9,
        "eac_1": 1300, "eac_2": 1150, "eac_3": 1820, "eac_4": 1338.2352941176468,
        "etc": 650, "vac": -300, "vac_ratio": -0.3, "tcpi_bac": 1.4285714285714286, "tcpi_eac": 0.7692307692307693,
    },
    (100000, 55000, 50000, 45000): {
        "cv": 5000, "sv": -5000, "cv_ratio": 0.1, "sv_ratio": -0.09090909090909091,
        "cpi": 1.1111111111111112, "spi": 0.9090909090909091, "complete": 0.5, "spent": 0.45, "planned": 0.55,
        "eac_1": 90000, "eac_2": 95000, "eac_3": 94500, "eac_4": 91698.11320754717,
        "etc": 45000, "vac": 10000, "vac_ratio": 0.1, "tcpi_bac": 0.9090909090909091, "tcpi_eac": 1.1111111111111112,
    },
    (1000, 50, 0, 0): {
        "cv": 0, "sv": -50, "cv_ratio": None, "sv_ratio": -1, "cpi": None, "spi": 0,
        "complete": 0, "spent": 0, "planned": 0.05, "eac_1": None, "eac_2": 1000, "eac_3": None, "eac_4": None,
        "etc": None, "vac": None, "vac_ratio": None, "tcpi_bac": 1, "tcpi_eac": None,
    },
    (1000, 100, 0, 80): {
        "cv": -80, "sv": -100, "cv_ratio": None, "sv_ratio": -1, "cpi": 0, "spi": 0,
        "complete": 0, "spent": 0.08, "planned": 0.1, "eac_1": None, "eac_2": 1080, "eac_3": None, "eac_4": None,
        "etc": None, "vac": None, "vac_ratio": None, "tcpi_bac": 1.0869565217391304, "tcpi_eac": None,
    },
    (1000, 1000, 900, 1050): {
        "cv": -150, "sv": -100, "cv_ratio": -0.16666666666666666, "sv_ratio": -0.1,
        "cpi": 0.8571428571428571, "spi": 0.9, "complete": 0.9, "spent": 1.05, "planned": 1,
        "eac_1": 1166.6666666666667, "eac_2": 1150, "eac_3": 1179.6296296296296, "eac_4": 1165.5115511551155,
        "etc": 116.66666666666674, "vac": -166.66666666666674, "vac_ratio": -0.16666666666666674,
        "tcpi_bac": None, "tcpi_eac": 0.8571428571428565,
    },
    # The fourth project of the house's own example: two estimates that differ by method alone.
    (6400000, 4480000, 3840000, 4380000): {
        "eac_1": 7300000, "eac_2": 6940000, "eac_3": 7786666.666666667, "eac_4": 7313094.170403588,
    },
}  # fmt: skip


@pytest.mark.parametrize(("given_totals", "expected"), WORKED.items())
def test_every_measure_has_its_worked_value(
    given_totals: tuple[int, int, int, int], expected: dict[str, float | None]
) -> None:
    result = earned_value(totals(*given_totals))

    for name, value in expected.items():
        found = getattr(result, name).value
        assert (found is None) == (value is None), name
        if value is not None:
            assert float(found) == pytest.approx(value, rel=1e-12), name


EDGES: list[tuple[str, Totals, str, str, str | None]] = [
    # case, totals, measure, its status, a word of its reason
    ("no budget", totals(None, 10, 10, 10), "cpi", "UNDEFINED", "baseline"),
    ("a budget of zero", totals(0, 10, 0, 10), "spi", "UNDEFINED", "baseline"),
    ("nothing spent, nothing earned", totals(1000, 50, 0, 0), "cpi", "UNDEFINED", "cost is zero"),
    ("earned but nothing spent", totals(1000, 50, 40, 0), "cpi", "UNDEFINED", "cost is zero"),
    ("earned but nothing spent", totals(1000, 50, 40, 0), "eac_1", "UNDEFINED", "cost is zero"),
    ("spent but nothing earned", totals(1000, 100, 0, 80), "eac_1", "UNDEFINED", "nothing is earned"),
    ("spent but nothing earned", totals(1000, 100, 0, 80), "eac_3", "UNDEFINED", "efficiency"),
    ("before the start", totals(1000, 0, 0, 0), "spi", "UNDEFINED", "planned"),
    ("complete", totals(1000, 1000, 1000, 1100), "tcpi_bac", "NOT_APPLICABLE", "complete"),
    ("complete", totals(1000, 1000, 1000, 1100), "tcpi_eac", "NOT_APPLICABLE", "complete"),
    ("more earned than budgeted", totals(1000, 900, 1001, 900), "cpi", "INVALID_INPUT", "more than the budget"),
    ("a sum below zero", totals(1000, 900, 500, -1), "eac_2", "INVALID_INPUT", "below zero"),
    ("budget already spent", totals(1000, 1000, 900, 1050), "tcpi_bac", "UNDEFINED", "already spent"),
    ("planned value not recorded", totals(1000, None, 500, 650), "spi", "UNDEFINED", "not recorded"),
    ("planned value not recorded", totals(1000, None, 500, 650), "cpi", "OK", None),
    ("earned value not recorded", totals(1000, 900, None, 650), "eac_1", "UNDEFINED", "not recorded"),
]


@pytest.mark.parametrize(("case", "sums", "measure", "status", "word"), EDGES)
def test_an_edge_gives_no_number_but_a_reason(
    case: str, sums: Totals, measure: str, status: str, word: str | None
) -> None:
    outcome = getattr(earned_value(sums), measure)

    assert outcome.status == status, case
    assert (outcome.value is None) == (word is not None), case
    assert word is None or word in outcome.reason, case


@pytest.mark.parametrize(
    ("sums", "status"),
    [
        (totals(None, 1, 1, 1), "INSUFFICIENT_DATA"),
        (totals(100, 1, 101, 1), "INVALID_INPUT"),
        (totals(100, 1, 1, 1), "OK"),
    ],
)
def test_the_whole_says_whether_it_could_be_computed(sums: Totals, status: str) -> None:
    result = earned_value(sums)

    assert result.status == status
    assert (result.reason is None) == (status == "OK")


@pytest.mark.parametrize(
    ("sums", "word"),
    [
        (totals(1000, 50, 40, 0), "ledger"),
        (totals(1000, 100, 0, 80), "nothing is earned"),
        (totals(1000, 0, 10, 10), "before the baseline starts"),
        (totals(1000, 1000, 1000, 1100), "SPI(t)"),
    ],
)
def test_suspicious_sums_are_warned_about(sums: Totals, word: str) -> None:
    result = earned_value(sums)

    assert any(word in warning for warning in result.warnings)


def test_sound_sums_raise_no_warning() -> None:
    result = earned_value(totals(1000, 900, 500, 650))

    assert result.warnings == ()


@pytest.mark.parametrize(
    ("sums", "method", "value"),
    [
        (totals(1000, 900, 500, 650), "eac_1", 1300),
        (totals(1000, 50, 0, 0), "eac_2", 1000),
        (totals(1000, 100, 0, 80), "eac_2", 1080),
    ],
)
def test_the_default_estimate_falls_back_to_the_budget_rate(sums: Totals, method: str, value: int) -> None:
    result = earned_value(sums)

    assert result.method == method
    assert result.eac.value == value


def test_complete_work_costs_what_it_cost() -> None:
    result = earned_value(totals(1000, 1000, 1000, 1100))

    assert result.etc.value == 0
    assert result.eac_1.value == result.eac_2.value == 1100
    assert result.spi.value == 1


def test_a_bottom_up_estimate_is_added_to_the_cost() -> None:
    without = earned_value(totals(1000, 900, 500, 650))
    with_it = earned_value(totals(1000, 900, 500, 650), etc_bottom_up=Decimal(380))

    assert without.eac_5.value is None
    assert with_it.eac_5.value == 1030


def test_a_programme_is_summed_and_never_averaged() -> None:
    # The mean of the two CPIs would be 1.25.
    roll = summed([totals(1000, 500, 500, 1000), totals(100, 50, 40, 20), totals(None, None, None, 30)])

    assert roll.without_baseline == 1
    assert float(earned_value(roll.totals).cpi.value or 0) == pytest.approx(540 / 1020)


def test_a_sum_with_an_unrecorded_part_is_not_recorded() -> None:
    roll = summed([totals(1000, None, 500, 1000), totals(100, 50, 40, 20)])

    assert roll.totals.pv is None
    assert roll.totals.ev == 540


def test_an_estimate_below_the_money_spent_needs_no_defined_efficiency() -> None:
    outcome = tcpi(totals(1000, 900, 500, 650), Decimal(600))

    assert outcome.value is None
    assert "already spent" in str(outcome.reason)


pounds = st.integers(min_value=1, max_value=10**10)


@st.composite
def running(draw: st.DrawFn) -> EarnedValue:
    bac = draw(st.integers(min_value=2, max_value=10**10))
    ev = draw(st.integers(min_value=1, max_value=bac - 1))
    return earned_value(totals(bac, draw(pounds), ev, draw(pounds)))


@given(running())
def test_the_estimate_to_complete_is_the_estimate_less_the_cost(result: EarnedValue) -> None:
    assert result.eac_1.value is not None
    assert result.eac_2.value is not None
    assert result.etc.value is not None
    assert result.etc.value > 0


@given(running())
def test_efficiency_needed_to_meet_the_performance_estimate_is_the_efficiency_so_far(result: EarnedValue) -> None:
    assert result.tcpi_eac.value is not None
    assert result.cpi.value is not None
    assert float(result.tcpi_eac.value) == pytest.approx(float(result.cpi.value), rel=1e-9)


@given(running())
def test_a_cpi_under_one_means_an_estimate_over_budget(result: EarnedValue) -> None:
    assert result.cpi.value is not None
    assert result.vac.value is not None
    assert (result.cpi.value < 1) == (result.vac.value < 0)
