"""The calculated colours: every ground, every reason for having none, and typed numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.worked_projects import (
    BASELINE,
    LIMITS,
    SNAPSHOTS,
    HandMadeLibrary,
    approved_exception,
    baseline,
    enquiry,
    headline_of,
    in_pounds,
    milestone,
    project,
    quiet_project,
    report,
    text_of,
)
from tools.facts.project import ProjectFacts
from tools.judgement.rating import Judgement, judge, overall_reason, rate_colours, reason_of
from tools.wording.handles import fill

DUE = date(2026, 11, 20)


def said(judgement: Judgement, name: str) -> str:
    each = next(d for d in judgement.dimensions if d.name == name)
    template = "\n".join((reason_of(judgement, each), *(ground.rule for ground in each.decisive)))
    return fill(template, in_pounds(judgement.evidence.figures), judgement.evidence.clauses).text


def test_the_worked_project_is_red_on_cost_and_schedule() -> None:
    judgement = judge(project(), enquiry())

    assert (judgement.colour("COST"), judgement.colour("SCHEDULE"), judgement.colour("OVERALL")) == ("R", "R", "R")
    assert judgement.because == ("COST", "SCHEDULE")
    assert judgement.forecast is not None
    assert judgement.forecast.eac == Decimal(1300000)
    assert judgement.forecast.basis == "performance"


def test_a_project_on_plan_is_green() -> None:
    judgement = judge(quiet_project(), enquiry())

    assert judgement.colour("OVERALL") == "G"


def test_the_reason_names_the_figures_and_the_clause() -> None:
    text = said(judge(project(), enquiry()), "COST")

    assert "£1.3m is +30% against the budget of £1.0m and CPI is 0.769" in text
    assert "more than 10% above the budget makes cost Red by calculation (X-STD v2.0 §1)" in text
    assert "A CPI below 0.90 makes cost Red" in text


def late_by(days: int, **changes: Any) -> ProjectFacts:
    finish = date.fromordinal(BASELINE.finish.toordinal() + days)
    calm = quiet_project().snapshots[0]
    return quiet_project(snapshots=(replace(calm, forecast_finish=finish),), **changes)


# The baseline lasts 182 days: 5 % is 9.1 days and 10 % is 18.2 days.
@pytest.mark.parametrize(("days", "colour"), [(-5, "G"), (0, "G"), (7, "G"), (9, "G"), (10, "A"), (18, "A"), (19, "R")])
def test_schedule_follows_the_slip_of_the_finish(days: int, colour: str) -> None:
    assert judge(late_by(days), enquiry()).colour("SCHEDULE") == colour


def test_a_few_days_are_green_whatever_their_share() -> None:
    short = baseline(date(2026, 10, 1), date(2026, 11, 10), 500000, ((date(2026, 11, 10), 500000),))
    facts = late_by(0, baselines=(short,))
    slipped = replace(facts.snapshots[0], forecast_finish=date(2026, 11, 17))

    judgement = judge(replace(facts, snapshots=(slipped,)), enquiry())

    assert judgement.colour("SCHEDULE") == "G"
    assert "A slip of up to 7 days keeps schedule Green" in said(judgement, "SCHEDULE")


@pytest.mark.parametrize(
    ("forecast", "colour"),
    [
        (date(2026, 12, 4), "G"),  # 10 working days
        (date(2026, 12, 7), "A"),  # 11
        (date(2026, 12, 18), "A"),  # 20
        (date(2026, 12, 21), "R"),  # 21
    ],
)
def test_a_late_key_milestone_colours_the_schedule(forecast: date, colour: str) -> None:
    facts = quiet_project(milestones=(milestone("Cut over", DUE, forecast),))

    assert judge(facts, enquiry()).colour("SCHEDULE") == colour


@pytest.mark.parametrize(
    "not_counting",
    [
        milestone("Ordinary", DUE, date(2027, 1, 29), kind="INTERNAL"),
        milestone("Done", date(2026, 8, 3), date(2026, 10, 1), done=date(2026, 10, 1)),
        replace(milestone("Removed", DUE, date(2027, 1, 29)), status="REMOVED"),
    ],
)
def test_only_open_key_milestones_count(not_counting: Any) -> None:
    assert judge(quiet_project(milestones=(not_counting,)), enquiry()).colour("SCHEDULE") == "G"


def test_a_milestone_left_behind_counts_up_to_today() -> None:
    # Baselined and forecast for 1 October, still open on 3 November: 23 working days.
    facts = quiet_project(milestones=(milestone("Forgotten", date(2026, 10, 1), date(2026, 10, 1)),))

    judgement = judge(facts, enquiry())

    assert judgement.colour("SCHEDULE") == "R"
    assert "Forgotten is 23 working days behind its baseline date" in said(judgement, "SCHEDULE")


def test_on_hold_the_forecast_stands_still() -> None:
    facts = quiet_project(
        milestones=(milestone("Forgotten", date(2026, 10, 1), date(2026, 10, 1)),),
        run_state="ON_HOLD",
        hold_date=date(2026, 10, 1),
    )

    assert judge(facts, enquiry()).colour("SCHEDULE") == "G"


@pytest.mark.parametrize(
    ("ev", "ac", "standing", "colour"),
    [
        (149999, 300000, "too early", "G"),
        (150000, 300000, "counts", "R"),
    ],
)
def test_indices_count_from_a_share_of_completion(ev: int, ac: int, standing: str, colour: str) -> None:
    calm = quiet_project().snapshots[0]
    facts = quiet_project(snapshots=(replace(calm, ev=Decimal(ev), ac=Decimal(ac)),))

    judgement = judge(facts, enquiry())

    assert judgement.forecast is not None
    assert judgement.forecast.standing == standing
    assert judgement.colour("COST") == colour


@pytest.mark.parametrize(
    ("bac", "finish", "standing"),
    [
        (1000000, date(2026, 11, 30), "counts"),
        (999999, date(2026, 11, 30), "out of scope"),
        (999999, date(2027, 5, 31), "counts"),
        (999999, date(2027, 5, 30), "out of scope"),
    ],
)
def test_earned_value_is_asked_for_by_size_or_by_length(bac: int, finish: date, standing: str) -> None:
    made = baseline(date(2026, 6, 1), finish, bac, BASELINE_PLAN)
    judgement = judge(project(baselines=(made,)), enquiry())

    assert judgement.forecast is not None
    assert judgement.forecast.standing == standing


BASELINE_PLAN = tuple((day, int(value)) for day, value in BASELINE.plan)


def test_where_earned_value_does_not_count_the_managers_estimate_stands_alone() -> None:
    small = baseline(date(2026, 6, 1), date(2026, 11, 30), 999000, BASELINE_PLAN)

    judgement = judge(project(baselines=(small,)), enquiry())

    assert judgement.colour("COST") == "G"
    assert judgement.colour("SCHEDULE") == "G"


def test_a_forecast_far_under_budget_is_amber() -> None:
    calm = quiet_project().snapshots[0]
    facts = quiet_project(snapshots=(replace(calm, pm_eac=Decimal(800000), ac=Decimal(700000)),))

    judgement = judge(facts, enquiry())

    assert judgement.colour("COST") == "A"
    assert "beyond −10% of the budget is poor forecasting" in said(judgement, "COST")


def test_before_a_baseline_cost_and_schedule_do_not_apply() -> None:
    judgement = judge(project(baselines=(), stage="PLAN"), enquiry())

    assert judgement.colour("COST") == judgement.colour("SCHEDULE") == "NA"
    assert judgement.colour("OVERALL") == "NR"


def test_a_missing_baseline_in_delivery_is_not_excused() -> None:
    assert judge(project(baselines=()), enquiry()).colour("COST") == "NR"


def test_reported_stakeholders_take_part_and_unreported_ones_do_not() -> None:
    with_it = judge(project(report=report(date(2026, 10, 31), OVERALL="G", STAKEHOLDER="A")), enquiry())
    without = judge(project(), enquiry())

    assert with_it.colour("STAKEHOLDER") == "A"
    assert without.colour("STAKEHOLDER") == "NA"


def test_what_is_not_recorded_is_not_judged() -> None:
    judgement = judge(quiet_project(), enquiry())

    assert [each.name for each in judgement.unjudged] == ["RESOURCES", "RISK"]
    assert (judgement.colour("SCOPE"), judgement.colour("BENEFITS")) == ("G", "NA")


def test_no_month_end_gives_no_colour_and_no_error() -> None:
    judgement = judge(project(snapshots=()), enquiry())

    assert judgement.colour("COST") == judgement.colour("SCHEDULE") == "NR"


@pytest.mark.parametrize("rule_id", ["rag.cost", "rag.schedule", "rag.overall", "ev.scope", "rag.earned_value"])
def test_one_missing_rule_takes_one_colour_and_no_more(rule_id: str) -> None:
    judgement = judge(project(), enquiry(HandMadeLibrary(rule_id)))

    assert (judgement.colour("COST") == "NR") == (rule_id == "rag.cost")
    assert (judgement.colour("OVERALL") == "NR") == (rule_id == "rag.overall")


def test_without_any_rule_nothing_is_coloured_and_the_reason_is_said() -> None:
    judgement = judge(project(), enquiry(HandMadeLibrary(*LIMITS)))

    assert judgement.colour("OVERALL") == "NR"
    assert "no rule is held" in overall_reason(judgement)


def test_the_rules_of_the_day_are_applied() -> None:
    # Over by 7 %: Amber since April 2026, Green under the older limit of 10 %.
    calm = quiet_project().snapshots[0]
    facts = quiet_project(snapshots=(replace(calm, pm_eac=Decimal(1070000)),))

    assert judge(facts, enquiry()).colour("COST") == "A"
    assert judge(facts, enquiry(today=date(2026, 3, 31))).colour("COST") == "G"


def over_by_manager() -> ProjectFacts:
    calm = quiet_project().snapshots[0]
    return quiet_project(snapshots=(replace(calm, pm_eac=Decimal(1150000)),))


@pytest.mark.parametrize(
    ("limit", "until", "covered"),
    [
        ("0.18", date(2027, 3, 31), True),
        ("0.15", date(2026, 11, 3), True),
        ("0.14", date(2027, 3, 31), False),
        ("0.18", date(2026, 11, 2), False),
    ],
)
def test_an_exception_moves_the_tolerance_and_not_the_colour(limit: str, until: date, covered: bool) -> None:
    facts = replace(over_by_manager(), exceptions=(approved_exception(limit, until),))

    judgement = judge(facts, enquiry())

    assert judgement.colour("COST") == judgement.colour("OVERALL") == "R"
    assert (judgement.covering is not None) is covered


def test_an_exception_is_not_mentioned_where_nothing_is_red() -> None:
    judgement = judge(quiet_project(exceptions=(approved_exception("0.35", date(2027, 3, 31)),)), enquiry())

    assert judgement.exceptions == {}
    assert "exception" not in said(judgement, "COST")


def test_an_exception_on_cost_does_not_excuse_a_red_schedule() -> None:
    judgement = judge(project(exceptions=(approved_exception("0.35", date(2027, 3, 31)),)), enquiry())

    assert "COST" in judgement.exceptions
    assert judgement.covering is None


@pytest.mark.parametrize(
    ("given", "overall"),
    [
        ({"cost": "0.049", "schedule": "0.06", "benefits": "0.96"}, "Amber"),
        ({"cost": "0.05", "schedule": "0.05", "benefits": "0.95"}, "Green"),
        ({"cost": "0.1001"}, "Red"),
        ({"cost": "0.02", "cpi": "0.949"}, "Amber"),
        ({"schedule": "0.20", "slip_days": 7}, "Green"),
        ({"spi_t": "0.89", "cost": "0"}, "Red"),
        ({"benefits": "0.849"}, "Red"),
    ],
)
def test_typed_numbers_are_rated_by_the_same_limits(given: dict[str, Any], overall: str) -> None:
    numbers: dict[str, Any] = {key: value if key == "slip_days" else Decimal(value) for key, value in given.items()}

    result = rate_colours(enquiry(), **numbers)

    assert result.status == "OK"
    assert headline_of(result).startswith(f"Overall is {overall} by calculation")
    assert all(figure.subject in ("given", "rule") for figure in result.figures)


def test_typed_numbers_are_rated_by_the_rules_of_the_asked_day() -> None:
    result = rate_colours(enquiry(), cost=Decimal("0.07"), on=date(2026, 3, 31))

    assert headline_of(result).startswith("Overall is Green")
    assert "X-STD v1.0 §1" in text_of(result)


def test_what_was_not_given_is_said() -> None:
    result = rate_colours(enquiry(), cost=Decimal("0.02"))

    assert "You gave nothing on schedule and benefits" in text_of(result)
    assert "A report without schedule could not be Green overall (X-STD v2.0 §5)" in text_of(result)


def test_days_alone_beyond_the_green_ones_cannot_be_rated() -> None:
    result = rate_colours(enquiry(), slip_days=40)

    assert result.status == "INSUFFICIENT_DATA"
    assert "Schedule cannot be coloured" in text_of(result)


def test_nothing_typed_is_asked_back() -> None:
    result = rate_colours(enquiry())

    assert (result.status, result.kind) == ("INVALID_INPUT", "clarify")


def test_before_any_rule_the_answer_is_that_none_is_held() -> None:
    result = rate_colours(enquiry(), cost=Decimal("0.07"), on=date(2019, 1, 1))

    assert result.kind == "not_covered"
    assert "1 Jan 2019" in headline_of(result)


def test_two_calls_with_the_same_numbers_are_the_same() -> None:
    first = rate_colours(enquiry(), cost=Decimal("0.07"), schedule=Decimal("0.02"))
    second = rate_colours(enquiry(), cost=Decimal("0.07"), schedule=Decimal("0.02"))

    assert first == second


def test_colours_rest_on_the_rows_they_were_computed_from() -> None:
    judgement = judge(project(), enquiry())

    figure = next(f for f in judgement.evidence.figures if f.key == "rag_calculated_cost")

    assert figure.source == (SNAPSHOTS[-1].row, BASELINE.row)
    assert "calculation" in figure.qualifiers
