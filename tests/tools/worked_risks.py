"""Risks made by hand, and the rules that are held against them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from knowledge.rulebook import Rule
from tests.tools.worked_projects import clause
from tools.facts.raid import ActionFacts, RiskFacts
from tools.facts.rows import Person

OWNER = Person("pia.owner", "Pia Owner", active=True)
ACTION = ActionFacts("Do something", "pia.owner", date(2026, 12, 1), "OPEN", "risk_action/A-1")
BANDS = (
    {"up_to": 4, "band": "Low"}, {"up_to": 9, "band": "Medium"}, {"up_to": 16, "band": "High"},
    {"up_to": 25, "band": "Very High"},
)  # fmt: skip
RULES: dict[str, dict[str, Any]] = {
    "raid.risk": {"working_days": 5, "action_from": 10},
    "raid.bands": {"bands": BANDS},
    "raid.escalation": {"score_from": 20, "working_days": 5},
    "raid.review": {"bands": ("High", "Very High"), "days": 30, "other_days": 90},
    "raid.exposure": {"red_over": Decimal(1)},
    "contingency.level": {"bac_from": Decimal(2000000), "percentile": 80, "percentile_below": 50},
}


class RiskLibrary:
    """The rules on risks and contingency, each to be left out by its name."""

    def __init__(self, *absent: str) -> None:
        self.absent = absent

    def rule(self, rule_id: str, on: date) -> Rule | None:
        if rule_id not in RULES or rule_id in self.absent:
            return None
        return Rule(rule_id, clause("2.0", str(list(RULES).index(rule_id) + 1)), RULES[rule_id], drifted=False)


def risk(risk_id: str = "R-1", **changes: Any) -> RiskFacts:
    """An open risk that lacks nothing: score 12, reviewed lately, one chance in two of 200,000."""
    made = RiskFacts(
        risk_id=risk_id, title="Something may happen.", category="SCHEDULE", is_opportunity=False,
        raised_on=date(2026, 5, 4), since=date(2026, 10, 12), status="OPEN", inherent_p=4, inherent_i=4, residual_p=3,
        residual_i=4, target_p=2, target_i=3, probability=Decimal("0.5"), cost_min=None, cost_likely=Decimal(200000),
        cost_max=None, schedule_days=None, response="REDUCE", accepted_by_id=None, owner=OWNER, proximity_date=None,
        last_reviewed=date(2026, 10, 12), next_review=date(2026, 11, 5), escalated_on=None, escalated_to_id=None,
        actions=(ACTION,), row=f"risk/{risk_id}", state_row=f"risk_state/{risk_id}/2026-10-12",
    )  # fmt: skip
    return replace(made, **changes)
