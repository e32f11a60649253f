"""Business cases as the calculations take them: which counts, its money by year, and with today's forecasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.appraisal import Case
from tools.calculations.growth import growth
from tools.calculations.outcome import Outcome
from tools.facts.delivery import BaselineFacts
from tools.facts.project import ProjectFacts
from tools.facts.value import CaseFacts, FlowFacts
from tools.judgement.benefits import money_forecast

APPROVED, REFRESHED = "APPROVED", "REFRESHED"


def newest(cases: Sequence[CaseFacts], kind: str) -> CaseFacts | None:
    """The newest case of a kind with money in it."""
    return next((case for case in reversed(cases) if case.kind == kind and case.preferred), None)


def money_of(case: CaseFacts, costs: Decimal = Decimal(1), benefits: Decimal = Decimal(1)) -> Case:
    """Costs and benefits of the preferred option by year; years without a flow are nothing.

    ``costs`` and ``benefits`` multiply capital cost and benefits. Cash and other benefits count alike.
    """
    return Case(
        _by_year(case.preferred, lambda flow: flow.capex * costs + flow.opex),
        _by_year(case.preferred, lambda flow: (flow.benefit_cash + flow.benefit_noncash) * benefits),
        "NOMINAL" if case.price_basis == "NOMINAL" else "REAL",
    )


def net_benefits(case: CaseFacts) -> tuple[Decimal, ...]:
    """Benefits less running cost by year, year 0 first; what is run in year 0 is part of the work itself."""
    return _by_year(
        case.preferred,
        lambda flow: flow.benefit_cash + flow.benefit_noncash - (flow.opex if flow.year_index else Decimal(0)),
    )


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The approved case with today's forecasts in it."""

    case: Case
    growth: Decimal
    """Today's EAC over the budget of the baseline that was approved with the case, a fraction."""
    benefits: Outcome[Decimal]
    """Benefits in money now forecast, as a fraction of their plan."""
    rows: tuple[str, ...]


def recomputed(facts: ProjectFacts, approved: CaseFacts, currency: str | None) -> Recomputed | None:
    """The approved case with capital cost grown as the EAC has and benefits as forecast; None without both budgets."""
    snapshot, baseline = facts.snapshot, baseline_of(facts, approved)
    if snapshot is None or snapshot.pm_eac is None or baseline is None:
        return None
    grown = growth(snapshot.pm_eac, baseline.bac)
    if grown.value is None:
        return None
    rate = money_forecast(facts, currency)
    share = Decimal(1) if rate.value is None else rate.value
    rows = (approved.row, snapshot.row, baseline.row, *(each.row for each in facts.benefits))
    return Recomputed(money_of(approved, 1 + grown.value, share), grown.value, rate, rows)


def baseline_of(facts: ProjectFacts, approved: CaseFacts) -> BaselineFacts | None:
    """The baseline that was in force when the case was approved, else the original one."""
    day = approved.approved_on
    then = [each for each in facts.baselines if day and each.approved_on and each.approved_on <= day]
    return then[-1] if then else facts.original


def _by_year(flows: Sequence[FlowFacts], amount: Callable[[FlowFacts], Decimal]) -> tuple[Decimal, ...]:
    years = {flow.year_index: amount(flow) for flow in flows}
    return tuple(years.get(year, Decimal(0)) for year in range(max(years) + 1))
