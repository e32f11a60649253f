"""Strategic alignment and the misalignment index."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.alignment import UNLINKED, Link, alignment, misalignment, orphans, spend_by_objective


def share(**shares: object) -> dict[str, Decimal]:
    return {name: Decimal(str(value)) for name, value in shares.items()}


def link(objective: str, part: str, contribution: int, active: bool = True, weight: str = "0") -> Link:
    return Link(objective, Decimal(part), contribution, active, Decimal(weight))


WORKED = [link("SO-2", "0.6", 3, weight="0.30"), link("SO-3", "0.3", 2, weight="0.20"), link("SO-6", "0.1", 3, False)]
LARGEST = Decimal("0.30")
WEIGHTS = share(one="0.25", two="0.30", three="0.20", four="0.15", five="0.10")
SPEND = {**share(one=10, two=35, three=25, four=5, five=5), UNLINKED: Decimal(20)}


def test_alignment_has_its_worked_value_and_says_where_the_rest_is_lost() -> None:
    result = alignment(WORKED, LARGEST)

    assert result.alignment.value == 80
    assert float(result.strategic_value.value or 0) == pytest.approx(73.33333333333333)
    assert (result.unlinked, result.retired, result.weak) == (0, 10, 10)


def test_a_share_without_an_objective_is_lost() -> None:
    assert alignment([link("SO-1", "0.25", 3)], LARGEST).unlinked == 75


def test_a_project_without_links_has_no_alignment_points() -> None:
    result = alignment([], LARGEST)

    assert (result.alignment.value, result.strategic_value.value, result.unlinked) == (0, 0, 100)


@pytest.mark.parametrize(
    "links", [[link("a", "0.7", 3), link("b", "0.4", 3)], [link("a", "-0.1", 3)], [link("a", "1", 4)]]
)
def test_shares_and_contributions_off_the_scale_are_refused(links: list[Link]) -> None:
    result = alignment(links, LARGEST)

    assert (result.alignment.value, result.alignment.status) == (None, "INVALID_INPUT")


def test_without_a_weighted_objective_there_is_no_strategic_value() -> None:
    result = alignment(WORKED, Decimal(0))

    assert result.alignment.value == 80
    assert result.strategic_value.status == "INSUFFICIENT_DATA"


def test_misalignment_has_its_worked_value() -> None:
    result = misalignment(SPEND, WEIGHTS)

    assert result.index.value == Decimal("0.30")
    assert dict(result.gaps) == {
        **share(one="-0.15", two="0.05", three="0.05", four="-0.10", five="-0.05"),
        UNLINKED: Decimal("0.20"),
    }


def test_an_objective_without_spend_still_counts() -> None:
    assert misalignment(share(one=1), share(one="0.5", two="0.5")).index.value == Decimal("0.5")


def test_spend_on_nothing_that_matters_is_wholly_misaligned() -> None:
    assert misalignment({UNLINKED: Decimal(5)}, WEIGHTS).index.value == 1


@pytest.mark.parametrize(
    ("spend", "weights", "status"),
    [
        ({}, WEIGHTS, "INSUFFICIENT_DATA"),
        (SPEND, share(one="0.5"), "INVALID_INPUT"),
        (share(one=-1), WEIGHTS, "INVALID_INPUT"),
        (SPEND, share(one="1.5", two="-0.5"), "INVALID_INPUT"),
    ],
)
def test_no_index_has_a_reason(spend: dict[str, Decimal], weights: dict[str, Decimal], status: str) -> None:
    result = misalignment(spend, weights)

    assert (result.index.value, result.index.status, dict(result.gaps)) == (None, status, {})


def test_spend_goes_to_active_objectives_and_the_rest_is_unlinked() -> None:
    projects = [(Decimal(100), share(one="0.6", old="0.3")), (Decimal(50), {})]

    assert spend_by_objective(projects, ["one", "two"]) == {
        "one": Decimal(60), "two": Decimal(0), UNLINKED: Decimal(90),
    }  # fmt: skip


def test_an_orphan_is_a_weighty_objective_that_nothing_serves() -> None:
    found = orphans(SPEND, WEIGHTS, ["one", "two", "three", "four"], Decimal("0.10"), Decimal("0.06"))

    # “four” has too little spend, “five” too little and nothing in time.
    assert found == ("four", "five")
    assert orphans(SPEND, WEIGHTS, WEIGHTS, Decimal("0.11"), Decimal("0.05")) == ()
    assert orphans({UNLINKED: Decimal(100)}, share(one=1), ["one"], Decimal("0.1"), Decimal("0.005")) == ("one",)
    assert orphans(SPEND, WEIGHTS, [], Decimal("0.26"), Decimal(0)) == ("two",)


amounts = st.lists(st.integers(0, 1000), min_size=2, max_size=8).filter(any)


@given(amounts, st.integers(1, 1000))
def test_the_index_lies_between_nothing_and_one_and_ignores_the_scale(spend: list[int], scale: int) -> None:
    names = [f"o{number}" for number in range(len(spend))]
    weights = {name: Decimal(1) if name == "o0" else Decimal(0) for name in names}
    one = misalignment(dict(zip(names, map(Decimal, spend), strict=True)), weights).index.value
    many = misalignment(dict(zip(names, (Decimal(scale * each) for each in spend), strict=True)), weights).index.value

    assert one is not None
    assert many is not None
    assert 0 <= one <= 1
    assert abs(one - many) < Decimal("1e-20")
