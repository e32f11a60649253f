"""AHP: published matrices, contradictions, and matrices that are none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.pairwise import RANDOM_INDICES, Pairwise, pairwise_weights


def matrix(size: int, above: list[object]) -> list[list[Fraction]]:
    """The reciprocal matrix of the judgements above its diagonal, row by row."""
    rows = [[Fraction(1)] * size for _ in range(size)]
    left = iter(above)
    for i in range(size):
        for j in range(i + 1, size):
            rows[i][j] = Fraction(str(next(left)))
            rows[j][i] = 1 / rows[i][j]
    return rows


def weights(result: Pairwise) -> list[float]:
    return [float(weight.value or 0) for weight in result.weights]


BOARD = matrix(3, [3, 5, 3])
# The README of AHPy, which uses another table of random indices and so prints .0372.
AHPY = matrix(4, [1, 5, 2, 3, 4, "3/4"])
CONTRADICTION = matrix(3, [3, "1/5", 3])


@pytest.mark.parametrize(
    ("given_matrix", "expected", "largest", "index", "ratio"),
    [
        (BOARD, [0.637, 0.2583, 0.1047], 3.0385110905581745, 0.01925554527908724, 0.033199215998426276),
        (AHPY, [0.3742, 0.3917, 0.0991, 0.1349], 4.092459745005175, 0.03081991500172491, 0.03424435000191657),
        (CONTRADICTION, [0.2784, 0.3301, 0.3914], 4.838037526257312, 0.9190187631286562, 1.5845151088425107),
    ],
)
def test_published_matrices_have_their_values(
    given_matrix: list[list[Fraction]], expected: list[float], largest: float, index: float, ratio: float
) -> None:
    result = pairwise_weights(given_matrix)

    assert weights(result) == pytest.approx(expected, abs=5e-5)
    assert [float(mean) for mean in result.geometric] == pytest.approx(expected, abs=5e-4)
    assert float(result.largest_eigenvalue.value or 0) == pytest.approx(largest)
    assert float(result.consistency_index.value or 0) == pytest.approx(index)
    assert float(result.consistency_ratio.value or 0) == pytest.approx(ratio)
    assert result.random_index == RANDOM_INDICES[len(given_matrix)]


def test_the_worst_triad_is_named() -> None:
    assert pairwise_weights(CONTRADICTION).worst_triad == (0, 1, 2)
    # Criteria 1, 2 and 3 contradict each other: 3 × 3 and then 1/9; criterion 0 is as important as all.
    assert pairwise_weights(matrix(4, [1, 1, 1, 3, "1/9", 3])).worst_triad == (1, 2, 3)
    # A mild one counts too: 3 × 3 is not 5.
    assert pairwise_weights(BOARD).worst_triad == (0, 1, 2)
    assert pairwise_weights(matrix(3, [2, 6, 3])).worst_triad is None


def test_consistent_judgements_have_a_ratio_of_zero() -> None:
    result = pairwise_weights(matrix(3, [2, 6, 3]))

    assert weights(result) == pytest.approx([0.6, 0.3, 0.1])
    assert result.consistency_ratio.value is not None
    assert 0 <= result.consistency_ratio.value < Decimal("1e-9")


@pytest.mark.parametrize(("rows", "expected"), [(matrix(2, [3]), [0.75, 0.25]), ([[1]], [1.0])])
def test_two_criteria_or_one_have_weights_and_no_ratio(rows: list[list[Fraction]], expected: list[float]) -> None:
    result = pairwise_weights(rows)

    assert weights(result) == pytest.approx(expected)
    assert (result.consistency_ratio.value, result.consistency_ratio.status) == (None, "NOT_APPLICABLE")


def test_beyond_ten_criteria_no_random_index_is_published() -> None:
    result = pairwise_weights([[1] * 11] * 11)

    assert weights(result) == pytest.approx([1 / 11] * 11)
    assert result.consistency_ratio.status == "UNDEFINED"
    assert pairwise_weights([[1] * 10] * 10).consistency_ratio.status == "OK"


def test_a_third_may_be_written_with_three_digits() -> None:
    assert pairwise_weights([[Decimal(1), Decimal(3)], [Decimal("0.333"), Decimal(1)]]).weights[0].status == "OK"


@pytest.mark.parametrize(
    "rows", [[], [[1, 2]], [[1, 2], [2, 1]], [[1, 0], [0, 1]], [[1, -2], [Fraction(-1, 2), 1]], [[2, 1], [1, 1]]]
)
def test_what_is_no_reciprocal_matrix_is_refused(rows: list[list[int]]) -> None:
    result = pairwise_weights(rows)

    assert result.largest_eigenvalue.status == "INVALID_INPUT"
    assert result.largest_eigenvalue.reason
    assert all(weight.value is None for weight in result.weights)


saaty = st.sampled_from([*range(1, 10), *(f"1/{number}" for number in range(2, 10))])


@given(st.integers(2, 6).flatmap(lambda n: st.tuples(st.just(n), st.lists(saaty, min_size=15, max_size=15))), st.data())
def test_weights_sum_to_one_and_follow_their_criteria(case: tuple[int, list[object]], data: st.DataObject) -> None:
    size, above = case
    rows = matrix(size, above)
    order = data.draw(st.permutations(range(size)))
    plain, moved = pairwise_weights(rows), pairwise_weights([[rows[i][j] for j in order] for i in order])

    assert sum(weights(plain)) == pytest.approx(1)
    assert min(weights(plain)) > 0
    assert weights(moved) == pytest.approx([weights(plain)[i] for i in order])
    assert float(moved.consistency_index.value or 0) == pytest.approx(
        float(plain.consistency_index.value or 0), abs=1e-9
    )


def test_the_random_indices_are_those_of_saaty() -> None:
    assert [str(RANDOM_INDICES[size]) for size in range(3, 11)] == "0.58 0.90 1.12 1.24 1.32 1.41 1.45 1.49".split()
    assert all(before < after for before, after in pairwise(RANDOM_INDICES.values()))
