"""Where a project stands against its cost and time tolerance, since when, and what covers it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from tools.calculations.growth import growth
from tools.calculations.schedule import slip_days, slip_ratio
from tools.enquiry import Enquiry
from tools.facts.delivery import BaselineFacts, ForecastFacts, SnapshotFacts
from tools.facts.permissions import ExceptionFacts
from tools.facts.project import ProjectFacts
from tools.judgement.areas import Bound, binding, both, settled
from tools.judgement.exceptions import Dimension, covers, lapsed_exception, live_exception, pending_exception
from tools.judgement.forecast import EarnedValueRules, forecasts, newest_forecast, number
from tools.judgement.slips import DayUnit, slip_limit
from tools.portfolio.calendar import add_working_days

if TYPE_CHECKING:
    from knowledge.library import Rule

Standing = Literal["over", "within", "under", "unknown"]


@dataclass(frozen=True, slots=True)
class ToleranceState:
    """One tolerance of one project; deviation and limit are fractions for cost, days of the rule for time."""

    dimension: Dimension
    standing: Standing
    bound: Bound
    """The rule that binds the project."""
    missing: str | None = None
    """Why it cannot be judged, in plain words."""
    deviation: Decimal | None = None
    limit: Decimal | None = None
    share: Decimal | None = None
    """The deviation as a fraction of budget or duration, which is how exceptions state their limit."""
    unit: DayUnit = "days"
    """How time is counted."""
    first_over: SnapshotFacts | None = None
    """First month end of the present breach."""
    detected_on: date | None = None
    due_on: date | None = None
    """Day by which the exception report is due; None where no rule says so."""
    live: ExceptionFacts | None = None
    lapsed: ExceptionFacts | None = None
    pending: ExceptionFacts | None = None

    @property
    def rule(self) -> Rule | None:
        """The rule by which it is judged; None where none is held for the day."""
        return self.bound.rule

    @property
    def covered(self) -> bool:
        """Whether a live exception allows the deviation."""
        return self.standing == "over" and covers(self.live, self.share)


def cost_tolerance(facts: ProjectFacts, enquiry: Enquiry) -> ToleranceState:
    """Judge the cost forecast against the tolerance of the day (PMO-STD-004 §4.1, §4.2)."""
    over, under = (binding(facts, enquiry.library, enquiry.today, "tolerance.cost", key) for key in ("upper", "lower"))
    upper, lower = number(over.rule, "upper"), number(under.rule, "lower")
    rules = EarnedValueRules.of(enquiry.library, enquiry.today)
    forecast = newest_forecast(facts, rules)
    variance = growth(forecast.eac if forecast else None, facts.baseline.bac if facts.baseline else None)
    if upper is None or variance.value is None:
        missing = "no rule is held for this day" if upper is None else variance.reason
        return ToleranceState("COST", "unknown", over, missing=missing)
    variances = [(each.snapshot, growth(each.eac, each.baseline.bac).value) for each in forecasts(facts, rules)]
    first = _since([(snapshot, grown is not None and grown > upper) for snapshot, grown in variances])
    standing: Standing = "over" if variance.value > upper else "within"
    if lower is not None and variance.value < lower:
        standing = "under"
    bound = under if standing == "under" else over
    return _state(facts, enquiry, "COST", standing, bound, variance.value, upper, variance.value, first)


def time_tolerance(facts: ProjectFacts, enquiry: Enquiry) -> ToleranceState:
    """Judge the forecast finish against the tolerance of the day, counted as its rule counts (PMO-STD-004 §4.3)."""
    bound, calendar = _bound_in_time(facts, enquiry), enquiry.calendar
    rule = bound.rule
    slip = slip_days(facts.forecast_finish, facts.baseline.finish if facts.baseline else None)
    limit = slip_limit(facts.baseline, rule, calendar)
    if limit is None or facts.forecast_finish is None:
        missing = slip.reason if rule is not None and slip.reason else "no rule is held for this day"
        return ToleranceState("SCHEDULE", "unknown", bound, missing=missing)
    standing: Standing = "over" if limit.exceeded(facts.forecast_finish) else "within"
    first = _since(_time_history(facts, rule, calendar))
    share, deviation = _share(slip.value, facts.baseline), limit.slip(facts.forecast_finish)
    return _state(facts, enquiry, "SCHEDULE", standing, bound, deviation, limit.most, share, first, limit.unit)


def _bound_in_time(facts: ProjectFacts, enquiry: Enquiry) -> Bound:
    """The rule of time tolerance that binds: two that may count otherwise are compared by the days that they allow."""
    general, local = both(facts, enquiry.library, "tolerance.time", enquiry.today)
    if general is None or local is None:
        return Bound(general or local)
    one, other = (_in_days(facts.baseline, rule, enquiry.calendar) for rule in (general, local))
    bound = settled(facts, enquiry.library, enquiry.today, one, other, "days", enquiry.today)
    return replace(bound, rule=local, over=general) if bound.is_local else replace(bound, rule=general)


def _in_days(baseline: BaselineFacts | None, rule: Rule, calendar: str) -> Rule:
    limit = slip_limit(baseline, rule, calendar)
    return replace(rule, values={**rule.values, "days": limit.days}) if limit else rule


def tolerances(facts: ProjectFacts, enquiry: Enquiry) -> tuple[ToleranceState, ToleranceState]:
    """Cost and time, in this order."""
    return cost_tolerance(facts, enquiry), time_tolerance(facts, enquiry)


def _state(
    facts: ProjectFacts,
    enquiry: Enquiry,
    dimension: Dimension,
    standing: Standing,
    bound: Bound,
    deviation: Decimal,
    limit: Decimal,
    share: Decimal | None,
    first: SnapshotFacts | None,
    unit: DayUnit = "days",
) -> ToleranceState:
    is_over = standing == "over"
    detected = _detected(facts, dimension, first, limit) if first and is_over else None
    return ToleranceState(
        dimension,
        standing,
        bound,
        deviation=deviation,
        limit=limit,
        share=share,
        unit=unit,
        first_over=first if is_over else None,
        detected_on=detected,
        due_on=_due_on(detected, enquiry),
        live=live_exception(facts, dimension, enquiry.today),
        lapsed=lapsed_exception(facts, dimension, enquiry.today),
        pending=pending_exception(facts, dimension),
    )


def _detected(facts: ProjectFacts, dimension: Dimension, first: SnapshotFacts, limit: Decimal) -> date | None:
    """The day the first snapshot over the limit was locked, or an earlier one that a forecast or exception gives."""
    earlier = [s.period_end for s in facts.snapshots if s.period_end < first.period_end]
    after = max(earlier, default=date.min)
    recorded = [e.breach_detected_on for e in facts.exceptions if e.dimension == dimension]
    told = [f.detected_on for f in facts.forecasts if f.as_of > after and _is_over(facts, dimension, f, limit)]
    known = [day for day in (*recorded, *told) if day is not None and day > after]
    return min([*known, *([first.locked_on] if first.locked_on else [])], default=None)


def _is_over(facts: ProjectFacts, dimension: Dimension, forecast: ForecastFacts, limit: Decimal) -> bool:
    """Whether a forecast between month ends was over the limit against the baseline of its day."""
    baseline = next(
        (each for each in reversed(facts.baselines) if each.approved_on and each.approved_on <= forecast.as_of), None
    )
    if dimension == "COST":
        grown = growth(forecast.eac, baseline.bac if baseline else None).value
        return grown is not None and grown > limit
    slip = slip_days(forecast.forecast_finish, baseline.finish if baseline else None).value
    return slip is not None and slip > limit


def _due_on(detected: date | None, enquiry: Enquiry) -> date | None:
    days = number(enquiry.library.rule("tolerance.exception_report", enquiry.today), "working_days")
    if detected is None or days is None:
        return None
    return add_working_days(detected, int(days), enquiry.calendar)


def _time_history(facts: ProjectFacts, rule: Rule | None, calendar: str) -> list[tuple[SnapshotFacts, bool]]:
    by_version = {baseline.version: baseline for baseline in facts.baselines}
    history = []
    for snapshot in facts.snapshots:
        version = snapshot.baseline_version
        limit = slip_limit(facts.baseline if version is None else by_version.get(version), rule, calendar)
        if limit is not None:
            history.append((snapshot, limit.exceeded(snapshot.forecast_finish)))
    return history


def _since(history: list[tuple[SnapshotFacts, bool]]) -> SnapshotFacts | None:
    """The first of the unbroken run of breaches that reaches the newest month end."""
    first = None
    for snapshot, is_over in reversed(history):
        if not is_over:
            break
        first = snapshot
    return first


def _share(slip: int | None, baseline: BaselineFacts | None) -> Decimal | None:
    return slip_ratio(slip, baseline.start, baseline.finish).value if baseline else None
