"""Critical path, float, PERT spread, BEI, CPLI and hit rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.milestones import (
    Milestone,
    baseline_execution_index,
    critical_path_length_index,
    hit_rate,
)
from tools.calculations.network import Activity, critical_path, path_spread
from tools.calculations.three_point import ThreePoint

AS_OF = date(2026, 10, 31)
DUE, LATER = date(2026, 10, 1), date(2026, 12, 1)


def activity(key: str, duration: object, after: str = "") -> Activity:
    return Activity(key, Decimal(str(duration)), tuple(after))


# General Foundry, Render, Stair and Hanna, Quantitative Analysis for Management.
FOUNDRY = [
    activity("A", 2), activity("B", 3), activity("C", 2, "A"), activity("D", 4, "B"), activity("E", 4, "C"),
    activity("F", 3, "C"), activity("G", 5, "DE"), activity("H", 2, "FG"),
]  # fmt: skip


def test_a_published_network_has_its_path_and_float() -> None:
    result = critical_path(FOUNDRY)

    assert result.duration.value == 15
    assert result.critical == ("A", "C", "E", "G", "H")
    assert {key: int(times.total_float) for key, times in result.times.items()} == {
        "A": 0, "B": 1, "C": 0, "D": 1, "E": 0, "F": 6, "G": 0, "H": 0,
    }  # fmt: skip
    times = result.times["D"]
    assert (times.early_start, times.early_finish, times.late_start, times.late_finish) == (3, 7, 4, 8)
    # B's delay moves D, so all its float is shared; D's moves nothing but itself.
    assert (result.times["B"].free_float, times.free_float, result.times["F"].free_float) == (0, 1, 6)


def test_the_order_of_the_activities_changes_nothing() -> None:
    assert critical_path(FOUNDRY[::-1]).times == critical_path(FOUNDRY).times


def test_a_single_activity_is_critical() -> None:
    assert critical_path([activity("A", 3)]).critical == ("A",)


@pytest.mark.parametrize(
    ("activities", "status", "words"),
    [
        ([], "INSUFFICIENT_DATA", "no activities"),
        ([activity("A", 1, "B"), activity("B", 1, "A")], "INVALID_INPUT", "circle"),
        ([activity("A", 1, "Z")], "INVALID_INPUT", "not known"),
        ([activity("A", 1), activity("A", 2)], "INVALID_INPUT", "twice"),
        ([activity("A", -1)], "INVALID_INPUT", "below zero"),
    ],
)
def test_what_is_no_network_says_why(activities: list[Activity], status: str, words: str) -> None:
    result = critical_path(activities)

    assert (result.duration.value, result.duration.status, result.critical) == (None, status, ())
    assert words in str(result.duration.reason)


def points(**estimates: tuple[int, int, int]) -> dict[str, ThreePoint]:
    return {key: ThreePoint(*map(Decimal, numbers)) for key, numbers in estimates.items()}


# pmcontrols, validation cases (MIT), from the standard formulas of PERT.
@pytest.mark.parametrize(
    ("estimates", "after", "expected", "deviation"),
    [
        (points(X=(1, 2, 9), Y=(2, 3, 10)), {"Y": ["X"]}, 7.0, 1.885618083164127),
        (
            points(X=(2, 4, 6), Y=(1, 2, 9), Z=(1, 2, 3), W=(1, 1, 1)),
            {"Y": ["X"], "Z": ["X"], "W": ["Y", "Z"]},
            8.0,
            1.4907119849998598,
        ),
        # Two critical paths of 4: the wider one counts.
        (points(A=(4, 4, 4), B=(1, 4, 7)), {}, 4.0, 1.0),
        # B waits for A alone in time; C is critical too and ends later than B starts.
        (points(A=(1, 4, 7), B=(4, 4, 4), C=(2, 8, 14)), {"B": ["A"]}, 8.0, 2.0),
    ],
)
def test_the_spread_of_the_critical_path_has_its_value(
    estimates: dict[str, ThreePoint], after: dict[str, list[str]], expected: float, deviation: float
) -> None:
    result = path_spread(estimates, after)

    assert float(result.expected.value or 0) == pytest.approx(expected)
    assert float(result.deviation.value or 0) == pytest.approx(deviation)


def test_thirds_keep_a_path_critical() -> None:
    chain = points(A=(1, 1, 2), B=(1, 1, 2), C=(1, 1, 2))

    assert float(path_spread(chain, {"B": ["A"], "C": ["B"]}).deviation.value or 0) == pytest.approx(3**0.5 / 6)


def test_a_spread_needs_estimates_in_order() -> None:
    assert path_spread(points(A=(3, 2, 4)), {}).expected.status == "INVALID_INPUT"
    assert path_spread({}, {}).deviation.status == "INSUFFICIENT_DATA"


@given(st.lists(st.tuples(st.integers(0, 9), st.sets(st.integers(0, 7))), min_size=1, max_size=8))
def test_float_is_never_negative_and_some_path_is_critical(drawn: list[tuple[int, set[int]]]) -> None:
    work = [
        Activity(str(number), Decimal(days), tuple(str(one) for one in sorted(before) if one < number))
        for number, (days, before) in enumerate(drawn)
    ]
    result = critical_path(work)

    assert result.duration.value is not None
    assert all(0 <= times.free_float <= times.total_float for times in result.times.values())
    assert sum(each.duration for each in work if each.key in result.critical) >= result.duration.value


def test_the_execution_index_has_its_worked_value() -> None:
    done = [Milestone(DUE, DUE)] * 13 + [Milestone(LATER, DUE)]
    not_done = [Milestone(DUE)] * 4 + [Milestone(DUE, LATER)] + [Milestone(None)] * 2

    assert baseline_execution_index([*done, *not_done, Milestone(LATER)], AS_OF).value == Decimal("0.7")


def test_the_day_itself_counts_for_the_index() -> None:
    assert baseline_execution_index([Milestone(AS_OF, AS_OF)], AS_OF).value == 1


@pytest.mark.parametrize("milestones", [[], [Milestone(LATER)]])
def test_without_a_milestone_due_there_is_no_index(milestones: list[Milestone]) -> None:
    assert baseline_execution_index(milestones, AS_OF).status == "UNDEFINED"


def test_the_path_length_index_has_its_worked_value() -> None:
    assert critical_path_length_index(Decimal(120), Decimal(-12)).value == Decimal("0.9")
    assert critical_path_length_index(Decimal(120), Decimal(0)).value == 1
    assert critical_path_length_index(Decimal(0), Decimal(5)).status == "UNDEFINED"


def test_the_hit_rate_is_of_what_was_due_in_the_period() -> None:
    some = [
        Milestone(date(2026, 10, 1), date(2026, 10, 1)), Milestone(date(2026, 10, 31), date(2026, 11, 1)),
        Milestone(date(2026, 10, 15)), Milestone(date(2026, 10, 20), date(2026, 9, 1)),
        Milestone(date(2026, 9, 30), date(2026, 9, 30)), Milestone(date(2026, 11, 1), date(2026, 10, 1)),
        Milestone(None, date(2026, 10, 1)),
    ]  # fmt: skip

    assert hit_rate(some, date(2026, 10, 1), AS_OF).value == Decimal("0.5")
    assert hit_rate([], date(2026, 10, 1), AS_OF).status == "NOT_APPLICABLE"
