"""Sentences that state a rule: cited, and no stronger or weaker than the clause."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    ("rules", "A forecast outside tolerance must be reported within 5 working days (HB-STD-01 v2.0 §2.2)."),
    ("rules", "HB-STD-01 v2.0 §2.2 says that a forecast outside tolerance shall be reported to the Portfolio Board."),
    ("rules", "Under HB-STD-01 v2.0 §2.2, a breach has to be reported within five working days."),
    ("rules", "The limit is ±10 % of the budget (HB-STD-01 v2.0 §2.1)."),
    ("rules", "Cost may move within 10 % of the budget (HB-STD-01 v2.0 §2.1)."),
    ("rules", "Above £50k the draw-down needs approval by the Portfolio Board (HB-STD-01 v2.0 §2.3)."),
    ("rules", "A status report must be approved by working day 5 (HB-STD-02 v3.1 §1.2)."),
    ("rules", "Papers are required at least ten working days before the board meets (HB-STD-03 v1.2 §4.2)."),
    ("rules", "Nobody may approve a gate of their own project (HB-STD-02 v3.1 §1.3)."),
    ("rules", "You may not approve a gate of your own project (HB-STD-02 v3.1 §1.3)."),
    ("rules", "A benefits profile is not required at G3 (HB-STD-03 v1.2 §4.1)."),
    ("rules", "More than 10 % over budget is Red (HB-STD-02 v3.1 §1.1)."),
    ("rules", "- Amber: more than 5 % over budget\n- Red: more than 10 % over budget\n\n(HB-STD-02 v3.1 §1.1)"),
    ("rules", "No clause says whether travel needs approval."),
    ("rules", "I find no rule on that in the standards."),
    (
        "rules",
        "G3 requires an approved business case, a baseline plan and a risk register (HB-STD-03 "
        "v1.2 §4.1). A benefits profile is optional (HB-STD-03 v1.2 §4.1).",
    ),
    (
        "rules",
        "| Rule | Clause |\n|---|---|\n| Papers must be issued 10 working days before the board "
        "meets | HB-STD-03 v1.2 §4.2 |",
    ),
    (
        "rules",
        "An exception report has to go to the Portfolio Board within five working days once the "
        "forecast is outside tolerance (HB-STD-01 v2.0 §2.2).",
    ),
    (
        "rules",
        "If the forecast goes outside tolerance, it shall be reported to the Portfolio Board by "
        "exception report within five working days (HB-STD-01 v2.0 §2.2).",
    ),
    ("rules", "HB-STD-01 v2.0, clause 2.3: the sponsor may draw on contingency up to £50k."),
    (
        "rules",
        "The sponsor can draw up to £50k of contingency; anything above needs approval from the "
        "Portfolio Board (HB-STD-01 v2.0 §2.3).",
    ),
    ("rules", "No project manager may approve a gate of his or her own project (HB-STD-02 v3.1 §1.3)."),
    (
        "rules",
        "| Colour | When |\n|---|---|\n| Amber | forecast more than 5 % over budget |\n| Red | "
        "forecast more than 10 % over budget |\n\nSource: HB-STD-02 v3.1 §1.1.",
    ),
    (
        "rules",
        "G3 needs three things: an approved business case, a baseline plan and a risk register (HB-STD-03 v1.2 §4.1).",
    ),
    (
        "rules",
        "I found nothing in the standards about travel expenses. The nearest clause is about "
        "contingency (HB-STD-01 v2.0 §2.3).",
    ),
]
WRONG = [
    ("rules", "A forecast outside tolerance must be reported within 10 working days (HB-STD-01 v2.0 §2.2)."),
    ("rules", "A forecast outside tolerance may be reported within 5 working days (HB-STD-01 v2.0 §2.2)."),
    ("rules", "A forecast outside tolerance must be reported within 5 working days."),
    ("rules", "A forecast outside tolerance must be reported within 5 days (HB-STD-01 v2.0 §2.2)."),
    ("rules", "A forecast outside tolerance need not be reported (HB-STD-01 v2.0 §2.2)."),
    ("rules", "A forecast outside tolerance must not be reported (HB-STD-01 v2.0 §2.2)."),
    ("rules", "The limit is ±15 % (HB-STD-01 v2.0 §2.1)."),
    ("rules", "Above £50k the sponsor may approve the draw-down (HB-STD-01 v2.0 §2.3)."),
    ("rules", "A status report must be approved by working day 8 (HB-STD-02 v3.1 §1.2)."),
    ("rules", "Papers are required at most ten working days before the board meets (HB-STD-03 v1.2 §4.2)."),
    ("rules", "You may approve a gate of your own project (HB-STD-02 v3.1 §1.3)."),
    ("rules", "A benefits profile is required at G3 (HB-STD-03 v1.2 §4.1)."),
    ("rules", "More than 10 % over budget is Amber (HB-STD-02 v3.1 §1.1)."),
    ("rules", "More than 5 % over budget is Red (HB-STD-02 v3.1 §1.1)."),
    ("rules", "Less than 10 % over budget is Red (HB-STD-02 v3.1 §1.1)."),
    ("rules", "- Amber: more than 10 % over budget\n- Red: more than 5 % over budget\n\n(HB-STD-02 v3.1 §1.1)"),
    ("rules", "Travel needs approval by the sponsor."),
    ("rules", "The sponsor must approve every change (HB-STD-01 v2.0 §2.3)."),
    (
        "rules",
        "An exception report has to go to the Executive Board within five working days once the "
        "forecast is outside tolerance (HB-STD-01 v2.0 §2.2).",
    ),
    (
        "rules",
        "If the forecast goes outside tolerance, it should be reported to the Portfolio Board "
        "within five working days (HB-STD-01 v2.0 §2.2).",
    ),
    ("rules", "The sponsor may draw on contingency up to £75k (HB-STD-01 v2.0 §2.3)."),
    ("rules", "The sponsor may draw on contingency above £50k (HB-STD-01 v2.0 §2.3)."),
    ("rules", "The sponsor may not draw on contingency (HB-STD-01 v2.0 §2.3)."),
    ("rules", "Cost turns Red when the forecast is more than 5 % over budget (HB-STD-02 v3.1 §1.1)."),
    (
        "rules",
        "| Colour | When |\n|---|---|\n| Red | forecast more than 5 % over budget |\n| Amber | "
        "forecast more than 10 % over budget |\n\nSource: HB-STD-02 v3.1 §1.1.",
    ),
    ("rules", "G3 needs four things (HB-STD-03 v1.2 §4.1)."),
    ("rules", "There is no limit on contingency."),
    ("rules", "All reports are due by working day 7 (HB-STD-02 v3.1 §1.2)."),
    ("rules", "It is mandatory to have a benefits profile (HB-STD-03 v1.2 §4.1)."),
    ("rules", "Waivers need approval by the Board."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_rule_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_rule_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
