"""Scores, values, cash and the choice among the proposals come out as printed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.tools.demo_by_hand import cases, papers, proposals
from tests.tools.demo_by_hand.proposals import Choice
from tests.tools.demo_by_hand.reading import of, rows

CHOSEN = ("PR-01", "PR-02", "PR-04")


@pytest.mark.parametrize(
    ("proposal_id", "value", "thousands", "fte", "scores", "total"),
    [
        ("PR-01", 62, 900, (4, 2), (4, 5, 3, 3, 2, 4), 73),
        ("PR-02", 55, 700, (3, 3), (4, 3, 3, 3, 3, 3), 66),
        ("PR-03", 70, 1200, (5, 2), (5, 3, 4, 2, 5, 3), 77),
        ("PR-04", 40, 300, (1, 1), (3, 3, 3, 4, 3, 2), 61),
        ("PR-05", 48, 500, (2, 4), (3, 4, 3, 3, 3, 3), 64),
        ("PR-06", 35, 400, (2, 1), (3, 2, 3, 4, 4, 3), 62),
    ],
)
def test_a_proposal_is_as_printed(
    proposal_id: str, value: int, thousands: int, fte: tuple[int, int], scores: tuple[int, ...], total: int
) -> None:
    needed = proposals.needs([proposal_id])
    by_month = {month: [needed[role, month] for role in ("solution-architect", "developer")] for _, month in needed}

    assert proposals.value(proposal_id) == value
    assert proposals.cost(proposal_id) == 1000 * thousands
    assert list(by_month.values()) == [list(fte)] * 6
    assert [str(month) for month in sorted(by_month)] == [f"2027-0{number}-01" for number in range(1, 7)]
    assert tuple(proposals.scores(proposal_id)) == scores
    assert proposals.score100(proposals.scores(proposal_id)) == total
    assert proposals.may_be_chosen(proposal_id)


@pytest.mark.parametrize(("proposal_id", "project", "total"), [("PR-51", "P-101", 73), ("PR-52", "P-204", 71)])
def test_what_was_converted_had_been_scored(proposal_id: str, project: str, total: int) -> None:
    (row,) = of("proposal", proposal_id=proposal_id)

    assert (row["status"], row["converted_project_id"]) == ("CONVERTED", project)
    assert proposals.score100(proposals.scores(proposal_id)) == total


def test_a_lower_score_for_risk_would_put_one_under_the_mark() -> None:
    given = proposals.scores("PR-06")

    assert proposals.score100([*given[:3], Fraction(3), *given[4:]]) == 59


@pytest.mark.parametrize(
    ("change", "thousands"),
    [
        ({"rate": Fraction(35, 1000)}, 256.9),
        ({}, 166.6),
        ({"cost": Fraction(12, 10)}, -13.4),
        ({"benefit": Fraction(8, 10)}, -46.7),
        ({"later": 1}, 96.8),
    ],
)
def test_the_cash_of_the_portal_under_each_test(change: dict[str, Fraction], thousands: float) -> None:
    assert round(float(cases.npv("BC-PR-01", **change)) / 1000, 1) == thousands  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("thousands", "value"),
    [
        (300, 40),
        (500, 48),
        (700, 75),
        (800, 88),
        (1000, 95),
        (1200, 123),
        (1400, 130),
        (1600, 137),
        (1900, 157),
        (2500, 157),
        (3500, 157),
    ],
)
def test_the_frontier_of_budget_and_value(thousands: int, value: int) -> None:
    assert proposals.choose(1000 * thousands).value == value


def test_people_bind_and_not_money() -> None:
    expected = Choice(CHOSEN, 157, Fraction(1900000))

    assert proposals.choose(2500000) == proposals.choose(3500000) == expected
    assert proposals.is_allowed(CHOSEN)
    one_more = [{*CHOSEN, each} for each in ("PR-03", "PR-05", "PR-06")]
    assert not any(proposals.is_allowed(chosen) for chosen in one_more)


def test_what_a_forced_or_a_greedy_choice_costs() -> None:
    assert proposals.choose(2500000, ["PR-05"]).value == 123
    greedy = proposals.greedily(2500000)
    assert (greedy.chosen, greedy.value) == (("PR-04", "PR-05", "PR-06"), 123)
    assert round(1 - greedy.value / 157, 2) == 0.22


def test_relations_are_kept() -> None:
    assert not proposals.is_allowed(["PR-03"])
    assert not proposals.is_allowed(["PR-01", "PR-02", "PR-03"])
    assert proposals.is_allowed(["PR-02"])


def test_every_open_proposal_is_internal_and_compares_three_options() -> None:
    open_ = of("proposal", status="SUBMITTED")

    assert [row["proposal_id"] for row in open_] == [f"PR-0{number}" for number in range(1, 7)]
    assert {row["classification"] for row in open_} == {"INTERNAL"}
    assert all(len(of("proposal_option", proposal_id=row["proposal_id"])) >= 3 for row in open_)


def test_what_is_missing_or_partial_in_each_proposal() -> None:
    gaps = {
        row["proposal_id"]: {item: how for item, how in papers.items(row["proposal_id"]).items() if how != "present"}
        for row in of("proposal", status="SUBMITTED")
    }

    assert gaps == {
        "PR-01": {9: "partial"},
        "PR-02": {},
        "PR-03": {},
        "PR-04": {},
        "PR-05": {11: "missing"},
        "PR-06": {14: "missing"},
    }


def test_the_backlog_is_ordered_by_worth_for_its_size() -> None:
    assert {key: round(float(value), 2) for key, value in proposals.wsjf().items()} == {
        "BL-3": 8.67,
        "BL-1": 3.20,
        "BL-2": 1.77,
    }
    assert list(proposals.wsjf()) == ["BL-3", "BL-1", "BL-2"]


def test_the_weights_of_the_board_are_consistent() -> None:
    weights, greatest, ratio = proposals.pairwise(["STRATEGIC", "VALUE", "RISK"])

    assert len(rows("pairwise_judgement")) == 3
    assert [round(weight, 3) for weight in weights] == [0.637, 0.258, 0.105]
    assert (round(greatest, 4), round(ratio, 3)) == (3.0385, 0.033)
