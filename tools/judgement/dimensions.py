"""The colour of each dimension of a recorded project, from its facts and the rules of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tools.calculations.growth import growth
from tools.calculations.schedule import milestone_due
from tools.enquiry import Enquiry
from tools.facts.milestones import MilestoneFacts
from tools.facts.project import ProjectFacts
from tools.judgement.benefits import benefits
from tools.judgement.dependencies import late_deliveries
from tools.judgement.forecast import EarnedValueRules, Forecast, newest_forecast
from tools.judgement.grounds import (
    CPI,
    SPI_T,
    Dimension,
    Ground,
    cost_ground,
    dimension,
    finish_ground,
    floor_ground,
    milestone_ground,
)
from tools.judgement.measurement import Measurement, measure
from tools.judgement.resources import resources
from tools.judgement.risk import risk
from tools.judgement.scope import scope
from tools.portfolio.calendar import working_days_between
from tools.result import Verdict
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from knowledge.library import Rule

BEFORE_BASELINE = ("IDEA", "DEFINE", "PLAN")
NO_RULE = "no rule is held for this day"
IF_REPORTED = ("QUALITY", "STAKEHOLDER")
"""Dimensions that exist only where somebody reports them (PMO-STD-003 §3.7)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One project before its judge: its facts, its measures, and the evidence that is collected."""

    facts: ProjectFacts
    enquiry: Enquiry
    measurement: Measurement
    forecast: Forecast | None
    evidence: Evidence

    @classmethod
    def of(cls, facts: ProjectFacts, enquiry: Enquiry) -> Case:
        """Open the case of a project."""
        rules = EarnedValueRules.of(enquiry.library, enquiry.today)
        evidence = Evidence(facts.project_id, enquiry.as_of)
        evidence.label(facts.project_id, f"{facts.project_id} {facts.name}", facts.row)
        return cls(facts, enquiry, measure(facts), newest_forecast(facts, rules), evidence)

    @property
    def index_counts(self) -> bool:
        """Whether CPI and SPI(t) count for the colours."""
        return self.forecast is not None and self.forecast.standing == "counts"


def judged_dimensions(case: Case) -> tuple[Dimension, ...]:
    """Every dimension of a project, in the order of a report."""
    return (
        _cost(case),
        _schedule(case),
        scope(case, _rule(case, "rag.scope")),
        benefits(case, _rule(case, "rag.benefits")),
        resources(case, _rule(case, "rag.resources")),
        risk(case, _rule(case, "rag.risk")),
        *(_reported(case.facts, name) for name in IF_REPORTED),
    )


def _cost(case: Case) -> Dimension:
    if absent := _without_baseline(case.facts, "COST"):
        return absent
    forecast = case.forecast
    if forecast is None or forecast.eac is None:
        return Dimension("COST", "NR", missing="no forecast cost is recorded")
    variance = growth(forecast.eac, forecast.baseline.bac)
    if variance.value is None:
        return Dimension("COST", "NR", missing=variance.reason)
    say, sources = case.evidence.say, case.measurement.sources
    by = "forecast by performance (BAC/CPI)" if forecast.basis == "performance" else "manager's forecast"
    words = (
        f"the {by} of {say('eac', forecast.eac, *sources)} is {say('cost_variance', variance, *sources)} "
        f"against the budget of {say('bac', forecast.baseline.bac, forecast.baseline.row)}"
    )
    case.evidence.judge(Verdict(case.facts.project_id, "budget", "limit", "over" if variance.value > 0 else "within"))
    grounds = cost_ground(case.evidence, variance.value, words, _rule(case, "rag.cost"))
    # An index alone would let a forecast that nobody judged pass as Green.
    return dimension("COST", grounds and grounds + _cpi(case), NO_RULE)


def _cpi(case: Case) -> list[Ground]:
    cpi = case.measurement.ev.cpi
    if not case.index_counts or cpi.value is None:
        return []
    words = f"CPI is {case.evidence.say('cpi', cpi, *case.measurement.sources)}"
    rule = _rule(case, "rag.earned_value")
    return floor_ground(case.evidence, cpi.value, CPI, words, rule)


def _schedule(case: Case) -> Dimension:
    if absent := _without_baseline(case.facts, "SCHEDULE"):
        return absent
    rule, m = _rule(case, "rag.schedule"), case.measurement
    if m.slip.value is None or rule is None:
        return Dimension("SCHEDULE", "NR", missing=NO_RULE if rule is None else m.slip.reason)
    grounds = finish_ground(case.evidence, m.slip_share.value, m.slip.value, finish_words(case), rule)
    if grounds:
        grounds += [*_key_milestone(case, rule), *_spi_t(case, rule), *late_deliveries(case)]
    return dimension("SCHEDULE", grounds, NO_RULE)


def _key_milestone(case: Case, rule: Rule) -> list[Ground]:
    late = _latest_key_milestone(case)
    if late is None:
        return []
    milestone, days = late
    label = case.evidence.label(milestone.milestone_id, milestone.name, milestone.row)
    behind = case.evidence.say("late_wd", days, milestone.row, subject=milestone.milestone_id)
    words = f"the open KEY milestone {label} is {behind} behind its baseline date"
    return milestone_ground(case.evidence, days, words, rule)


def _spi_t(case: Case, rule: Rule) -> list[Ground]:
    spi_t = case.measurement.spi_t
    if not case.index_counts or spi_t.value is None:
        return []
    words = f"SPI(t) is {case.evidence.say('spi_t', spi_t, *case.measurement.sources)}"
    return floor_ground(case.evidence, spi_t.value, SPI_T, words, rule)


def finish_words(case: Case) -> str:
    """The forecast finish beside the baseline, as a clause of a sentence with handles, and its verdict."""
    facts, m, say = case.facts, case.measurement, case.evidence.say
    baseline, slip = facts.baseline, m.slip.value
    if baseline is None or slip is None:
        return "no forecast finish is recorded"
    holds = "late" if slip > 0 else "early" if slip < 0 else "on time"
    case.evidence.judge(Verdict(facts.project_id, "finish", "time", holds))
    finish = say("finish_pm", facts.forecast_finish, *m.sources)
    planned = say("finish_baseline", baseline.finish, baseline.row)
    if slip == 0:
        return f"the forecast finish of {finish} is that of the baseline"
    if slip < 0:
        return (
            f"the forecast finish of {finish} is {say('days_early', -slip, *m.sources)} before the baseline's {planned}"
        )
    share = say("slip_ratio", m.slip_share, *m.sources)
    return (
        f"the forecast finish of {finish} is {say('slip_days', slip, *m.sources)} after the baseline's {planned}, "
        f"{share} of the duration"
    )


def _latest_key_milestone(case: Case) -> tuple[MilestoneFacts, int] | None:
    """The open KEY milestone that is furthest behind its baseline date, with the working days."""
    behind = [
        (milestone, due)
        for milestone in case.facts.milestones
        if milestone.kind == "KEY" and is_open(milestone) and milestone.baseline_date is not None
        if (due := due_date(milestone, case)) is not None and due > milestone.baseline_date
    ]
    if not behind:
        return None
    calendar = case.enquiry.calendar
    counted = [
        (milestone, working_days_between(milestone.baseline_date, due, calendar))
        for milestone, due in behind
        if milestone.baseline_date is not None
    ]
    return max(counted, key=lambda pair: pair[1])


def is_open(milestone: MilestoneFacts) -> bool:
    """Whether a milestone is neither achieved nor removed."""
    return milestone.actual_date is None and milestone.status not in ("ACHIEVED", "REMOVED")


def due_date(milestone: MilestoneFacts, case: Case) -> date | None:
    """The day on which an open milestone can be expected; on hold its forecast stands still."""
    if case.facts.run_state == "ON_HOLD":
        return milestone.forecast_date or milestone.baseline_date
    return milestone_due(milestone.baseline_date, milestone.forecast_date, case.enquiry.today)


def _without_baseline(facts: ProjectFacts, name: str) -> Dimension | None:
    if facts.baseline is not None:
        return None
    if facts.stage in BEFORE_BASELINE:
        return Dimension(name, "NA", missing="there is no baseline yet")
    return Dimension(name, "NR", missing="no baseline is recorded")


def _reported(facts: ProjectFacts, name: str) -> Dimension:
    held = facts.report.colour(name) if facts.report else None
    if held is None or held.reported in ("NR", "NA"):
        return Dimension(name, "NA", missing="nobody reported it")
    return Dimension(name, held.reported, missing="it is taken as reported")


def _rule(case: Case, rule_id: str) -> Rule | None:
    return case.enquiry.library.rule(rule_id, case.enquiry.today)
