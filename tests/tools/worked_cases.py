"""Business cases and stop estimates made by hand, and the rules that are held against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from knowledge.rulebook import Rule
from tests.tools.worked_projects import clause
from tools.facts.money import StopFacts
from tools.facts.value import BenefitFacts, BenefitValueFacts, CaseFacts, FlowFacts

RULES: dict[str, dict[str, Any]] = {
    "proposal.discount": {"rate": Decimal("0.10"), "years": 10},
    "proposal.sensitivities": {"cost": Decimal("0.20"), "benefits": Decimal("-0.20"), "delay_months": 12},
}
FLOWS = ((1000000, 0), (0, 300000), (0, 400000), (0, 400000), (0, 300000))
"""Cost and benefit by year of the schoolbook's case: an NPV of 108,735 at 10 %."""


class CaseLibrary:
    """The rules on appraisal, each to be left out by its name."""

    def __init__(self, *absent: str) -> None:
        self.absent = absent

    def rule(self, rule_id: str, on: date) -> Rule | None:
        if rule_id not in RULES or rule_id in self.absent:
            return None
        return Rule(rule_id, clause("2.0", str(list(RULES).index(rule_id) + 1)), RULES[rule_id], drifted=False)


def case(kind: str = "APPROVED", flows: Sequence[tuple[int, int]] = FLOWS, **changes: Any) -> CaseFacts:
    """A case approved with the baseline, at 10 % and in real prices."""
    years = tuple(
        FlowFacts("PREFERRED", year, Decimal(cost), Decimal(0), Decimal(benefit), Decimal(0))
        for year, (cost, benefit) in enumerate(flows)
    )
    made = CaseFacts(
        f"BC-{kind}", "1.0", kind, date(2026, 6, 1), Decimal("0.10"), "REAL", 2026, None, years, f"business_case/{kind}"
    )
    return replace(made, **changes)


def benefit(planned: int, forecast: int) -> BenefitFacts:
    """A benefit in pounds with one quarter."""
    value = BenefitValueFacts(
        date(2027, 3, 31), Decimal(planned), Decimal(forecast), None, False, "benefit_value/B-1/2027-03-31"
    )
    return BenefitFacts(
        "B-1", "Less to pay", "CASHABLE", "Cost", "GBP", "DOWN", None, None, None, None, None, None, None, None, None,
        None, "PLANNED", (value,), "benefit/B-1",
    )  # fmt: skip


def stop(**changes: Any) -> StopFacts:
    """80,000 committed of the work left, 20,000 run cost, 30,000 to leave, and one year's benefit of 110,000."""
    made = StopFacts(
        date(2026, 10, 31), Decimal(80000), Decimal(20000), Decimal(30000), ((1, Decimal(110000)),),
        "stop_estimate/X-1/2026-10-31",
    )  # fmt: skip
    return replace(made, **changes)
