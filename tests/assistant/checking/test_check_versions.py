"""Versions: in force, or said to be superseded; and the dates of their force."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    (
        "versions",
        "The tolerance was ±20 % until 31 March 2026 (HB-STD-01 v1.0 §2.1) and has been ±10 % "
        "since 1 April 2026 (HB-STD-01 v2.0 §2.1).",
    ),
    ("versions", "HB-STD-01 v1.0 §2.1, now superseded, allowed +20 % and −20 %; v2.0 §2.1 allows +10 % and −10 %."),
    ("versions", "Before 1 April 2026, HB-STD-01 v1.0 §2.1 applied: the tolerance was +20 % and −20 %."),
    ("versions", "The cost tolerance was tightened from ±20 % (HB-STD-01 v1.0 §2.1) to ±10 % (HB-STD-01 v2.0 §2.1)."),
]
WRONG = [
    ("versions", "The tolerance is ±20 % (HB-STD-01 v1.0 §2.1)."),
    ("versions", "The tolerance has been ±10 % since 1 May 2026 (HB-STD-01 v2.0 §2.1)."),
    ("versions", "The tolerance was ±20 % until 31 May 2026 (HB-STD-01 v1.0 §2.1)."),
    ("versions", "Before 1 June 2026, HB-STD-01 v1.0 §2.1 applied: the tolerance was +20 % and −20 %."),
    ("versions", "The cost tolerance was tightened from ±20 % (HB-STD-01 v2.0 §2.1) to ±10 % (HB-STD-01 v1.0 §2.1)."),
    ("versions", "HB-STD-01 v1.0 §2.1 sets the tolerance at ±20 %."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_version_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_version_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
