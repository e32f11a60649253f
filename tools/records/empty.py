"""The answer where a visible record lacks what a question is about: said as not recorded, with what is there."""

from __future__ import annotations

from collections.abc import Sequence

from tools.enquiry import Enquiry
from tools.result import Table, ToolResult
from tools.wording.evidence import Evidence


def not_recorded(
    enquiry: Enquiry,
    tool: str,
    evidence: Evidence,
    headline: str,
    reason: str,
    arguments: dict[str, object],
    *,
    facts: Sequence[str] = (),
    rules: Sequence[str] = (),
    next_steps: Sequence[str] = (),
    cautions: Sequence[str] = (),
    table: Table | None = None,
) -> ToolResult:
    """What is missing, and what is recorded all the same, of the subject of ``evidence``."""
    return ToolResult(
        tool=tool,
        status="INSUFFICIENT_DATA",
        kind="not_recorded",
        headline=headline,
        facts=tuple(facts),
        rules=tuple(rules),
        next_steps=tuple(next_steps),
        cautions=tuple(cautions),
        table=table,
        figures=evidence.figures,
        clauses=evidence.clauses,
        verdicts=evidence.verdicts,
        subjects=(evidence.subject,),
        as_of=enquiry.as_of,
        on=enquiry.today,
        reason=reason,
        arguments=arguments,
    )
