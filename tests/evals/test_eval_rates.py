from __future__ import annotations

import pytest

from evals.rates import counted, rate_of, wilson


@pytest.mark.parametrize(
    ("passed", "n", "low", "high"),
    [
        # Against published tables of the score interval without continuity correction.
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_the_interval_is_wilsons(passed: int, n: int, low: float, high: float) -> None:
    assert wilson(passed / n, n) == pytest.approx((low, high), abs=1e-4)


def test_an_interval_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        wilson(1.0, 0)


def test_a_rate_of_nothing_has_no_value_and_is_not_zero() -> None:
    rate = rate_of([])

    assert (rate.n, rate.value, str(rate)) == (0, None, "none asked")


def test_equal_weights_count_as_they_are() -> None:
    assert rate_of([(True, 2.0), (False, 2.0)]) == counted(1, 2)


def test_a_heavy_case_moves_the_rate_but_is_no_more_evidence() -> None:
    heavy = rate_of([(True, 9.0), (False, 1.0)])

    low, high = wilson(0.9, 100 / 82)  # the weights' sum squared over the sum of their squares
    assert (heavy.passed, heavy.n, heavy.value) == (1, 2, 0.9)
    assert (heavy.low, heavy.high) == pytest.approx((low, high))


def test_a_rate_is_printed_with_its_n_and_bounds() -> None:
    assert str(counted(21, 22)) == "95.5 % (21 of 22, 95 % interval 78 to 99 %)"
