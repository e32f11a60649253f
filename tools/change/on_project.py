"""Who approves a change to a recorded project: its size with what was approved before decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.change.approval import Decider, committee_rule, decider_of, person_in, role_key, rule_of, share_of
from tools.change.levels import body_words, ladder_line
from tools.change.statements import approved_line, history_cautions, rebaseline_rule
from tools.judgement.authority import Level, level_for, levels
from tools.judgement.change_history import History, history_of
from tools.judgement.dimensions import Case
from tools.records.answering import answer
from tools.result import ToolResult

if TYPE_CHECKING:
    from knowledge.library import Rule

NO_RULE = "no rule on who approves changes is held for this day"
NO_BASELINE = "it has no baseline yet, so there is nothing that a change could alter"


def of_change(
    case: Case,
    tool: str,
    amount: Decimal | None,
    percent: Decimal | None,
    is_baseline: bool,
    arguments: Mapping[str, object],
) -> ToolResult:
    """Who approves a change of that size on a project; without a size, what each level may still approve."""
    history = history_of(case.facts)
    rule = rule_of(case, "authority.changes")
    if rule is None or history.budget is None:
        return _unknown(case, tool, NO_RULE if history.budget is not None else NO_BASELINE, arguments)
    asked = amount if amount is not None else None if percent is None else percent * history.budget
    if asked is None and is_baseline and committee_rule(case):
        asked = Decimal(0)
    if asked is None:
        return _each_level(case, tool, rule, history, arguments)
    viewer = case.enquiry.viewer
    me = viewer.person_id if viewer else None
    decider = decider_of(case, case.facts.project_id, asked, is_baseline, me)
    if decider is None:
        return _unknown(case, tool, "none of the levels of the rule covers that size", arguments)
    return _decided(case, tool, decider, arguments)


def _decided(case: Case, tool: str, decider: Decider, arguments: Mapping[str, object]) -> ToolResult:
    evidence, facts = case.evidence, case.facts
    asked = evidence.say("change_cost", decider.asked, "question", subject="given")
    is_sized = bool(decider.asked) or decider.baseline_rule is None
    what = f"another {asked}" if is_sized else "the next re-baseline"
    return answer(
        tool,
        case.enquiry,
        evidence,
        f"The {decider.body_words} approves {what} on {{{facts.project_id}}}{decider.passed_on}: {decider.because}.",
        facts=(approved_line(case), _alone(decider), _person(decider), *_waiting(case, decider)),
        rules=(decider.rule,),
        next_steps=(f"Raise a change request and bring it to {decider.who}.", _no_work(case)),
        cautions=history_cautions(case),
        subjects=(facts.project_id,),
        arguments=arguments,
    )


def _alone(decider: Decider) -> str:
    """The level that the request by itself would need, where the total needs a higher one."""
    every, case = levels(decider.rule_held), decider.case
    alone = level_for(every, decider.asked, share_of(decider.asked, decider.history.budget))
    if alone is None or decider.baseline_rule or every.index(alone) >= every.index(decider.level) or decider.own:
        return ""
    share = share_of(decider.asked, decider.history.budget)
    said = case.evidence.say("request_share", share, *decider.history.sources)
    body = body_words(case.evidence, decider.rule_held, alone)
    return f"The request alone is {said} of the budget and would be for the {body}; the total sets the level."


def _person(decider: Decider) -> str:
    """Who that is on this project, where the level is one person."""
    name, _ = person_in(decider.case.facts, decider.level)
    return f"That is {decider.who}." if name and decider.baseline_rule is None else ""


def _waiting(case: Case, decider: Decider) -> Iterator[str]:
    """Requests that wait: once approved, they count with this one."""
    for change in decider.history.waiting:
        name = case.evidence.label(change.change_request_id, change.change_request_id, change.row)
        cost = case.evidence.say("change_cost", change.cost_impact, change.row, subject=change.change_request_id)
        yield f"Change {name} for {cost} waits for a decision and would count too, once approved."


def _no_work(case: Case) -> str:
    rule = rule_of(case, "changes.emergency")
    return f"Start no work on it before it is approved {case.evidence.cite(rule)}." if rule else ""


def _each_level(case: Case, tool: str, rule: Rule, history: History, arguments: Mapping[str, object]) -> ToolResult:
    """What each level may still approve, the approved changes taken off where they count."""
    evidence, every = case.evidence, levels(rule)
    counts = rule_of(case, "changes.cumulative")
    used = history.cost if counts else Decimal(0)
    said = [_room(case, rule, level, history, used) for level in every]
    return answer(
        tool,
        case.enquiry,
        evidence,
        f"It depends on the size of the change to {{{case.facts.project_id}}}: {' '.join(said[:2])}",
        facts=(*said[2:], approved_line(case)),
        rules=(
            ladder_line(evidence, rule, every),
            f"The total since the baseline, with the request, sets the level {evidence.cite(counts)}."
            if counts
            else "",
            rebaseline_rule(case),
        ),
        next_steps=("Give the amount, and I will say who approves it.",),
        cautions=history_cautions(case),
        subjects=(case.facts.project_id,),
        arguments=arguments,
    )


def _room(case: Case, rule: Rule, level: Level, history: History, used: Decimal) -> str:
    """What one level may still approve, with the name where it is one person of the project."""
    body, most = body_words(case.evidence, rule, level), level.most(history.budget)
    if most is None:
        return f"The {body} approves anything larger."
    subject = f"{case.facts.project_id}.{level.key}"
    room = case.evidence.say("approval_room", max(most - used, Decimal(0)), *history.sources, subject=subject)
    name, _ = person_in(case.facts, level)
    who = f", {case.evidence.say(role_key(level), name, case.facts.state_row)}," if name else ""
    return f"The {body}{who} may still approve {room}."


def _unknown(case: Case, tool: str, reason: str, arguments: Mapping[str, object]) -> ToolResult:
    return answer(
        tool,
        case.enquiry,
        case.evidence,
        f"I cannot say who approves a change to {{{case.facts.project_id}}}: {reason}.",
        subjects=(case.facts.project_id,),
        arguments=arguments,
        status="NOT_APPLICABLE" if reason == NO_BASELINE else "INSUFFICIENT_DATA",
        reason=reason,
    )
