"""Rules that another organisation may set otherwise: days for shares, other periods, another overall colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.tools.worked_projects import (
    AS_OF,
    BASELINE,
    LIMITS,
    enquiry,
    headline_of,
    project,
    quiet_project,
    report,
    text_of,
)
from tools.facts.project import ProjectFacts
from tools.judgement.rating import judge, rate_colours
from tools.judgement.reporting_cycle import next_period_end
from tools.judgement.tolerances import time_tolerance
from tools.status.project import status_of
from tools.status.tolerance import check


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the values of a rule for one test."""
    return lambda rule_id, **values: monkeypatch.setitem(LIMITS, rule_id, values)


def finishing(finish: date, **changes: Any) -> ProjectFacts:
    return quiet_project(snapshots=(replace(quiet_project().snapshots[0], forecast_finish=finish),), **changes)


def late_by(days: int) -> ProjectFacts:
    return finishing(date.fromordinal(BASELINE.finish.toordinal() + days))


@pytest.mark.parametrize(("days", "colour"), [(-3, "G"), (10, "G"), (11, "A"), (25, "A"), (26, "R")])
def test_a_slip_may_be_coloured_by_days_alone(rules: Any, days: int, colour: str) -> None:
    rules("rag.schedule", amber_over_days=10, red_over_days=25)

    assert judge(late_by(days), enquiry()).colour("SCHEDULE") == colour


def test_limits_in_days_are_said_and_rate_typed_days_too(rules: Any) -> None:
    rules("rag.schedule", amber_over_days=10, red_over_days=25)

    recorded, typed = text_of(status_of(late_by(11), enquiry())), rate_colours(enquiry(), slip_days=26)

    assert "A slip of more than 10 days makes schedule Amber by calculation (X-STD v2.0 §3)" in recorded
    assert headline_of(typed).startswith("Overall is Red by calculation, decided by schedule")


# The baseline ends on Monday, 30 November 2026; the next weekend is no time.
@pytest.mark.parametrize(
    ("finish", "standing"),
    [(date(2026, 12, 4), "within"), (date(2026, 12, 6), "within"), (date(2026, 12, 7), "over")],
)
def test_a_time_tolerance_may_be_counted_in_working_days(rules: Any, finish: date, standing: str) -> None:
    rules("tolerance.time", working_days=4)

    assert time_tolerance(finishing(finish), enquiry()).standing == standing


def test_working_days_are_said_as_such(rules: Any) -> None:
    rules("tolerance.time", working_days=4)

    text = text_of(check(finishing(date(2026, 12, 8)), enquiry()))

    assert "The time tolerance is 4 working days; the forecast is 2 working days beyond it." in text
    assert "The finish may slip by up to 4 working days (X-STD v2.0 §12)." in text


def test_a_single_limit_of_days_is_no_lower_of_two(rules: Any) -> None:
    rules("tolerance.time", days=30)

    assert "The finish may slip by up to 30 days (X-STD v2.0 §12)." in text_of(check(late_by(1), enquiry()))


def test_the_overall_colour_is_the_worst_of_what_the_rule_names(rules: Any) -> None:
    rules("rag.overall", worst_of=("COST",), other_ambers=2)

    text = text_of(status_of(late_by(40), enquiry()))

    assert "Overall is Amber by calculation, decided by schedule." in text  # another dimension that is Red
    assert "Overall is the worst of cost (X-STD v2.0 §5)." in text


def test_an_overall_rule_that_names_no_dimension_gives_no_colour(rules: Any) -> None:
    rules("rag.overall", other_ambers=2)

    assert judge(project(), enquiry()).colour("OVERALL") == "NR"
    assert rate_colours(enquiry(), slip_days=1).kind == "not_covered"


@pytest.mark.parametrize(
    ("after", "ends", "expected"),
    [
        (date(2025, 4, 30), (10, 20, 31), date(2025, 5, 10)),
        (date(2025, 5, 10), (10, 20, 31), date(2025, 5, 20)),
        (date(2025, 2, 20), (10, 20, 31), date(2025, 2, 28)),
        (date(2025, 2, 28), (31,), date(2025, 3, 31)),
        (date(2025, 1, 31), (15, 30), date(2025, 2, 15)),
        (date(2025, 2, 15), (15, 30), date(2025, 2, 28)),
    ],
)
def test_periods_end_on_the_days_that_the_rule_names(after: date, ends: tuple[int, ...], expected: date) -> None:
    assert next_period_end(after, ends) == expected


@pytest.mark.parametrize(
    ("changes", "colour", "due"),
    [
        ({}, "G", "30 Nov 2026 and is due on 9 Dec 2026 (X-STD v2.0"),  # every month, seven working days
        ({}, "R", "10 Nov 2026 and is due on 13 Nov 2026 (X-STD v2.0"),  # Red: three times, three working days
        ({"portfolio_id": "CARE"}, "G", "15 Nov 2026 and is due on 19 Nov 2026 (X-STD v2.0"),  # local: twice, four
        ({"portfolio_id": "CARE", "type": "PEOPLE"}, "G", "30 Nov 2026 and is due on 9 Dec 2026 (X-STD v2.0"),
        ({"portfolio_id": "CARE"}, "R", "10 Nov 2026 and is due on 13 Nov 2026 (X-STD v2.0"),
    ],
)
def test_the_next_report_follows_the_shortest_cycle_that_holds(
    rules: Any, changes: dict[str, str], colour: Any, due: str
) -> None:
    rules("reporting.cycle", working_day=7)
    rules("reporting.red", period_ends=(10, 20, 31), due_wd=3, stale_days=12)
    rules("reporting.cycle_local", portfolio="CARE", type="DIGITAL", period_ends=(15, 31), due_wd=4)
    facts = quiet_project(report=report(AS_OF, OVERALL=colour), **changes)

    assert f"The next report covers the period to {due}" in text_of(status_of(facts, enquiry(), "report_due"))


@pytest.mark.parametrize(("kind", "is_stale"), [("DIGITAL", True), ("PEOPLE", False)])
def test_a_local_rule_holds_where_all_that_it_names_is_so(rules: Any, kind: Any, is_stale: bool) -> None:
    rules("reporting.stale_local", portfolio="CARE", type="DIGITAL", days=2)
    facts = quiet_project(portfolio_id="CARE", type=kind)

    assert ("The reported status is stale" in text_of(status_of(facts, enquiry()))) is is_stale
