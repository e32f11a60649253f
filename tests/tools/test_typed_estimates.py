"""Estimates that somebody types: three points, chances with their cost, scores of a risk."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from knowledge.rulebook import Rule
from tests.tools.worked_projects import clause, enquiry, headline_of, text_of
from tests.tools.worked_risks import RiskLibrary
from tools.result import ToolResult
from tools.risk.given import calculate_estimate
from tools.risk.given_score import step_of

SCALE = Rule(
    "raid.scale",
    clause("2.0", "9"),
    {"probability_up_to": tuple(map(Decimal, ("0.05", "0.20", "0.40", "0.60")))},
    False,
)


class ScaleLibrary(RiskLibrary):
    def rule(self, rule_id: str, on: Any) -> Rule | None:
        return SCALE if rule_id == "raid.scale" and "raid.scale" not in self.absent else super().rule(rule_id, on)


def ask(*absent: str, **given: Any) -> ToolResult:
    return calculate_estimate(enquiry(ScaleLibrary(*absent)), **given)


def value(result: ToolResult, key: str) -> Any:
    return next(figure.value for figure in result.figures if figure.key == key)


def test_three_points_give_the_published_figures() -> None:
    result = ask(points=[Decimal(800), Decimal(1000), Decimal(1600)])

    keys = ("pert_mean", "pert_deviation", "triangular_mean", "exposure_P50", "exposure_P80")
    assert [round(value(result, key), 1) for key in keys] == [
        Decimal(text) for text in ("1066.7", "133.3", "1133.3", "1110.1", "1290.2")
    ]  # fmt: skip


def test_days_are_shown_as_days_and_money_as_money() -> None:
    points = {"low": Decimal(10), "likely": Decimal(14), "high": Decimal(30)}

    assert headline_of(ask(**points, unit="days")).startswith("The PERT mean is 16 days")
    assert "£16k" in headline_of(ask(**{name: 1000 * point for name, point in points.items()}))


def test_points_out_of_order_are_refused_and_not_sorted() -> None:
    result = ask(low=Decimal(30), likely=Decimal(14), high=Decimal(10))

    assert result.status == "INVALID_INPUT"
    assert "not in order" in headline_of(result)


def test_chances_add_up_to_their_expected_value_and_its_distribution() -> None:
    chances = [(Decimal(p), Decimal(cost)) for p, cost in (("0.5", 200000), ("0.3", 300000), ("0.1", 800000))]

    result = ask(chances=chances)

    assert headline_of(result) == "The expected monetary value (EMV) is £270k."
    assert "P50 is £200k, P80 is £500k and P95 is £1.0m." in text_of(result)
    assert value(result, "chance_over_emv") == Decimal("0.37")


def test_a_chance_above_certainty_is_refused() -> None:
    assert ask(chances=[(Decimal("1.2"), Decimal(5))]).status == "INVALID_INPUT"


@pytest.mark.parametrize(
    ("p", "i", "band", "action", "escalated"),
    [(1, 4, "Low", False, False), (3, 3, "Medium", False, False), (2, 5, "High", True, False),
     (4, 5, "Very High", True, True)],
)  # fmt: skip
def test_a_score_has_a_band_and_what_it_calls_for(p: int, i: int, band: str, action: bool, escalated: bool) -> None:
    text = text_of(ask(scores=(p, i)))

    assert f"is a risk score of {p * i}, band {band} (" in text
    assert ("has an open action" in text) is action
    assert ("is escalated within 5 working days" in text) is escalated


@pytest.mark.parametrize(
    ("chance", "step"), [("0.05", 1), ("0.051", 2), ("0.20", 2), ("0.40", 3), ("0.60", 4), ("0.61", 5), ("1", 5)]
)
def test_a_percentage_is_scored_on_the_house_scale(chance: str, step: int) -> None:
    assert step_of(Decimal(chance), SCALE) == step
    assert f"Probability {step} × impact 2" in headline_of(ask(chance=Decimal(chance), impact=2))


def test_without_a_scale_a_percentage_is_not_scored() -> None:
    assert ask("raid.scale", chance=Decimal("0.3"), impact=4).status == "INVALID_INPUT"


def test_without_bands_the_score_is_told_alone() -> None:
    assert "no rule is held that names its band" in headline_of(ask("raid.bands", scores=(4, 4)))


def test_a_score_off_the_scale_is_refused() -> None:
    assert ask(scores=(4, 7)).status == "INVALID_INPUT"


def test_what_is_missing_is_asked_for() -> None:
    assert "LIKELY and HIGH" in headline_of(ask(low=Decimal(3)))
    assert "IMPACT" in headline_of(ask(probability=4))
