"""An open gate in words: what is in place, what is missing, and by when the papers are due."""

from __future__ import annotations

from datetime import date

from tools.facts.governance import GateFacts
from tools.gates.case import GATES, GateCase, is_passed
from tools.gates.combining import combining_lines
from tools.gates.conditions import conditions_lines, conditions_rules, conditions_unrecorded, overdue
from tools.gates.requirements import Holding
from tools.gates.waived import uncovered, waived_lines
from tools.portfolio.calendar import add_working_days, working_days_between
from tools.result import ToolResult
from tools.wording.labels import label, note
from tools.wording.sentences import listed


def tell_readiness(case: GateCase, arguments: dict[str, object]) -> ToolResult:
    """Whether the project is ready for the gate on the records of today, and what to do until the board meets."""
    earlier = earlier_open(case)
    papers = papers_due(case)
    late = papers is not None and papers < case.enquiry.today and not _submitted(case)
    ready = not uncovered(case) and not earlier and not late and not overdue(case)
    case.judge("ready" if ready else "not ready")
    return case.result(
        arguments,
        headline=_headline(case, ready),
        facts=(
            *case.named("Missing", "missing"),
            *case.named("Not yet approved", "draft", "later"),
            *waived_lines(case),
            *case.named("In place", "met"),
            *_meeting(case, papers),
            *_earlier(case, earlier),
            *conditions_lines(case, case.facts.gates, "earlier approvals"),
            *case.optional(),
            *_last_decision(case),
        ),
        rules=(*_rules(case, papers), *combining_lines(case), *conditions_rules(case)),
        next_steps=_next_steps(case, papers),
        cautions=(*conditions_unrecorded(case, case.facts.gates), *case.unsettled()),
    )


def papers_due(case: GateCase) -> date | None:
    """The last day for the papers; None without a board's day or a rule (``gates.papers``)."""
    rule = case.held("gates.papers")
    days = rule.values.get("working_days") if rule else None
    if case.board_day is None or not isinstance(days, int):
        return None
    return add_working_days(case.board_day, -days, case.enquiry.calendar)


def earlier_open(case: GateCase) -> tuple[str, ...]:
    """Earlier gates that the standard asked for in their time and no board has approved."""
    passed = {g.gate: g for g in case.facts.gates if is_passed(g)}
    before = GATES[: GATES.index(case.gate)] if case.gate in GATES else ()
    return tuple(code for code in before if code not in passed and _was_asked(case, code, list(passed.values())))


def _was_asked(case: GateCase, code: str, passed: list[GateFacts]) -> bool:
    """Whether the version in force when the next gate was decided, or today, knows the gate."""
    later = [g.decision_date for g in passed if g.gate > code and g.decision_date]
    on = min(later, default=case.enquiry.today)
    if later and case.combined(code, on):
        return False
    return case.enquiry.library.rule(f"gates.matrix.{code}", on) is not None


def _headline(case: GateCase, ready: bool) -> str:
    project, gate = label(case.evidence, case.facts), case.gate_handle()
    met, required = case.counts()
    if ready and case.lacking:
        return (
            f"{project} is ready for {gate} on the records: {met} of {required} required artefacts are in place, and "
            "live waivers cover the rest."
        )
    if case.lacking or not case.required:
        stands = "ready" if ready else "not ready"
        return f"{project} is {stands} for {gate}: {met} of {required} required artefacts are in place."
    if ready:
        return f"{project} is ready for {gate} on the records: all {required} required artefacts are in place."
    return f"{project} is not ready for {gate}, although all {required} required artefacts are in place."


def _meeting(case: GateCase, papers: date | None) -> tuple[str, ...]:
    if case.board_day is None:
        return ("No date is planned for this gate.",)
    planned = case.review.planned_date if case.review else None
    day = note(case.evidence, f"{case.key}_board_date", "day of the board", case.board_day, "date", case.row)
    board = case.review.board if case.review else None
    who = note(case.evidence, f"{case.key}_board", "deciding board", board, "name", case.row) if board else "The board"
    said = [
        f"{who} meets on {day}."
        if case.board_day >= case.enquiry.today
        else f"It was planned for {day} and is not decided."
    ]
    if planned and planned != case.board_day:
        on_record = note(case.evidence, f"{case.key}_planned", "planned day on record", planned, "date", case.row)
        said.append(f"The record plans this gate for {on_record}.")
    return (*said, *_papers(case, papers))


def _papers(case: GateCase, papers: date | None) -> tuple[str, ...]:
    if papers is None:
        return ()
    rule = case.held("gates.papers")
    source = f"rulebook/{rule.rule_id}/{rule.clause.ref}" if rule else ""
    due = note(case.evidence, f"{case.key}_papers_due", "papers due", papers, "date", case.row, source)
    submitted = _submitted(case)
    if submitted:
        on = note(case.evidence, f"{case.key}_papers_on", "papers submitted", submitted, "date", case.row)
        return (f"The papers were due on {due} and submitted on {on}.",)
    if papers < case.enquiry.today:
        return (f"The papers were due on {due}; none are recorded as submitted.",)
    calendar = case.enquiry.calendar
    days = working_days_between(case.enquiry.today, papers, calendar)
    left = note(case.evidence, f"{case.key}_papers_left", "time left for the papers", days, "working_days", case.row)
    return (f"The papers are due on {due}, in {left}." if days else f"The papers are due today, {due}.",)


def _earlier(case: GateCase, earlier: tuple[str, ...]) -> tuple[str, ...]:
    if earlier:
        return (f"Not yet passed before it: {listed([case.gate_handle(code, case.facts.row) for code in earlier])}.",)
    passed = sorted((g for g in case.facts.gates if is_passed(g) and g.gate < case.gate), key=lambda g: g.gate)
    dated = []
    for gate in passed:
        key = f"{gate.gate.lower()}_decision_date"
        on = note(case.evidence, key, "day of the decision", gate.decision_date, "date", gate.row)
        dated.append(f"{case.gate_handle(gate.gate, gate.row)} on {on}")
    return (f"Passed before it: {listed(dated)}.",) if dated else ()


def _last_decision(case: GateCase) -> tuple[str, ...]:
    decided = [g for g in case.facts.gates if g.gate == case.gate and g.decision != "PENDING" and g.decision_date]
    if not decided:
        return ()
    last = max(decided, key=lambda g: g.decision_date or date.min)
    what = note(case.evidence, f"{case.key}_decision", "gate decision", last.decision, "state", last.row)
    on = note(case.evidence, f"{case.key}_decision_date", "day of the decision", last.decision_date, "date", last.row)
    return (f"The last decision on this gate was {what}, on {on}.",)


def _rules(case: GateCase, papers: date | None) -> tuple[str, ...]:
    said = []
    if case.matrix:
        said.append(f"The standard lists what this gate asks for {case.evidence.cite(case.matrix)}.")
    rule = case.held("gates.papers")
    if rule and papers:
        days = case.evidence.limit(rule, "working_days", "working_days")
        said.append(f"Papers reach the board at least {days} before it meets {case.evidence.cite(rule)}.")
    return tuple(said)


def _next_steps(case: GateCase, papers: date | None) -> tuple[str, ...]:
    if not uncovered(case):
        return ()
    names = listed([f"the {h.requirement.name}" for h in _by_outcome(uncovered(case))])
    ahead = papers is not None and papers >= case.enquiry.today
    until = f"By {{{case.facts.project_id}.{case.key}_papers_due}}" if ahead else "Before the board meets"
    who = f" (project manager: {case.evidence.say('pm', case.facts.pm, case.facts.state_row)})" if case.facts.pm else ""
    return (f"{until}, get approved: {names}{who}.",)


def _by_outcome(lacking: tuple[Holding, ...]) -> list[Holding]:
    return sorted(lacking, key=lambda h: h.outcome != "missing")


def _submitted(case: GateCase) -> date | None:
    return case.review.papers_submitted_on if case.review else None
