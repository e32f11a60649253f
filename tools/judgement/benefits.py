"""The colour of benefits: what was realised and is forecast, against the plan (F-BEN, F-RAG)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.benefits import Quarter, forecast_rate
from tools.calculations.outcome import Outcome
from tools.facts.project import ProjectFacts
from tools.facts.value import BenefitFacts
from tools.judgement.grounds import BENEFITS, Dimension, dimension, floor_ground

if TYPE_CHECKING:
    from knowledge.library import Rule
    from tools.judgement.dimensions import Case


def benefits(case: Case, rule: Rule | None) -> Dimension:
    """The worst of money together and of each other measure; not applicable where no benefit is planned."""
    grounds, missing = [], None
    for subject, name, held in _measures(case):
        rate = forecast_rate(quarter for each in held for quarter in _quarters(each))
        if rate.value is None:
            missing = rate.reason if rate.status != "NOT_APPLICABLE" else missing
            continue
        rows = [each.row for each in held]
        share = case.evidence.say("benefits_rate", rate, *rows, subject=subject)
        reason = f"{name} are forecast at {share} of their plan"
        grounds += floor_ground(case.evidence, rate.value, BENEFITS, reason, rule)
    if grounds:
        return dimension("BENEFITS", grounds, "no rule is held for this day")
    if missing or (rule is None and case.facts.benefits):
        return Dimension("BENEFITS", "NR", missing=missing or "no rule is held for this day")
    return Dimension("BENEFITS", "NA", missing="no benefit is planned")


def money_forecast(facts: ProjectFacts, currency: str | None) -> Outcome[Decimal]:
    """Benefits in money that are now forecast, as a fraction of their plan; what is shared counts once (F-BEN)."""
    money = (each for each in _once(facts.benefits) if each.unit == currency)
    return forecast_rate(quarter for each in money for quarter in _quarters(each))


def _measures(case: Case) -> Iterator[tuple[str, str, list[BenefitFacts]]]:
    """Money benefits together; every other benefit by itself. What is shared counts once."""
    currency = case.enquiry.currency
    every = list(_once(case.facts.benefits))
    money = [each for each in every if each.unit == currency]
    if money:
        yield case.facts.project_id, "the benefits in money", money
    for each in every:
        if each.unit != currency:
            label = case.evidence.label(each.benefit_id, each.title, each.row)
            yield each.benefit_id, f"the results of {label}", [each]


def _once(held: Iterable[BenefitFacts]) -> Iterator[BenefitFacts]:
    seen: set[str] = set()
    for each in held:
        if each.shared_group is None or each.shared_group not in seen:
            yield each
        if each.shared_group:
            seen.add(each.shared_group)


def _quarters(benefit: BenefitFacts) -> Iterator[Quarter]:
    """The quarters of a benefit; a disbenefit counts against the others."""
    sign = Decimal(-1) if benefit.benefit_class == "DISBENEFIT" else Decimal(1)
    for each in benefit.values:
        amounts = (each.planned, each.forecast, each.actual if each.verified else None)
        yield Quarter(*(None if amount is None else sign * amount for amount in amounts))
