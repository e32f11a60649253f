"""The colour of risk: the highest residual score, and the exposure against contingency (F-RSK, F-RAG)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.rag import CeilingLimits, cost_colour
from tools.calculations.risk import expected_value, exposure_ratio
from tools.facts.project import ProjectFacts
from tools.facts.raid import RiskFacts
from tools.judgement.forecast import number
from tools.judgement.grounds import Dimension, Ground, dimension, sentence
from tools.result import Colour

if TYPE_CHECKING:
    from knowledge.library import Rule
    from tools.judgement.dimensions import Case

CONTINGENCY = "CONTINGENCY"


def risk(case: Case, rule: Rule | None) -> Dimension:
    """The worse of the highest residual score and of the exposure; not reported where no risk is recorded."""
    if rule is None:
        return Dimension("RISK", "NR", missing="no rule is held for this day")
    if not case.facts.risks:
        return Dimension("RISK", "NR", missing="no risk is recorded")
    threats = open_threats(case.facts)
    grounds = [*_score(case, rule, threats), *_exposure(case, rule)]
    calm = Ground("G", "no risk is open", sentence(case.evidence, "No open risk keeps risk", "risk", rule))
    return dimension("RISK", grounds or ([calm] if not threats else []), "no open risk is scored or quantified")


def open_threats(facts: ProjectFacts) -> tuple[RiskFacts, ...]:
    """The open risks that are no opportunities."""
    return tuple(each for each in facts.risks if each.status == "OPEN" and not each.is_opportunity)


def exposure(facts: ProjectFacts) -> Decimal:
    """Expected monetary value of the open threats that are quantified, pounds; no opportunity is set against them."""
    return expected_value(
        (each.probability, each.cost_likely)
        for each in open_threats(facts)
        if each.probability is not None and each.cost_likely is not None
    )


def contingency_left(facts: ProjectFacts) -> tuple[Decimal | None, tuple[str, ...]]:
    """Contingency of the current baseline less what was drawn, before one that of the budget; with its rows."""
    if facts.baseline is None:
        lines = [each for each in facts.budgets if each.category == CONTINGENCY and each.revised is not None]
        total = sum((each.revised or Decimal(0) for each in lines), Decimal(0))
        return (total, tuple(each.row for each in lines)) if lines else (None, ())
    if facts.baseline.contingency is None:
        return None, ()
    drawn = sum((each.amount for each in facts.drawdowns), Decimal(0))
    return facts.baseline.contingency - drawn, (facts.baseline.row, *(each.row for each in facts.drawdowns))


def _score(case: Case, rule: Rule, threats: Sequence[RiskFacts]) -> list[Ground]:
    amber, red = (number(rule, key) for key in ("score_amber_from", "score_red_from"))
    scored = [each for each in threats if each.residual is not None]
    if amber is None or red is None or not scored:
        return []
    highest = max(scored, key=lambda each: (each.residual or 0, each.risk_id))
    score = highest.residual or 0
    colour: Colour = "G" if score < amber else "R" if score >= red and highest.accepted_by_id is None else "A"
    label = case.evidence.label(highest.risk_id, highest.risk_id, highest.row)
    said = case.evidence.say("risk_residual", score, highest.state_row, subject=highest.risk_id)
    limit = case.evidence.limit(rule, "score_red_from" if colour == "R" else "score_amber_from", "score")
    text = (
        f"A residual score below {limit} keeps risk" if colour == "G" else f"A residual score from {limit} makes risk"
    )
    reason = f"the highest residual score of an open risk is {said} ({label})"
    return [Ground(colour, reason, sentence(case.evidence, text, "risk", rule))]


def _exposure(case: Case, rule: Rule) -> list[Ground]:
    amber, red = (number(rule, key) for key in ("exposure_amber_over", "exposure_red_over"))
    left, rows = contingency_left(case.facts)
    expected = exposure(case.facts)
    if amber is None or red is None or left is None or expected <= 0:
        return []
    risks = tuple(each.state_row for each in open_threats(case.facts))
    money = case.evidence.say("emv", expected, *risks)
    kept = case.evidence.say("contingency_left", left, *rows)
    ratio = exposure_ratio(expected, left)
    colour: Colour = "R" if ratio.value is None else cost_colour(ratio.value, CeilingLimits(amber, red))
    limit = case.evidence.limit(rule, "exposure_red_over" if colour == "R" else "exposure_amber_over", "ratio")
    text = (
        f"Exposure up to {limit} of contingency keeps risk"
        if colour == "G"
        else (f"Exposure over {limit} of contingency makes risk")
    )
    if ratio.value is None:
        reason = f"the open risks are worth {money} and no contingency is left"
    else:
        share = case.evidence.say("exposure_ratio", ratio, *risks, *rows)
        reason = f"the open risks are worth {money}, {share} of the contingency left ({kept})"
    return [Ground(colour, reason, sentence(case.evidence, text, "risk", rule))]
