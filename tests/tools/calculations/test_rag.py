"""Colours: every limit on both its sides, and the overall rule."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.growth import growth
from tools.calculations.rag import (
    CeilingLimits,
    FloorLimits,
    Overall,
    cost_colour,
    floor_colour,
    is_worse,
    milestone_colour,
    overall,
    schedule_colour,
    worst,
)
from tools.result import Colour

COST = CeilingLimits(Decimal("0.05"), Decimal("0.10"), amber_under=Decimal("-0.10"))
SCHEDULE = CeilingLimits(Decimal("0.05"), Decimal("0.10"), green_days=7)
INDEX = FloorLimits(Decimal("0.95"), Decimal("0.90"))
BENEFITS = FloorLimits(Decimal("0.95"), Decimal("0.85"))
MAIN = ("COST", "SCHEDULE", "BENEFITS")
RANK = {"G": 0, "A": 1, "R": 2}


@pytest.mark.parametrize(
    ("variance", "colour"),
    [
        ("0.049", "G"), ("0.05", "G"), ("0.0501", "A"), ("0.10", "A"), ("0.1001", "R"), ("0.30", "R"),
        ("-0.10", "G"), ("-0.1001", "A"), ("0", "G"),
    ],
)  # fmt: skip
def test_a_cost_limit_met_exactly_has_the_better_colour(variance: str, colour: Colour) -> None:
    assert cost_colour(Decimal(variance), COST) == colour


def test_an_underspend_has_no_limit_where_no_rule_says_so() -> None:
    assert cost_colour(Decimal("-0.5"), CeilingLimits(Decimal("0.10"), Decimal("0.20"))) == "G"


@pytest.mark.parametrize(
    ("ratio", "days", "colour"),
    [
        ("0.06", 21, "A"), ("0.05", 21, "G"), ("0.10", 40, "A"), ("0.1001", 40, "R"),
        # A short project: a few days are Green whatever their share.
        ("0.20", 7, "G"), ("0.20", 8, "R"), ("-0.30", -60, "G"),
        ("0.06", None, "A"), (None, 9, "NR"), (None, 5, "G"),
    ],
)  # fmt: skip
def test_the_finish_is_judged_by_its_share_of_the_duration(ratio: str | None, days: int | None, colour: Colour) -> None:
    assert schedule_colour(None if ratio is None else Decimal(ratio), days, SCHEDULE) == colour


@pytest.mark.parametrize(("late", "colour"), [(-3, "G"), (10, "G"), (11, "A"), (20, "A"), (21, "R")])
def test_a_late_key_milestone_colours_the_schedule(late: int, colour: Colour) -> None:
    assert milestone_colour(late, 10, 20) == colour


@pytest.mark.parametrize(
    ("value", "limits", "colour"),
    [
        ("0.95", INDEX, "G"), ("0.949", INDEX, "A"), ("0.90", INDEX, "A"), ("0.899", INDEX, "R"),
        ("0.96", BENEFITS, "G"), ("0.85", BENEFITS, "A"), ("0.849", BENEFITS, "R"),
    ],
)  # fmt: skip
def test_an_index_limit_met_exactly_has_the_better_colour(value: str, limits: FloorLimits, colour: Colour) -> None:
    assert floor_colour(Decimal(value), limits) == colour


@pytest.mark.parametrize(
    ("colours", "expected", "because"),
    [
        ({"COST": "G", "SCHEDULE": "A", "BENEFITS": "G"}, "A", ("SCHEDULE",)),
        ({"COST": "R", "SCHEDULE": "R", "BENEFITS": "A"}, "R", ("COST", "SCHEDULE")),
        ({"COST": "G", "SCHEDULE": "G", "BENEFITS": "G"}, "G", ("COST", "SCHEDULE", "BENEFITS")),
        ({"COST": "G", "SCHEDULE": "G", "RISK": "A"}, "G", ("COST", "SCHEDULE")),
        ({"COST": "G", "SCHEDULE": "G", "RISK": "A", "SCOPE": "A"}, "A", ("RISK", "SCOPE")),
        ({"COST": "G", "SCHEDULE": "G", "RISK": "R"}, "A", ("RISK",)),
        ({"COST": "A", "SCHEDULE": "G", "RISK": "R"}, "A", ("COST",)),
        ({"COST": "NR", "SCHEDULE": "G"}, "A", ("COST",)),
        ({"COST": "G", "SCHEDULE": "G", "BENEFITS": "NR"}, "G", ("COST", "SCHEDULE")),
        ({"COST": "NA", "SCHEDULE": "NA", "RISK": "G"}, "G", ("RISK",)),
        ({"COST": "NA", "SCHEDULE": "NA", "RISK": "A", "STAKEHOLDER": "A"}, "A", ("RISK", "STAKEHOLDER")),
        ({"COST": "NA", "SCHEDULE": "NA", "RISK": "A", "SCOPE": "G"}, "G", ("SCOPE",)),
        ({"COST": "NA", "SCHEDULE": "NA", "RISK": "NR"}, "NR", ()),
        ({"COST": "NA", "SCHEDULE": "NA"}, "NA", ()),
        ({}, "NR", ()),
    ],
)
def test_the_overall_colour_follows_the_rule(
    colours: Mapping[str, Colour], expected: Colour, because: tuple[str, ...]
) -> None:
    result = overall(colours, MAIN, other_ambers=2)

    assert result.colour == expected
    if because:
        assert result.because == because


@pytest.mark.parametrize(
    ("worst_of", "other_ambers", "expected"),
    [
        (("COST", "SCHEDULE"), 2, Overall("G", ("COST", "SCHEDULE"))),
        (("COST", "SCHEDULE"), 1, Overall("A", ("BENEFITS",))),
        (("COST", "BENEFITS"), 2, Overall("A", ("BENEFITS",))),
    ],
)
def test_of_which_dimensions_it_is_the_worst_is_for_the_rule_to_say(
    worst_of: tuple[str, ...], other_ambers: int, expected: Overall
) -> None:
    colours: dict[str, Colour] = {"COST": "G", "SCHEDULE": "G", "BENEFITS": "A"}

    assert overall(colours, worst_of, other_ambers) == expected


def test_what_is_not_reported_takes_no_part_in_the_worst() -> None:
    assert worst(["NR", "G", "NA"]) == "G"
    assert worst(["NR", "NA"]) == "NR"
    assert worst(["NA"]) == "NA"


def test_only_colours_can_be_worse() -> None:
    assert is_worse("R", "G")
    assert not is_worse("G", "G")
    assert not is_worse("R", "NR")
    assert not is_worse("NA", "G")


@pytest.mark.parametrize(
    ("estimate", "budget", "ratio"), [(7300, 6400, "0.140625"), (950, 1000, "-0.05"), (1, None, None), (None, 1, None)]
)
def test_growth_is_a_share_of_the_budget(estimate: int | None, budget: int | None, ratio: str | None) -> None:
    outcome = growth(None if estimate is None else Decimal(estimate), None if budget is None else Decimal(budget))

    assert outcome.value == (None if ratio is None else Decimal(ratio))


fractions = st.decimals(min_value=-1, max_value=2, places=4)


@given(fractions, fractions)
def test_a_higher_overrun_never_has_a_better_colour(one: Decimal, other: Decimal) -> None:
    less, more = sorted((abs(one), abs(other)))

    assert RANK[cost_colour(less, COST)] <= RANK[cost_colour(more, COST)]
    assert RANK[schedule_colour(less, None, SCHEDULE)] <= RANK[schedule_colour(more, None, SCHEDULE)]
    assert RANK[floor_colour(more, INDEX)] <= RANK[floor_colour(less, INDEX)]


known = st.sampled_from(["G", "A", "R"])
names = st.sampled_from(["COST", "SCHEDULE", "BENEFITS", "RISK", "SCOPE", "RESOURCES"])


@given(st.dictionaries(names, known, min_size=1), names)
def test_a_worse_dimension_never_makes_the_overall_better(colours: dict[str, Colour], name: str) -> None:
    before = overall(colours, MAIN, 2).colour
    after = overall({**colours, name: "R"}, MAIN, 2).colour

    # With no main dimension the overall colour comes from what exists, so a first one may change its basis.
    if name in colours or {"COST", "SCHEDULE", "BENEFITS"} & set(colours):
        assert RANK[before] <= RANK[after]
