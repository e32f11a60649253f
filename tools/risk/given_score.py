"""The band of a typed risk score, and what the standard asks for at that band."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.risk import score
from tools.enquiry import Enquiry
from tools.judgement.forecast import number
from tools.result import ToolResult
from tools.risk.register_rules import action_line, escalation_line, review_line
from tools.risk.shortcomings import RiskRules
from tools.wording.evidence import Evidence
from tools.wording.typed import GIVEN, SOURCE

if TYPE_CHECKING:
    from knowledge.library import Rule

TOOL = "calculate_estimate"


def scored(enquiry: Enquiry, probability: int | None, impact: int, chance: Decimal | None) -> ToolResult:
    """The score and band of a probability and an impact; a ``chance`` (a fraction) is scored on the house scale."""
    evidence, rules = Evidence(GIVEN, None), RiskRules.of(enquiry.library, enquiry.today)
    scale = enquiry.library.rule("raid.scale", enquiry.today)
    step = probability if probability is not None else step_of(chance, scale)
    arguments: dict[str, object] = {"impact": impact}
    arguments |= {"chance": str(chance)} if probability is None else {"probability": probability}
    outcome = score(step, [impact]) if step is not None else None
    if outcome is None or outcome.value is None:
        reason = outcome.reason if outcome else "no rule is held that scores a percentage"
        return ToolResult(
            tool=TOOL,
            status="INVALID_INPUT",
            headline=f"I cannot score that: {reason}.",
            figures=evidence.figures,
            on=enquiry.today,
            reason=reason,
            arguments=arguments,
        )
    return ToolResult(
        tool=TOOL,
        status="OK",
        headline=_headline(evidence, rules, step or 0, impact, outcome.value),
        facts=_scaled(evidence, chance, step, scale) if probability is None else (),
        rules=_rules(evidence, rules, outcome.value),
        cautions=("Probability and impact are shown beside the score: swapped they are another risk.",),
        figures=evidence.figures,
        clauses=evidence.clauses,
        on=enquiry.today,
        arguments=arguments,
    )


def step_of(chance: Decimal | None, scale: Rule | None) -> int | None:
    """The score of a probability (a fraction) on the house scale; None without one of both."""
    ends = scale.values.get("probability_up_to") if scale else None
    if chance is None or not isinstance(ends, tuple):
        return None
    limits = [Decimal(str(end)) for end in ends]
    return next((step for step, end in enumerate(limits, 1) if chance <= end), len(limits) + 1)


def _headline(evidence: Evidence, rules: RiskRules, probability: int, impact: int, value: int) -> str:
    p, i = evidence.say("risk_p_given", probability, SOURCE), evidence.say("risk_i_given", impact, SOURCE)
    total, band = evidence.say("risk_score", value, SOURCE), rules.band(value)
    said = f"Probability {p} × impact {i} is a risk score of {total}"
    if band is None or rules.bands is None:
        return f"{said}; no rule is held that names its band."
    source = f"rulebook/{rules.bands.rule_id}/{rules.bands.clause.ref}"
    named = evidence.say("risk_band", band, source)
    return f"{said}, band {named} {evidence.cite(rules.bands)}."


def _scaled(evidence: Evidence, chance: Decimal | None, step: int | None, scale: Rule | None) -> tuple[str, ...]:
    if scale is None or chance is None:
        return ()
    given = evidence.say("risk_probability", chance, SOURCE)
    return (f"A probability of {given} scores {{{GIVEN}.risk_p_given}} on the house scale {evidence.cite(scale)}.",)


def _rules(evidence: Evidence, rules: RiskRules, value: int) -> tuple[str, ...]:
    """How often such a risk is reviewed, and what else is asked for from its score on."""
    action, escalation = number(rules.upkeep, "action_from"), number(rules.escalation, "score_from")
    said = [review_line(evidence, rules)]
    if action is not None and value >= action:
        said.append(action_line(evidence, rules))
    if escalation is not None and value >= escalation:
        said.append(escalation_line(evidence, rules))
    return tuple(line for line in said if line)
