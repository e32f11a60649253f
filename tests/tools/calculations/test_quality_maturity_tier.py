"""Data quality, maturity and the tier of a PMO: worked numbers, holes and what nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.data_quality import passed_share, quality_score
from tools.calculations.maturity import Answer, maturity, perspective_level
from tools.calculations.tiers import Criterion, Met, tier_reached

WEIGHTS = {
    "completeness": Decimal("0.35"), "timeliness": Decimal("0.25"), "validity": Decimal("0.20"),
    "consistency": Decimal("0.20"),
}  # fmt: skip
PARTS = {
    "completeness": Decimal("0.90"), "timeliness": Decimal("0.50"), "validity": Decimal(1),
    "consistency": Decimal("0.75"),
}  # fmt: skip
SHARE = Decimal("0.8")


def test_data_quality_has_its_worked_value() -> None:
    assert quality_score(PARTS, WEIGHTS).value == 79
    assert quality_score(dict.fromkeys(WEIGHTS, Decimal(1)), WEIGHTS).value == 100
    assert quality_score(dict.fromkeys(WEIGHTS, Decimal(0)), WEIGHTS).value == 0


@pytest.mark.parametrize(
    ("parts", "weights", "status", "words"),
    [
        ({**PARTS, "validity": None}, WEIGHTS, "INSUFFICIENT_DATA", "validity"),
        ({}, WEIGHTS, "INSUFFICIENT_DATA", "completeness"),
        ({**PARTS, "validity": Decimal("1.1")}, WEIGHTS, "INVALID_INPUT", "between"),
        (PARTS, {}, "INVALID_INPUT", "100 %"),
        (PARTS, {"completeness": Decimal("0.9")}, "INVALID_INPUT", "100 %"),
        (PARTS, {"completeness": Decimal("1.5"), "validity": Decimal("-0.5")}, "INVALID_INPUT", "100 %"),
    ],
)
def test_no_quality_score_has_a_reason(
    parts: dict[str, Decimal | None], weights: dict[str, Decimal], status: str, words: str
) -> None:
    outcome = quality_score(parts, weights)

    assert (outcome.value, outcome.status) == (None, status)
    assert words in str(outcome.reason)


@pytest.mark.parametrize(
    ("passed", "applicable", "value", "status"),
    [
        (3, 4, Decimal("0.75"), "OK"),
        (0, 0, None, "NOT_APPLICABLE"),
        (5, 4, None, "INVALID_INPUT"),
        (-1, 4, None, "INVALID_INPUT"),
    ],
)
def test_a_share_is_of_what_applies(passed: int, applicable: int, value: Decimal | None, status: str) -> None:
    assert (passed_share(passed, applicable).value, passed_share(passed, applicable).status) == (value, status)


def test_maturity_is_the_lowest_and_the_mean_is_beside_it() -> None:
    names = ("governance", "control", "benefits", "financial", "stakeholder", "risk", "resource")
    result = maturity(dict(zip(names, (3, 3, 2, 3, 2, 3, 2), strict=True)))

    assert result.overall.value == 2
    assert round(float(result.mean.value or 0), 2) == 2.57
    assert result.blockers == ("benefits", "stakeholder", "resource")


def test_a_level_profile_has_no_blockers_and_an_empty_one_no_level() -> None:
    assert maturity({"risk": 3, "benefits": 3}).blockers == ()
    assert maturity({"risk": 3}).overall.value == 3
    assert maturity({}).overall.status == "INSUFFICIENT_DATA"
    assert maturity({}).mean.status == "INSUFFICIENT_DATA"


YES: Answer = "YES"


@pytest.mark.parametrize(
    ("answers", "level", "unknown"),
    [
        ({}, 1, ()),
        ({2: [YES] * 5}, 2, ()),
        ({2: ["YES", "YES", "YES", "YES", "NO"]}, 2, ()),
        ({2: ["YES", "YES", "YES", "PARTIAL", "NO"]}, 1, ()),
        ({2: ["YES", "YES", "YES", "PARTIAL", "PARTIAL"]}, 2, ()),
        ({2: ["YES", "YES", "YES", "YES", "UNKNOWN"], 3: ["UNKNOWN"]}, 2, (2, 3)),
        ({2: ["NO"], 3: [YES] * 5}, 1, ()),
        ({2: [YES], 4: [YES]}, 2, ()),
        ({step: [YES] for step in range(2, 6)}, 5, ()),
    ],
)
def test_a_level_needs_every_level_below_it(
    answers: dict[int, Sequence[Answer]], level: int, unknown: tuple[int, ...]
) -> None:
    result = perspective_level(answers, SHARE)

    assert (result.level, result.unknown) == (level, unknown)


def criteria(tier: int, yes: int, no: int = 0, unknown: int = 0) -> list[Criterion]:
    met: list[Met] = [*["YES"] * yes, *["NO"] * no, *["UNKNOWN"] * unknown]  # type: ignore[list-item]
    return [Criterion(tier, f"T{tier}.{number}", answer) for number, answer in enumerate(met, start=1)]


def test_a_hole_below_holds_the_tier() -> None:
    result = tier_reached([*criteria(1, 4), *criteria(2, 5, 1), *criteria(3, 5), *criteria(4, 3, 4)])

    assert (result.achieved.value, result.next_tier) == (1, 2)
    assert round(float(result.next_share.value or 0), 2) == 0.83
    assert (result.missing, result.evidence_missing) == (("T2.6",), ())
    assert result.counts == ((1, 4, 4), (2, 5, 6), (3, 5, 5), (4, 3, 7))


def test_what_nobody_knows_is_not_met_and_listed_apart() -> None:
    result = tier_reached([*criteria(1, 2, 1, 1), *criteria(2, 1)])

    assert (result.achieved.value, result.next_tier, result.next_share.value) == (0, 1, Decimal("0.5"))
    assert (result.missing, result.evidence_missing) == (("T1.3",), ("T1.4",))


def test_above_the_last_tier_there_is_no_next() -> None:
    result = tier_reached([*criteria(1, 1), *criteria(2, 1)])

    assert (result.achieved.value, result.next_tier, result.next_share.status) == (2, None, "NOT_APPLICABLE")


def test_no_tier_has_a_reason() -> None:
    assert tier_reached([]).achieved.status == "INSUFFICIENT_DATA"
    assert tier_reached([*criteria(1, 1), *criteria(3, 1)]).achieved.status == "INVALID_INPUT"
    assert tier_reached(criteria(2, 1)).next_share.status == "INVALID_INPUT"


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=5))
def test_meeting_one_more_criterion_never_lowers_the_tier(tiers: list[tuple[int, int]]) -> None:
    given_criteria = [each for tier, (yes, no) in enumerate(tiers, 1) for each in criteria(tier, yes + 1, no)]
    before = tier_reached(given_criteria).achieved.value
    missing = tier_reached(given_criteria).missing
    better = [
        Criterion(each.tier, each.name, "YES" if each.name in missing[:1] else each.met) for each in given_criteria
    ]

    after = tier_reached(better).achieved.value
    assert before is not None
    assert after is not None
    assert after >= before
