"""Puts tool results into words: answer first, then facts, rule, next step, caution; nothing is said twice.

The same composing is the fallback when a hosted model's words do not pass the check.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.offline.form import Form
from tools.result import Table, ToolResult

MOST_FACTS = 8
"""Facts of one result in an answer; they come most important first, and the tool has the others."""
LINE_BREAK = "  \n"
"""A new line within a paragraph of Markdown."""
MOST_ROWS = 30


def compose(results: Sequence[ToolResult], form: Form = "plain") -> str:
    """A Markdown template with handles, from this turn's results in the order of the plan."""
    if not results:
        return "I have nothing to answer that with."
    if form == "references" and (refs := _references(results)):
        return refs
    if form == "short":
        return results[0].headline
    results = [results[0], *(r for r in results[1:] if r.kind in ("answer", results[0].kind))]
    said: set[str] = set()
    parts = [_part(result, said, lead=i == 0 or result.kind == results[0].kind) for i, result in enumerate(results)]
    closing = [
        *_labelled("Next", _fresh((s for r in results for s in r.next_steps), said)[:2]),
        *_labelled("Note", _fresh((s for r in results for s in (*r.cautions, *r.warnings)), said)),
    ]
    return "\n\n".join(part for part in [*parts, LINE_BREAK.join(closing)] if part)


def _part(result: ToolResult, said: set[str], lead: bool) -> str:
    """One result: in full where it leads, otherwise its headline, its first fact and its rules."""
    blocks = ["\n".join(_fresh([result.headline], said))]
    if result.table and lead:
        blocks.append(_table(result.table))
    blocks.append("\n".join(f"- {fact}" for fact in _fresh(result.facts, said)[: MOST_FACTS if lead else 1]))
    if lead:
        blocks.append("\n".join(f"- {option.label}" for option in result.options if not result.facts))
    blocks.append(LINE_BREAK.join(_labelled("Rule", _fresh(result.rules, said))))
    return "\n\n".join(block for block in blocks if block)


def _fresh(sentences: Iterable[str], said: set[str]) -> list[str]:
    """The sentences that were not said before; they count as said from here on."""
    fresh = []
    for sentence in sentences:
        if sentence and sentence not in said:
            said.add(sentence)
            fresh.append(sentence)
    return fresh


def _labelled(label: str, sentences: Sequence[str]) -> list[str]:
    return [f"**{label}:** {sentence}" for sentence in sentences]


def _table(table: Table) -> str:
    rows = ["| " + " | ".join(table.columns) + " |", "|" + " --- |" * len(table.columns)]
    rows += ["| " + " | ".join(row) + " |" for row in table.rows[:MOST_ROWS]]
    return "\n".join(rows)


def _references(results: Sequence[ToolResult]) -> str | None:
    """The clause of the answer by itself, where the form asks for nothing else."""
    clause = next((clause for result in results for clause in result.clauses), None)
    return f"{{{clause.ref}}}" if clause else None
