"""What was approved of a business case, whether it still stacks up, and whether finishing pays (F-INV)."""

from __future__ import annotations

from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.facts.proposals import ProposalFacts
from tools.facts.value import CaseFacts
from tools.investment.cases import APPROVED, REFRESHED, newest
from tools.investment.project_case import Focus, ProjectCase
from tools.investment.proposal_case import proposed
from tools.records.empty import not_recorded
from tools.records.find import absent, find_project, find_proposal
from tools.result import ToolResult
from tools.wording.evidence import Evidence
from tools.wording.labels import label

TOOL = "investment_case"
NO_CASE = "no business case with money by year is recorded"


def investment_case(enquiry: Enquiry, project: str, focus: Focus | None = None) -> ToolResult:
    """The worth of a project's or a proposal's business case: as approved, now, and for what is still to come."""
    arguments: dict[str, object] = {"project": project, **({"focus": focus} if focus else {})}
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        proposal = None if facts else find_proposal(enquiry, session, project)
        if proposal is not None:
            return of_proposal(proposal, enquiry, focus)
        if facts is None:
            return absent(enquiry, session, TOOL, project, arguments)
    return of_project(facts, enquiry, focus)


def of_project(facts: ProjectFacts, enquiry: Enquiry, focus: Focus | None = None) -> ToolResult:
    """The result for a project whose facts are loaded."""
    arguments: dict[str, object] = {"project": facts.project_id, **({"focus": focus} if focus else {})}
    evidence = Evidence(facts.project_id, enquiry.as_of)
    named = label(evidence, facts)
    approved = newest(facts.cases, APPROVED)
    if approved is None:
        return not_recorded(enquiry, TOOL, evidence, f"The worth of {named} is open: {NO_CASE}.", NO_CASE, arguments)
    refreshed = newest(facts.cases, REFRESHED)
    if refreshed is not None and _is_older(refreshed, approved):
        refreshed = None
    return ProjectCase.of(facts, enquiry, evidence, approved, refreshed).result(arguments, focus)


def of_proposal(proposal: ProposalFacts, enquiry: Enquiry, focus: Focus | None = None) -> ToolResult:
    """The result for a proposal whose facts are loaded."""
    arguments: dict[str, object] = {"project": proposal.proposal_id, **({"focus": focus} if focus else {})}
    evidence = Evidence(proposal.proposal_id, enquiry.as_of)
    named = evidence.label(proposal.proposal_id, f"{proposal.proposal_id} {proposal.title}", proposal.row)
    case = next((each for each in reversed(proposal.cases) if each.preferred), None)
    if case is None:
        return not_recorded(enquiry, TOOL, evidence, f"The worth of {named} is open: {NO_CASE}.", NO_CASE, arguments)
    return proposed(proposal, case, enquiry, evidence, arguments, focus)


def _is_older(one: CaseFacts, other: CaseFacts) -> bool:
    return one.approved_on is not None and other.approved_on is not None and one.approved_on < other.approved_on
