"""The data quality of the demo's projects, recomputed by its own standards from its own records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.tools.test_demo_truth import ANALYST, DIRECTOR, PackagedRules, asked_by
from tests.tools.worked_projects import headline_of, text_of
from tools.assurance.project_quality import data_quality
from tools.assurance.worst_quality import worst_data_quality
from tools.portfolio.database import Portfolio
from tools.result import ToolResult

D = date.fromisoformat
WORST: Mapping[str, tuple[str, str]] = {
    "P-302": ("no status report for the period to 30 Sep 2026", "Dermot Kelly"),
    "P-305": ("B-305-1 has no owner", "Adaeze Nwosu"),
    "P-401": ("R-204 has no owner", "Tom Fairfax"),
    "P-205": ("no objective and no mandate", "Farah Siddiqui"),
    "P-206": ("Pump house roof closed is not achieved", "Bronwen Price"),
    "P-402": ("an estimate without an uplift", "Leila Farouk"),
    "P-304": ("W-007 expired on 30 Sep 2026", "Tobias Keller"),
    "P-303": ("its report for the period to 31 Aug 2026 after the day on which it was due", "Nadia Rahimi"),
    "P-403": ("its report for the period to 31 Aug 2026 after the day on which it was due", "Henrik Dahl"),
    "P-306": ("an objective that has not been active since 31 Mar 2026", "Laurent Dubois"),
}


class HeldRules(PackagedRules):
    """The packaged rules, each looked up once a day."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, date], Any] = {}

    def rule(self, rule_id: str, on: date) -> Any:
        if (rule_id, on) not in self.held:
            self.held[rule_id, on] = super().rule(rule_id, on)
        return self.held[rule_id, on]


RULES = HeldRules()


@pytest.fixture(scope="module")
def worst(demo: Portfolio) -> ToolResult:
    return worst_data_quality(asked_by(ANALYST, demo, RULES))


def score(result: ToolResult) -> Any:
    return next(figure.value for figure in result.figures if figure.key == "quality_score")


def test_the_worst_ten_are_those_of_the_truth_table_with_whom_to_ask(worst: ToolResult) -> None:
    assert set(worst.subjects) == set(WORST)
    assert worst.table is not None
    cells = dict(zip(worst.subjects, worst.table.rows, strict=True))
    for project, (fails, asked) in WORST.items():
        line = text_of(only(worst, cells[project]))
        assert fails in line, project
        assert asked in line, project


def only(result: ToolResult, cells: tuple[str, ...]) -> ToolResult:
    return ToolResult("t", "OK", " ".join(cells), figures=result.figures, clauses=result.clauses)


def test_every_project_is_reliable_but_the_one_without_reports(worst: ToolResult) -> None:
    scores = {figure.subject: figure.value for figure in worst.figures if figure.key == "quality_score"}

    assert scores.pop("P-302") == 75
    assert all(isinstance(value, Decimal) and value >= 80 for value in scores.values())
    assert "10 of the 22 running projects" in headline_of(worst)
    assert "Projects below the target of 80: 1." in text_of(worst)


def test_a_false_premise_is_answered_with_the_true_figure(demo: Portfolio) -> None:
    result = data_quality(asked_by(ANALYST, demo, RULES), "P-101", Decimal(61))

    assert score(result) >= 95
    assert headline_of(result).startswith("You speak of 61, but P-101 Aurora CRM has a data quality score of 100")
    assert [clause.ref for clause in result.clauses] == ["PMO-STD-013 v1.0 §2.2"]


def test_a_premise_that_is_true_is_not_denied(demo: Portfolio) -> None:
    said = headline_of(data_quality(asked_by(ANALYST, demo, RULES), "P-302", Decimal(75)))
    assert (
        said == "P-302 Payroll Consolidation has a data quality score of 75: its figures are to be used with caution."
    )


def test_the_cheapest_fix_comes_first_and_says_what_it_brings(demo: Portfolio) -> None:
    result = data_quality(asked_by(ANALYST, demo, RULES), "P-305")
    first, second = result.next_steps

    assert "{R-364}" in first  # both take one entry, and this one brings more
    assert "{B-305-1}" in second
    gains = [figure.value for figure in result.figures if figure.key.startswith("quality_gain")]
    assert 100 - score(result) == pytest.approx(sum(Decimal(str(gain)) for gain in gains))


def test_a_number_limits_the_list(demo: Portfolio) -> None:
    assert worst_data_quality(asked_by(ANALYST, demo, RULES), number=2).subjects == ("P-302", "P-402")


def test_in_the_past_only_what_was_known_then_counts(demo: Portfolio) -> None:
    then = D("2026-07-31")
    result = data_quality(asked_by(ANALYST, demo, RULES, today=then, as_of=then), "P-302")
    assert all(figure.value == 1 for figure in result.figures if figure.key == "quality_timeliness")


def test_what_may_not_be_seen_is_not_counted_and_not_found(demo: Portfolio) -> None:
    open_view, all_view = (asked_by(person, demo, RULES) for person in (ANALYST, DIRECTOR))

    assert data_quality(open_view, "P-502").status == data_quality(open_view, "P-999").status == "NOT_FOUND"
    assert "of the 22 running" in headline_of(worst_data_quality(open_view))
    assert "of the 24 running" in headline_of(worst_data_quality(all_view))


def test_without_a_rule_there_is_no_score_and_the_failures_are_told(demo: Portfolio) -> None:
    result = data_quality(asked_by(ANALYST, demo, Without("assurance.data_quality")), "P-401")

    assert (result.status, result.clauses) == ("NOT_APPLICABLE", ())
    assert "No rule says how data quality is scored" in headline_of(result)
    assert "R-204 has no owner" in text_of(result)


class Without(HeldRules):
    """The packaged rules without one of them."""

    def __init__(self, rule_id: str) -> None:
        super().__init__()
        self.absent = rule_id

    def rule(self, rule_id: str, on: date) -> Any:
        return None if rule_id == self.absent else super().rule(rule_id, on)
