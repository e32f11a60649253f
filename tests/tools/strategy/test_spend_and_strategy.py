from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.tools.strategy.conftest import ANALYST, DIRECTOR, EXECUTIVE, Asked, Without, figure
from tests.tools.test_demo_truth import asked_by
from tests.tools.worked_projects import headline_of, text_of
from tools.portfolio.database import Portfolio
from tools.strategy.alignment import alignment


@pytest.mark.parametrize(
    ("person", "index", "unlinked"),
    [(ANALYST, "0.3000", "0.2000"), (EXECUTIVE, "0.2914", "0.1914"), (DIRECTOR, "0.2953", "0.1878")],
)
def test_the_index_is_that_of_what_the_person_may_see(ask: Asked, person: str, index: str, unlinked: str) -> None:
    result = alignment(ask(person))

    assert round(figure(result, "misalignment"), 4) == Decimal(index)
    assert round(figure(result, "unlinked_share"), 4) == Decimal(unlinked)


def test_spend_stands_beside_the_weight_of_each_objective(ask: Asked) -> None:
    result = alignment(ask())

    shares = {f.subject: f.value for f in result.figures if f.key == "spend_share"}
    assert shares == {
        key: Decimal(share)
        for key, share in {"SO-1": "0.10", "SO-2": "0.35", "SO-3": "0.25", "SO-4": "0.05", "SO-5": "0.05"}.items()
    }
    assert figure(result, "spend_gap", "SO-1") == Decimal("-0.15")
    assert [clause.ref for clause in result.clauses] == ["PMO-POL-001 v4.0 §2.1", "PMO-POL-001 v4.0 §2.2"]


def test_unlinked_and_mandated_spend_stand_apart(ask: Asked) -> None:
    result = alignment(ask())

    assert figure(result, "unlinked_spend", "portfolio") == 4_000_000
    assert figure(result, "unlinked_spend", "P-306") == 3_700_000
    assert figure(result, "unlinked_spend", "P-205") == 300_000
    assert figure(result, "mandated_spend") == 2_600_000
    assert figure(result, "year_spend") == 20_000_000
    assert "No objective is an orphan" in text_of(result)


def test_a_person_without_a_grant_reads_what_a_database_without_the_hidden_projects_says(
    ask: Asked, without_hidden: Portfolio
) -> None:
    bare = asked_by(ANALYST, without_hidden, Without())

    assert alignment(bare) == alignment(ask())
    assert headline_of(alignment(ask(), project="P-501")) == headline_of(alignment(bare, project="P-501"))
    assert alignment(ask(), project="P-501").kind == "not_found"


@pytest.mark.parametrize(
    ("record", "points", "value", "word"),
    [
        ("P-203", "30", "30", "mandated work"),
        ("P-306", "0", "0", "retired since"),
        ("P-205", "0", "0", "no link to an objective"),
        ("PR-01", "86", "62", "strategic value"),
        ("Pump Refurb Batch 4", "66.67", "40", "contributions"),
    ],
)
def test_one_project_or_proposal_is_measured_by_its_links(
    ask: Asked, record: str, points: str, value: str, word: str
) -> None:
    result = alignment(ask(), project=record)

    assert round(figure(result, "alignment"), 2) == Decimal(points)
    assert round(figure(result, "strategic_value"), 2) == Decimal(value)
    assert word in text_of(result)


def test_low_alignment_of_much_money_goes_to_the_board_unless_it_is_mandated(ask: Asked) -> None:
    retired, mandated = alignment(ask(), project="P-306"), alignment(ask(), project="P-203")
    small = alignment(ask(), project="P-205")

    assert any("take it to that board" in step for step in retired.next_steps)
    assert not any("take it to that board" in step for step in (*mandated.next_steps, *small.next_steps))
    assert figure(retired, "rejustify_by") == date(2026, 5, 30)


def test_before_its_retirement_the_objective_counted(ask: Asked) -> None:
    result = alignment(ask(today=date(2026, 3, 30), as_of=date(2026, 2, 28)), project="P-306")

    assert figure(result, "alignment") == 100


def test_a_part_and_an_objective_can_be_asked_for(ask: Asked) -> None:
    part, one = alignment(ask(), portfolio="PF-DIG"), alignment(ask(), objective="SO-1")

    assert headline_of(part).startswith("All of the")
    assert figure(one, "spend_gap", "SO-1") == Decimal("-0.15")
    assert one.subjects == ("SO-1",)
    assert alignment(ask(), objective="SO-99").kind == "not_found"


def test_a_retired_objective_takes_no_spend(ask: Asked) -> None:
    assert "so no spend counts towards it" in headline_of(alignment(ask(), objective="SO-6"))


def test_a_house_without_rules_on_links_states_none(ask: Asked) -> None:
    absent = ("strategy.link", "strategy.retired_objective", "strategy.low_alignment")
    result = alignment(ask(ANALYST, *absent), project="P-306")

    assert result.rules == ()
    assert result.next_steps == ()


def test_before_any_objective_was_set_nothing_can_be_compared(ask: Asked) -> None:
    result = alignment(ask(today=date(2025, 3, 1), as_of=date(2025, 2, 28)))

    assert (result.status, result.kind) == ("INSUFFICIENT_DATA", "not_recorded")
