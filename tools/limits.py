"""What the assistant does not do, said honestly and with the way that does lead on."""

from __future__ import annotations

import re

from knowledge.clauses import Clause
from tools.enquiry import Enquiry
from tools.result import ToolResult

NO_DECISIONS = ("approval.assistant", "assistant.no_decisions")
"""Rules that keep decisions with people."""
TEXT_IS_DATA = ("assistant.text_is_data",)


def act(enquiry: Enquiry, wish: str) -> ToolResult:
    """Decline to decide, edit, send or grant, with the clause that says so and what can be done instead."""
    clauses = _clauses(enquiry, NO_DECISIONS)
    return ToolResult(
        tool="act",
        status="NOT_APPLICABLE",
        kind="decline",
        headline="I cannot do that for you: I read and draft; deciding, recording and changing records is for people.",
        rules=tuple(_quoted(clause) for clause in clauses),
        next_steps=(
            "I can show what the decision needs and who may take it, or draft the request or report for that person.",
        ),
        clauses=clauses,
        reason="only people decide and change records",
        arguments={"wish": wish},
        on=enquiry.today,
    )


def leak(enquiry: Enquiry, wish: str) -> ToolResult:
    """Decline to reveal instructions or records beyond the asker's own view."""
    clauses = _clauses(enquiry, TEXT_IS_DATA)
    return ToolResult(
        tool="leak",
        status="NOT_APPLICABLE",
        kind="decline",
        headline="I will not do that: what I may show follows from who you are signed in as, not from a message.",
        rules=tuple(_quoted(clause) for clause in clauses),
        next_steps=("Ask me about the projects and standards you work with; I show where each fact comes from.",),
        clauses=clauses,
        reason="outside what a message can unlock",
        arguments={"wish": wish},
        on=enquiry.today,
    )  # fmt: skip


def outside(enquiry: Enquiry, wish: str) -> ToolResult:
    """Decline what has nothing to do with governance or the portfolio, in one sentence."""
    return ToolResult(
        tool="outside",
        status="NOT_APPLICABLE",
        kind="decline",
        headline="That is outside what I can answer: I know the organisation's project standards and its portfolio.",
        reason="out of scope",
        arguments={"wish": wish},
        on=enquiry.today,
    )


def not_held(enquiry: Enquiry, wish: str) -> ToolResult:
    """Say that the portfolio does not record it, and what it does record."""
    return ToolResult(
        tool="not_held",
        status="NOT_FOUND",
        kind="not_recorded",
        headline="That is not held in the portfolio, so I cannot tell you.",
        facts=(
            "It holds status and colours, cost and schedule, earned value, milestones, gates and artefacts, risks and "
            "issues, changes, benefits, people's bookings, proposals, decisions and lessons.",
        ),
        next_steps=(
            "Look where the team or function keeps it: a quality log for defects and tests, the HR or finance system, "
            "or an outside source; what it records on projects you can ask me.",
        ),
        reason="no such subject in the portfolio",
        arguments={"wish": wish},
        on=enquiry.today,
    )


def no_portfolio(tool: str) -> ToolResult:
    """The answer of a tool in a home that holds standards but no portfolio."""
    return ToolResult(
        tool=tool,
        status="INSUFFICIENT_DATA",
        kind="not_recorded",
        headline="This home holds no portfolio yet, so there is nothing to look that up in.",
        next_steps=(
            "Ask about the standards; for records, found your organisation with `pmo init` and bring them in with "
            "`pmo import`, which also writes an empty workbook to fill in.",
        ),
        reason="no portfolio is loaded",
    )


def help(enquiry: Enquiry) -> ToolResult:
    """What can be asked, in the asker's words."""
    return ToolResult(
        tool="help",
        status="OK",
        headline="I answer questions on the project standards and on the portfolio, and I draft status reports.",
        facts=(
            "Standards: what a gate needs, what a clause says, what changed, which document prevails.",
            "Projects: how one stands, what it will cost, when it ends, whether it is in tolerance or ready, its risks "
            "and contingency, changes, benefits, whether it still pays and what stopping saves.",
            "Portfolio: which records meet conditions; whether colours agree; spend against strategy; people against "
            "demand; what to start with a budget; what changed; whose records need repair.",
            "You: what you owe and by when, which decisions wait, and what your project may do.",
        ),
        next_steps=("Every figure I give is traced to its row, and every rule to its clause.",),
        on=enquiry.today,
    )  # fmt: skip


def _clauses(enquiry: Enquiry, rules: tuple[str, ...]) -> tuple[Clause, ...]:
    held = (enquiry.library.rule(rule, enquiry.today) for rule in rules)
    return tuple(rule.clause for rule in held if rule)


def _quoted(clause: Clause) -> str:
    sentence = re.split(r"(?<=[.;])\s+", clause.text.strip(), maxsplit=1)[0]
    return f"“{sentence}” ({{{clause.ref}}})"
