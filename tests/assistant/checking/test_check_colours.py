"""Colours: of the right record and dimension, reported or calculated as they are."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    ("status", "X-1 is Red by calculation, but reported Green."),
    ("status", "X-1 is reported Green; the calculation gives Red."),
    ("status", "Reported: Green. Calculated: Red."),
    ("status", "The calculated overall colour of X-1 is Red, the reported one Green."),
    ("status", "Cost is Red by calculation and Amber as reported; schedule is Red by calculation."),
    ("status", "X-1 is not Green by calculation."),
    (
        "status",
        "| Dimension | Reported | Calculated |\n|---|---|---|\n| Cost | Amber | Red |\n| Overall | Green | Red |",
    ),
    (
        "status",
        "I will hand over the details over the next month. This is early warning, and a green "
        "field site is not red tape.",
    ),
    ("status", "The path to green is not recorded."),
    ("list", "3 of 14 projects are Red."),
    ("list", "Three projects are Red and five Amber."),
    ("list", "There are 14 projects; 3 are Red, 5 are Amber."),
    ("list", "X-3 is Amber."),
    ("list", "X-2 and X-3 are Green and Amber respectively."),
    (
        "status",
        "**Answer:** X-1 Harbour Ledger is in trouble: by calculation it is Red, although it was reported Green.",
    ),
    (
        "status",
        "| Dimension | Calculated | Reported |\n| :-- | :-: | --: |\n| Overall | Red | Green |\n| Cost | Red | Amber |",
    ),
    ("status", "The reported overall colour is Green; the calculated one is Red."),
    ("status", "X-1 is rated Red overall by calculation."),
    ("status", "Schedule: Red (calculated)."),
    ("status", "By calculation, cost and schedule are both Red."),
    ("list", "Of 14 projects, 3 are Red and 5 Amber."),
    ("list", "The three Red projects need attention."),
    (
        "list",
        "- X-1: EAC £1.3m, Red by calculation\n- X-2: EAC £2.35m, Green by calculation\n- X-3: EAC £660.5k, Amber",
    ),
]
WRONG = [
    ("status", "X-1 is Green."),
    ("status", "X-1 is Red."),
    ("status", "X-1 is Amber by calculation."),
    ("status", "X-1 is Green by calculation."),
    ("status", "The schedule is Green by calculation."),
    ("status", "Reported: Red. Calculated: Green."),
    ("status", "| Dimension | Reported | Calculated |\n|---|---|---|\n| Cost | Red | Amber |"),
    ("status", "X-1 is not Red by calculation."),
    ("status", "X-1 was Red for 3 months."),
    ("list", "5 of 14 projects are Red."),
    ("list", "3 of 12 projects are Red."),
    ("list", "Three projects are Amber and five Red."),
    ("list", "All projects are Green."),
    ("list", "No project is Red."),
    ("list", "X-2 and X-3 are both Green."),
    ("status", "The reported overall colour is Red; the calculated one is Green."),
    ("status", "X-1 is rated Amber overall by calculation."),
    ("status", "X-1 is Red as reported."),
    ("status", "It has been Red since August."),
    ("status", "X-1 is Green, Green, Green."),
    ("list", "Of 14 projects, 5 are Red and 3 Amber."),
    ("list", "Most of the 41 projects are Green."),
    ("list", "The four Red projects need attention."),
    ("list", "- X-1: EAC £1.3m, Green by calculation\n- X-2: EAC £2.35m, Red by calculation"),
    ("list", "X-9 Ghost Works is also Red."),
    ("list", "Every project is Red."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_colour_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_colour_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
