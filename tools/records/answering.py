"""A finished answer from its parts, so that every tool leaves in one shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tools.enquiry import Enquiry
from tools.result import Kind, Status, Table, ToolResult
from tools.wording.evidence import Evidence


def answer(
    tool: str,
    enquiry: Enquiry,
    evidence: Evidence,
    headline: str,
    *,
    facts: Iterable[str] = (),
    rules: Iterable[str] = (),
    next_steps: Iterable[str] = (),
    cautions: Iterable[str] = (),
    warnings: Iterable[str] = (),
    table: Table | None = None,
    subjects: Iterable[str] = (),
    arguments: Mapping[str, object] | None = None,
    status: Status = "OK",
    kind: Kind = "answer",
    reason: str | None = None,
) -> ToolResult:
    """The result with empty sentences left out and each sentence once; arguments without a value are left out."""
    return ToolResult(
        tool=tool,
        status=status,
        kind=kind,
        headline=headline,
        facts=_once(facts),
        rules=_once(rules),
        next_steps=_once(next_steps),
        cautions=_once(cautions),
        warnings=_once(warnings),
        figures=evidence.figures,
        clauses=evidence.clauses,
        verdicts=evidence.verdicts,
        table=table if table and table.rows else None,
        subjects=tuple(dict.fromkeys(subjects)),
        as_of=enquiry.as_of,
        on=enquiry.today,
        reason=reason,
        arguments={key: value for key, value in (arguments or {}).items() if value not in (None, False)},
    )


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))
