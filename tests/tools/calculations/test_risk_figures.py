"""Risk scores, exposure, exact distributions and three-point estimates."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.risk import contingency_burn, expected_value, exposure_ratio, score
from tools.calculations.risk_distribution import contingency_at, exact_distribution
from tools.calculations.three_point import (
    ThreePoint,
    pert_deviation,
    pert_mean,
    triangular_mean,
    triangular_percentile,
)

RISKS = [(Decimal(chance) / 100, Decimal(impact)) for chance, impact in ((50, 200), (30, 300), (10, 800))]
ESTIMATE = ThreePoint(Decimal(800), Decimal(1000), Decimal(1600))
DISORDERED = ThreePoint(Decimal(8), Decimal(10), Decimal(9))

risks = st.lists(st.tuples(st.decimals(0, 1, places=2), st.integers(-500, 500).map(Decimal)), max_size=8)


def test_a_score_is_probability_times_the_highest_impact() -> None:
    assert score(3, [2, 5, 1]).value == 15
    assert score(4, [4]).value == 16


@pytest.mark.parametrize(
    ("probability", "impacts", "status"),
    [(0, [3], "INVALID_INPUT"), (3, [6], "INVALID_INPUT"), (3, [], "INSUFFICIENT_DATA")],
)
def test_a_score_off_the_scale_is_refused(probability: int, impacts: list[int], status: str) -> None:
    assert score(probability, impacts).status == status


def test_only_fourteen_scores_are_possible() -> None:
    found = {score(probability, [impact]).value for probability in range(1, 6) for impact in range(1, 6)}

    assert found == {1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25}


def test_exposure_is_the_expected_value_against_what_is_left() -> None:
    assert expected_value(RISKS) == 270
    assert expected_value([*RISKS, (Decimal("0.5"), Decimal(-100))]) == 220
    assert expected_value([]) == 0
    assert exposure_ratio(Decimal(270), Decimal(400)).value == Decimal("0.675")
    assert exposure_ratio(Decimal(1), Decimal("0.5")).value == 2
    assert exposure_ratio(Decimal(270), Decimal(0)).status == "UNDEFINED"


def test_burn_compares_the_use_of_contingency_with_the_work_done() -> None:
    assert contingency_burn(Decimal(70), Decimal(100), Decimal("0.4")).value == Decimal("0.3")
    assert contingency_burn(Decimal("0.25"), Decimal("0.5"), Decimal(0)).value == Decimal("0.5")
    assert contingency_burn(Decimal(0), Decimal(0), Decimal("0.4")).status == "UNDEFINED"


def test_the_exact_distribution_has_its_worked_values() -> None:
    exact = exact_distribution(RISKS)

    assert dict(exact.points) == {
        Decimal(total): Decimal(chance)
        for total, chance in {
            0: "0.315", 200: "0.315", 300: "0.135", 500: "0.135", 800: "0.035", 1000: "0.035", 1100: "0.015",
            1300: "0.015",
        }.items()
    }  # fmt: skip
    assert exact.mean.value == 270
    assert [exact.percentile(Decimal(share)).value for share in ("0.5", "0.8", "0.9", "0.95")] == [200, 500, 500, 1000]
    assert 1 - (exact.coverage(Decimal(270)).value or 0) == Decimal("0.37")
    assert exact.coverage(Decimal(300)).value == Decimal("0.765")
    # A share that is met exactly belongs to that total: the definition is “at least”.
    assert exact.percentile(Decimal("0.63")).value == 200
    assert contingency_at(Decimal(500), Decimal(200)) == 300


def test_no_risk_costs_nothing_for_certain() -> None:
    exact = exact_distribution([])

    assert exact.points == ((Decimal(0), Decimal(1)),)
    assert exact.percentile(Decimal("0.8")).value == 0


def test_a_certain_risk_and_an_impossible_one_leave_one_total() -> None:
    exact = exact_distribution([(Decimal(1), Decimal(7)), (Decimal(0), Decimal(9))])

    assert exact.points == ((Decimal(7), Decimal(1)),)


@pytest.mark.parametrize(
    ("some", "status"),
    [([(Decimal("1.1"), Decimal(1))], "INVALID_INPUT"), ([(Decimal("0.5"), Decimal(1))] * 17, "NOT_APPLICABLE")],
)
def test_what_cannot_be_worked_out_exactly_says_why(some: list[tuple[Decimal, Decimal]], status: str) -> None:
    exact = exact_distribution(some)

    assert (exact.points, exact.status) == ((), status)
    for outcome in (exact.mean, exact.percentile(Decimal("0.5")), exact.coverage(Decimal(1))):
        assert (outcome.value, outcome.status, outcome.reason) == (None, status, exact.reason)


def test_sixteen_risks_are_still_worked_out() -> None:
    assert exact_distribution([(Decimal("0.5"), Decimal(1))] * 16).mean.value == 8


@pytest.mark.parametrize("share", ["0", "1.01"])
def test_a_percentile_of_a_distribution_is_above_nothing(share: str) -> None:
    exact = exact_distribution(RISKS)

    assert exact.percentile(Decimal(share)).status == "INVALID_INPUT"


@given(risks, st.lists(st.decimals("0.01", 1, places=2), min_size=2))
def test_the_distribution_is_whole_and_its_percentiles_rise(
    some: list[tuple[Decimal, Decimal]], shares: list[Decimal]
) -> None:
    exact = exact_distribution(some)

    assert sum(chance for _, chance in exact.points) == 1
    assert abs((exact.mean.value or 0) - expected_value(some)) < Decimal("1e-12")
    found = [exact.percentile(share).value for share in sorted(shares)]
    assert all(before is not None and after is not None and before <= after for before, after in pairwise(found))
    for share, total in zip(sorted(shares), found, strict=True):
        assert total is not None
        assert (exact.coverage(total).value or 0) >= share


def test_three_points_have_their_closed_forms() -> None:
    assert float(triangular_mean(ESTIMATE).value or 0) == pytest.approx(1133.3333333333333)
    assert float(pert_mean(ESTIMATE).value or 0) == pytest.approx(1066.6666666666667)
    assert float(pert_deviation(ESTIMATE).value or 0) == pytest.approx(133.33333333333334)
    for share, expected in (("0.5", 1110.1020514433644), ("0.8", 1290.1613323034067), ("0", 800), ("1", 1600)):
        assert float(triangular_percentile(ESTIMATE, Decimal(share)).value or 0) == pytest.approx(expected)
    # Left of the likely value the other branch holds: 800 + √(0.1 · 800 · 200).
    assert float(triangular_percentile(ESTIMATE, Decimal("0.1")).value or 0) == pytest.approx(926.49110640673)


def test_a_sure_amount_is_all_its_percentiles() -> None:
    sure = ThreePoint(Decimal(5), Decimal(5), Decimal(5))

    assert triangular_percentile(sure, Decimal("0.8")).value == 5


def test_three_points_out_of_order_are_refused() -> None:
    for outcome in (triangular_mean(DISORDERED), pert_mean(DISORDERED), pert_deviation(DISORDERED)):
        assert (outcome.value, outcome.status) == (None, "INVALID_INPUT")
    assert triangular_percentile(DISORDERED, Decimal("0.5")).status == "INVALID_INPUT"
    assert triangular_percentile(ESTIMATE, Decimal("1.5")).status == "INVALID_INPUT"
