"""How one project stands: what was reported, what the figures say, and where the two differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.judgement.baselines import growth_rule, original_line
from tools.judgement.breaches import NAMES, exception_words, next_steps
from tools.judgement.dimensions import Case
from tools.judgement.rating import Judgement, judge, overall_reason, overall_rule, reason_of
from tools.judgement.tolerances import ToleranceState, tolerances
from tools.judgement.waivers import waived_line
from tools.performance.progress import finishes_line
from tools.records.find import absent, find_project
from tools.result import ToolResult, Verdict
from tools.status.last_report import (
    dimensions_line,
    next_report_line,
    recovery_line,
    report_line,
    softened_rule,
    stale_caution,
)
from tools.status.standing import (
    colours_line,
    description_caution,
    description_line,
    forecast_line,
    milestones_line,
    people_line,
    performance_line,
    reported_value,
)
from tools.wording.sentences import listed, sentence

TOOL = "project_status"


Focus = Literal["growth", "finish", "milestones", "report", "report_due"]
FOCUSED: dict[Focus, Callable[[Case], str]] = {
    "growth": original_line,
    "finish": finishes_line,
    "milestones": milestones_line,
    "report": report_line,
    "report_due": next_report_line,
}
"""The line that answers a question about one part of the status."""


def project_status(enquiry: Enquiry, project: str, focus: Focus | None = None) -> ToolResult:
    """Colours, forecasts, tolerance, milestones, the last approved report and the people of one project."""
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(enquiry, session, TOOL, project, {"project": project})
    return status_of(facts, enquiry, focus)


def status_of(facts: ProjectFacts, enquiry: Enquiry, focus: Focus | None = None) -> ToolResult:
    """The result for facts that are already loaded; with a focus, its line is the answer and the colours follow."""
    judgement = judge(facts, enquiry)
    case = judgement.case
    states = [state for state in tolerances(facts, enquiry) if state.standing != "unknown"]
    stands = f"{colours_line(judgement)} {forecast_line(case)}"
    asked = FOCUSED[focus](case) if focus else ""
    headline = f"{{{facts.project_id}}}: {asked}" if asked else stands
    lines = (
        stands if asked else "",
        *(reason_of(judgement, each) for each in judgement.dimensions if each.grounds),
        performance_line(case),
        _tolerance_line(case, states),
        original_line(case),
        report_line(case),
        next_report_line(case) if focus == "report_due" else "",
        milestones_line(case),
        people_line(case),
        recovery_line(case),
        dimensions_line(case),
        overall_reason(judgement),
        description_line(case),
    )
    rules = (*_rules(judgement), *(waived_line(case.evidence, each.bound) for each in states), softened_rule(judgement))
    steps = (*next_steps(case, states), _correction(judgement))
    cautions = (
        _unjudged(judgement),
        stale_caution(case),
        description_caution(case),
        _old_data(case),
    )
    return ToolResult(
        tool=TOOL,
        status="OK",
        headline=headline,
        facts=tuple(line for line in lines if line and line != asked),
        rules=tuple(line for line in rules if line),
        next_steps=tuple(line for line in steps if line),
        cautions=tuple(line for line in cautions if line),
        figures=case.evidence.figures,
        clauses=case.evidence.clauses,
        verdicts=case.evidence.verdicts,
        subjects=(facts.project_id,),
        as_of=enquiry.as_of,
        on=enquiry.today,
        arguments={"project": facts.project_id} | ({"focus": focus} if focus else {}),
    )


def _rules(judgement: Judgement) -> tuple[str, ...]:
    """Why each dimension has its colour, worst first, and how the overall colour is made."""
    deciding = [each for each in judgement.dimensions if each.colour in ("A", "R")]
    said = [ground.rule for each in deciding for ground in each.decisive]
    return (*said, overall_rule(judgement), growth_rule(judgement.case))


def _tolerance_line(case: Case, states: list[ToleranceState]) -> str:
    """Each tolerance in a few words, and the exception that covers a breach or that none does."""
    words = []
    for state in states:
        name = NAMES[state.dimension]
        holds = "within" if state.standing == "within" else "over" if state.standing == "over" else "under"
        if holds != "under":
            case.evidence.judge(Verdict(case.facts.project_id, name, "limit", holds))
        words.append(f"{name} is {holds} its tolerance of {_limit(case, state)}")
    if not words:
        return ""
    exceptions = [line for state in states if state.standing == "over" for line in exception_words(case, state)]
    return " ".join((sentence(listed(words)), *exceptions))


def _limit(case: Case, state: ToleranceState) -> str:
    if state.dimension == "SCHEDULE" or state.rule is None:
        return case.evidence.say("time_limit", state.limit, *case.measurement.sources, unit=state.unit)
    return case.evidence.limit(state.rule, "lower" if state.standing == "under" else "upper", "ratio")


def _correction(judgement: Judgement) -> str:
    case = judgement.case
    reported = reported_value(case, "OVERALL")
    if reported is None or judgement.overall.colour not in ("G", "A", "R") or reported == judgement.overall.colour:
        return ""
    pm = case.evidence.say("pm", case.facts.pm, case.facts.state_row)
    return f"Ask {pm} to check the reported colour against these figures."


def _unjudged(judgement: Judgement) -> str:
    by_reason: dict[str, list[str]] = {}
    for each in judgement.unjudged:
        by_reason.setdefault(each.missing or "", []).append(each.name.lower())
    return " ".join(f"Not judged, because {reason}: {listed(group)}." for reason, group in by_reason.items())


def _old_data(case: Case) -> str:
    snapshot = case.facts.snapshot
    if snapshot is None:
        return "No locked month end is recorded."
    if snapshot.period_end >= case.enquiry.as_of:
        return ""
    return f"Its newest locked figures are of {case.evidence.say('data_date', snapshot.period_end, snapshot.row)}."
