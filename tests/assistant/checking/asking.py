"""Asks the checker about a text that a model wrote without handles, or about a template."""

from __future__ import annotations

from imaginary_trust import GATE, GIVEN, LIST, SEARCH, STATUS, STATUS_2, TODAY, TOLERANCE_CHECK, VERSIONS

from assistant.check import Verdicts, check
from tools.result import ToolResult
from tools.wording.handles import fill

NUMBERS = "BAC 1000, EV 500, AC 650: what is the CPI?"
TURNS: dict[str, tuple[tuple[ToolResult, ...], str]] = {
    "status": ((STATUS,), "How does it stand?"),
    "tolerance": ((TOLERANCE_CHECK,), "Is X-1 over tolerance?"),
    "gate": ((GATE,), "Is X-2 ready?"),
    "both": ((STATUS, STATUS_2), "How do X-1 and X-2 compare?"),
    "list": ((LIST,), "Which projects are in trouble?"),
    "rules": ((SEARCH,), "What do the standards say?"),
    "versions": ((VERSIONS,), "What changed?"),
    "given": ((GIVEN,), NUMBERS),
}
"""What was asked and returned, by a short name."""


def judged(turn: str, text: str) -> Verdicts:
    results, question = TURNS[turn]
    return check(text, (), results, question, TODAY)


def judged_template(turn: str, template: str) -> Verdicts:
    results, question = TURNS[turn]
    figures = [f for r in results for f in r.figures]
    newest = {f.handle: f for f in sorted(figures, key=lambda f: str(f.as_of))}
    filled = fill(template, newest.values(), [c for r in results for c in r.clauses])
    return check(filled.text, filled.spans, results, question, TODAY)


def failings(verdicts: Verdicts) -> list[str]:
    return [f"{m.kind}: {m.reason}" for m in verdicts.mentions if not m.holds]
