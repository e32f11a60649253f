"""Literal figures: equal under the rounding shown, of the right record, under their own name."""

from __future__ import annotations

import pytest
from asking import failings, judged

RIGHT = [
    ("status", "X-1's EAC is £1.3m."),
    ("status", "X-1's EAC is £1,300,000."),
    ("status", "X-1's EAC is 1.3 million pounds."),
    ("status", "X-1's EAC is £1.30 million."),
    ("status", "The budget of X-1 is £1m."),
    ("status", "Harbour Ledger has spent £650k so far."),
    ("status", "Ledger's CPI is 0.77, its SPI(t) 0.64."),
    ("status", "CPI 0.769; SPI(t) 0.64."),
    ("status", "X-1 is forecast to cost £1.3m against a budget of £1.0m, £300k more than planned."),
    ("status", "The EAC exceeds the BAC by £300k."),
    ("status", "X-1 has overspent: the cost variance is −£150k."),
    ("status", "BAC and EAC are £1.0m and £1.3m respectively."),
    ("status", "- **EAC:** £1.3m\n- **BAC:** £1.0m\n- **CPI:** 0.77"),
    ("status", "| | X-1 |\n|---|---|\n| EAC | £1.3m |\n| BAC | £1.0m |"),
    ("status", "The manager's own EAC is £1.03m, while the EAC by performance is £1.3m."),
    ("status", "The manager expects £1.03m."),
    ("status", "There are no open exceptions."),
    ("status", "There are 0 open exceptions."),
    (
        "status",
        "Good morning! Here is where X-1 stands. The EAC is £1.3m. Let me know if you would like the report drafted.",
    ),
    ("status", "What would you like to know about X-1? I can draft the report, or show the milestones."),
    ("status", "I do not have a record of that. You could ask the project manager."),
    ("status", "No exception was approved for it."),
    ("status", "## X-1 Harbour Ledger\n\nEAC £1.3m, BAC £1.0m."),
    ("status", "1. EAC is £1.3m.\n2. BAC is £1.0m.\n3. CPI is 0.77."),
    ("status", "X-1's earned value is £500k, half of the budget of £1.0m."),
    ("status", "£1.3m is the EAC of X-1."),
    ("status", "X-1 has earned £500k of its planned £900k."),
    ("both", "X-1's EAC is £1.3m and X-2's is £2.35m."),
    ("both", "The EAC is £1.3m for X-1 and £2.35m for X-2."),
    ("both", "X-1's CPI of 0.77 is lower than X-2's 1.02."),
    ("both", "X-1 needs £1.3m. X-2 needs £2.35m."),
    ("list", "The portfolio holds 14 projects with a total budget of £31.2m."),
    ("list", "Three projects are listed: X-1, X-2 and X-3."),
    ("list", "The EAC of X-1, X-2 and X-3 is £1.3m, £2.35m and £660.5k."),
    ("list", "Over tolerance: X-1."),
    (
        "status",
        "Harbour Ledger's forecast cost at completion is £1.3m, compared with a budget of £1.0m "
        "– an overspend of £300k.",
    ),
    ("status", "We expect Harbour Ledger to land at £1.3m versus a £1.0m budget."),
    ("status", "The manager puts the EAC at £1.03m; performance to date points to £1.3m."),
    ("status", "Earned value stands at £500k against planned value of £900k and actual cost of £650k."),
    ("status", "There is no record of a waiver, so I cannot say."),
    ("both", "X-1 and X-2 have CPIs of 0.77 and 1.02."),
    (
        "both",
        "| Project | EAC | Budget | CPI |\n|---|---|---|---|\n| X-1 | £1.3m | £1.0m | 0.77 |\n| X-2 "
        "| £2.35m | £2.4m | 1.02 |",
    ),
    ("both", "| | X-1 | X-2 |\n|---|---|---|\n| EAC | £1.3m | £2.35m |\n| BAC | £1.0m | £2.4m |"),
    ("both", "X-2's EAC of £2.35m is below its budget of £2.4m."),
    ("list", "X-1's budget is £1.0m, X-2's is £2.4m and X-3's is £640k."),
    ("list", "Budgets: X-1 £1.0m, X-2 £2.4m, X-3 £640k."),
]
WRONG = [
    ("status", "X-1's EAC is £1.4m."),
    ("status", "X-1's EAC is £1.03m."),
    ("status", "X-1's EAC is £1.0m."),
    ("status", "X-1's BAC is £1.3m."),
    ("status", "The NPV of X-1 is £1.3m."),
    ("status", "X-1's EAC is $1.3m."),
    ("status", "X-1's EAC is 1.3k."),
    ("status", "X-1's CPI is 0.64."),
    ("status", "X-1's CPI is 77 %."),
    ("status", "X-2's EAC is £1.3m."),
    ("status", "X-1 slips by 103 days."),
    ("status", "X-1 slips by 102 working days."),
    ("status", "X-1's cost variance is £150k."),
    ("status", "X-1's cost variance is +£150k."),
    ("status", "BAC and EAC are £1.3m and £1.0m respectively."),
    ("status", "The EAC of £1.3m is £300k under the BAC of £1.0m."),
    ("status", "The EAC of £1.3m is under the BAC of £1.0m."),
    ("status", "| | X-1 |\n|---|---|\n| EAC | £1.0m |\n| BAC | £1.3m |"),
    ("status", "- **EAC:** £1.0m\n- **BAC:** £1.3m"),
    ("status", "It has 2 open exceptions."),
    ("status", "X-1 is under budget."),
    ("status", "X-1's CPI is 0.81."),
    ("status", "An exception was approved for it."),
    ("status", "The sponsor has confirmed the recovery plan."),
    ("status", "Minus £150k is not the EAC but £1.2m."),
    ("status", "X-1 costs £1.3m more than planned."),
    ("status", "X-1 must be stopped."),
    ("status", "See HB-STD-01 v2.0 §2.1."),
    ("status", "The EAC is “£1.4m”."),
    ("status", "You gave an EAC of £1.4m."),
    ("status", "EAC is £1‍.4m."),
    ("status", "EAC is £①m."),
    ("both", "X-1's EAC is £2.35m and X-2's is £1.3m."),
    ("both", "X-2's CPI of 1.02 is lower than X-1's 0.77."),
    ("both", "The EAC is £2.35m for X-1 and £1.3m for X-2."),
    ("both", "**X-1**\n- EAC £2.35m\n\n**X-2**\n- EAC £1.3m"),
    ("list", "Four projects are listed: X-1, X-2 and X-3."),
    ("list", "X-1's budget is £31.2m."),
    ("list", "Over tolerance: X-1 and X-2."),
    (
        "status",
        "Harbour Ledger's forecast cost at completion is £1.3m, compared with a budget of £1.0m "
        "– an overspend of £400k.",
    ),
    ("status", "We expect Harbour Ledger to land at £1.0m versus a £1.3m budget."),
    ("status", "Earned value stands at £900k against planned value of £500k and actual cost of £650k."),
    ("status", "Earned value stands at £650k against planned value of £900k and actual cost of £500k."),
    ("status", "The EAC is roughly £1.5m."),
    ("status", "The EAC is nearly twice the BAC."),
    ("status", "A third of the budget is left."),
    ("status", "It has 20 open risks."),
    ("status", "It is 62% complete."),
    ("status", "Costs rose by 12 % last month."),
    ("status", "See “Harbour recovery plan v3”."),
    ("status", "EAC: £1.3m (manager's own); £1.03m by performance."),
    ("both", "X-1 and X-2 have CPIs of 1.02 and 0.77."),
    ("both", "| | X-1 | X-2 |\n|---|---|---|\n| EAC | £2.35m | £1.3m |"),
    ("both", "| Project | EAC | Budget | CPI |\n|---|---|---|---|\n| X-1 | £1.0m | £1.3m | 0.77 |"),
    ("both", "| Project | EAC | CPI |\n|---|---|---|\n| X-2 | £1.3m | 0.77 |"),
    ("both", "X-2's EAC of £2.35m is above its budget of £2.4m."),
    ("list", "X-1's budget is £2.4m, X-2's is £1.0m and X-3's is £640k."),
    ("list", "Budgets: X-1 £1.0m, X-2 £640k, X-3 £2.4m."),
    ("gate", "X-2 has 3 of the 3 artefacts required at G3."),
]


@pytest.mark.parametrize(("turn", "text"), RIGHT)
def test_a_figure_that_is_right_passes(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "text"), WRONG)
def test_a_figure_that_is_wrong_fails_with_a_reason(turn: str, text: str) -> None:
    verdicts = judged(turn, text)

    assert not verdicts.passed
    assert all(m.reason for m in verdicts.mentions if not m.holds)
