"""Whether a project is within its cost and time tolerance, since when not, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.judgement.breaches import NAMES, exception_words, next_steps, report_rule, since_words
from tools.judgement.dimensions import Case, finish_words
from tools.judgement.forecast import number
from tools.judgement.rating import within_exception
from tools.judgement.slips import DayUnit
from tools.judgement.tolerances import ToleranceState, tolerances
from tools.judgement.waivers import waived_line
from tools.records.find import absent, find_project
from tools.result import ToolResult, Verdict
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed, sentence

if TYPE_CHECKING:
    from knowledge.library import Rule

TOOL = "tolerance_check"


def tolerance_check(enquiry: Enquiry, project: str) -> ToolResult:
    """Cost and time of one project against tolerance, with exceptions and the day a report is due."""
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(enquiry, session, TOOL, project, {"project": project})
    return check(facts, enquiry)


def check(facts: ProjectFacts, enquiry: Enquiry) -> ToolResult:
    """The result for facts that are already loaded."""
    case = Case.of(facts, enquiry)
    states = tolerances(facts, enquiry)
    judged = [state for state in states if state.standing != "unknown"]
    if not judged:
        return _not_judged(case, states)
    facts_said = [line for state in judged for line in _lines(case, state)]
    return ToolResult(
        tool=TOOL,
        status="OK",
        headline=_headline(case, judged),
        facts=(*facts_said, *(_unknown(state) for state in states if state.standing == "unknown")),
        rules=(*_rules(case, judged), *report_rule(case, judged)),
        next_steps=next_steps(case, judged),
        cautions=_cautions(case, judged),
        figures=case.evidence.figures,
        clauses=case.evidence.clauses,
        verdicts=case.evidence.verdicts,
        subjects=(facts.project_id,),
        as_of=enquiry.as_of,
        on=enquiry.today,
        arguments={"project": facts.project_id},
    )


def _headline(case: Case, states: list[ToleranceState]) -> str:
    label, over = f"{{{case.facts.project_id}}}", [state for state in states if state.standing == "over"]
    words = _cost_words(case) if any(state.dimension == "COST" for state in over or states) else finish_words(case)
    if any(state.standing == "under" for state in states):
        return f"{label} is outside its cost tolerance on the low side: {words}."
    if not over:
        return f"{label} is within its {listed([NAMES[state.dimension] for state in states])} tolerance: {words}."
    names = listed([NAMES[state.dimension] for state in over])
    live = over[0].live
    if live is not None and all(state.covered for state in over):
        covered = within_exception(case.evidence, live)
        return f"{label} is over its normal {names} tolerance but {covered}: {words}."
    return f"{label} is over its {names} tolerance: {words}. No live exception covers it."


def _cost_words(case: Case) -> str:
    forecast = case.forecast
    if forecast is None or forecast.eac is None:
        return "no forecast cost is recorded"
    say, sources = case.evidence.say, case.measurement.sources
    by = "forecast by performance (BAC/CPI)" if forecast.basis == "performance" else "manager's forecast"
    over = forecast.eac / forecast.baseline.bac - 1
    return (
        f"the {by} of {say('eac', forecast.eac, *sources)} is {say('cost_variance', over, *sources)} "
        f"against the budget of {say('bac', forecast.baseline.bac, forecast.baseline.row)}"
    )


def _lines(case: Case, state: ToleranceState) -> list[str]:
    name, holds = NAMES[state.dimension], "within" if state.standing == "within" else "over"
    if state.standing != "under":
        case.evidence.judge(Verdict(case.facts.project_id, name, "limit", holds))
    if state.dimension == "COST":
        lines = [_cost_room(case, state), _own_estimate(case)]
    else:
        lines = [sentence(f"{finish_words(case)}, {holds} the time tolerance"), _time_room(case, state)]
    if state.standing == "over":
        lines += [since_words(case, state), *exception_words(case, state)]
    return [line for line in lines if line]


def _own_estimate(case: Case) -> str:
    snapshot, forecast = case.facts.snapshot, case.forecast
    if snapshot is None or snapshot.pm_eac is None or forecast is None or forecast.basis != "performance":
        return ""
    own = case.evidence.say("eac_pm", snapshot.pm_eac, snapshot.row)
    growth = case.evidence.say("growth_pm", case.measurement.growth_pm, *case.measurement.sources)
    return f"The manager's own EAC is {own}, {growth} against the budget."


def _cost_room(case: Case, state: ToleranceState) -> str:
    """How much the forecast is below or above the limit."""
    forecast, say, sources = case.forecast, case.evidence.say, case.measurement.sources
    lower = number(state.rule, "lower")
    if forecast is None or forecast.eac is None or state.rule is None or state.limit is None:
        return ""
    if state.standing == "under" and lower is not None:
        return f"The lower tolerance is {case.evidence.limit(state.rule, 'lower', 'ratio')}."
    share = case.evidence.limit(state.rule, "upper", "ratio")
    limit = forecast.baseline.bac * (1 + state.limit)
    left = limit - forecast.eac
    at = f"The cost tolerance is {share}, which puts the limit at {say('cost_limit', limit, *sources)}"
    if left < 0:
        return f"{at}; the forecast is {say('cost_excess', -left, *sources)} above it."
    return f"{at}; cost headroom is {say('cost_headroom', left, *sources)}."


def _time_room(case: Case, state: ToleranceState) -> str:
    """How many days the forecast finish is before or after the limit."""
    say, sources = case.evidence.say, case.measurement.sources
    if state.limit is None or state.deviation is None:
        return ""
    left = state.limit - state.deviation
    at = f"The time tolerance is {say('time_limit', state.limit, *sources, unit=state.unit)}"
    if left < 0:
        return f"{at}; the forecast is {say('time_excess', -left, *sources, unit=state.unit)} beyond it."
    return f"{at}; time headroom is {say('time_headroom', left, *sources, unit=state.unit)}."


def _rules(case: Case, states: list[ToleranceState]) -> tuple[str, ...]:
    said = ((_rule(case, state), waived_line(case.evidence, state.bound)) for state in states)
    return tuple(line for lines in said for line in lines if line)


def _rule(case: Case, state: ToleranceState) -> str:
    rule = state.rule
    if rule is None:
        return ""
    evidence = case.evidence
    if state.dimension == "COST":
        lower = f"{evidence.limit(rule, 'lower', 'ratio')} to " if "lower" in rule.values else ""
        upper = evidence.limit(rule, "upper", "ratio")
        return f"Forecast cost may differ from the budget at completion by {lower}{upper} {evidence.cite(rule)}."
    return f"The finish may slip by {_slip_words(evidence, state.unit, rule)} {evidence.cite(rule)}."


def _slip_words(evidence: Evidence, unit: DayUnit, rule: Rule) -> str:
    """How far a finish may slip, as the rule states it."""
    if unit == "working_days":
        return f"up to {evidence.limit(rule, 'working_days', 'working_days')}"
    parts = [f"{evidence.limit(rule, 'ratio', 'ratio')} of the baseline duration"] if "ratio" in rule.values else []
    parts += [evidence.limit(rule, "days", "days")] if "days" in rule.values else []
    return f"the lower of {' or '.join(parts)}" if len(parts) > 1 else f"up to {parts[0]}"


def _cautions(case: Case, states: list[ToleranceState]) -> tuple[str, ...]:
    cautions = ["Scope and benefits tolerance are not judged here; the status shows the colours of scope and benefits."]
    if case.forecast and case.forecast.standing == "too early":
        cautions.append("The project is too early for CPI to count, so only the manager's own forecast is judged.")
    if case.forecast and case.forecast.standing == "no rule":
        cautions.append("No rule on earned value is held, so only the manager's own forecast is judged.")
    if case.facts.run_state == "ON_HOLD":
        cautions.append("The project is on hold, so its finish forecast stands still.")
    return tuple(cautions)


def _unknown(state: ToleranceState) -> str:
    return f"{NAMES[state.dimension].capitalize()} tolerance cannot be judged: {state.missing}."


def _not_judged(case: Case, states: tuple[ToleranceState, ToleranceState]) -> ToolResult:
    missing = case.facts.baseline is None
    reason = "it has no baseline, so no tolerance applies" if missing else states[0].missing or ""
    return ToolResult(
        tool=TOOL,
        status="NOT_APPLICABLE" if missing else "INSUFFICIENT_DATA",
        headline=f"No tolerance can be judged for {{{case.facts.project_id}}}: {reason}.",
        figures=case.evidence.figures,
        subjects=(case.facts.project_id,),
        as_of=case.enquiry.as_of,
        on=case.enquiry.today,
        reason=reason,
        arguments={"project": case.facts.project_id},
    )
