"""A house's own names for its kinds of documents are learned from its titles."""

from __future__ import annotations

from typing import get_args

import pytest

from knowledge.clauses import DocumentType, Version
from knowledge.kinds import house_names, in_common_words


def titled(title: str, kind: DocumentType) -> Version:
    return Version(title.upper().replace(" ", "-"), "1", title, kind, "Owner", None, None, None, "x.md")


NORDIC = (
    titled("Code of Project Governance", "POLICY"),
    titled("Directive on Stages and Gates", "STANDARD"),
    titled("Directive on Baselines", "STANDARD"),
    titled("Instruction for Digital Work", "PROCEDURE"),
    titled("Handling risk", "GUIDANCE"),
)


def test_the_word_before_the_subject_or_at_the_end_names_the_kind() -> None:
    held = (*NORDIC, titled("Stage Gate Standard", "STANDARD"), titled("Agile Delivery Procedure (local)", "PROCEDURE"))

    assert house_names(held) == {
        "code": "POLICY",
        "directive": "STANDARD",
        "instruction": "PROCEDURE",
        "standard": "STANDARD",
        "procedure": "PROCEDURE",
    }


def test_a_word_that_stands_for_two_kinds_says_nothing() -> None:
    assert house_names((titled("Rules on Gates", "STANDARD"), titled("Rule for Sprints", "PROCEDURE"))) == {}


@pytest.mark.parametrize(
    ("text", "common"),
    [
        ("which directive applies", "which standard applies"),
        ("do our Directives contradict the instructions", "do our standards contradict the procedures"),
        ("what does the code say", "what does the policy say"),
        ("codes and policies", "policies and policies"),
        ("a directed project", "a directed project"),
    ],
)
def test_a_question_is_read_in_common_words(text: str, common: str) -> None:
    assert in_common_words(text, house_names(NORDIC)) == common


def test_a_house_with_the_common_names_is_read_as_it_is_written() -> None:
    held = [titled(f"Gate {kind.title()}", kind) for kind in get_args(DocumentType)]

    assert in_common_words("which standard or Policy", house_names(held)) == "which standard or Policy"
