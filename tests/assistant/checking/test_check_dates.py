"""Dates, and what is said not to be recorded."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    ("status", "X-1 will finish on 12 March 2027, 102 days later than its baseline of 30 November 2026."),
    ("status", "As of 31 October 2026, X-1's CPI is 0.77."),
    ("status", "In October 2026 X-1's CPI was 0.77, down from 0.81 in September 2026."),
    ("status", "CPI fell from 0.81 in September to 0.77 in October."),
    ("status", "| Measure | Value |\n|---|---|\n| EAC | £1.3m |\n| BAC | £1.0m |\n| Baseline finish | 30 Nov 2026 |"),
    ("status", "The benefits of X-1 are not recorded."),
    ("gate", "The benefit owner of X-2 is not recorded."),
    ("gate", "G3 is planned for 8 December 2026."),
    ("status", "Its finish has slipped by 102 days, from 30 November 2026 to 12 March 2027."),
    ("status", "CPI was 0.81 at the end of September 2026 and 0.77 at the end of October 2026."),
    ("status", "The CPI has fallen to 0.77 (September: 0.81)."),
    ("status", "Thank you for asking. Could you tell me which month you mean – September or October?"),
]
WRONG = [
    ("status", "X-1 will finish on 12 March 2026."),
    ("status", "X-1 will finish on 30 November 2026."),
    ("status", "The baseline finish is 12 March 2027."),
    ("status", "CPI rose from 0.81 in September to 0.77 in October."),
    ("status", "As of 30 September 2026, X-1's CPI is 0.77."),
    ("status", "The EAC has doubled since September."),
    ("status", "The finish is 12 March. It is 2028."),
    ("gate", "G3 is planned for 15 January 2027."),
    ("gate", "The benefit owner of X-2 is recorded."),
    ("gate", "The sponsor of X-2 is not recorded."),
    ("status", "Its finish has slipped by 102 days, from 12 March 2027 to 30 November 2026."),
    ("status", "Its finish has slipped by 112 days, from 30 November 2026 to 12 March 2027."),
    ("status", "Key facts (as of 31 Oct 2026):\n\n* EAC: £1.0m\n* Budget: £1.3m"),
    ("status", "Key facts (as of 30 Sep 2026):\n\n* CPI: 0.769"),
    ("status", "CPI was 0.77 at the end of September 2026 and 0.81 at the end of October 2026."),
    ("status", "The project started on 1 June 2026."),
    ("status", "The forecast finish is in April 2027."),
    ("status", "It will finish in 2028."),
    ("status", "It finishes in Q3."),
    ("status", "G4 is on 5 May 2027."),
    ("status", "As of today, 4 November 2026, CPI is 0.77."),
    ("gate", "X-2 passed G3 on 8 December 2026."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_date_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_date_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
