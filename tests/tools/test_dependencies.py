"""What projects hand to each other: worked chains, and the truths of the demo."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.tools.test_demo_truth import ANALYST, PackagedRules, asked_by
from tests.tools.worked_projects import enquiry, headline_of, text_of
from tools.calculations.dependencies import Link, circle, knock_on, late_days
from tools.change.dependencies import dependencies
from tools.change.handover import handovers
from tools.enquiry import Enquiry
from tools.facts.dependencies import DependencyFacts
from tools.portfolio.database import Portfolio
from tools.result import ToolResult
from tools.wording.evidence import Evidence

DAY = date(2027, 1, 1)


def link(provider: str, consumer: str, spare: int | None = 0, hard: bool = True) -> Link:
    needed = None if spare is None else DAY + timedelta(days=spare)
    return Link(f"{provider}-{consumer}", provider, consumer, hard, DAY, needed)


def held_up(links: list[Link], days: int) -> dict[str, int]:
    return {effect.link.key: effect.passed_on for effect in knock_on(links, "A", days)}


@pytest.mark.parametrize(
    ("links", "days", "expected"),
    [
        ([link("A", "B", 5)], 5, {"A-B": 0}),  # it comes on the day itself
        ([link("A", "B", 5)], 8, {"A-B": 3}),
        ([link("A", "B", -10)], 8, {"A-B": 8}),  # late already: only what is new is passed on
        ([link("A", "B", 0, hard=False), link("B", "C")], 9, {"A-B": 0}),  # a soft one holds nobody up
        ([link("A", "B", 2), link("B", "C", 4)], 10, {"A-B": 8, "B-C": 4}),
        ([link("A", "B"), link("A", "C", 3), link("C", "B"), link("B", "D")], 9,
         {"A-B": 9, "A-C": 6, "C-B": 6, "B-D": 9}),  # the longest hold-up counts
        ([link("A", "B"), link("B", "A")], 7, {"A-B": 7, "B-A": 7}),  # a circle ends
        ([link("A", "B", None)], 7, {"A-B": 0}),
        ([link("B", "C")], 7, {}),
    ],
)  # fmt: skip
def test_a_slip_is_passed_on_as_far_as_it_makes_others_late(
    links: list[Link], days: int, expected: dict[str, int]
) -> None:
    assert held_up(links, days) == expected


def test_hard_dependencies_in_a_circle_are_found() -> None:
    assert set(circle([link("A", "B"), link("B", "C"), link("C", "A")])) == {"A", "B", "C"}
    assert circle([link("A", "B"), link("B", "C"), link("C", "A", hard=False)]) == ()


def test_lateness_needs_both_dates() -> None:
    assert late_days(DAY, None) is None
    assert late_days(DAY, DAY - timedelta(days=2)) == 2


def facts(key: str = "D-1", **changed: Any) -> DependencyFacts:
    held: dict[str, Any] = {
        "dependency_id": key, "provider_id": "X-1", "provider": "One", "consumer_id": "X-2", "consumer": "Two",
        "deliverable": "a service", "type": "HARD", "need_by": DAY, "promised_date": DAY, "milestone_id": None,
        "forecast_date": None, "provider_agreed_on": DAY, "consumer_agreed_on": DAY, "workaround": None,
        "status": "OPEN", "row": f"dependency/{key}", "raised_on": date(2026, 10, 1),
    }  # fmt: skip
    return DependencyFacts(**{**held, **changed})


def test_what_one_side_has_not_agreed_counts_as_not_agreed_from_the_day_of_recording() -> None:
    asked = enquiry(PackagedRules())
    held = {"X-1": (facts(), facts("D-2", consumer_agreed_on=None), facts("D-3", status="DELIVERED"))}

    found = handovers(asked, Evidence("portfolio", None), held)

    assert [(each.facts.dependency_id, each.unagreed_wd) for each in found] == [("D-1", None), ("D-2", 23)]


@pytest.fixture
def analyst(demo: Portfolio) -> Enquiry:
    return asked_by(ANALYST, demo, PackagedRules())


def value(result: ToolResult, key: str, subject: str) -> Any:
    return next(f.value for f in result.figures if f.key == key and f.subject == subject)


def test_one_dependency_of_the_demo_comes_later_than_needed(analyst: Enquiry) -> None:
    result = dependencies(analyst)

    assert headline_of(result).startswith("1 of the 7 open dependencies")
    assert value(result, "dependency_late", "DEP-01") == 36
    assert "PMO-STD-006 v3.0 §5.2" in {clause.ref for clause in result.clauses}


@pytest.mark.parametrize(
    ("project", "days", "held", "late"),
    [("P-104", 20, {"DEP-01": 20}, {"DEP-01": 56}), ("P-301", 60, {"DEP-06": 25}, {"DEP-06": 25}),
     ("P-303", 100, {}, {"DEP-07": 25}), ("P-301", 35, {}, {})],
)  # fmt: skip
def test_what_a_slip_would_break(
    analyst: Enquiry, project: str, days: int, held: dict[str, int], late: dict[str, int]
) -> None:
    result = dependencies(analyst, project=project, slip_days=days)

    assert {f.subject: f.value for f in result.figures if f.key == "held_up"} == held
    assert {f.subject: f.value for f in result.figures if f.key == "dependency_then_late"} == late
    assert "Nothing was changed" in text_of(result)


def test_a_project_without_dependencies_is_told_as_such(analyst: Enquiry) -> None:
    assert headline_of(dependencies(analyst, project="P-403")).startswith("No open dependency of P-403")
    assert "breaks nothing" in headline_of(dependencies(analyst, project="P-403", slip_days=5))
    assert dependencies(analyst, project="P-502").headline == dependencies(analyst, project="P-999").headline


def test_a_dependency_is_not_known_before_it_was_recorded(demo: Portfolio) -> None:
    then = asked_by(ANALYST, demo, PackagedRules(), today=date(2026, 8, 3), as_of=date(2026, 7, 31))

    assert "DEP-01" not in {f.subject for f in dependencies(then).figures}
