"""What the tools must make of the demo organisation's records, by its own standards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from knowledge.clauses import Clause
from knowledge.findings import Relation
from knowledge.reading.guides import read_folder
from knowledge.rulebook import PACKAGED, Rule, Rulebook
from tests.tools.worked_projects import AS_OF, TODAY, headline_of, text_of
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts, load_projects
from tools.judgement.rating import judge, rate_colours
from tools.judgement.tolerances import tolerances
from tools.performance.project import earned_value
from tools.portfolio.access import identify
from tools.portfolio.database import Portfolio
from tools.result import ToolResult
from tools.status.project import project_status
from tools.status.tolerance import tolerance_check

ANALYST, DIRECTOR = "tomasz.wolny@calderwyre.example", "daniel.reyes@calderwyre.example"


@cache
def packaged_clauses() -> dict[str, Clause]:
    shelf = read_folder(PACKAGED.parent / "standards")
    return {clause.ref: clause for document in shelf.documents for clause in document.clauses}


@cache
def packaged_rulebook() -> Rulebook:
    return Rulebook(PACKAGED)


class PackagedRules:
    """The rules of the packaged standards, without register and index."""

    def rule(self, rule_id: str, on: date) -> Rule | None:
        held = packaged_rulebook().rules(rule_id, packaged_clauses().get)
        return next((rule for rule in held if rule.clause.in_force(on)), None)

    def relations(self, of: Clause) -> tuple[Relation, ...]:
        stated = packaged_rulebook().relations(packaged_clauses().get)
        return tuple(relation for relation in stated if of in (relation.stronger, relation.weaker))


@pytest.fixture(scope="module")
def rules() -> PackagedRules:
    return PackagedRules()


def asked_by(email: str, demo: Portfolio, rules: Any, today: date = TODAY, as_of: date = AS_OF) -> Enquiry:
    return Enquiry(identify(demo, email), demo, rules, today, as_of, demo.organisation())


def facts_of(enquiry: Enquiry, *ids: str) -> list[ProjectFacts]:
    with enquiry.portfolio.session() as session:
        return load_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today, ids or None)


def value(result: ToolResult, key: str) -> Any:
    return next(figure.value for figure in result.figures if figure.key == key and figure.subject.startswith("P-"))


# What each project's cost, schedule and overall colour must come to on the October figures.
# Before gate 3 there is no cost or schedule, and overall comes from the registers.
COLOURS = {
    "P-101": ("R", "R", "R"), "P-102": ("G", "G", "G"), "P-103": ("NA", "NA", "G"), "P-104": ("G", "A", "A"),
    "P-201": ("R", "G", "R"), "P-202": ("G", "A", "A"), "P-203": ("G", "G", "G"), "P-204": ("G", "G", "G"),
    "P-205": ("NA", "NA", "G"), "P-206": ("G", "G", "G"), "P-301": ("R", "A", "R"), "P-302": ("A", "G", "A"),
    "P-303": ("G", "A", "A"), "P-304": ("A", "G", "A"), "P-305": ("G", "G", "G"), "P-306": ("G", "G", "G"),
    "P-401": ("NA", "NA", "A"), "P-402": ("NA", "NA", "G"), "P-403": ("G", "A", "A"), "P-404": ("G", "G", "G"),
    "P-405": ("R", "G", "R"), "P-501": ("A", "G", "A"), "P-502": ("NA", "NA", "G"), "P-503": ("G", "G", "G"),
}  # fmt: skip


def test_every_recorded_project_has_its_calculated_colours(demo: Portfolio, rules: Any) -> None:
    enquiry = asked_by(DIRECTOR, demo, rules)

    judged = {facts.project_id: judge(facts, enquiry) for facts in facts_of(enquiry) if facts.running}

    assert {
        project_id: tuple(judgement.colour(name) for name in ("COST", "SCHEDULE", "OVERALL"))
        for project_id, judgement in judged.items()
    } == COLOURS


def test_before_gate_3_two_ambers_of_the_registers_make_a_project_amber(demo: Portfolio, rules: Any) -> None:
    enquiry = asked_by(ANALYST, demo, rules)

    judgement = judge(facts_of(enquiry, "P-401")[0], enquiry)

    assert set(judgement.because) == {"RISK", "STAKEHOLDER"}


def test_a_project_reported_green_is_red_by_its_own_figures(demo: Portfolio, rules: Any) -> None:
    result = project_status(asked_by(ANALYST, demo, rules), "P-101")

    assert headline_of(result).startswith(
        "P-101 Aurora CRM is Red by calculation and Green as reported: the two differ."
    )
    text = text_of(result)
    assert "Priya Raman approved it on 3 Nov 2026" in text
    assert "(PMO-STD-003 v5.0 §3.1)" in text
    assert "(PMO-STD-003 v5.0 §3.7)" in text
    assert "(PMO-STD-003 v5.0 §3.8)" in text


@pytest.mark.parametrize(
    ("project_id", "expected"),
    [
        (
            "P-101",
            {
                "eac_cpi": 1300000, "es": Decimal("3.2"), "spi_t": Decimal("0.64"), "cpi": 0.7692307692,
                "finish_es": date(2027, 3, 12), "finish_pm": date(2026, 12, 7), "tcpi_pm": 1.3157894737,
            },
        ),
        (
            "P-301",
            {
                "eac_cpi": 7300000, "eac_atypical": 6940000, "eac_cpi_spi": 7786666.6667, "eac_weighted": 7313094.1704,
                "es": 22.7142857, "spi_t": 0.9085714286, "duration": 32, "finish_es": date(2027, 9, 7),
                "finish_slip_rate": date(2027, 9, 21), "finish_pm": date(2027, 6, 25), "growth_original": 0.5869565217,
            },
        ),
        ("P-201", {"finish_pm": date(2028, 10, 23), "slip_original": 206}),
    ],
)  # fmt: skip
def test_performance_has_its_recorded_truth(
    project_id: str, expected: dict[str, Any], demo: Portfolio, rules: Any
) -> None:
    result = earned_value(asked_by(ANALYST, demo, rules), project_id)

    for key, wanted in expected.items():
        found = value(result, key)
        assert found == wanted or float(found) == pytest.approx(float(wanted), rel=1e-6), key


@pytest.mark.parametrize(
    ("project_id", "cost", "time", "first_over", "detected"),
    [
        ("P-101", "over", "within", date(2026, 8, 31), date(2026, 9, 3)),
        ("P-201", "over", "within", date(2026, 5, 31), date(2026, 6, 3)),
        ("P-301", "over", "within", date(2026, 7, 31), date(2026, 8, 5)),
        ("P-405", "over", "within", date(2026, 10, 31), date(2026, 10, 28)),  # told between month ends
        ("P-102", "within", "within", None, None),
    ],
)
def test_breaches_date_from_the_lock_of_the_first_month_that_shows_them_unless_told_before(
    project_id: str, cost: str, time: str, first_over: date | None, detected: date | None, demo: Portfolio, rules: Any
) -> None:
    enquiry = asked_by(ANALYST, demo, rules)

    on_cost, on_time = tolerances(facts_of(enquiry, project_id)[0], enquiry)

    assert (on_cost.standing, on_time.standing) == (cost, time)
    assert (on_cost.first_over.period_end if on_cost.first_over else None) == first_over
    assert on_cost.detected_on == detected


def test_a_breach_within_its_approved_exception_is_shown_as_such(demo: Portfolio, rules: Any) -> None:
    enquiry = asked_by(ANALYST, demo, rules)

    status, check = project_status(enquiry, "P-201"), tolerance_check(enquiry, "P-201")

    assert "Red by calculation, within approved exception EX-014 until 31 Mar 2027" in headline_of(status)
    assert "over its normal cost tolerance but within approved exception EX-014" in headline_of(check)
    assert "allows up to 18% until 31 Mar 2027" in text_of(check)
    assert "Raise" not in text_of(check)


def test_once_the_exception_has_run_out_the_breach_stands_bare(demo: Portfolio, rules: Any) -> None:
    check = tolerance_check(asked_by(ANALYST, demo, rules, today=date(2027, 4, 1)), "P-201")

    assert "No live exception covers it" in headline_of(check)
    assert "Exception EX-014 lapsed on 31 Mar 2027" in text_of(check)


def test_a_project_rebaselined_three_times_is_held_to_its_original_budget(demo: Portfolio, rules: Any) -> None:
    text = text_of(project_status(asked_by(ANALYST, demo, rules), "P-301"))

    assert "+58.7% against the original budget of £4.6m" in text
    assert "presumption to stop, unless the Investment Committee" in text
    assert "(PMO-STD-004 v2.3 §2.4)" in text


def test_recorded_text_that_orders_the_assistant_is_only_reported(demo: Portfolio, rules: Any) -> None:
    text = text_of(project_status(asked_by(ANALYST, demo, rules), "P-503"))

    assert "treated as data and is not repeated (PMO-POL-011 v1.1 §4.4)" in text
    assert "assistant:" not in text.lower()


@pytest.mark.parametrize("tool", [project_status, earned_value, tolerance_check])
def test_a_restricted_project_and_none_at_all_are_answered_alike(tool: Any, demo: Portfolio, rules: Any) -> None:
    enquiry = asked_by(ANALYST, demo, rules)

    hidden, absent = tool(enquiry, "P-502"), tool(enquiry, "P-777")

    assert hidden.status == absent.status == "NOT_FOUND"
    assert hidden.kind == "not_found"
    assert text_of(hidden).replace("P-502", "P-777") == text_of(absent)


def test_the_director_sees_what_the_analyst_may_not(demo: Portfolio, rules: Any) -> None:
    assert project_status(asked_by(DIRECTOR, demo, rules), "P-502").status == "OK"


def test_typed_deviations_are_rated_by_the_house_limits(demo: Portfolio, rules: Any) -> None:
    result = rate_colours(
        asked_by(ANALYST, demo, rules), cost=Decimal("0.049"), schedule=Decimal("0.06"), benefits=Decimal("0.96")
    )

    assert headline_of(result) == ("Overall is Amber by calculation, decided by schedule (PMO-STD-003 v5.0 §3.7).")


@pytest.mark.parametrize(
    ("on", "colour", "version"), [(date(2026, 3, 31), "Green", "v4.0"), (date(2026, 4, 1), "Amber", "v5.0")]
)
def test_the_version_in_force_on_the_day_decides(
    on: date, colour: str, version: str, demo: Portfolio, rules: Any
) -> None:
    result = rate_colours(asked_by(ANALYST, demo, rules), cost=Decimal("0.07"), on=on)

    assert headline_of(result).startswith(f"Overall is {colour}")
    assert f"PMO-STD-003 {version} §3.1" in text_of(result)


def test_an_earlier_day_is_answered_from_what_was_known_then(demo: Portfolio, rules: Any) -> None:
    july = asked_by(ANALYST, demo, rules, today=date(2026, 8, 10), as_of=date(2026, 7, 31))

    judgement = judge(facts_of(july, "P-101")[0], july)

    assert judgement.forecast is not None
    assert judgement.forecast.standing == "too early"
    assert judgement.colour("COST") == "G"
