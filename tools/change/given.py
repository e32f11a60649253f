"""Who approves a change of typed numbers: nothing of the portfolio is read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.growth import cumulative_change
from tools.change.levels import body_words, ladder_line
from tools.enquiry import Enquiry
from tools.judgement.authority import Level, level_for, levels
from tools.records.answering import answer
from tools.result import ToolResult
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from knowledge.library import Rule

GIVEN, SOURCE = "given", "question"


def by_typed_numbers(
    enquiry: Enquiry,
    tool: str,
    amount: Decimal | None,
    percent: Decimal | None,
    budget: Decimal | None,
    approved: Decimal,
    arguments: Mapping[str, object],
) -> ToolResult:
    """Who approves a typed change (F-CHG); where the budget is not given, what the amount alone settles."""
    rule = enquiry.library.rule("authority.changes", enquiry.today)
    evidence = Evidence(GIVEN, None)
    if rule is None:
        reason = "no rule on who approves changes is held for this day"
        headline = f"I cannot say who approves that: {reason}."
        return answer(tool, enquiry, evidence, headline, arguments=arguments, status="INSUFFICIENT_DATA", reason=reason)
    size = amount if amount is not None or percent is None or budget is None else percent * budget
    headline, facts = _said(enquiry, evidence, rule, size, percent, budget, approved)
    cumulative = enquiry.library.rule("changes.cumulative", enquiry.today)
    total = (
        f"The total since the baseline, with the request, sets the level {evidence.cite(cumulative)}."
        if cumulative
        else ""
    )
    return answer(
        tool,
        enquiry,
        evidence,
        headline,
        facts=facts,
        rules=(ladder_line(evidence, rule, levels(rule)), total),
        next_steps=("Name the project, and I will count what is approved on it already.",),
        arguments=arguments,
    )


def _said(
    enquiry: Enquiry,
    evidence: Evidence,
    rule: Rule,
    size: Decimal | None,
    percent: Decimal | None,
    budget: Decimal | None,
    approved: Decimal,
) -> tuple[str, tuple[str, ...]]:
    """The headline and the facts for what is known of the size."""
    every = levels(rule)
    if size is not None and budget:
        share = cumulative_change((approved,), budget, size)
        level = level_for(every, size + approved, share.value)
        if level is None:
            return "None of the levels of the rule covers that size.", ()
        said = evidence.say("total_share", share, SOURCE)
        total, bac = evidence.say("total_cost", size + approved, SOURCE), evidence.say("bac", budget, SOURCE)
        body = body_words(evidence, rule, level)
        return f"The {body} approves it: in total {total} is {said} of the budget of {bac}.", ()
    if percent is not None and size is None:
        return _by_share(evidence, rule, every, percent)
    if size is None:
        return "It depends on the size of the change and on the budget.", ()
    return _by_amount(evidence, rule, every, size + approved)


def _by_share(evidence: Evidence, rule: Rule, every: tuple[Level, ...], share: Decimal) -> tuple[str, tuple[str, ...]]:
    """The lowest level that a share allows; its limit in money may send it further up."""
    level = next((each for each in every if each.ratio is None or share <= each.ratio), None)
    if level is None:
        return "None of the levels of the rule covers that size.", ()
    said, body = evidence.say("total_share", share, SOURCE), body_words(evidence, rule, level)
    alone = "" if level.up_to is None else "The level also has a limit in money: beyond it the next one decides."
    return f"A change that makes {said} of the budget in total is for the {body}.", (alone,)


def _by_amount(
    evidence: Evidence, rule: Rule, every: tuple[Level, ...], amount: Decimal
) -> tuple[str, tuple[str, ...]]:
    """The lowest level that an amount allows: which one it is depends on the budget."""
    level = next((each for each in every if each.up_to is None or amount <= each.up_to), None)
    if level is None:
        return "None of the levels of the rule covers that size.", ()
    said, body = evidence.say("total_cost", amount, SOURCE), body_words(evidence, rule, level)
    least = f"at the lowest the {body}" if level.ratio is not None else f"the {body}"
    head = f"It depends on the budget: a change of {said} in total is for {least}."
    if level.ratio is None:
        return head, ()
    needed = evidence.say("bac", amount / level.ratio, SOURCE)
    return head, (f"The {body} may approve it where the budget is at least {needed}.",)
