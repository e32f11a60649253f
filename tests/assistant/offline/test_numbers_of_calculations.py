"""What numbers of a question mean to the tools that calculate."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.offline.fill import fill
from assistant.offline.material import Material
from assistant.offline.normalise import normalise
from assistant.offline.values import find_values
from tests.tools.worked_projects import POUNDS
from tools.catalogue import find

TODAY = date(2026, 11, 3)


def filled(name: str, question: str) -> dict[str, Any]:
    text, tool = normalise(question), find(name)
    assert tool is not None
    return fill(tool, Material(text, (), find_values(text, TODAY), (), POUNDS), {})[0]


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        ("IRR of −500, 300, 400", {"flows": ["-500", "300", "400"]}),
        ("NPV of -900k, 270k, 360k at 7%", {"flows": ["-900000", "270000", "360000"], "rate": "0.07"}),
        ("-100, 110: what is the IRR?", {"flows": ["-100", "110"]}),
        ("-500 in year 0, 300 in year 1 and 400 in year 2", {"flows": ["-500", "300", "400"]}),
        ("year 0: -500, year 1: 300, year 2: 400", {"flows": ["-500", "300", "400"]}),
        (
            "invest £100k now and get £30k a year for 5 years",
            {"outlay": "100000", "yearly": "30000", "years": "5"},
        ),
        (
            "MIRR of -10, 6, 7 with finance rate 34% and reinvestment 21%",
            {"flows": ["-10", "6", "7"], "finance_rate": "0.34", "reinvest_rate": "0.21"},
        ),
    ],
)
def test_cash_flows_are_read_with_their_signs_and_rates(question: str, arguments: dict[str, Any]) -> None:
    assert filled("calculate_investment", question) == arguments


@pytest.mark.parametrize(
    ("question", "arguments"),
    [
        ("three-point estimate 800/1000/1600", {"points": ["800", "1000", "1600"]}),
        ("optimistic 10, likely 14, pessimistic 30", {"low": "10", "likely": "14", "high": "30"}),
        ("50% of £200k and 30% of £300k", {"chances": [["0.5", "200000"], ["0.3", "300000"]]}),
        ("£200k at 50%, £300k at 30%", {"chances": [["0.5", "200000"], ["0.3", "300000"]]}),
        ("which band is a 4x5 risk", {"scores": [4, 5]}),
        ("which band is a 4 × 5 risk", {"scores": [4, 5]}),
        ("it was scored 4 x 5. which band is it", {"scores": [4, 5]}),  # a full stop is no decimal point
        ("likelihood 3 and impact 4", {"probability": "3", "impact": "4"}),
        ("probability 30 %, impact 4", {"chance": "0.3", "impact": "4"}),
    ],
)
def test_estimates_are_read_as_points_chances_or_scores(question: str, arguments: dict[str, Any]) -> None:
    assert filled("calculate_estimate", question) == arguments


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("contingency at P80", "0.8"),
        ("at the 95th percentile", "0.95"),
        ("to be 90% confident", "0.9"),
        ("with 92.5 % confidence", "0.925"),
        ("is contingency enough if it is 10% over", None),
    ],
)
def test_a_level_of_confidence_is_read_however_it_is_said(question: str, share: str | None) -> None:
    assert filled("contingency", question).get("percentile") == share


@pytest.mark.parametrize(
    ("text", "amounts"),
    [("-900k", [-900000]), ("5-900k", [5, 900000]), ("budget - 900k", [900000]), ("(-2m, 3m)", [-2000000, 3000000])],
)
def test_only_a_sign_that_touches_an_amount_is_its_sign(text: str, amounts: list[int]) -> None:
    assert [value.value for value in find_values(text, TODAY)] == amounts
