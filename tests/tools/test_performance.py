"""Earned value of recorded projects and of typed numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.worked_projects import (
    BASELINE,
    ENDS,
    LIMITS,
    SNAPSHOTS,
    HandMadeLibrary,
    baseline,
    enquiry,
    headline_of,
    project,
    text_of,
)
from tools.performance.project import calculate_earned_value, measured
from tools.result import ToolResult


def value(result: ToolResult, key: str) -> Any:
    return next(figure.value for figure in result.figures if figure.key == key)


def test_the_answer_begins_with_index_cost_and_finish() -> None:
    result = measured(project(), enquiry())

    assert headline_of(result) == (
        "X-1 Example has a CPI of 0.769: by performance (BAC/CPI) it costs £1.3m against a budget of £1.0m. "
        "SPI(t) is 0.64: by earned schedule it finishes on 12 Mar 2027, against 30 Nov 2026 in the baseline."
    )


def test_a_question_about_time_is_answered_with_the_finish_first() -> None:
    result = measured(project(), enquiry(), focus="finish")

    assert headline_of(result).startswith("SPI(t) is 0.64")


def test_every_method_stands_in_the_table_with_its_growth() -> None:
    result = measured(project(), enquiry())

    assert result.table is not None
    assert [row[0] for row in result.table.rows] == [
        "BAC/CPI", "atypical variance", "CPI × SPI", "weighted CPI and SPI", "manager's own",
    ]  # fmt: skip
    assert [value(result, key) for key in ("eac_cpi", "eac_atypical", "eac_cpi_spi", "eac_pm")] == [
        1300000, 1150000, Decimal("1820000"), 1030000,
    ]  # fmt: skip
    assert float(value(result, "eac_weighted")) == pytest.approx(1338235.294)


def test_a_manager_who_needs_unproven_efficiency_is_found_out() -> None:
    result = measured(project(), enquiry())

    assert "needs a TCPI of 1.316, +0.547 against CPI, more than the 0.10 that is accepted" in text_of(result)
    assert any("bottom-up" in step for step in result.next_steps)


@pytest.mark.parametrize(
    ("eac", "words"), [(1300000, "no more than the 0.10"), (1230000, "no more"), (1220000, "more")]
)
def test_a_realistic_manager_is_accepted(eac: int, words: str) -> None:
    # TCPI − CPI is 0, .093 and .108.
    facts = project(snapshots=(*SNAPSHOTS[:-1], replace(SNAPSHOTS[-1], pm_eac=Decimal(eac))))

    result = measured(facts, enquiry())

    assert f"against CPI, {words}" in text_of(result)
    assert bool(result.next_steps) is (words == "more")


def test_three_finishes_are_shown_with_their_spread_and_none_is_averaged() -> None:
    text = text_of(measured(project(), enquiry()))

    assert (
        "7 Dec 2026 by the manager's forecast, 12 Mar 2027 by earned schedule and 10 Dec 2026 at the slip rate" in text
    )
    assert "95 days apart" in text


def test_the_slip_rate_goes_back_three_periods_and_not_past_a_new_baseline() -> None:
    moved = tuple(replace(s, baseline_version=1 if s.period_end >= ENDS[2] else 0) for s in SNAPSHOTS)
    newer = replace(BASELINE, version=1)

    within = measured(project(snapshots=moved, baselines=(BASELINE, newer)), enquiry())

    # From 31 August: 5 days in 61, so 37 days become 40.3.
    assert value(within, "finish_slip_rate") == date(2026, 12, 10)
    assert SNAPSHOTS[2].row in next(f.source for f in within.figures if f.key == "finish_slip_rate")


def test_without_a_rulebook_the_figures_stand_and_no_clause_is_cited() -> None:
    result = measured(project(), enquiry(HandMadeLibrary(*LIMITS)))

    assert result.status == "OK"
    assert value(result, "eac_cpi") == 1300000
    assert result.clauses == ()
    assert result.rules == ()
    assert "No rule on the estimate at completion is held" in text_of(result)


@pytest.mark.parametrize(
    ("facts", "status", "words"),
    [
        (project(baselines=(), stage="PLAN"), "INSUFFICIENT_DATA", "there is no baseline budget"),
        (project(snapshots=()), "INSUFFICIENT_DATA", "no earned value is recorded"),
        (
            project(snapshots=(replace(SNAPSHOTS[-1], ev=Decimal(1000001)),)),
            "INVALID_INPUT",
            "the earned value is more than the budget",
        ),
    ],
)
def test_what_cannot_be_computed_is_said_with_its_reason(facts: Any, status: str, words: str) -> None:
    result = measured(facts, enquiry())

    assert result.status == status
    assert words in headline_of(result)


def test_an_early_project_is_marked_as_of_low_reliability() -> None:
    facts = project(snapshots=SNAPSHOTS[:2])

    text = text_of(measured(facts, enquiry()))

    assert "Reliability is low: the project is 8% complete, and indices count from 15%" in text


def test_a_small_short_project_is_told_that_nothing_asks_for_it() -> None:
    small = baseline(date(2026, 6, 1), date(2026, 11, 30), 990000, tuple((d, int(v)) for d, v in BASELINE.plan))

    assert "No rule asks for earned value here" in text_of(measured(project(baselines=(small,)), enquiry()))


def test_money_spent_with_nothing_earned_is_warned_about() -> None:
    facts = project(snapshots=(replace(SNAPSHOTS[0], ev=Decimal(0)),))

    result = measured(facts, enquiry())

    assert "BAC/CPI gives no forecast: nothing is earned yet" in headline_of(result)
    assert result.warnings == ("Money is spent and nothing is earned.",)
    assert "not defined" in text_of(result)


def test_time_on_hold_is_shown_with_and_without() -> None:
    facts = project(run_state="ON_HOLD", hold_date=date(2026, 10, 1))

    result = measured(facts, enquiry())

    assert value(result, "spi_t") == Decimal("0.8")
    assert value(result, "spi_t_gross") == Decimal("0.64")
    assert "With the time on hold counted, SPI(t) is 0.64" in text_of(result)


def test_finished_work_stops_the_clock() -> None:
    done = tuple(
        replace(SNAPSHOTS[-1], period_end=day, ev=Decimal(1000000), ac=Decimal(1100000), row=f"s/{day}")
        for day in (date(2026, 12, 31), date(2027, 1, 31))
    )

    result = measured(project(snapshots=(*SNAPSHOTS, *done)), enquiry())

    # Seven months for six planned, and the month after the finish does not count.
    assert float(value(result, "spi_t")) == pytest.approx(6 / 7)
    assert any("SPI(t)" in warning for warning in result.warnings)


def test_typed_numbers_give_every_index_and_estimate() -> None:
    result = calculate_earned_value(enquiry(), bac=Decimal(1000), ev=Decimal(500), ac=Decimal(650), pv=Decimal(900))

    assert headline_of(result) == "CPI is 0.769 and SPI is 0.556; EAC by BAC/CPI is 1,300."
    assert {figure.subject for figure in result.figures} == {"given"}
    assert "TCPI is 1.429 to the budget and 0.769 to BAC/CPI" in text_of(result)


def test_typed_pounds_are_shown_as_pounds() -> None:
    four = {"bac": Decimal(100000), "ev": Decimal(50000), "ac": Decimal(45000), "pv": Decimal(55000)}
    result = calculate_earned_value(enquiry(), **four)

    assert headline_of(result) == "CPI is 1.111 and SPI is 0.909; EAC by BAC/CPI is £90k."


def test_typed_numbers_without_planned_value_still_give_the_cost_side() -> None:
    result = calculate_earned_value(enquiry(), bac=Decimal(1000), ev=Decimal(500), ac=Decimal(650))

    assert value(result, "eac_cpi") == 1300
    assert "SPI is not defined" in headline_of(result)
    assert "You gave no PV" in text_of(result)


@pytest.mark.parametrize(
    ("bac", "ev", "ac", "status", "words"),
    [
        (0, 0, 10, "INSUFFICIENT_DATA", "there is no baseline budget"),
        (100, 101, 10, "INVALID_INPUT", "more than the budget"),
        (100, 10, -1, "INVALID_INPUT", "below zero"),
    ],
)
def test_typed_numbers_that_make_no_sense_are_refused(bac: int, ev: int, ac: int, status: str, words: str) -> None:
    result = calculate_earned_value(enquiry(), bac=Decimal(bac), ev=Decimal(ev), ac=Decimal(ac))

    assert result.status == status
    assert words in headline_of(result)


def test_typed_numbers_with_no_cost_say_why_there_is_no_index() -> None:
    result = calculate_earned_value(enquiry(), bac=Decimal(1000), ev=Decimal(0), ac=Decimal(0), pv=Decimal(50))

    assert "CPI is not defined" in headline_of(result)
    assert "use the estimate for atypical variance, 1,000" in text_of(result)


def test_a_typed_plan_gives_earned_schedule():
    from datetime import date
    from decimal import Decimal
    from types import SimpleNamespace

    from tools.performance.given import calculate_earned_value

    enquiry = SimpleNamespace(today=date(2026, 11, 3), library=SimpleNamespace(rule=lambda rule, on: None))
    plan = [Decimal(value) for value in (100, 250, 450, 700, 900, 1000)]

    result = calculate_earned_value(enquiry, ev=Decimal(500), plan=plan, at=Decimal(5))

    figures = {figure.key: figure.value for figure in result.figures}
    assert (figures["es"], figures["spi_t"], figures["sv_t"], figures["ieac_t"]) == (
        Decimal("3.2"), Decimal("0.64"), Decimal("-1.8"), Decimal("9.375"),
    )  # fmt: skip
    assert calculate_earned_value(enquiry, ev=Decimal(500), bac=Decimal(1000)).kind == "clarify"
