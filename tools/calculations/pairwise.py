"""Weights from pairwise comparison: the analytic hierarchy process (F-AHP).

Source: Saaty, *The Analytic Hierarchy Process* (1980).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import log, prod

import numpy as np

from tools.calculations.outcome import Outcome, defined, undefined

FORMULA = "F-AHP"

RANDOM_INDICES: Mapping[int, Decimal] = {
    size: Decimal(index)
    for size, index in zip(range(3, 11), "0.58 0.90 1.12 1.24 1.32 1.41 1.45 1.49".split(), strict=True)
}
"""Saaty's mean consistency index of random matrices, by number of criteria. Other tables give another ratio."""
RANDOM_INDEX_SOURCE = "Saaty (1980)"
RECIPROCAL_WITHIN = Fraction(1, 1000)
"""A third may be written as 0.333."""

Judgement = Fraction | Decimal | int


@dataclass(frozen=True, slots=True)
class Pairwise:
    """Weights and how well the judgements hold together."""

    weights: tuple[Outcome[Decimal], ...]
    """Principal eigenvector, fractions that sum to 1, in the order of the matrix."""
    geometric: tuple[Decimal, ...]
    """Weights by geometric means of the rows, to cross-check."""
    largest_eigenvalue: Outcome[Decimal]
    consistency_index: Outcome[Decimal]
    """(λmax − n) / (n − 1)."""
    consistency_ratio: Outcome[Decimal]
    """Consistency index / random index; not applicable below three criteria."""
    random_index: Decimal | None
    worst_triad: tuple[int, int, int] | None
    """The three criteria, counted from 0, whose comparisons contradict each other most; None where none do."""


def pairwise_weights(matrix: Sequence[Sequence[Judgement]]) -> Pairwise:
    """Weights of a matrix whose entry (i, j) says how many times criterion i matters more than j (F-AHP).

    Invalid where it is empty, not square, not positive, or where an entry is not the reciprocal of its mirror.
    """
    rows = [[Fraction(entry) for entry in row] for row in matrix]
    size = len(rows)
    if not size or any(len(row) != size for row in rows):
        return _refused(size, "the matrix of comparisons is empty or not square")
    if any(entry <= 0 for row in rows for entry in row):
        return _refused(size, "a comparison is not above zero")
    if any(abs(rows[i][j] * rows[j][i] - 1) > RECIPROCAL_WITHIN for i in range(size) for j in range(i + 1)):
        return _refused(size, "a comparison is not the reciprocal of its mirror")
    values, vectors = np.linalg.eig(np.array([[float(entry) for entry in row] for row in rows]))
    first = int(np.argmax(values.real))
    largest = float(values[first].real)
    vector = np.abs(vectors[:, first].real)
    index = max(0.0, (largest - size) / (size - 1)) if size > 1 else 0.0
    means = [prod(float(entry) for entry in row) ** (1 / size) for row in rows]
    return Pairwise(
        weights=tuple(_value(weight) for weight in vector / vector.sum()),
        geometric=tuple(Decimal(repr(mean / sum(means))) for mean in means),
        largest_eigenvalue=_value(largest),
        consistency_index=_value(index),
        consistency_ratio=_ratio(index, size),
        random_index=RANDOM_INDICES.get(size),
        worst_triad=_worst_triad(rows),
    )


def _ratio(index: float, size: int) -> Outcome[Decimal]:
    if size < 3:
        return undefined("with two criteria or fewer judgements cannot contradict", FORMULA, "NOT_APPLICABLE")
    random = RANDOM_INDICES.get(size)
    if random is None:
        return undefined(f"no random index is published for {size} criteria", FORMULA)
    return _value(index / float(random))


def _worst_triad(rows: Sequence[Sequence[Fraction]]) -> tuple[int, int, int] | None:
    """The triad with the largest |ln(a_ij · a_jk · a_ki)|."""
    strain = {
        (i, j, k): abs(log(float(rows[i][j] * rows[j][k] * rows[k][i])))
        for i, j, k in combinations(range(len(rows)), 3)
    }
    worst = max(strain, key=lambda triad: strain[triad], default=None)
    return worst if worst is not None and strain[worst] > float(RECIPROCAL_WITHIN) * 3 else None


def _value(value: float | np.floating) -> Outcome[Decimal]:
    return defined(Decimal(repr(float(value))), FORMULA)


def _refused(size: int, reason: str) -> Pairwise:
    none: Outcome[Decimal] = undefined(reason, FORMULA, "INVALID_INPUT")
    return Pairwise((none,) * size, (), none, none, none, None, None)
