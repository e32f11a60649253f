"""What is said of a tolerance breach: since when, what covers it, and what is due."""

from __future__ import annotations

from tools.facts.permissions import ExceptionFacts
from tools.judgement.dimensions import Case
from tools.judgement.exceptions import covers
from tools.judgement.tolerances import ToleranceState
from tools.result import Verdict

NAMES = {"COST": "cost", "SCHEDULE": "time"}


def since_words(case: Case, state: ToleranceState) -> str:
    """When the breach first showed, as a sentence; empty where no month end tells."""
    first, name = state.first_over, NAMES[state.dimension]
    if first is None:
        return ""
    since = case.evidence.say(f"{name}_breach_since", first.period_end, first.row)
    if state.detected_on is None:
        return f"The {name} breach first shows in the data of {since}."
    detected = case.evidence.say(f"{name}_breach_detected", state.detected_on, first.row)
    return f"The {name} breach first shows in the data of {since}, detected on {detected}."


def exception_words(case: Case, state: ToleranceState) -> list[str]:
    """Which exception is live, waits or has lapsed, as sentences."""
    if state.live is not None:
        return [_live(case, state, state.live)]
    if state.pending is not None:
        label = _label(case, state.pending)
        raised = case.evidence.say(
            "exception_raised", state.pending.raised_on, state.pending.row, subject=state.pending.exception_id
        )
        return [f"Exception report {label}, raised on {raised}, waits for a decision."]
    if state.lapsed is not None:
        until = case.evidence.say(
            "exception_until", state.lapsed.approved_until, state.lapsed.row, subject=state.lapsed.exception_id
        )
        return [f"Exception {_label(case, state.lapsed)} lapsed on {until}."]
    return [f"No {NAMES[state.dimension]} exception is recorded."]


def _live(case: Case, state: ToleranceState, exception: ExceptionFacts) -> str:
    label = _label(case, exception)
    subject = exception.exception_id
    limit = case.evidence.say("exception_limit", exception.approved_limit, exception.row, subject=subject)
    until = case.evidence.say("exception_until", exception.approved_until, exception.row, subject=subject)
    if covers(exception, state.share):
        return f"Exception {label} allows up to {limit} until {until}, and the forecast is within that."
    return f"Exception {label} allows up to {limit} until {until}; the forecast is over that too."


def _label(case: Case, exception: ExceptionFacts) -> str:
    return case.evidence.label(exception.exception_id, exception.exception_id, exception.row)


def report_rule(case: Case, states: list[ToleranceState]) -> tuple[str, ...]:
    """What the standard asks for after a breach, with its clause; nothing where none is over or no rule is held."""
    rule = case.enquiry.library.rule("tolerance.exception_report", case.enquiry.today)
    if rule is None or not any(state.standing == "over" for state in states):
        return ()
    days = case.evidence.limit(rule, "working_days", "working_days")
    return (f"A breach needs an exception report within {days} of its detection {case.evidence.cite(rule)}.",)


def next_steps(case: Case, states: list[ToleranceState]) -> tuple[str, ...]:
    """What is to be done about each tolerance, most urgent first."""
    steps = []
    for state in states:
        if state.standing == "under":
            steps.append("Correct the estimate, or propose to return the money; no exception report is needed.")
        elif state.standing == "over" and not state.covered:
            steps.append(_report_due(case, state))
        elif state.covered and state.live is not None and state.live.approved_until is not None:
            until = case.evidence.say(
                "exception_until", state.live.approved_until, state.live.row, subject=state.live.exception_id
            )
            steps.append(f"Bring the forecast back, or renew the exception, by {until}.")
    return tuple(dict.fromkeys(steps))


def _report_due(case: Case, state: ToleranceState) -> str:
    name = NAMES[state.dimension]
    if state.pending is not None:
        return f"Chase the decision on exception {_label(case, state.pending)}."
    if state.due_on is None:
        return f"Raise an exception report on {name}."
    due = case.evidence.say(f"{name}_report_due", state.due_on, *case.measurement.sources)
    if state.due_on < case.enquiry.today:
        case.evidence.judge(Verdict(case.facts.project_id, "exception report", "time", "late"))
        return f"Raise the exception report on {name} now: it was due on {due} and is late."
    return f"Raise an exception report on {name}: it is due on {due}."
