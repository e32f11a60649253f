"""Payback: worked numbers, flows that turn again, and flows that never pay back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.payback import discounted_payback, payback


def flows(*amounts: object) -> list[Decimal]:
    return [Decimal(str(amount)) for amount in amounts]


HOUSE = flows(-1000, 300, 400, 400, 300)


def test_payback_is_interpolated_inside_the_year() -> None:
    result = payback(HOUSE)

    assert (result.first.value, result.final.value, result.warnings) == (Decimal("2.75"), Decimal("2.75"), ())


def test_discounted_payback_uses_discounted_flows() -> None:
    assert float(discounted_payback(HOUSE, Decimal("0.1")).first.value or 0) == pytest.approx(3.469333333333334)


def test_a_year_that_ends_at_zero_has_paid_back() -> None:
    assert payback(flows(-100, 50, 50, 10)).first.value == 2


def test_later_costs_give_a_first_and_a_final_time() -> None:
    result = payback(flows(-100, 150, -100, 100))

    assert result.first.value is not None
    assert round(result.first.value, 4) == Decimal("0.6667")
    assert result.final.value == Decimal("2.5")
    assert result.warnings


def test_flows_that_end_below_zero_have_no_final_time() -> None:
    result = payback(flows(-100, 150, -100))

    assert result.first.status == "OK"
    assert result.final.status == "UNDEFINED"
    assert result.warnings


@pytest.mark.parametrize(
    ("amounts", "status"),
    [(flows(-100, 50, 49), "UNDEFINED"), ([], "INSUFFICIENT_DATA"), (flows(100, -50), "NOT_APPLICABLE")],
)
def test_no_payback_is_not_the_horizon(amounts: list[Decimal], status: str) -> None:
    result = payback(amounts)

    assert (result.first.value, result.first.status) == (None, status)
    assert (result.final.value, result.final.status) == (None, status)
    assert result.first.reason


def test_a_rate_of_minus_one_is_refused() -> None:
    assert discounted_payback(HOUSE, Decimal(-1)).first.status == "INVALID_INPUT"


@given(st.integers(1, 1000), st.lists(st.integers(0, 1000), min_size=1, max_size=10), st.decimals(0, 1, places=3))
def test_discounting_never_pays_back_earlier(cost: int, later: list[int], rate: Decimal) -> None:
    plain = payback(flows(-cost, *later)).first.value
    slower = discounted_payback(flows(-cost, *later), rate).first.value

    if slower is not None:
        assert plain is not None
        assert plain <= slower + Decimal("1e-20")
