"""The worth of a proposal: as its author has it, at the house rate, and under the tests of the standard."""

from __future__ import annotations

from tools.enquiry import Enquiry
from tools.facts.proposals import ProposalFacts
from tools.facts.value import CaseFacts
from tools.investment.appraised import NO_RATE, Appraised, worths
from tools.investment.cases import money_of
from tools.investment.worth import Worth, worth_table
from tools.records.answering import answer
from tools.records.empty import not_recorded
from tools.result import ToolResult
from tools.wording.evidence import Evidence

TOOL = "investment_case"


def proposed(
    proposal: ProposalFacts,
    case: CaseFacts,
    enquiry: Enquiry,
    evidence: Evidence,
    arguments: dict[str, object],
    focus: str | None,
) -> ToolResult:
    """The result for a proposal with a case."""
    named = f"{{{proposal.proposal_id}}}"
    held = worths(enquiry, "author", case, money_of(case), case.row)
    if not held:
        return not_recorded(enquiry, TOOL, evidence, f"The NPV of {named} is open: {NO_RATE}.", NO_RATE, arguments)
    appraised = Appraised.of(enquiry, evidence, held[-1])
    headline, tests = _headline(evidence, named, held), appraised.lines()
    lead = f"{headline} {tests[0]}" if focus == "sensitivity" and tests else headline
    return answer(
        TOOL,
        enquiry,
        evidence,
        lead,
        facts=tests[1:] if lead != headline else tests,
        rules=appraised.rules(),
        next_steps=_next_steps(held),
        cautions=appraised.cautions([case]),
        table=worth_table(evidence, held),
        subjects=(proposal.proposal_id,),
        arguments=arguments,
    )


def _headline(evidence: Evidence, named: str, held: tuple[Worth, ...]) -> str:
    """The NPV that counts first, then that of the author's rate."""
    counts, own = held[-1], held[0]
    npv, bcr, rate = (counts.say(evidence, key) for key in ("npv", "bcr", "rate"))
    if counts is own:
        return f"{named} has an NPV of {npv} and a BCR of {bcr} at the author's rate of {rate}."
    npv_own, rate_own = own.say(evidence, "npv"), own.say(evidence, "rate")
    return (
        f"{named} has an NPV of {npv} and a BCR of {bcr} at the house rate of {rate}. At the author's rate of "
        f"{rate_own} the NPV is {npv_own}."
    )


def _next_steps(held: tuple[Worth, ...]) -> tuple[str, ...]:
    return () if len(held) == 1 else ("Show both figures in the paper, that at the house rate first.",)
