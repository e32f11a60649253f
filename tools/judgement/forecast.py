"""Which forecast counts: the manager's own, or that of performance where earned value counts.

The rules are those of performance measurement (scope, and from when an index is reliable); what no rule
of the library asks for does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from dateutil.relativedelta import relativedelta

from tools.calculations.earned_value import earned_value
from tools.facts.delivery import BaselineFacts, SnapshotFacts
from tools.facts.project import ProjectFacts
from tools.judgement.measurement import totals_of

if TYPE_CHECKING:
    from knowledge.library import Library, Rule

Standing = Literal["counts", "out of scope", "too early", "not measured", "no rule"]
Basis = Literal["manager", "performance", "none"]


@dataclass(frozen=True, slots=True)
class EarnedValueRules:
    """The rules by which earned value counts; None where the library holds no such rule for the day."""

    scope: Rule | None
    reliable: Rule | None
    default: Rule | None

    @classmethod
    def of(cls, library: Library, on: date) -> EarnedValueRules:
        """The rules in force on a day."""
        return cls(*(library.rule(rule_id, on) for rule_id in ("ev.scope", "ev.reliable_from", "ev.eac_default")))


@dataclass(frozen=True, slots=True)
class Forecast:
    """The cost forecast of one month end."""

    snapshot: SnapshotFacts
    baseline: BaselineFacts
    eac: Decimal | None
    """The greater of the manager's estimate and, where it counts, BAC/CPI; money."""
    basis: Basis
    standing: Standing


def number(rule: Rule | None, key: str) -> Decimal | None:
    """A limit of a rule as a decimal; None where the rule or the limit is not held."""
    value = rule.values.get(key) if rule else None
    return Decimal(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else None


def in_scope(baseline: BaselineFacts, scope: Rule | None) -> bool | None:
    """Whether the standard asks for earned value; None where no rule says so."""
    bac_from, months_from = number(scope, "bac_from"), number(scope, "months_from")
    if bac_from is None and months_from is None:
        return None
    is_large = bac_from is not None and baseline.bac >= bac_from
    return is_large or (months_from is not None and _lasts(baseline, int(months_from)))


def standing(baseline: BaselineFacts, complete: Decimal | None, rules: EarnedValueRules) -> Standing:
    """Whether the indices of a project count for colours and tolerance, and if not, why."""
    asked = in_scope(baseline, rules.scope)
    if asked is None:
        return "no rule"
    if not asked:
        return "out of scope"
    if complete is None:
        return "not measured"
    reliable_from = number(rules.reliable, "complete_from")
    return "too early" if reliable_from is not None and complete < reliable_from else "counts"


def forecast_of(snapshot: SnapshotFacts, baseline: BaselineFacts, rules: EarnedValueRules) -> Forecast:
    """The cost forecast that a month end gives against a baseline."""
    ev = earned_value(totals_of(snapshot, baseline))
    stands = standing(baseline, ev.complete.value, rules)
    performance = ev.eac_1.value if stands == "counts" else None
    if performance is not None and (snapshot.pm_eac is None or performance > snapshot.pm_eac):
        return Forecast(snapshot, baseline, performance, "performance", stands)
    return Forecast(snapshot, baseline, snapshot.pm_eac, "manager" if snapshot.pm_eac is not None else "none", stands)


def forecasts(facts: ProjectFacts, rules: EarnedValueRules) -> tuple[Forecast, ...]:
    """The cost forecast of every month end, each against the baseline then in force; oldest first."""
    by_version = {baseline.version: baseline for baseline in facts.baselines}
    made = []
    for snapshot in facts.snapshots:
        version = snapshot.baseline_version
        baseline = facts.baseline if version is None else by_version.get(version)
        if baseline is not None:
            made.append(forecast_of(snapshot, baseline, rules))
    return tuple(made)


def newest_forecast(facts: ProjectFacts, rules: EarnedValueRules) -> Forecast | None:
    """The cost forecast of the newest month end against the current baseline."""
    if facts.snapshot is None or facts.baseline is None:
        return None
    return forecast_of(facts.snapshot, facts.baseline, rules)


def _lasts(baseline: BaselineFacts, months: int) -> bool:
    # Both days count: 1 January to 31 December is twelve months.
    return baseline.finish + timedelta(days=1) >= baseline.start + relativedelta(months=months)
