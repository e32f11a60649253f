"""Weighted scores, ties, what is incomplete, how firm the first place is, and WSJF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.scoring import Proposal, firmness, median_score, ranked, weighted_score
from tools.calculations.wsjf import Job, in_order, wsjf

CRITERIA = ("strategic", "value", "confidence", "risk", "urgency", "deliverability")
WEIGHTS = dict(zip(CRITERIA, map(Decimal, ("0.30", "0.20", "0.10", "0.15", "0.15", "0.10")), strict=True))
STEP = Decimal("0.05")


def scores(*given_scores: object) -> dict[str, Decimal | None]:
    numbers = (None if score is None else Decimal(str(score)) for score in given_scores)
    return dict(zip(CRITERIA, numbers, strict=True))


A, B = scores(4, 5, 3, 3, 2, 4), scores(5, 3, 4, 2, 5, 3)


@pytest.mark.parametrize(
    ("given_scores", "points"),
    [
        (A, 73), (scores(4, 3, 3, 3, 3, 3), 66), (B, 77), (scores(3, 3, 3, 4, 3, 2), 61),
        (scores(3, 4, 3, 3, 3, 3), 64), (scores(3, 2, 3, 4, 4, 3), 62), (scores(3, 2, 3, 3, 4, 3), 59),
        (scores(*[5] * 6), 100), (scores(*[0] * 6), 0),
    ],
)  # fmt: skip
def test_points_have_their_worked_values(given_scores: dict[str, Decimal | None], points: int) -> None:
    assert weighted_score(given_scores, WEIGHTS).value == points


@pytest.mark.parametrize(
    ("given_scores", "weights", "status", "words"),
    [
        (scores(4, None, 3, 3, 2, None), WEIGHTS, "INSUFFICIENT_DATA", "value, deliverability"),
        ({}, WEIGHTS, "INSUFFICIENT_DATA", "strategic"),
        (A, {"strategic": Decimal("0.9")}, "INVALID_INPUT", "100 %"),
        (A, {**WEIGHTS, "risk": Decimal("-0.15"), "value": Decimal("0.5")}, "INVALID_INPUT", "100 %"),
        (A, {}, "INVALID_INPUT", "100 %"),
        (scores(6, 5, 3, 3, 2, 4), WEIGHTS, "INVALID_INPUT", "0 and 5"),
        (scores(-1, 5, 3, 3, 2, 4), WEIGHTS, "INVALID_INPUT", "0 and 5"),
    ],
)
def test_no_score_has_a_reason(
    given_scores: dict[str, Decimal | None], weights: dict[str, Decimal], status: str, words: str
) -> None:
    outcome = weighted_score(given_scores, weights)

    assert (outcome.value, outcome.status) == (None, status)
    assert words in str(outcome.reason)


def test_weights_that_were_computed_may_miss_the_whole_by_a_rounding() -> None:
    thirds = dict.fromkeys(CRITERIA[:3], Decimal("0.3333333333333333"))

    assert weighted_score(A, thirds).status == "OK"


def test_several_assessors_give_their_median() -> None:
    assert median_score([Decimal(2), Decimal(5), Decimal(3)]).value == 3
    assert median_score([Decimal(2), Decimal(3)]).value == Decimal("2.5")
    assert median_score([]).status == "INSUFFICIENT_DATA"


def test_proposals_are_ordered_and_the_incomplete_are_named() -> None:
    result = ranked(
        [Proposal("A", A), Proposal("B", B), Proposal("C", scores(5, 5, 5, 5, 5, None))], WEIGHTS, "strategic"
    )

    assert result.order == (("B", Decimal(77)), ("A", Decimal(73)))
    assert result.incomplete == ("C",)


def test_ties_go_by_fit_then_by_worth_then_by_day_then_by_key() -> None:
    fit = Proposal("d", scores(5, 3, 3, 3, 3, 3))
    worth = Proposal("c", scores(3, 3, 3, 3, 3, 3), Decimal(2))
    equal = scores(3, 3, 3, 3, 3, 3)
    early, late, never = (Proposal("b", equal, Decimal(1), day) for day in (date(2026, 1, 1), date(2026, 2, 1), None))
    some = [
        replace(never, key="x"),
        replace(late, key="b1"),
        replace(early, key="b2"),
        worth,
        Proposal("a", equal),
        fit,
    ]

    assert [key for key, _ in ranked(some, WEIGHTS, "strategic").order] == ["d", "c", "b2", "b1", "x", "a"]


def test_equal_points_go_to_the_better_fit() -> None:
    one, two = scores(2, 4.5, 3, 3, 3, 3), scores(3, 3, 3, 3, 3, 3)
    assert weighted_score(one, WEIGHTS) == weighted_score(two, WEIGHTS)

    order = ranked([Proposal("one", one), Proposal("two", two)], WEIGHTS, "strategic").order

    assert [key for key, _ in order] == ["two", "one"]


def test_a_first_place_that_a_moved_weight_overturns_is_fragile() -> None:
    near = [Proposal("A", scores(5, 3, 3, 3, 3, 3)), Proposal("B", scores(3, 5.0, 3, 3, 4, 3))]
    # A 72, B 71: five points from strategic to the others turn it.
    result = firmness(near, WEIGHTS, "strategic", STEP)

    assert result.robust is False
    assert ("strategic", -STEP, "B") in result.overtaken
    assert ("strategic", STEP, "B") not in result.overtaken


def test_a_clear_or_single_first_place_is_robust() -> None:
    best, worst = Proposal("best", scores(*[5] * 6)), Proposal("worst", scores(*[1] * 6))

    assert firmness([best, worst], WEIGHTS, "strategic", STEP).robust is True
    assert firmness([worst], WEIGHTS, "strategic", STEP).robust is True
    assert firmness([], WEIGHTS, "strategic", STEP).robust is None
    assert firmness([best], {"value": Decimal(1)}, "value", STEP).robust is True


@given(st.permutations(CRITERIA), st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_the_order_of_criteria_changes_no_score(order: list[str], some: list[int]) -> None:
    given_scores = scores(*some)

    assert weighted_score(given_scores, {name: WEIGHTS[name] for name in order}) == weighted_score(
        given_scores, WEIGHTS
    )


JOBS = [Job("X", 8, 5, 3, 5), Job("Y", 13, 8, 2, 13), Job("Z", 5, 13, 8, 3)]


def test_shortest_weighted_jobs_come_first() -> None:
    assert [float(wsjf(job).value or 0) for job in JOBS] == pytest.approx([3.2, 1.7692307692307692, 8.666666666666666])
    assert [key for key, _ in in_order(JOBS)] == ["Z", "X", "Y"]


@pytest.mark.parametrize("change", [{"size": 0}, {"size": 4}, {"business_value": 0}, {"risk_reduction": 21}])
def test_a_part_off_the_scale_is_refused_and_left_out(change: dict[str, int]) -> None:
    job = replace(JOBS[0], **change)

    assert (wsjf(job).value, wsjf(job).status) == (None, "INVALID_INPUT")
    assert in_order([job]) == ()


def test_equal_jobs_go_by_size_and_key() -> None:
    jobs = [Job("b", 1, 1, 1, 1), Job("a", 1, 1, 1, 1), Job("c", 2, 2, 2, 2)]

    assert [key for key, _ in in_order(reversed(jobs))] == ["a", "b", "c"]
