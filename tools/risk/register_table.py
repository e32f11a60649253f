"""The register of one project as a table: each open risk with its score, band, owner, response and next review."""

from __future__ import annotations

from collections.abc import Sequence

from tools.facts.raid import RiskFacts
from tools.result import Table
from tools.risk.shortcomings import RiskRules, review_due
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence

COLUMNS = ("Risk", "As recorded", "P × I", "Score", "Band", "Owner", "Response", "Review due")
WITHHELD = "(reads like an instruction; not repeated)"
NOBODY = "nobody"


def risk_label(evidence: Evidence, risk: RiskFacts) -> str:
    """The risk's id as a handle; its title is words of people, and stands in the table only."""
    return evidence.label(risk.risk_id, risk.risk_id, risk.row)


def risk_table(evidence: Evidence, risks: Sequence[RiskFacts], rules: RiskRules) -> Table | None:
    """One row for each risk, in the order given; None where there is none."""
    return Table(COLUMNS, tuple(_row(evidence, risk, rules) for risk in risks)) if risks else None


def _row(evidence: Evidence, risk: RiskFacts, rules: RiskRules) -> tuple[str, ...]:
    of, row = risk.risk_id, risk.state_row

    def say(key: str, value: object) -> str:
        return evidence.say(key, value, row, subject=of)  # type: ignore[arg-type]

    title = quotable(risk.title)
    band = rules.band(risk.residual)
    return (
        risk_label(evidence, risk),
        WITHHELD if title is None else evidence.say("risk_title", title, risk.row, subject=of),
        f"{say('risk_p', risk.residual_p)} × {say('risk_i', risk.residual_i)}",
        say("risk_residual", risk.residual),
        say("risk_band", band) if band else "–",
        say("risk_owner", risk.owner.name) if risk.owner else NOBODY,
        say("risk_response", risk.response),
        say("risk_review_due", review_due(risk, rules)),
    )
