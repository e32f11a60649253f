"""Earned schedule: worked numbers, plateaus, parts of months, and dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.earned_schedule import (
    Curve,
    curve_by_date,
    curve_by_period,
    date_after,
    earned_schedule,
    elapsed_months,
    finish_by_days,
)

PLAN = (100, 250, 450, 700, 900, 1000)


def curve(*values: int) -> Curve:
    return curve_by_period([Decimal(value) for value in values])


@pytest.mark.parametrize(
    ("ev", "at", "es", "sv_t", "spi_t", "ieac_t"),
    [
        (500, 5, "3.2", "-1.8", "0.64", "9.375"),
        (1000, 8, "6", "-2", "0.75", "8"),
        (40, 1, "0.4", "-0.6", "0.4", "15"),
    ],
)
def test_worked_numbers(ev: int, at: int, es: str, sv_t: str, spi_t: str, ieac_t: str) -> None:
    result = earned_schedule(curve(*PLAN), Decimal(ev), Fraction(at))

    assert result.es.value == Decimal(es)
    assert result.sv_t.value == Decimal(sv_t)
    assert result.spi_t.value == Decimal(spi_t)
    assert result.ieac_t.value == Decimal(ieac_t)


@pytest.mark.parametrize(
    ("plan", "ev", "es"),
    [
        ((10, 20, 30, 40, 50), 34, "3.4"),
        ((20, 50, 90, 140, 200), 70, "2.5"),
        ((30, 70, 120, 180, 250), 100, "2.6"),
        (PLAN, 450, "3"),
    ],
)
def test_time_earned_is_interpolated_within_a_period(plan: tuple[int, ...], ev: int, es: str) -> None:
    result = earned_schedule(curve(*plan), Decimal(ev), Fraction(4))

    assert result.es.value == Decimal(es)


def test_nothing_earned_gives_an_index_of_zero_and_no_forecast() -> None:
    result = earned_schedule(curve(0, *PLAN), Decimal(0), Fraction(2))

    assert result.es.value == 0
    assert result.spi_t.value == 0
    assert result.ieac_t.value is None
    assert result.finish.value is None


def test_no_elapsed_time_gives_no_index() -> None:
    result = earned_schedule(curve(*PLAN), Decimal(50), Fraction(0))

    assert result.spi_t.status == "UNDEFINED"
    assert result.ieac_t.status == "UNDEFINED"


def test_a_plateau_counts_to_its_end_and_is_warned_about() -> None:
    result = earned_schedule(curve(100, 250, 250, 250, 400), Decimal(250), Fraction(3))

    assert result.es.value == 4
    assert result.plateau_start == 2
    assert result.warnings


def test_a_value_beside_a_plateau_is_no_plateau() -> None:
    result = earned_schedule(curve(100, 250, 250, 250, 400), Decimal(251), Fraction(3))

    assert result.plateau_start is None
    assert result.warnings == ()


@pytest.mark.parametrize(("ev", "at", "status"), [(900, 7, "UNDEFINED"), (1000, 5, "NOT_APPLICABLE"), (900, 5, "OK")])
def test_efficiency_of_the_time_left_needs_time_left(ev: int, at: int, status: str) -> None:
    result = earned_schedule(curve(*PLAN), Decimal(ev), Fraction(at))

    assert result.tspi.status == status


def test_time_on_hold_is_shown_gross_and_net() -> None:
    result = earned_schedule(curve(*PLAN), Decimal(450), Fraction(6), held=Fraction(2))

    assert result.spi_t.value == Decimal("0.5")
    assert result.spi_t_net.value == Decimal("0.75")
    assert result.ieac_t.value == 10


@pytest.mark.parametrize(
    ("plan", "ev", "status"),
    [
        ((), 10, "INSUFFICIENT_DATA"),
        ((0, 0), 10, "INSUFFICIENT_DATA"),
        ((100, 90, 200), 10, "INVALID_INPUT"),
        ((100, 200), -1, "INVALID_INPUT"),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused(plan: tuple[int, ...], ev: int, status: str) -> None:
    result = earned_schedule(curve(*plan), Decimal(ev), Fraction(1))

    assert result.status == status
    assert result.es.value is None


@pytest.mark.parametrize(
    ("start", "through", "months"),
    [
        (date(2026, 6, 1), date(2026, 10, 31), Fraction(5)),
        (date(2026, 6, 1), date(2026, 6, 15), Fraction(1, 2)),
        (date(2026, 2, 2), date(2026, 2, 28), Fraction(27, 28)),
        (date(2026, 2, 15), date(2026, 3, 31), Fraction(14, 28) + 1),
        (date(2024, 10, 1), date(2027, 5, 31), Fraction(32)),
        (date(2026, 5, 31), date(2026, 5, 31), Fraction(1, 31)),
    ],
)
def test_parts_of_months_count_by_their_days(start: date, through: date, months: Fraction) -> None:
    assert elapsed_months(start, through) == months


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 6, 1), Fraction(75, 8), date(2027, 3, 12)),
        (date(2024, 10, 1), Fraction(32) / (Fraction("22.714") / 25), date(2027, 9, 7)),
        (date(2026, 6, 1), Fraction(6), date(2026, 12, 1)),
        (date(2026, 2, 15), Fraction(1, 2), date(2026, 3, 1)),
        (date(2026, 1, 31), Fraction(1, 31), date(2026, 2, 1)),
    ],
)
def test_months_become_dates_by_whole_months_and_then_days(start: date, months: Fraction, day: date) -> None:
    assert date_after(start, months) == day


def test_a_dated_plan_gives_a_forecast_finish() -> None:
    ends = [date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)]
    ends.append(date(2026, 11, 30))
    plan = curve_by_date(
        list(zip(ends, map(Decimal, PLAN), strict=True)), start=date(2026, 6, 1), finish=date(2026, 11, 30)
    )

    result = earned_schedule(plan, Decimal(500), elapsed_months(date(2026, 6, 1), date(2026, 10, 31)))

    assert result.es.value == Decimal("3.2")
    assert result.duration == 6
    assert result.finish.value == date(2027, 3, 12)


def test_a_long_plan_gives_its_forecast_finish() -> None:
    plan = [(date(2026, 7, 31), Decimal(3640)), (date(2026, 8, 31), Decimal(3920)), (date(2027, 5, 31), Decimal(6400))]
    dated = curve_by_date(plan, start=date(2024, 10, 1), finish=date(2027, 5, 31))

    result = earned_schedule(dated, Decimal(3840), Fraction(25))

    assert float(result.es.value or 0) == pytest.approx(22.714285714)
    assert result.finish.value == date(2027, 9, 7)


def test_a_plan_whose_last_month_runs_past_the_finish_ends_at_the_finish() -> None:
    plan = [(date(2026, 6, 30), Decimal(50)), (date(2026, 7, 31), Decimal(100))]

    dated = curve_by_date(plan, start=date(2026, 6, 1), finish=date(2026, 7, 15))

    assert dated.points[-1][0] == dated.duration == 1 + Fraction(15, 31)


def test_finished_work_has_no_forecast_finish() -> None:
    dated = curve_by_date([(date(2026, 6, 30), Decimal(10))], start=date(2026, 6, 1), finish=date(2026, 6, 30))

    result = earned_schedule(dated, Decimal(10), Fraction(2))

    assert result.finish.status == "NOT_APPLICABLE"
    assert result.spi_t.value == Decimal("0.5")


def test_a_duration_in_days_stretches_by_the_index() -> None:
    assert finish_by_days(date(2026, 1, 5), 347, Decimal("0.64")).value == date(2027, 7, 1)
    assert finish_by_days(date(2026, 1, 5), 347, Decimal(0)).value is None


plans = st.lists(st.integers(min_value=1, max_value=10**6), min_size=1, max_size=24)


@given(plans, st.data())
def test_more_earned_is_never_less_time_earned(steps: list[int], data: st.DataObject) -> None:
    cumulative = [sum(steps[: index + 1]) for index in range(len(steps))]
    less, more = sorted(data.draw(st.integers(0, cumulative[-1])) for _ in range(2))

    first = earned_schedule(curve(*cumulative), Decimal(less), Fraction(3)).es.value
    second = earned_schedule(curve(*cumulative), Decimal(more), Fraction(3)).es.value

    assert first is not None
    assert second is not None
    assert 0 <= first <= second <= len(steps)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 4000))
def test_time_elapsed_leads_to_the_day_after(start: date, days: int) -> None:
    through = start + timedelta(days=days)

    assert date_after(start, elapsed_months(start, through)) == through + timedelta(days=1)
