"""The one tool for open questions: which records, how many, and what they come to, under any conditions."""

from __future__ import annotations

from typing import Any

from tools.enquiry import Enquiry
from tools.query.answer import TOOL, Answer
from tools.query.asked import QueryOf
from tools.query.comparing import Misfit
from tools.query.evaluating import evaluate, prepare
from tools.query.grouping import check
from tools.query.naming import Unknown, resolved
from tools.query.registry import FIELDS
from tools.query.wording import Words
from tools.records.find import not_found
from tools.result import ToolResult
from tools.wording.evidence import Evidence


def query_portfolio(enquiry: Enquiry, **asked: Any) -> ToolResult:
    """The records of one kind that meet every condition, listed, counted or put together in groups.

    Records of projects that have ended and closed ones are left out unless a state is asked for, or ``every``.
    """
    query = QueryOf(**asked)
    arguments = query.model_dump(mode="json", exclude_unset=True)
    try:
        query, records = resolved(query, enquiry)
        prepared = prepare(query, enquiry.currency, records)
        for each in query.measures:
            check(FIELDS[each.field], each.aggregate)
    except Unknown as unknown:
        return not_found(TOOL, unknown.name, arguments)
    except Misfit as misfit:
        return _misfit(str(misfit), arguments)
    found = evaluate(prepared, enquiry)
    words = Words(enquiry, Evidence("portfolio", enquiry.as_of), query, records, prepared.ended, prepared.closed)
    return Answer(words, found).result(arguments)


def _misfit(reason: str, arguments: dict[str, object]) -> ToolResult:
    """The answer to a question that does not fit what is recorded; it says what to change."""
    return ToolResult(
        tool=TOOL,
        status="INVALID_INPUT",
        kind="clarify",
        headline=f"I cannot ask that of the records: {reason}.",
        next_steps=("Ask for another field, or see with 'pmo measures' what can be asked of which records.",),
        reason=reason,
        arguments=arguments,
    )
