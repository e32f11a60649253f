"""Estimating bias: published bounds, percentiles of closed projects, and few or no projects."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calculations.reference_class import (
    mitigated,
    mixed_bound,
    overrun,
    percentile,
    reference_uplift,
    uplifted,
)

OVERRUNS = [Decimal(value) / 100 for value in (-5, 2, 8, 12, 15, 22, 30, 41, 55, 90)]

shares = st.decimals(0, 1, places=3)
samples = st.lists(st.decimals(-1, 5, places=3), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("share", "expected"), [("0.5", "0.185"), ("0.8", "0.438"), ("0", "-0.05"), ("1", "0.90"), ("0.25", "0.09")]
)
def test_a_percentile_is_interpolated_between_the_ordered_values(share: str, expected: str) -> None:
    assert percentile(reversed(OVERRUNS), Decimal(share)).value == Decimal(expected)


def test_a_single_project_is_its_own_percentile() -> None:
    assert percentile([Decimal("0.3")], Decimal("0.8")).value == Decimal("0.3")


@pytest.mark.parametrize(
    ("values", "share", "status"),
    [([], "0.5", "INSUFFICIENT_DATA"), (OVERRUNS, "1.1", "INVALID_INPUT"), (OVERRUNS, "-0.1", "INVALID_INPUT")],
)
def test_no_percentile_has_a_reason(values: list[Decimal], share: str, status: str) -> None:
    outcome = percentile(values, Decimal(share))

    assert (outcome.value, outcome.status) == (None, status)


@pytest.mark.parametrize(
    ("projects", "warned"), [(OVERRUNS, False), (OVERRUNS[:9], True), (OVERRUNS[:1], True), ([], False)]
)
def test_few_projects_make_an_uplift_indicative(projects: list[Decimal], warned: bool) -> None:
    result = reference_uplift(projects, Decimal("0.5"), enough=10)

    assert result.projects == len(projects)
    assert bool(result.warnings) is warned
    assert (result.uplift.value is None) is (not projects)


# Mott MacDonald, Review of Large Public Procurement in the UK (2002): bounds 51 and 24 % for non-standard and standard
# buildings, 200 % for equipment and development.
def test_published_uplifts_have_their_values() -> None:
    thirty, seventy = (Decimal("0.3"), Decimal("0.51")), (Decimal("0.7"), Decimal("0.24"))
    equipment = mitigated(Decimal(2), Decimal("0.6"))

    assert mixed_bound([thirty, seventy]).value == Decimal("0.321")
    assert mitigated(Decimal("0.51"), Decimal("0.92")).value == Decimal("0.0408")
    assert equipment.value == Decimal("0.8")
    assert uplifted(Decimal("2.0"), equipment.value) == Decimal("3.6")
    assert uplifted(Decimal("10.0"), Decimal("0.24")) == Decimal("12.4")


def test_no_cause_or_every_cause_may_be_dealt_with() -> None:
    assert mitigated(Decimal(2), Decimal(0)).value == 2
    assert mitigated(Decimal(2), Decimal(1)).value == 0


@pytest.mark.parametrize("mitigation", ["-0.1", "1.1"])
def test_mitigation_is_a_share(mitigation: str) -> None:
    assert mitigated(Decimal(2), Decimal(mitigation)).status == "INVALID_INPUT"


def test_shares_of_the_kinds_of_work_make_a_whole() -> None:
    half = (Decimal("0.5"), Decimal("0.51"))

    assert mixed_bound([(Decimal(1), Decimal("0.24")), (Decimal(0), Decimal("0.51"))]).value == Decimal("0.24")
    assert mixed_bound([half]).status == "INVALID_INPUT"
    assert mixed_bound([(Decimal("1.5"), Decimal(1)), (Decimal("-0.5"), Decimal(1))]).status == "INVALID_INPUT"
    assert mixed_bound([]).status == "INSUFFICIENT_DATA"


def test_an_overrun_is_a_share_of_the_estimate() -> None:
    assert overrun(Decimal(115), Decimal(100)).value == Decimal("0.15")
    assert overrun(Decimal(95), Decimal(100)).value == Decimal("-0.05")
    assert overrun(Decimal("0.6"), Decimal("0.5")).value == Decimal("0.2")
    assert overrun(Decimal(95), Decimal(0)).status == "UNDEFINED"


@given(samples, st.lists(shares, min_size=2))
def test_percentiles_rise_with_the_share_and_stay_within_the_sample(values: list[Decimal], some: list[Decimal]) -> None:
    found = [percentile(values, share).value for share in sorted(some)]

    known = [value for value in found if value is not None]
    assert len(known) == len(some)
    assert all(before <= after for before, after in pairwise(known))
    assert min(values) <= known[0]
    assert known[-1] <= max(values)
