"""Words of judgement: as the verdicts of the turn say, and only there."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    ("status", "X-1 will finish 102 days late, on March 12, 2027."),
    ("status", "X-1 is £150k over what it has earned."),
    ("status", "The EAC (£1.3m) is 30 % over the BAC (£1.0m)."),
    ("status", "The forecast cost is 30% over budget, at £1.3m."),
    ("status", "It has two late milestones."),
    ("status", "Two milestones are behind their baseline date."),
    ("status", "X-1 is over budget."),
    ("status", "X-1 is late and over tolerance."),
    ("status", "X-1 is over its cost tolerance and not on time."),
    ("status", "CPI has worsened."),
    ("status", "Reported and calculated colours differ."),
    ("status", "Would you like to see whether it is over tolerance?"),
    ("status", "You asked “How does it stand?” – X-1 is late."),
    ("status", "X-1 is *late*. **EAC** is **£1.3m**."),
    ("status", "At £1.3m, X-1's forecast cost is over the budget of £1.0m."),
    ("status", "Status of X-1 as at 31 October 2026: late."),
    ("both", "X-1 is late, X-2 is on time."),
    ("both", "Unlike X-2, X-1 is late."),
    ("both", "X-2 is within tolerance; X-1 is not."),
    ("both", "**X-1**\n- EAC £1.3m\n- late\n\n**X-2**\n- EAC £2.35m\n- on time"),
    ("list", "These are over tolerance:\n\n- X-1 Harbour Ledger"),
    (
        "tolerance",
        "X-1 is over its cost tolerance: +30 % against a limit of 10 % (HB-STD-01 v2.0 §2.1). An "
        "exception report is required within five working days (HB-STD-01 v2.0 §2.2).",
    ),
    ("tolerance", "X-1's forecast is 30% over budget, above the limit of 10% (HB-STD-01 v2.0 §2.1)."),
    ("gate", "X-2 is not ready for G3: the baseline plan is missing."),
    (
        "gate",
        "X-2 is not yet ready for gate 3. The business case and the risk register are met; the "
        "baseline plan is not met.",
    ),
    ("gate", "Of the 3 required artefacts, 1 is missing."),
    ("gate", "One of three required artefacts is missing."),
    ("status", "X-1 is late: the forecast finish (12 Mar 2027) is 102 days after the baseline finish (30 Nov 2026)."),
    ("status", "Two of its milestones are behind their baseline date."),
    ("status", "X-1 isn't on time."),
    ("status", "X-1 is neither on time nor within tolerance."),
    ("status", "Is X-1 on time? No, it is 102 days late."),
    ("status", "You asked how it stands: it is late and over budget."),
    ("both", "While X-2 is on time, X-1 is late."),
    ("both", "Compared with X-2, which is within its cost tolerance, X-1 is over."),
    ("tolerance", "The forecast is 30% over budget while only 10% is allowed (HB-STD-01 v2.0 §2.1)."),
    ("tolerance", "X-1 breaches its cost tolerance of ±10 % (HB-STD-01 v2.0 §2.1)."),
    ("gate", "X-2 is missing its baseline plan, so it is not ready for G3 (HB-STD-03 v1.2 §4.1)."),
]
WRONG = [
    ("status", "The EAC (£1.3m) is 35 % over the BAC (£1.0m)."),
    ("status", "The EAC of £1.3m is £200k over the BAC of £1.0m."),
    ("status", "It has three late milestones."),
    ("status", "X-1 is within its cost tolerance."),
    ("status", "X-1 is on time."),
    ("status", "X-1 is not late."),
    ("status", "X-1 is ahead of schedule."),
    ("status", "CPI has improved."),
    ("status", "X-1 is ready for G3."),
    ("status", "Reported and calculated colours agree."),
    ("status", "X-1 is within scope tolerance."),
    ("status", "X-1 is compliant."),
    ("status", "About half of the 8 milestones are late."),
    ("both", "X-2 is late."),
    ("both", "X-1 and X-2 are late."),
    ("both", "X-1 is late. Its EAC is £2.35m."),
    ("list", "These are over tolerance:\n\n- X-1 Harbour Ledger\n- X-2 Quay Portal"),
    ("list", "No project is over tolerance."),
    ("tolerance", "X-1 is 10 % over its budget, and the limit is 30 % (HB-STD-01 v2.0 §2.1)."),
    ("tolerance", "X-1's forecast is 30% over budget, below the limit of 10% (HB-STD-01 v2.0 §2.1)."),
    ("tolerance", "X-1 is 10% over budget (HB-STD-01 v2.0 §2.1)."),
    ("gate", "X-2 is ready for G3."),
    ("gate", "X-2 is not ready for G4."),
    ("gate", "The risk register is missing."),
    ("gate", "The baseline plan is met."),
    ("gate", "Two of three required artefacts are missing."),
    ("status", "X-1 isn't late."),
    ("status", "X-1 is within tolerance."),
    ("status", "X-1 is on track."),
    ("status", "X-1 meets its target."),
    ("status", "Three milestones are late."),
    ("both", "While X-1 is on time, X-2 is late."),
    ("both", "X-2 is over its cost tolerance."),
    ("both", "Both projects are late."),
    ("both", "Both are within tolerance."),
    ("tolerance", "The forecast is 10% over budget while 30% is allowed (HB-STD-01 v2.0 §2.1)."),
    ("tolerance", "X-1 keeps within its cost tolerance of ±10 % (HB-STD-01 v2.0 §2.1)."),
    ("gate", "X-2 is missing its risk register."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_judgement_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_judgement_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
