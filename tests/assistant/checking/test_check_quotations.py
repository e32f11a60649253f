"""Quotations: word for word, in the clause beside them."""

from __future__ import annotations

import pytest
from asking import failings, judged

from assistant.checking.quotations import stands_in_clause
from knowledge.clauses import Clause, Version, hash_of

RIGHT = [
    (
        "rules",
        "The clause reads: “The cost tolerance of a project is +10 % and −10 % of its budget at "
        "completion.” (HB-STD-01 v2.0 §2.1)",
    ),
    ("rules", "“A project should explain a change of more than 2 % in its forecast” (HB-STD-02 §1.2)."),
    (
        "rules",
        "The standard says “Papers shall be issued at least 10 working days before the board "
        "meets” (HB-STD-03 v1.2 §4.2).",
    ),
]
WRONG = [
    (
        "rules",
        "“The cost tolerance of a project is +15 % and −10 % of its budget at completion.” (HB-STD-01 v2.0 §2.1)",
    ),
    ("rules", "“Papers shall be issued at least 10 working days before the board meets” (HB-STD-01 v2.0 §2.1)"),
    ("rules", "“Papers may be issued late”"),
    (
        "rules",
        "The standard says “Papers shall be issued at least 5 working days before the board "
        "meets” (HB-STD-03 v1.2 §4.2).",
    ),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_quotation_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_quotation_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("[Name of the agency]", True),
        ("Fill in [Name of the agency] and sign.", True),
        ("Fill in […] and sign.", True),
        ("[Name of another agency]", False),
        ("Sign [Name of the agency] and fill in.", False),
    ],
)
def test_words_in_square_brackets_are_quoted_where_the_clause_has_them(words: str, stands: bool) -> None:
    version = Version("T", "1", "Template", "TEMPLATE", "Owner", None, None, None, "t.docx")
    text = "Fill in [Name of the agency] and sign."

    assert stands_in_clause(words, Clause(version, "1", "Head", (), text, "NONE", 0, hash_of(text))) is stands
