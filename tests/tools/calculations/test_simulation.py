"""Monte Carlo: the seed repeats it, and it meets what can be worked out exactly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.calculations.simulation import Line, Simulation, simulate
from tools.calculations.three_point import ThreePoint, triangular_percentile

SHARES = [Decimal("0.1"), Decimal("0.5"), Decimal("0.8"), Decimal("0.9")]
DRAWS = 20_000


def sure(amount: int) -> ThreePoint:
    return ThreePoint(Decimal(amount), Decimal(amount), Decimal(amount))


def risk(chance: str, amount: int, cause: str | None = None) -> Line:
    return Line(sure(amount), Decimal(chance), cause=cause)


RISKS = [risk("0.5", 200), risk("0.3", 300), risk("0.1", 800)]
ESTIMATE = ThreePoint(Decimal(800), Decimal(1000), Decimal(1600))


def within(result: Simulation, expected: float, errors: float = 4) -> bool:
    assert result.mean.value is not None
    assert result.standard_error.value is not None
    return abs(float(result.mean.value) - expected) <= errors * float(result.standard_error.value) + 1e-9


def test_risks_meet_their_exact_distribution() -> None:
    result = simulate(RISKS, SHARES, seed=7, draws=DRAWS, contingency=Decimal(270))

    assert within(result, 270)
    assert [value.value for _, value in result.percentiles] == [0, 200, 500, 500]
    assert float(result.coverage.value or 0) == pytest.approx(0.63, abs=0.015)
    assert (result.seed, result.draws, result.generator, result.warnings) == (7, DRAWS, "PCG64", ())


def test_a_triangular_line_meets_its_closed_form() -> None:
    result = simulate([Line(ESTIMATE)], SHARES, seed=7, draws=DRAWS)

    assert within(result, 1133.3333)
    for share, found in result.percentiles:
        exact = triangular_percentile(ESTIMATE, share).value
        assert float(found.value or 0) == pytest.approx(float(exact or 0), rel=0.01)


def test_a_pert_line_has_the_mean_of_pert_and_the_spread_of_its_beta() -> None:
    result = simulate([Line(ESTIMATE, shape="PERT")], [], seed=7, draws=DRAWS)

    assert within(result, 1066.6667)
    deviation = float(result.standard_error.value or 0) * DRAWS**0.5
    assert deviation == pytest.approx((266.6667 * 533.3333 / 7) ** 0.5, rel=0.03)


def test_the_same_seed_gives_the_same_result_and_another_seed_does_not() -> None:
    first, again, other = (simulate([Line(ESTIMATE)], SHARES, seed, DRAWS) for seed in (7, 7, 8))

    assert first == again
    assert first.mean != other.mean


def test_a_common_cause_leaves_the_mean_and_widens_the_tail() -> None:
    apart = simulate([risk("0.2", 100)] * 5, SHARES, seed=7, draws=DRAWS)
    together = simulate([risk("0.2", 100, "supplier")] * 5, SHARES, seed=7, draws=DRAWS)

    assert within(apart, 100)
    assert within(together, 100)
    assert together.percentiles[3][1].value == 500
    assert apart.percentiles[3][1].value == 200


def test_causes_that_differ_do_not_come_together() -> None:
    result = simulate([risk("0.5", 1, "one"), risk("0.5", 1, "two")], [], 7, DRAWS, contingency=Decimal("1.5"))

    assert float(result.coverage.value or 0) == pytest.approx(0.75, abs=0.02)


def test_a_sure_cost_has_no_spread() -> None:
    result = simulate([Line(sure(50))], SHARES, seed=1, draws=DRAWS)

    assert (result.mean.value, result.standard_error.value) == (50, 0)
    assert result.coverage.status == "NOT_APPLICABLE"


def test_few_draws_are_said() -> None:
    assert simulate(RISKS, SHARES, seed=1, draws=9_999).warnings
    assert not simulate(RISKS, SHARES, seed=1, draws=10_000).warnings


@pytest.mark.parametrize(
    ("lines", "shares", "draws", "status"),
    [
        ([], SHARES, DRAWS, "INSUFFICIENT_DATA"),
        (RISKS, SHARES, 1, "INVALID_INPUT"),
        (RISKS, [Decimal(0)], DRAWS, "INVALID_INPUT"),
        ([replace(RISKS[0], probability=Decimal("1.2"))], SHARES, DRAWS, "INVALID_INPUT"),
        ([Line(ThreePoint(Decimal(3), Decimal(2), Decimal(4)))], SHARES, DRAWS, "INVALID_INPUT"),
    ],
)
def test_what_cannot_be_simulated_says_why(lines: list[Line], shares: list[Decimal], draws: int, status: str) -> None:
    result = simulate(lines, shares, 7, draws)

    assert (result.status, result.mean.value, result.mean.status) == (status, None, status)
    assert result.reason
    assert [value.status for _, value in result.percentiles] == [status] * len(shares)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.decimals(0, 1, places=2)),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 2**32),
)
def test_the_mean_is_near_the_analytic_one(some: list[tuple[int, int, int, Decimal]], seed: int) -> None:
    lines = [Line(ThreePoint(*map(Decimal, sorted((a, b, c)))), chance) for a, b, c, chance in some]
    expected = sum(float(chance) * (a + b + c) / 3 for a, b, c, chance in some)

    assert within(simulate(lines, [], seed, 4_000), expected, errors=6) or expected < 5
