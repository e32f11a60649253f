"""Slip, slip rate and milestones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tools.calculations.schedule import (
    is_overdue,
    milestone_due,
    projected_finish,
    slip_days,
    slip_rate,
    slip_ratio,
)

START, FINISH = date(2026, 1, 5), date(2026, 12, 18)


def test_slip_is_shown_in_days_and_against_the_duration() -> None:
    slip = slip_days(date(2027, 2, 12), FINISH)
    ratio = slip_ratio(slip.value, START, FINISH)

    assert slip.value == 56
    assert float(ratio.value or 0) == pytest.approx(0.16138328530259366)


def test_an_early_finish_has_a_negative_slip() -> None:
    assert slip_days(date(2026, 12, 11), FINISH).value == -7


@pytest.mark.parametrize(("expected", "baseline", "word"), [(FINISH, None, "baseline"), (None, FINISH, "forecast")])
def test_slip_needs_both_dates(expected: date | None, baseline: date | None, word: str) -> None:
    outcome = slip_days(expected, baseline)

    assert outcome.value is None
    assert word in str(outcome.reason)


@pytest.mark.parametrize(("slip", "start", "finish"), [(10, None, FINISH), (None, START, FINISH), (10, START, START)])
def test_a_ratio_needs_a_duration(slip: int | None, start: date | None, finish: date) -> None:
    assert slip_ratio(slip, start, finish).status == "UNDEFINED"


@pytest.mark.parametrize(
    ("first_on", "first", "last_on", "last", "finish"),
    [
        (date(2026, 7, 31), date(2026, 12, 18), date(2026, 10, 31), date(2027, 2, 12), date(2027, 7, 24)),
        (date(2026, 7, 31), date(2027, 5, 31), date(2026, 10, 31), date(2027, 6, 25), date(2027, 9, 21)),
        # A forecast that moved earlier, or not at all, stands as it is.
        (date(2026, 7, 31), date(2026, 12, 18), date(2026, 10, 31), date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 7, 31), date(2026, 12, 18), date(2026, 10, 31), date(2026, 12, 18), date(2026, 12, 18)),
        # It recedes as fast as time passes.
        (date(2026, 7, 31), date(2026, 12, 18), date(2026, 10, 31), date(2027, 3, 20), None),
        # It has passed.
        (date(2026, 7, 31), date(2026, 9, 1), date(2026, 10, 31), date(2026, 10, 1), None),
        # The reports are not in order.
        (date(2026, 10, 31), date(2026, 12, 18), date(2026, 10, 31), date(2026, 12, 18), None),
    ],
)
def test_a_finish_that_keeps_slipping_is_projected(
    first_on: date, first: date, last_on: date, last: date, finish: date | None
) -> None:
    outcome = projected_finish(first_on, first, last_on, last)

    assert outcome.value == finish
    assert (outcome.reason is None) == (finish is not None)


def test_the_slip_rate_is_days_lost_for_each_day() -> None:
    rate = slip_rate(date(2026, 7, 31), date(2026, 12, 18), date(2026, 10, 31), date(2027, 2, 12))

    assert rate.value is not None
    assert float(rate.value) == pytest.approx(0.6086956521739131)
    assert projected_finish(date(2026, 7, 31), FINISH, date(2026, 10, 31), date(2027, 2, 12)).value == date(2027, 7, 24)
    assert (date(2027, 7, 24) - date(2027, 2, 12)).days == Decimal(162)


TODAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("baseline", "forecast", "due", "overdue"),
    [
        (date(2026, 10, 1), date(2026, 12, 1), date(2026, 12, 1), False),
        (date(2026, 10, 27), date(2026, 10, 27), TODAY, True),
        (date(2026, 10, 27), None, TODAY, True),
        (TODAY, TODAY, TODAY, False),
        (None, None, None, False),
    ],
)
def test_an_open_milestone_cannot_be_expected_in_the_past(
    baseline: date | None, forecast: date | None, due: date | None, overdue: bool
) -> None:
    assert milestone_due(baseline, forecast, TODAY) == due
    assert is_overdue(baseline, forecast, TODAY) is overdue
