"""Every flag that the documents know is raised where the truth table expects it, and nowhere else."""

from __future__ import annotations

import pytest

from tests.tools.demo_by_hand import flagged_gates, flagged_registers, flagged_strategy
from tests.tools.demo_by_hand.flags import RULES, raised
from tests.tools.demo_by_hand.projects import INTERNAL, project, running
from tests.tools.demo_by_hand.reading import of, rows
from tests.tools.demo_by_hand.truths import column, projects_with

QUIET = {
    "links": ("A1", "A2", "A3", "A4"),
    "value": ("A7", "A8", "A9", "A10"),
    "progress": ("A13", "A14", "C9", "C14", "C15", "C16"),
    "priority": ("A16",),
    "gates": ("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B11"),
    "waivers": ("B9", "B10"),
    "people": ("B13", "D10", "D12"),
    "reports": ("C1", "C2", "C3", "C10", "C13"),
    "tolerance": ("C4", "SUPPRESSED:C4", "C5", "C6", "C7", "C8"),
    "milestones": ("C11", "C12", "D16"),
    "risks": ("D1", "D2", "D3", "D4", "D5", "D6", "D7"),
    "dependencies": ("D8", "D9"),
    "changes": ("D13", "D14", "D15"),
}
"""What has to be quiet, subject by subject, with the rules that would speak."""


@pytest.mark.parametrize(("subject", "code"), [(subject, code) for subject, codes in QUIET.items() for code in codes])
def test_a_rule_speaks_of_the_expected_projects_and_of_no_other(subject: str, code: str) -> None:
    found, expected = raised(code), projects_with(code)

    assert not found - expected, (
        f"{code} on {subject} would be raised by {sorted(found - expected)} and is not expected"
    )
    assert not expected - found, f"{code} on {subject} is expected of {sorted(expected - found)} and is not raised"


def test_every_rule_and_every_expected_flag_is_looked_at() -> None:
    looked_at = {code for codes in QUIET.values() for code in codes}
    expected = {flag for flags in column("expected_flags").values() for flag in flags.split(";")} - {"NONE"}

    assert looked_at == set(RULES)
    assert expected - looked_at == {"A15", "D18"}  # of pairs and of texts, below


@pytest.mark.parametrize("person", [INTERNAL, "helen.strand", "daniel.reyes"])
def test_of_the_whole_portfolio_only_unlinked_spend_stands_out(person: str) -> None:
    every = running(person=person)

    assert flagged_strategy.concentrated(every) == {"unlinked"}
    assert flagged_strategy.orphaned(every) == set()
    assert flagged_registers.overcommitted_pools(person) == set()


def test_two_pairs_read_alike_and_flag_the_younger_of_each() -> None:
    assert flagged_registers.alike() == {("P-102", "P-103"), ("P-103", "PR-05")}
    assert flagged_registers.share_something("P-102", "P-103")
    assert projects_with("A15") == {"P-103"}


def test_one_text_speaks_to_an_assistant() -> None:
    assert flagged_registers.with_orders() == {("project", "P-503")}
    assert projects_with("D18") == {"P-503"}


def test_no_benefit_is_claimed_twice() -> None:
    assert flagged_strategy.claimed_twice(running()) == set()


def test_closed_projects_are_quiet() -> None:
    assert flagged_strategy.tracking_stopped() == set()
    assert flagged_gates.closed_without_review() == set()


@pytest.mark.parametrize(("project_id", "last"), [("P-009", "2026-06-30"), ("P-010", "2026-09-30")])
def test_the_last_two_that_were_closed_told_every_quarter_of_two_years(project_id: str, last: str) -> None:
    each = project(project_id)

    assert str(flagged_strategy.quarters_after(each)[-1]) == last
    assert flagged_strategy.untold(each) == []


def test_the_retired_objective_has_no_successor_and_its_link_is_the_only_one() -> None:
    (objective,) = of("strategic_objective", objective_id="SO-6")

    assert objective["successor_id"] == ""
    assert {row["project_id"] for row in rows("objective_link") if row["objective_id"] == "SO-6"} == {"P-306"}
