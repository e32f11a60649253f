"""Benefits: what came of what was due, progress of a measure, disbenefits and what is counted once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tools.calculations.benefits import Quarter, counted_once, forecast_rate, measure_progress, realisation


def quarter(planned: object, realised: object = None, forecast: object = None, unverified: object = None) -> Quarter:
    numbers = (planned, forecast, realised, unverified)
    return Quarter(*(None if number is None else Decimal(str(number)) for number in numbers))


def test_realised_and_forecast_rates_have_their_worked_values() -> None:
    due = [quarter(300, 200), quarter(300, 220)]
    later = [quarter(1200, forecast=1030)]

    assert realisation(due).rate.value == Decimal("0.7")
    assert float(forecast_rate([*due, *later]).value or 0) == pytest.approx(0.8055555555555556)


@pytest.mark.parametrize(
    ("baseline", "actual", "target", "expected"),
    [
        ("4.10", "3.60", "3.20", 0.5555555555555554),
        ("10", "16", "20", 0.6),
        ("10", "22", "20", 1.2),
        ("10", "8", "20", -0.2),
    ],
)
def test_progress_holds_for_measures_to_raise_and_to_lower(
    baseline: str, actual: str, target: str, expected: float
) -> None:
    outcome = measure_progress(Decimal(baseline), Decimal(actual), Decimal(target))

    assert float(outcome.value or 0) == pytest.approx(expected)


def test_progress_needs_a_target_and_an_actual_value() -> None:
    assert measure_progress(Decimal(1), Decimal(1), Decimal(1)).status == "INVALID_INPUT"
    assert measure_progress(Decimal(1), None, Decimal(2)).status == "INSUFFICIENT_DATA"
    assert measure_progress(Decimal(1), Decimal(1), Decimal(2)).value == 0


@pytest.mark.parametrize("due", [[], [quarter(0)], [quarter(None)], [quarter(0, 50)]])
def test_what_is_not_due_yet_has_no_rate(due: list[Quarter]) -> None:
    result = realisation(due)

    assert (result.rate.value, result.rate.status) == (None, "NOT_APPLICABLE")
    assert result.unreported.status == "NOT_APPLICABLE"


def test_nothing_reported_is_not_nothing_realised() -> None:
    silent, nought = realisation([quarter(100)]), realisation([quarter(100, 0)])

    assert (silent.rate.value, silent.rate.status, silent.unreported.value) == (None, "INSUFFICIENT_DATA", 1)
    assert (nought.rate.value, nought.rate.status, nought.unreported.value) == (0, "OK", 0)


def test_the_share_that_is_not_reported_is_shown() -> None:
    result = realisation([quarter(300, 300), quarter(100)])

    assert result.rate.value == Decimal("0.75")
    assert result.unreported.value == Decimal("0.25")


def test_unverified_results_are_shown_and_not_counted() -> None:
    result = realisation([quarter(100, 60), quarter(100, unverified=90)])

    assert (result.rate.value, result.realised, result.unverified) == (Decimal("0.3"), 60, 90)


def test_disbenefits_are_taken_off_and_shown() -> None:
    result = realisation([quarter(100, 90), quarter(-20, -30)])

    assert (result.planned, result.realised, result.disbenefits) == (80, 60, -30)
    assert result.rate.value == Decimal("0.75")


def test_more_than_planned_is_more_than_one() -> None:
    assert realisation([quarter(100, 130)]).rate.value == Decimal("1.3")


def test_a_shared_benefit_counts_once() -> None:
    items = [("a", "G1"), ("b", None), ("c", "G1"), ("d", None), ("e", "G2")]

    assert [name for name, _ in counted_once(items, lambda item: item[1])] == ["a", "b", "d", "e"]
    assert counted_once([], lambda item: item) == ()
