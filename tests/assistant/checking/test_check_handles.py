"""Filled handles: beside their own record, under their own name, and left as they are."""

from __future__ import annotations

import pytest
from asking import failings, judged_template

RIGHT = [
    ("both", "{X-1} costs {X-1.eac_cpi}, {X-2} {X-2.eac_cpi}."),
    ("both", "The EAC of {X-1} is {X-1.eac_cpi}. That of {X-2} is {X-2.eac_cpi}."),
    ("both", "{X-1}: CPI {X-1.cpi}, SPI(t) {X-1.spi_t}."),
    ("both", "**{X-2}**\n\n- CPI: {X-2.cpi}\n- Sponsor: {X-2.sponsor}"),
    ("status", "It has a CPI of {X-1.cpi} and a finish of {X-1.finish_pm} by forecast."),
    ("status", "{X-1.pm} manages {X-1}; {X-1.sponsor} sponsors it."),
    ("status", "{X-1}'s EAC ({X-1.eac_cpi}) is over its budget ({X-1.bac})."),
    (
        "tolerance",
        "{X-1} is {X-1.cost_variance} over budget; the limit is {rule.tolerance.cost} ({HB-STD-01 v2.0 §2.1}).",
    ),
    ("list", "{portfolio.red} of {portfolio.projects} projects are Red; {X-3} is {X-3.rag_calculated_overall}."),
    ("given", "With the BAC of {given.bac} you gave, the CPI is {given.cpi}."),
    ("gate", "The benefit owner of {X-2} is {X-2.benefit_owner}."),
]
WRONG = [
    ("both", "{X-2}'s EAC is {X-1.eac_cpi}."),
    ("both", "{X-1} costs {X-2.eac_cpi}."),
    ("both", "The EAC of {X-1} is {X-1.eac_cpi}, that of {X-2} is {X-1.eac_cpi}."),
    ("both", "**{X-2}**\n\n- CPI: {X-1.cpi}"),
    ("status", "CPI is {X-1.spi_t}."),
    ("status", "The budget is {X-1.eac_cpi} and the EAC {X-1.bac}."),
    ("status", "The NPV is {X-1.eac_cpi}."),
    ("status", "The EAC is −{X-1.eac_cpi}."),
    ("status", "The EAC is {X-1.eac_cpi}k."),
    ("status", "The EAC is {X-1.eac_cpi} million."),
    ("status", "The EAC is 1{X-1.eac_cpi}."),
    ("status", "The EAC is **{X-1.eac_cpi}**k."),
    ("status", "The EAC is −**{X-1.eac_cpi}**."),
    ("status", "The EAC is twice {X-1.eac_cpi}."),
    ("status", "The EAC is not {X-1.eac_cpi}."),
    ("status", "The EAC isn't {X-1.eac_cpi}."),
    ("status", "The cost variance is minus {X-1.cv}."),
    ("status", "{X-1} is {X-1.rag_reported_overall}."),
    ("status", "{X-1} is {X-1.rag_reported_overall} by calculation."),
    ("status", "Schedule is {X-1.rag_calculated_cost} by calculation, cost is {X-1.rag_reported_overall} as reported."),
    ("status", "The EAC is {X-1.eac_pm}."),
    ("status", "The sponsor is {X-1.pm}."),
    ("status", "{X-1.sponsor} manages it."),
    ("status", "As of 30 September 2026 the CPI is {X-1.cpi}."),
    ("status", "The budget is {X-1.bac} more than planned."),
    ("tolerance", "{X-1} is {rule.tolerance.cost} over budget ({HB-STD-01 v2.0 §2.1})."),
    ("tolerance", "{X-1} is {rule.tolerance.cost} behind ({HB-STD-01 v2.0 §2.1})."),
    ("list", "{portfolio.amber} of {portfolio.projects} projects are Red."),
    ("list", "{X-1}'s budget is {portfolio.budget}."),
    ("both", "{X-1}'s CPI is {X-2.cpi}, worse than planned."),
]


@pytest.mark.parametrize(("turn", "template"), RIGHT)
def test_a_handle_in_its_own_place_passes(turn: str, template: str) -> None:
    verdicts = judged_template(turn, template)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize(("turn", "template"), WRONG)
def test_a_handle_in_another_place_fails(turn: str, template: str) -> None:
    verdicts = judged_template(turn, template)

    assert not verdicts.passed
