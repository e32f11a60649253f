"""Net present value and rates of return: published numbers, every edge, and what holds for all flows."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tools.calculations.investment import (
    internal_rate,
    mirr,
    nominal_rate,
    npv,
    present_value,
    real_rate,
    sign_changes,
    spreadsheet_npv,
)


def flows(*amounts: object) -> list[Decimal]:
    return [Decimal(str(amount)) for amount in amounts]


HOUSE = flows(-1000, 300, 400, 400, 300)
TEN = Decimal("0.1")

money = st.integers(-(10**6), 10**6).map(Decimal)
rates = st.decimals("-0.5", "2", places=4)


@pytest.mark.parametrize(
    ("amounts", "rate", "expected"),
    [
        (HOUSE, "0.1", 108.73574209411908),
        (HOUSE, "0.035", 285.46910318711),
        # numpy-financial, tests of npv (BSD-3-Clause).
        (flows(-15000, 1500, 2500, 3500, 4500, 6000), "0.05", 122.89485495094269),
        (flows(-900, 270, 360, 360, 270), "0.07", 166.62333371002555),
        (flows(5), "0.07", 5),
    ],
)
def test_npv_has_its_published_value(amounts: list[Decimal], rate: str, expected: float) -> None:
    assert float(npv(amounts, Decimal(rate)).value or 0) == pytest.approx(expected, abs=1e-8)


def test_npv_leaves_the_first_flow_undiscounted_and_a_spreadsheet_does_not() -> None:
    assert float(npv(HOUSE, TEN).value or 0) == pytest.approx(108.73574209411908, abs=1e-10)
    assert float(spreadsheet_npv(HOUSE, TEN).value or 0) == pytest.approx(98.85067463101733, abs=1e-10)


@pytest.mark.parametrize(
    ("amounts", "rate", "status"), [([], "0.1", "INSUFFICIENT_DATA"), (HOUSE, "-1", "INVALID_INPUT")]
)
def test_npv_is_refused_with_a_reason(amounts: list[Decimal], rate: str, status: str) -> None:
    for outcome in (npv(amounts, Decimal(rate)), spreadsheet_npv(amounts, Decimal(rate))):
        assert (outcome.value, outcome.status) == (None, status)
        assert outcome.reason


# numpy-financial, documentation and tests of irr (BSD-3-Clause); the first two also in a spreadsheet's manual.
@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (HOUSE, 0.14895028127375542),
        (flows(-250000, 100000, 150000, 200000, 250000, 300000), 0.5672303344358538),
        (flows(-100, 39, 59, 55, 20), 0.280948421159961),
        (flows(-150000, 15000, 25000, 35000, 45000, 60000), 0.05243288885941433),
        (flows(-100, 0, 0, 74), -0.0954958303489728),
        (flows(-100, 100, 0, 7), 0.06205848562992955),
        (flows(-100, 110, 0), 0.1),
    ],
)
def test_the_internal_rate_has_its_published_value(amounts: list[Decimal], expected: float) -> None:
    assert float(internal_rate(amounts).irr.value or 0) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (flows(-100, 230, -132), [0.1, 0.2]),
        (flows(-100, 100, 0, -7), [-0.68, -0.08329966618493256]),
        (flows(-5, 10.5, 1, -8, 1), [-0.85, 0.08859833852775534]),
    ],
)
def test_several_internal_rates_are_all_told_and_none_is_chosen(amounts: list[Decimal], expected: list[float]) -> None:
    result = internal_rate(amounts)

    assert result.irr.value is None
    assert result.irr.status == "UNDEFINED"
    assert "more than one" in str(result.irr.reason)
    assert any(float(root) == pytest.approx(expected[-1], abs=1e-8) for root in result.roots)
    assert len(result.roots) >= 2
    assert list(result.roots) == sorted(result.roots)
    assert all(abs(present_value(amounts, root)) < Decimal("1e-12") for root in result.roots)


def test_ten_and_twenty_percent_are_both_found() -> None:
    assert [round(root, 12) for root in internal_rate(flows(-100, 230, -132)).roots] == flows("0.1", "0.2")


def test_a_double_rate_is_one_rate() -> None:
    # 100 (1.1 v − 1)², v = 1/(1 + r): NPV touches zero at 10 % and does not change its sign.
    result = internal_rate(flows(-100, 220, -121))

    assert [round(root, 9) for root in result.roots] == flows("0.1")
    assert result.warnings
    assert result.sign_changes == 2


@pytest.mark.parametrize(
    ("amounts", "status", "words"),
    [
        (flows(-1, -2, -3), "UNDEFINED", "never change sign"),
        (flows(1, 2), "UNDEFINED", "never change sign"),
        (flows(0, 0), "UNDEFINED", "never change sign"),
        ([], "INSUFFICIENT_DATA", "no cash flows"),
        (flows(-1, 100), "UNDEFINED", "no rate between"),
        (flows(-100, 1), "UNDEFINED", "no rate between"),
        (flows(100, -200, 150), "UNDEFINED", "no rate between"),
    ],
)
def test_no_internal_rate_has_a_reason(amounts: list[Decimal], status: str, words: str) -> None:
    result = internal_rate(amounts)

    assert (result.irr.value, result.irr.status, result.roots) == (None, status, ())
    assert words in str(result.irr.reason)


@pytest.mark.parametrize(
    ("amounts", "changes"),
    [(HOUSE, 1), (flows(-1, 0, 2, 0, -3), 2), (flows(0, 1), 0), (flows("-0.5", "0.5"), 1), (flows("0.5", "-0.5"), 1)],
)
def test_years_without_a_flow_are_no_change_of_sign(amounts: list[Decimal], changes: int) -> None:
    assert sign_changes(amounts) == changes


@pytest.mark.parametrize(
    ("amounts", "finance", "reinvest", "expected"),
    [
        (HOUSE, "0.1", "0.1", 0.12875502614825352),
        # The manual of a spreadsheet's MIRR(); numpy-financial, tests of mirr (BSD-3-Clause); w3resource.
        (flows(-120000, 39000, 30000, 21000, 37000, 46000), "0.1", "0.12", 0.1260941303659051),
        (flows(-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000), "0.08", "0.055", 0.06659717503155349),
        (flows(100, 200, -50, 300, -200), "0.05", "0.06", 0.3428233878421769),
        (flows(-1000, 100, 50, 10, 15), "0.34", "0.21", -0.2742274708267268),
    ],
)
def test_the_modified_rate_has_its_published_value(
    amounts: list[Decimal], finance: str, reinvest: str, expected: float
) -> None:
    found = mirr(amounts, Decimal(finance), Decimal(reinvest))

    assert float(found.value or 0) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("amounts", "rate", "status"),
    [
        (flows(39000, 30000, 21000), "0.1", "UNDEFINED"),
        (flows(-1, -2), "0.1", "UNDEFINED"),
        (flows(-1), "0.1", "INSUFFICIENT_DATA"),
        (HOUSE, "-1", "INVALID_INPUT"),
    ],
)
def test_the_modified_rate_needs_money_out_and_in(amounts: list[Decimal], rate: str, status: str) -> None:
    outcome = mirr(amounts, Decimal(rate), TEN)

    assert (outcome.value, outcome.status) == (None, status)


def test_real_and_nominal_rates_turn_into_each_other() -> None:
    assert nominal_rate(Decimal("0.07"), Decimal("0.02")) == Decimal("0.0914")
    assert real_rate(Decimal("0.0914"), Decimal("0.02")) == Decimal("0.07")


@given(st.lists(st.tuples(money, money), min_size=1, max_size=12), st.integers(-9, 9), rates)
def test_npv_is_linear(pairs: list[tuple[Decimal, Decimal]], times: int, rate: Decimal) -> None:
    left, right = [one for one, _ in pairs], [two for _, two in pairs]
    both = [times * one + two for one, two in pairs]

    apart = times * present_value(left, rate) + present_value(right, rate)

    assert abs(present_value(both, rate) - apart) <= Decimal("1e-9") * max(1, abs(apart))


@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=12), st.lists(rates, min_size=2))
def test_npv_falls_with_the_rate_where_costs_come_first(cost: int, later: list[int], some: list[Decimal]) -> None:
    conventional = flows(-cost, *later)
    worth = [present_value(conventional, rate) for rate in sorted(some)]

    assert all(after <= before + Decimal("1e-9") for before, after in pairwise(worth))


@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_the_internal_rate_makes_the_npv_zero(cost: int, later: list[int]) -> None:
    conventional = flows(-cost, *later)
    assume(any(later))

    result = internal_rate(conventional)

    if result.irr.value is None:
        # It lies outside the range: NPV has one sign at both ends of it.
        ends = [present_value(conventional, Decimal(rate)) for rate in ("-0.95", "10")]
        assert ends[0] * ends[1] >= 0
    else:
        size = sum(abs(flow) / (1 + result.irr.value) ** year for year, flow in enumerate(conventional))
        assert abs(present_value(conventional, result.irr.value)) <= Decimal("1e-10") * size


@given(st.integers(1, 10**6), st.lists(st.integers(1, 10**6), min_size=1, max_size=10))
def test_the_modified_rate_at_the_internal_rate_is_the_internal_rate(cost: int, later: list[int]) -> None:
    conventional = flows(-cost, *later)
    rate = internal_rate(conventional).irr.value
    assume(rate is not None)
    assert rate is not None

    found = mirr(conventional, rate, rate).value

    assert found is not None
    assert abs(found - rate) < Decimal("1e-9") * (1 + abs(rate))
