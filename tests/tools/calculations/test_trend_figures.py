"""Trends of a measure: worked numbers, outliers, short forecasts and too few values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.trend import (
    Line,
    deviation,
    direction,
    forecast,
    has_changed,
    least_squares,
    robust_scores,
    theil_sen,
)


def series(*values: object) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


CPI = series("1.00", "0.98", "0.97", "0.60", "0.94", "0.93")
SPREAD = Decimal("1.5")


def at(line: Line, period: int) -> float:
    return float(line.intercept.value or 0) + float(line.slope.value or 0) * period


def test_both_lines_have_their_worked_values() -> None:
    squares, robust = least_squares(CPI), theil_sen(CPI)

    assert float(squares.slope.value or 0) == pytest.approx(-0.024)
    assert at(squares, 6) == pytest.approx(0.819333333333333)
    assert float(robust.slope.value or 0) == pytest.approx(-0.014)
    assert float(robust.intercept.value or 0) == pytest.approx(0.997)
    assert at(robust, 6) == pytest.approx(0.913)


def test_the_outlier_is_found_and_the_direction_counted() -> None:
    scores = [float(score.value or 0) for score in robust_scores(CPI)]

    assert deviation(CPI) == Decimal("0.025")
    assert scores[3] == pytest.approx(-9.5779)
    assert sum(abs(score) > 3.5 for score in scores) == 1
    assert direction(CPI).s.value == -11
    assert direction(CPI).probability.status == "NOT_APPLICABLE"


# A rise in every one of eight periods: S = 28, variance 8·7·21/18, z = 27/8.083.
def test_from_eight_values_the_direction_has_a_probability() -> None:
    rising = direction(series(1, 2, 3, 4, 5, 6, 7, 8))
    tied = direction(series(1, 1, 2, 2, 3, 3, 4, 4))

    assert rising.s.value == 28
    assert float(rising.probability.value or 0) == pytest.approx(0.000836, abs=2e-6)
    # Ties: S = 24, variance (1176 − 4·18)/18 = 61.33, z = 23/7.832.
    assert tied.s.value == 24
    assert float(tied.probability.value or 0) == pytest.approx(0.003315, abs=2e-5)
    assert direction(series(*[5] * 8)).probability.value == 1


def test_three_values_are_too_few_for_anything() -> None:
    few = CPI[:3]

    for outcome in (theil_sen(few).slope, least_squares(few).intercept, direction(few).probability):
        assert (outcome.value, outcome.status) == (None, "INSUFFICIENT_DATA")
    assert direction(few).s.status == "INSUFFICIENT_DATA"
    assert [score.status for score in robust_scores(few)] == ["INSUFFICIENT_DATA"] * 3
    assert forecast(few, 1, None, None, SPREAD) == ()
    assert has_changed(few, 3, Decimal(2)) is None
    assert theil_sen(CPI[:4]).slope.status == "OK"


def test_values_that_are_mostly_the_same_have_no_robust_score() -> None:
    assert [score.status for score in robust_scores(series(1, 1, 1, 9))] == ["UNDEFINED"] * 4


def test_a_forecast_has_a_range_and_does_not_go_far() -> None:
    (first, *more) = forecast(CPI, 12, None, None, SPREAD)

    assert (first.period, first.last, len(more)) == (6, Decimal("0.93"), 2)
    assert float(first.value) == pytest.approx(0.913)
    # Residuals from the Theil-Sen line: .003 −.003 .001 −.355 −.001 .003; their MAD is .003, times 1.5.
    assert float(first.value - first.low) == pytest.approx(0.0045)
    assert first.high - first.value == first.value - first.low
    assert [point.period for point in more] == [7, 8]
    assert len(forecast(CPI[:4], 12, None, None, SPREAD)) == 2
    assert len(forecast(CPI, 1, None, None, SPREAD)) == 1
    assert forecast(CPI, 0, None, None, SPREAD) == ()


def test_a_forecast_stays_where_the_measure_can_be() -> None:
    falling = forecast(series("0.4", "0.3", "0.2", "0.1"), 2, Decimal(0), Decimal(1), SPREAD)
    rising = forecast(series("0.7", "0.8", "0.9", "1.0"), 1, Decimal(0), Decimal(1), SPREAD)

    assert [point.value for point in falling] == [0, 0]
    assert falling[1].low == 0
    assert (rising[0].value, rising[0].high) == (1, 1)


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        (series(10, 10.1, 9.9, 10, 10.1), False),
        (series(10, 10.1, 9.9, 10, 12), True),
        (series(10, 30, 9, 11, 12, 13), True),
        (series(10, 30, 11, 12, 11.5), False),
        (series(13, -30, 14, 12, 11, 10), True),
        (series(5, 5, 5, 5), False),
        (series(5, 5, 5, 6), True),
    ],
)
def test_a_change_is_real_after_moves_in_one_direction_or_one_large_move(values: list[Decimal], changed: bool) -> None:
    assert has_changed(values, 3, Decimal(2)) is changed


numbers = st.lists(st.integers(-1000, 1000).map(Decimal), min_size=4, max_size=10)


@given(numbers, st.integers(-50, 50), st.integers(-50, 50))
def test_adding_a_line_adds_it_to_both_lines(values: list[Decimal], slope: int, start: int) -> None:
    moved = [value + start + slope * period for period, value in enumerate(values)]

    for method in (theil_sen, least_squares):
        before, after = method(values), method(moved)
        assert before.slope.value is not None
        assert after.slope.value is not None
        assert abs(after.slope.value - before.slope.value - slope) < Decimal("1e-20")


@given(numbers)
def test_the_reversed_series_has_the_opposite_direction(values: list[Decimal]) -> None:
    assert direction(values).s.value == -(direction(values[::-1]).s.value or 0)


@given(numbers, st.integers(-10, 10))
def test_one_wild_value_does_not_move_the_robust_line_of_a_straight_series(values: list[Decimal], slope: int) -> None:
    straight = [Decimal(slope * period) for period in range(12)]
    straight[5] += values[0] * 100

    assert abs((theil_sen(straight).slope.value or Decimal(0)) - slope) == 0
