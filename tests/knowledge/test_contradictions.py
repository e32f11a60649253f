"""Contradictions: certain by rules, suspected by likeness; few false alarms before many finds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml

from knowledge.clauses import Clause, Version
from knowledge.contradictions import contradicts, of_meaning, of_rules, sentences_of
from knowledge.embedding import offline_embedder
from knowledge.findings import Rule
from knowledge.precedence import Order
from knowledge.quantities import quantities
from knowledge.rule_check import Desk

ROOT = Path(__file__).parents[2]
PAIRS = yaml.safe_load(Path(__file__).with_name("contradicting_pairs.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 3)


def clause(document: str, text: str = "Text.") -> Clause:
    version = Version(document, "1", document, "STANDARD", f"Owner of {document}", None, None, None, "x.md")
    return Clause(version, "1", "Heading", (), text, "MUST", 0, "hash")


def rule(document: str, rule_id: str, **values: Any) -> Rule:
    return Rule(rule_id, clause(document), MappingProxyType(values), False)


def test_on_labelled_pairs_every_alarm_is_right_and_two_of_three_are_raised() -> None:
    embed = offline_embedder().embed
    raised = [
        bool(of_meaning([clause("DOC-A", each["left"]), clause("DOC-B", each["right"])], embed)) for each in PAIRS
    ]
    right = sum(alarm and each["contradict"] for alarm, each in zip(raised, PAIRS, strict=True))

    precision, recall = right / sum(raised), right / sum(each["contradict"] for each in PAIRS)

    assert (len(PAIRS), precision) == (24, 1.0)
    assert recall >= 2 / 3


@pytest.mark.parametrize(("folder", "on"), [("knowledge", TODAY), ("evals/organisations/nordhamn", date(2025, 5, 14))])
def test_the_libraries_raise_no_false_alarm(folder: str, on: date) -> None:
    assert Desk.of_folder(ROOT / folder, on).check(offline_embedder().embed).suspicions == ()


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        (
            "Board papers shall be sent 5 working days before.",
            "Board papers shall be sent 10 working days before.",
            "limit",
        ),
        (
            "Board papers shall be sent 5 working days before.",
            "Board papers shall be sent 5 working days before, signed.",
            None,
        ),
        ("Board papers shall be sent 5 working days before.", "Board papers shall be sent 3 months before.", None),
        (
            "Board papers shall be sent 5 working days before.",
            "Board papers shall be read 10 working days before.",
            None,
        ),
        ("Guests shall not enter the site alone.", "Guests may enter the site alone.", "modality"),
        ("No guest may enter the site alone.", "A guest may enter the site alone.", "modality"),
        ("Guests shall not enter the site alone.", "Guests shall not enter the site alone at night.", None),
        ("Guests shall not enter (DOC-B §1) the site alone.", "Guests may enter the site alone.", None),
    ],
)
def test_sentences_contradict_in_a_limit_of_one_unit_or_in_what_may_be_done(
    left: str, right: str, differs: str | None
) -> None:
    (one,), (other,) = sentences_of(clause("DOC-A", left)), sentences_of(clause("DOC-B", right))

    assert contradicts(one, other) == differs
    assert contradicts(other, one) == differs


def test_sentences_of_one_document_are_its_authors_own() -> None:
    left, right = clause("A", "Guests shall not enter the site alone."), clause("A", "Guests may enter the site alone.")

    assert contradicts(*sentences_of(left), *sentences_of(right)) is None


def test_the_same_limit_under_two_names_is_held_against_itself() -> None:
    rules = [
        rule("A", "capacity.ceiling", ratio=Decimal("0.85")),
        rule("B", "proposal.capacity", ceiling=Decimal("0.90"), stop_over=Decimal("1.00")),
    ]

    (found,) = of_rules(rules, TODAY, Order(asks="the Chief"), [])

    assert (found.point, found.ruling.asks) == ("proposal.capacity", "the Chief")
    assert "ceiling 85 % against 90 %" in found.ruling.sentence


def test_rules_that_ask_for_the_same_are_no_contradiction() -> None:
    rules = [rule("A", "changes.decision", working_days=15), rule("B", "changes.decision", working_days=15)]

    assert of_rules(rules, TODAY, Order(), []) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least 10 working days before", ["10 working days"]),
        ("£2,000,000 or more, or €1.5m", ["2000000 money", "1500000.0 money"]),
        ("+10 % and −10 % of BAC (PMO-STD-004 §4.2)", ["10 %", "10 %"]),
        ("shall complete its next review by 30 June 2027 (version 2.0)", []),
        ("at least three options", ["3 options"]),
        ("within 60 calendar days; by working day 5", ["60 days", "5 working day of the month"]),
        ("at the P80 level, a ratio of at most 0.10", ["80 percentile", "0.10 index"]),
        ("under 7 § of the directive", []),
    ],
)
def test_quantities_are_numbers_with_what_they_count(text: str, found: list[str]) -> None:
    assert [f"{each.value} {each.unit}" for each in quantities(text)] == found
