"""Drafting reports as a tool of the agent: what the draft says, and what is left for people to write."""

from __future__ import annotations

from datetime import date

from tools.enquiry import Enquiry
from tools.reports.material import CannotDraft, Material
from tools.reports.status import TOOL, draft, empty_sections, gaps, gathered
from tools.result import ToolResult
from tools.wording.labels import label, note
from tools.wording.sentences import listed


def draft_status_report(enquiry: Enquiry, project: str, period: date | None = None) -> ToolResult:
    """The most important lines of a drafted status report; ``status_report`` gives the whole draft."""
    with enquiry.portfolio.session() as session:
        try:
            material = gathered(enquiry, session, project, period)
        except CannotDraft as refusal:
            return refusal.result
        return summary(enquiry, material)


def summary(enquiry: Enquiry, material: Material) -> ToolResult:
    """The tool's result from the material of the report."""
    report = draft(material)
    evidence = material.evidence
    name, end = label(evidence, material.facts), f"{{{material.facts.project_id}.period}}"
    missing = gaps(report)
    count = note(evidence, "gaps", "gaps for people to fill", len(missing), "count", material.facts.row)
    sections = [title.lower() for title in empty_sections(report)]
    empty = f"; nothing is recorded for {listed(sections)}" if sections else ""
    rule = enquiry.library.rule("approval.assistant", enquiry.today)
    sponsor = evidence.say("sponsor", material.facts.sponsor, material.facts.state_row)
    return ToolResult(
        tool=TOOL,
        status="OK",
        headline=f"DRAFT status report of {name} for the period to {end}. {material.status.headline}",
        facts=(
            *material.status.facts[:2],
            material.tolerance.headline,
            *_decisions(material),
            *material.status.facts[2:4],
            f"Left for people to write: {count} gaps{empty}.",
        ),
        rules=(f"A draft stays a draft until a person approves it {evidence.cite(rule)}.",) if rule else (),
        next_steps=(f"Fill the marked gaps, then send it to {sponsor} for approval; I do not submit or approve it.",),
        cautions=material.status.cautions,
        figures=material.figures,
        clauses=material.clauses,
        verdicts=tuple(
            dict.fromkeys((*material.status.verdicts, *material.tolerance.verdicts, *material.gate.verdicts))
        ),
        subjects=(material.facts.project_id,),
        as_of=material.enquiry.as_of,
        on=enquiry.today,
        arguments={"project": material.facts.project_id, "period": material.period.isoformat()},
    )


def _decisions(material: Material) -> tuple[str, ...]:
    steps = material.tolerance.next_steps
    return tuple(f"Decision or support needed: {step}" for step in steps) or ("Decisions needed: none on record.",)
