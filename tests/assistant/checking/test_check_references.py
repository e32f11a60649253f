"""References: to clauses of the turn."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    ("rules", "HB-STD-01 2.2 § asks for an exception report."),
    ("rules", "HB-STD-01 v2.0 2.2 § asks for an exception report."),
    ("rules", "Article 2.2 of HB-STD-01 asks for an exception report."),
    ("rules", "Clause 2.2 of HB-STD-01 asks for an exception report."),
    ("rules", "See §2.1 and §2.2 of the Tolerance Standard."),
]
WRONG = [
    ("rules", "See HB-STD-09 v2.0 §2.1."),
    ("rules", "See HB-STD-01 v2.0 §2.9."),
    ("rules", "See HB-STD-01 v3.0 §2.1."),
    ("rules", "See clause 7.3."),
    ("rules", "See 7.3 §."),
    ("rules", "See HB-STD-01 v3.0 2.1 §."),
    ("rules", "See Article 7.3 of HB-STD-01."),
    ("rules", "PMO-STD-077 applies."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_reference_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_reference_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
