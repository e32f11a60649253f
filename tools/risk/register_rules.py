"""What the standard asks of open risks, said with its clauses."""

from __future__ import annotations

from collections.abc import Sequence

from tools.judgement.forecast import number
from tools.risk.shortcomings import RiskRules, Shortcoming
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed


def rules_said(evidence: Evidence, rules: RiskRules, lacks: Sequence[Shortcoming]) -> tuple[str, ...]:
    """What every open risk has, how often it is reviewed, and what else applies to what was found."""
    kinds = {each.kind for each in lacks}
    said = [upkeep_line(evidence, rules), review_line(evidence, rules)]
    if "action" in kinds:
        said.append(action_line(evidence, rules))
    if "escalation" in kinds:
        said.append(escalation_line(evidence, rules))
    return tuple(line for line in said if line)


def upkeep_line(evidence: Evidence, rules: RiskRules) -> str:
    """What every open risk has, and by when."""
    rule = rules.upkeep
    if rule is None:
        return ""
    days = evidence.limit(rule, "working_days", "working_days")
    return (
        f"Every open risk has a named owner, a response and a day for its next review within {days} of being raised "
        f"{evidence.cite(rule)}."
    )


def review_line(evidence: Evidence, rules: RiskRules) -> str:
    """How often risks are reviewed, by band."""
    rule = rules.review
    if rule is None:
        return ""
    bands = listed(rule.words("bands"))
    soon, other = evidence.limit(rule, "days", "days"), evidence.limit(rule, "other_days", "days")
    cited = evidence.cite(rule)
    return f"Risks in the bands {bands} are reviewed at least every {soon}, the others every {other} {cited}."


def action_line(evidence: Evidence, rules: RiskRules) -> str:
    """From which score a risk needs an action; empty where the standard sets none."""
    rule = rules.upkeep
    if rule is None or number(rule, "action_from") is None:
        return ""
    least = evidence.limit(rule, "action_from", "score")
    return (
        f"From a residual score of {least} a risk has an open action with an owner and a date, unless the sponsor has "
        f"accepted it {evidence.cite(rule)}."
    )


def escalation_line(evidence: Evidence, rules: RiskRules) -> str:
    """From which score, and how soon, a risk is escalated."""
    rule = rules.escalation
    if rule is None:
        return ""
    score, days = evidence.limit(rule, "score_from", "score"), evidence.limit(rule, "working_days", "working_days")
    return f"A risk with a score from {score} up is escalated within {days} {evidence.cite(rule)}."
