"""The answer where a visible record lacks what a question is about: said as not recorded, with what is there."""

from __future__ import annotations

from collections.abc import Sequence

from tools.enquiry import Enquiry
from tools.records.answering import answer
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
    return answer(
        tool,
        enquiry,
        evidence,
        headline,
        status="INSUFFICIENT_DATA",
        kind="not_recorded",
        facts=tuple(facts),
        rules=tuple(rules),
        next_steps=tuple(next_steps),
        cautions=tuple(cautions),
        table=table,
        subjects=(evidence.subject,),
        reason=reason,
        arguments=arguments,
    )
