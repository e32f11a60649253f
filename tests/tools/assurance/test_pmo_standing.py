"""The tier of the PMO and the maturity of management: what the records show counts, and a belief is no evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.assurance.test_quality_checks import link, setting
from tests.tools.assurance.test_quality_of_the_demo import RULES, Without
from tests.tools.test_demo_truth import ANALYST, asked_by
from tests.tools.worked_projects import headline_of, project, text_of
from tools.assurance import tier_records as records
from tools.assurance.pmo_standing import pmo_maturity
from tools.assurance.standing import criteria, maturity_of
from tools.assurance.tier_records import MEASURES, Share
from tools.calculations.tiers import tier_reached
from tools.facts.assessments import AnswerFacts, AssessmentFacts
from tools.portfolio.database import Portfolio
from tools.result import ToolResult

NOTHING = {code: Share() for code in MEASURES}
NO_RULES: dict[int, Any] = dict.fromkeys(range(1, 5))


def answer(criterion: str, level: int, met: Any, evidence: str | None = "a record", **changes: Any) -> AnswerFacts:
    made = AnswerFacts(criterion, None, level, "So it is.", met, evidence, f"assessment_answer/A/{criterion}")
    return replace(made, **changes)


@pytest.fixture(scope="module")
def standing(demo: Portfolio) -> ToolResult:
    return pmo_maturity(asked_by(ANALYST, demo, RULES))


def figures(result: ToolResult) -> dict[str, Any]:
    return {figure.key: figure.value for figure in result.figures}


def test_the_demo_has_tier_one_and_five_of_six_of_tier_two(standing: ToolResult) -> None:
    held = figures(standing)

    assert (held["tier"], held["tier_next"]) == (1, 2)
    assert [(held[f"tier_{n}_met"], held[f"tier_{n}_criteria"]) for n in range(1, 5)] == [
        (4, 4),
        (5, 6),
        (5, 5),
        (3, 7),
    ]
    assert (held["tier_reports_on_time_met"], held["tier_reports_on_time_asked"]) == (18, 22)
    assert headline_of(standing).startswith("No: the PMO has achieved tier 1")
    assert "although the assessment says yes" in text_of(standing)


def test_the_demo_is_at_maturity_two_held_back_by_its_weakest(standing: ToolResult) -> None:
    held = figures(standing)

    assert held["maturity"] == 2
    assert round(held["maturity_mean_portfolio"], 2) == Decimal("2.57")
    assert "held back by benefits, resources and stakeholders" in text_of(standing)
    assert {"PMO-STD-013 v1.0 §4.2", "PMO-STD-013 v1.0 §5.2"} <= {clause.ref for clause in standing.clauses}


def test_a_higher_tier_names_the_hole_below_it(demo: Portfolio) -> None:
    said = text_of(pmo_maturity(asked_by(ANALYST, demo, RULES), tier=3))
    assert "The second tier lacks: reports on time" in said
    assert "The third tier lacks nothing of its own" in said


def test_before_any_assessment_what_nobody_answered_is_unknown(demo: Portfolio) -> None:
    then = date(2026, 9, 30)
    result = pmo_maturity(asked_by(ANALYST, demo, RULES, today=then, as_of=then))

    assert figures(result)["tier"] == 0
    assert "criterion without an answer" in text_of(result)
    assert "No maturity can be told" in text_of(result)


def test_without_a_limit_in_the_rulebook_the_answer_counts(demo: Portfolio) -> None:
    result = pmo_maturity(asked_by(ANALYST, demo, Without("assurance.tier2")))

    assert "tier_reports_on_time" not in figures(result)
    assert "Without evidence, and so counted as not met: reports on time" in text_of(result)


@pytest.mark.parametrize(
    ("met", "evidence", "counts"),
    [
        ("YES", "a record", "YES"),
        ("YES", None, "UNKNOWN"),
        ("PARTIAL", "a record", "NO"),
        ("NO", None, "NO"),
        ("UNKNOWN", None, "UNKNOWN"),
    ],
)
def test_a_tier_counts_an_answer_only_with_evidence(met: str, evidence: str | None, counts: str) -> None:
    (judged,) = criteria([answer("COACHING", 1, met, evidence)], NOTHING, NO_RULES, {})
    assert judged.criterion.met == counts


def test_the_records_overrule_an_answer() -> None:
    (judged,) = criteria([answer("MATURITY_REACHED", 1, "YES")], NOTHING, NO_RULES, {"MATURITY_REACHED": (1, False)})

    assert judged.criterion.met == "NO"
    assert judged.contradicts
    assert tier_reached([judged.criterion]).achieved.value == 0


@pytest.mark.parametrize(("evidence", "level"), [("a record", 2), (None, 1)])
def test_conviction_alone_is_half_of_a_maturity_criterion(evidence: str | None, level: int) -> None:
    held = (answer("RISK_A", 2, "YES", perspective="RISK"), answer("RISK_B", 2, "YES", evidence, perspective="RISK"))
    made = AssessmentFacts("A", "MATURITY", "PROJECT", date(2026, 10, 9), held, "assessment/A")

    assert maturity_of(made, Decimal("0.8")).overall.value == level


@pytest.mark.parametrize(
    ("holds", "changes", "expected"),
    [
        (records.linked, {"links": (link("1"),)}, True),
        (records.linked, {"links": (link("1", "SO-6"),)}, False),
        (records.linked, {"mandate_type": "SAFETY"}, True),
        (records.linked, {"stage": "DEFINE"}, None),
        (records.controls_used, {}, True),
        (records.controls_used, {"baselines": ()}, False),
        (records.controls_used, {"stage": "PLAN"}, None),
        (records.gates_enforced, {}, False),
        (records.registered, {"sponsor_id": "ann", "pm_id": "max", "owning_unit": "Works"}, True),
        (records.registered, {"sponsor_id": "ann", "pm_id": "max"}, False),
    ],
)
def test_the_records_of_one_project_meet_a_criterion_or_not(holds: Any, changes: dict[str, Any], expected: Any) -> None:
    assert holds(project(**changes), setting()) is expected
