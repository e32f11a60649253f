"""Who approves a gate or an investment, by whole-life cost."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.change.levels import body_words, ladder_line, limits_words
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.judgement.authority import Level, level_for, levels
from tools.records.answering import answer
from tools.result import ToolResult
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from knowledge.library import Rule

NO_RULE = "no rule on who approves investment is held for this day"
NO_COST = "no whole-life cost is recorded"


def of_investment(
    enquiry: Enquiry,
    tool: str,
    evidence: Evidence,
    cost: Decimal | None,
    subject: str,
    facts: ProjectFacts | None,
    arguments: Mapping[str, object],
) -> ToolResult:
    """The body that holds authority for a whole-life cost, of a project or as typed."""
    rule = enquiry.library.rule("authority.investment", enquiry.today)
    every = levels(rule) if rule else ()
    level = level_for(every, cost, None) if cost is not None else None
    subjects = (facts.project_id,) if facts else ()
    if rule is None or (cost is None and facts is not None):
        reason = NO_RULE if rule is None else NO_COST
        about = f"{{{facts.project_id}}}" if facts else "an investment"
        return answer(
            tool, enquiry, evidence, f"I cannot say who approves the gates of {about}: {reason}.",
            rules=(ladder_line(evidence, rule, every),) if rule else (),
            subjects=subjects, arguments=arguments, status="INSUFFICIENT_DATA", reason=reason,
        )  # fmt: skip
    if cost is None or level is None:
        return answer(
            tool, enquiry, evidence, "It depends on the whole-life cost.", rules=(ladder_line(evidence, rule, every),),
            next_steps=("Give the whole-life cost, and I will say who approves it.",), arguments=arguments,
        )  # fmt: skip
    source = facts.row if facts else "question"
    wlc = evidence.say("wlc", cost, source, subject=subject)
    body = body_words(evidence, rule, level)
    whose = f"the gates of {{{facts.project_id}}}" if facts else "a project"
    return answer(
        tool,
        enquiry,
        evidence,
        f"The {body} approves {whose}: the whole-life cost is {wlc}.",
        facts=(_sponsor(evidence, level, facts),),
        rules=(_limit_line(evidence, rule, every, level), _self_rule(enquiry, evidence)),
        subjects=subjects,
        arguments=arguments,
    )


def _limit_line(evidence: Evidence, rule: Rule, every: tuple[Level, ...], level: Level) -> str:
    """The limits between which the level decides."""
    place = every.index(level)
    limits = limits_words(evidence, rule, level)
    if place:
        below = limits_words(evidence, rule, every[place - 1]).removeprefix("up to ")
        limits = f"for more than {below}{f' and {limits}' if limits else ''}"
    return f"The {body_words(evidence, rule, level)} decides {limits} {evidence.cite(rule)}."


def _sponsor(evidence: Evidence, level: Level, facts: ProjectFacts | None) -> str:
    if facts is None or facts.sponsor is None or level.body.casefold() != "sponsor":
        return ""
    return f"The sponsor is {evidence.say('sponsor', facts.sponsor, facts.state_row)}."


def _self_rule(enquiry: Enquiry, evidence: Evidence) -> str:
    rule = enquiry.library.rule("approval.self", enquiry.today)
    if rule is None:
        return ""
    most = evidence.limit(rule, "delegated_up_to", "money")
    return (
        f"Nobody approves the gate or change of their own project alone; up to {most} it is delegated to the role "
        f"{evidence.cite(rule)}."
    )
