"""Earned value and earned schedule of a recorded project, and of numbers that somebody types."""

from __future__ import annotations

from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.judgement.baselines import original_line
from tools.judgement.dimensions import Case
from tools.judgement.forecast import EarnedValueRules
from tools.performance.estimates import estimates, gap_limit, table
from tools.performance.given import calculate_earned_value
from tools.performance.progress import (
    cost_line,
    finishes_line,
    schedule_lines,
    sums_line,
    time_line,
    variance_lines,
    which_line,
)
from tools.records.find import absent, find_project
from tools.result import ToolResult
from tools.wording.sentences import sentence

__all__ = ["calculate_earned_value", "earned_value"]

TOOL = "earned_value"
TIME_FIRST = ("schedule", "finish", "time")
"""What a question may be about so that the answer begins with the finish."""


def earned_value(enquiry: Enquiry, project: str, focus: str | None = None) -> ToolResult:
    """Every index and estimate of one project, which estimate to use, and the forecast finishes (F-EVM, F-ES)."""
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(enquiry, session, TOOL, project, {"project": project})
    return measured(facts, enquiry, focus)


def measured(facts: ProjectFacts, enquiry: Enquiry, focus: str | None = None) -> ToolResult:
    """The result for facts that are already loaded."""
    case = Case.of(facts, enquiry)
    m = case.measurement
    if m.ev.status != "OK" or m.totals.ev is None or m.totals.ac is None:
        return _not_measured(case, focus)
    rules = EarnedValueRules.of(enquiry.library, enquiry.today)
    rows = [*estimates(case.evidence, m.ev, m.totals.bac, m.sources), *_own_row(case)]
    cost, time = cost_line(case), time_line(case)
    headline = (time, cost) if focus in TIME_FIRST else (cost, time)
    supporting = (
        which_line(case, rules),
        finishes_line(case),
        sums_line(case),
        *variance_lines(case),
        *schedule_lines(case),
        original_line(case),
    )
    return ToolResult(
        tool=TOOL,
        status="OK",
        headline=" ".join(line for line in headline if line),
        facts=tuple(line for line in supporting if line),
        rules=_rules(case, rules),
        next_steps=_next_steps(case, rules),
        cautions=_cautions(case, rules),
        figures=case.evidence.figures,
        clauses=case.evidence.clauses,
        verdicts=case.evidence.verdicts,
        table=table(rows),
        subjects=(facts.project_id,),
        as_of=enquiry.as_of,
        on=enquiry.today,
        warnings=tuple(sentence(warning) for warning in m.ev.warnings),
        arguments=_arguments(case, focus),
    )


def _own_row(case: Case) -> list[tuple[str, ...]]:
    snapshot, m = case.facts.snapshot, case.measurement
    if snapshot is None or snapshot.pm_eac is None:
        return []
    own = case.evidence.say("eac_pm", snapshot.pm_eac, snapshot.row)
    growth = case.evidence.say("growth_pm", m.growth_pm, *m.sources)
    return [("manager's own", own, growth, "a bottom-up estimate of the work left supports it")]


def _rules(case: Case, rules: EarnedValueRules) -> tuple[str, ...]:
    evidence, said = case.evidence, []
    if rules.default is not None and gap_limit(rules.default) is not None:
        gap = evidence.limit(rules.default, "tcpi_gap", "index")
        said.append(
            f"BAC/CPI is the default; a bottom-up estimate replaces it while TCPI − CPI is at most {gap} "
            f"{evidence.cite(rules.default)}."
        )
    index = case.enquiry.library.rule("ev.schedule_index", case.enquiry.today)
    if index is not None:
        said.append(f"SPI(t) is the schedule index of record, not SPI in money {evidence.cite(index)}.")
    return tuple(said)


def _next_steps(case: Case, rules: EarnedValueRules) -> tuple[str, ...]:
    gap, limit = case.measurement.tcpi_gap.value, gap_limit(rules.default)
    if gap is None or limit is None or gap <= limit:
        return ()
    pm = case.evidence.say("pm", case.facts.pm, case.facts.state_row)
    return (f"Ask {pm} for a bottom-up estimate, or report BAC/CPI beside the manager's figure.",)


def _cautions(case: Case, rules: EarnedValueRules) -> tuple[str, ...]:
    evidence, m = case.evidence, case.measurement
    stands = case.forecast.standing if case.forecast else "no rule"
    said = []
    if stands == "out of scope" and rules.scope is not None:
        said.append(
            "No rule asks for earned value here, so these indices inform but count neither for a colour nor for "
            f"tolerance {evidence.cite(rules.scope)}."
        )
    if stands == "too early" and rules.reliable is not None:
        done = evidence.say("complete", m.ev.complete, *m.sources)
        least = evidence.limit(rules.reliable, "complete_from", "ratio")
        said.append(
            f"Reliability is low: the project is {done} complete, and indices count from {least} "
            f"{evidence.cite(rules.reliable)}."
        )
    if rules.default is None:
        said.append("No rule on the estimate at completion is held for this day; BAC/CPI is the usual default.")
    if m.es is None or m.es.status != "OK":
        said.append(f"Earned schedule is not defined: {m.spi_t.reason}.")
    else:
        said += [sentence(warning) for warning in m.es.warnings]
    return tuple(said)


def _not_measured(case: Case, focus: str | None) -> ToolResult:
    m = case.measurement
    reason = m.ev.reason or "no earned value is recorded"
    supporting = []
    if m.totals.ac is not None:
        supporting.append(f"AC is {case.evidence.say('ac', m.totals.ac, *m.sources)}.")
    if case.facts.forecast_finish is not None:
        own = case.evidence.say("finish_pm", case.facts.forecast_finish, *m.sources)
        supporting.append(f"The manager's forecast finish is {own}.")
    return ToolResult(
        tool=TOOL,
        status="INVALID_INPUT" if m.ev.status == "INVALID_INPUT" else "INSUFFICIENT_DATA",
        headline=f"Earned value of {{{case.facts.project_id}}} cannot be computed: {reason}.",
        facts=tuple(supporting),
        figures=case.evidence.figures,
        subjects=(case.facts.project_id,),
        as_of=case.enquiry.as_of,
        on=case.enquiry.today,
        reason=reason,
        arguments=_arguments(case, focus),
    )


def _arguments(case: Case, focus: str | None) -> dict[str, object]:
    arguments: dict[str, object] = {"project": case.facts.project_id}
    return arguments | ({"focus": focus} if focus else {})
