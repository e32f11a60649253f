"""What the asker typed: repeated as theirs."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    ("given", "You gave a BAC of 1,000, an EV of 500 and an AC of 650. The CPI is 0.769 and the EAC 1,300."),
    ("given", "With your numbers: CPI 0.77."),
    ("given", "On your figures the EAC is £1,300, i.e. £300 over the BAC of £1,000 you gave."),
]
WRONG = [
    ("given", "You gave a BAC of 1,100."),
    ("given", "The portfolio's BAC is £1,000."),
    ("given", "X-1's CPI is 0.769."),
    ("given", "On your figures the EAC is £1,300, i.e. £400 over the BAC of £1,000 you gave."),
    ("given", "X-1's EAC is £1,300."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_given_number_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_given_number_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
