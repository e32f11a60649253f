"""Cost and time against tolerance, since when, and what covers a breach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.worked_projects import (
    BASELINE,
    SNAPSHOTS,
    HandMadeLibrary,
    approved_exception,
    enquiry,
    headline_of,
    project,
    quiet_project,
    text_of,
)
from tools.facts.delivery import ForecastFacts
from tools.facts.project import ProjectFacts
from tools.judgement.tolerances import cost_tolerance, time_tolerance
from tools.status.tolerance import check


def costing(pounds: int, **changes: Any) -> ProjectFacts:
    return quiet_project(snapshots=(replace(quiet_project().snapshots[0], pm_eac=Decimal(pounds)),), **changes)


def finishing(days: int, **changes: Any) -> ProjectFacts:
    finish = date.fromordinal(BASELINE.finish.toordinal() + days)
    return quiet_project(snapshots=(replace(quiet_project().snapshots[0], forecast_finish=finish),), **changes)


@pytest.mark.parametrize(
    ("pounds", "standing"), [(1100000, "within"), (1100001, "over"), (900000, "within"), (899999, "under")]
)
def test_cost_tolerance_is_closed_at_its_limits(pounds: int, standing: str) -> None:
    facts = costing(pounds)
    facts = replace(facts, snapshots=(replace(facts.snapshots[0], ac=Decimal(800000)),))

    assert cost_tolerance(facts, enquiry()).standing == standing


# A tenth of 182 days is 18.2; a long project has 30 days at most.
@pytest.mark.parametrize(("days", "standing"), [(-9, "within"), (18, "within"), (19, "over")])
def test_time_tolerance_is_a_tenth_of_the_duration(days: int, standing: str) -> None:
    assert time_tolerance(finishing(days), enquiry()).standing == standing


@pytest.mark.parametrize(("days", "standing"), [(30, "within"), (31, "over")])
def test_a_long_project_has_no_more_than_thirty_days(days: int, standing: str) -> None:
    long = replace(BASELINE, start=date(2024, 6, 3))

    assert time_tolerance(finishing(days, baselines=(long,)), enquiry()).standing == standing


def test_the_worked_project_is_over_by_performance_since_august() -> None:
    state = cost_tolerance(project(), enquiry())

    assert state.standing == "over"
    assert state.share == Decimal("0.3")
    assert state.first_over is not None
    assert state.first_over.period_end == date(2026, 8, 31)
    assert state.detected_on == date(2026, 9, 3)
    assert state.due_on == date(2026, 9, 10)


def test_the_answer_says_how_far_since_when_and_what_is_due() -> None:
    result = check(project(), enquiry())

    assert headline_of(result) == (
        "X-1 Example is over its cost tolerance: the forecast by performance (BAC/CPI) of £1.3m is +30% "
        "against the budget of £1.0m. No live exception covers it."
    )
    text = text_of(result)
    assert "The cost tolerance is +10%, which puts the limit at £1.1m; the forecast is £200k above it." in text
    assert "first shows in the data of 31 Aug 2026, detected on 3 Sep 2026" in text
    assert "it was due on 10 Sep 2026 and is late" in text
    assert {verdict.holds for verdict in result.verdicts if verdict.aspect == "cost"} == {"over"}


def test_a_breach_that_ended_and_came_back_counts_from_its_return() -> None:
    relieved = replace(SNAPSHOTS[3], ac=Decimal(360000))

    state = cost_tolerance(project(snapshots=(*SNAPSHOTS[:3], relieved, SNAPSHOTS[4])), enquiry())

    assert state.first_over is not None
    assert state.first_over.period_end == date(2026, 10, 31)


def test_each_month_end_is_judged_by_the_baseline_of_its_time() -> None:
    # The newest baseline is far larger: no breach against it, though there was one before.
    newer = replace(BASELINE, version=1, bac=Decimal(2000000))
    now = replace(SNAPSHOTS[4], baseline_version=1, ev=Decimal(650000))

    state = cost_tolerance(project(baselines=(BASELINE, newer), snapshots=(*SNAPSHOTS[:4], now)), enquiry())

    assert state.standing == "within"
    assert state.first_over is None


def test_a_day_recorded_with_the_exception_report_beats_the_lock_of_the_month() -> None:
    pending = replace(
        approved_exception("0.2", date(2027, 1, 1)),
        decision="PENDING", approved_limit=None, approved_until=None, breach_detected_on=date(2026, 10, 28),
    )  # fmt: skip
    facts = replace(costing(1120000), exceptions=(pending,))

    state = cost_tolerance(facts, enquiry())

    assert state.detected_on == date(2026, 10, 28)
    assert state.due_on == date(2026, 11, 4)
    assert "waits for a decision" in text_of(check(facts, enquiry()))
    assert "Chase the decision on exception EX-9" in text_of(check(facts, enquiry()))


def told(on: date, eac: int, finish: date = BASELINE.finish) -> ForecastFacts:
    return ForecastFacts(on, Decimal(eac), finish, on, "a new price", f"forecast_history/X-1/{on}")


@pytest.mark.parametrize(
    ("forecasts", "detected"),
    [
        ([told(date(2026, 10, 28), 1120000)], date(2026, 10, 28)),
        ([told(date(2026, 10, 20), 1100000), told(date(2026, 10, 29), 1100001)], date(2026, 10, 29)),
        ([told(date(2026, 10, 28), 1100000)], date(2026, 11, 3)),  # at the limit: seen in the month end only
        ([told(date(2026, 9, 10), 1120000)], date(2026, 11, 3)),  # of an earlier breach, which was over in September
        ([replace(told(date(2026, 9, 28), 1120000), detected_on=date(2026, 10, 1))], date(2026, 11, 3)),
    ],
)
def test_a_forecast_between_month_ends_is_detected_on_its_own_day(
    forecasts: list[ForecastFacts], detected: date
) -> None:
    calm = replace(quiet_project().snapshots[0], period_end=date(2026, 9, 30), locked_on=date(2026, 10, 5))
    facts = costing(1120000)

    state = cost_tolerance(replace(facts, snapshots=(calm, *facts.snapshots), forecasts=tuple(forecasts)), enquiry())

    assert state.detected_on == detected


def test_a_finish_forecast_between_month_ends_counts_for_time_only() -> None:
    late = (told(date(2026, 10, 28), 1000000, date(2026, 12, 31)),)
    facts = finishing(31)

    assert time_tolerance(replace(facts, forecasts=late), enquiry()).detected_on == date(2026, 10, 28)
    assert cost_tolerance(replace(costing(1120000), forecasts=late), enquiry()).detected_on == date(2026, 11, 3)


def test_a_report_that_is_not_yet_due_is_not_called_late() -> None:
    facts = costing(1120000)
    locked = replace(facts.snapshots[0], locked_on=date(2026, 11, 2))

    text = text_of(check(replace(facts, snapshots=(locked,)), enquiry()))

    assert "it is due on 9 Nov 2026" in text
    assert "is late" not in text


def test_on_the_day_it_is_due_a_report_is_not_yet_late() -> None:
    facts = costing(1120000)
    locked = replace(facts.snapshots[0], locked_on=date(2026, 10, 27))

    text = text_of(check(replace(facts, snapshots=(locked,)), enquiry()))

    assert "it is due on 3 Nov 2026" in text
    assert "is late" not in text


@pytest.mark.parametrize(
    ("limit", "until", "covered", "words"),
    [
        ("0.18", date(2027, 3, 31), True, "over its normal cost tolerance but within approved exception EX-9"),
        ("0.11", date(2027, 3, 31), False, "the forecast is over that too"),
        ("0.18", date(2026, 10, 31), False, "Exception EX-9 lapsed on 31 Oct 2026"),
    ],
)
def test_a_live_exception_covers_up_to_its_limit(limit: str, until: date, covered: bool, words: str) -> None:
    facts = costing(1150000, exceptions=(approved_exception(limit, until),))

    state, result = cost_tolerance(facts, enquiry()), check(facts, enquiry())

    assert state.covered is covered
    assert words in text_of(result)


def test_within_tolerance_the_headroom_is_said() -> None:
    result = check(quiet_project(), enquiry())

    assert headline_of(result).startswith("X-1 Example is within its cost and time tolerance")
    assert "cost headroom is £100k" in text_of(result)
    assert "time headroom is 18.2 days" in text_of(result)
    assert result.next_steps == ()


def test_time_over_and_cost_within_are_told_apart() -> None:
    result = check(finishing(25), enquiry())

    assert headline_of(result).startswith("X-1 Example is over its time tolerance: the forecast finish of 25 Dec 2026")
    held = {verdict.aspect: verdict.holds for verdict in result.verdicts if verdict.family == "limit"}
    assert held["time"] == "over"
    assert held["cost"] == "within"


def test_a_forecast_far_under_budget_is_outside_without_an_exception_report() -> None:
    facts = costing(850000)
    facts = replace(facts, snapshots=(replace(facts.snapshots[0], ac=Decimal(700000)),))

    result = check(facts, enquiry())

    assert "outside its cost tolerance on the low side" in headline_of(result)
    assert any("no exception report is needed" in step for step in result.next_steps)


def test_without_a_baseline_no_tolerance_applies() -> None:
    result = check(project(baselines=(), stage="PLAN"), enquiry())

    assert result.status == "NOT_APPLICABLE"
    assert "has no baseline" in headline_of(result)


def test_one_missing_rule_leaves_the_other_tolerance_judged() -> None:
    result = check(project(), enquiry(HandMadeLibrary("tolerance.cost")))

    assert result.status == "OK"
    assert "Cost tolerance cannot be judged: no rule is held for this day." in text_of(result)


def test_without_any_tolerance_rule_it_is_said_that_none_is_held() -> None:
    result = check(project(), enquiry(HandMadeLibrary("tolerance.cost", "tolerance.time")))

    assert result.status == "INSUFFICIENT_DATA"
    assert "no rule is held" in headline_of(result)


def test_a_project_on_hold_is_said_to_be_so() -> None:
    result = check(project(run_state="ON_HOLD", hold_date=date(2026, 10, 1)), enquiry())

    assert any("on hold" in caution for caution in result.cautions)
