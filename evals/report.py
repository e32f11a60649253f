"""A run as text for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from evals.rates import Rate
from evals.run import CaseResult, Report
from evals.scorers import Score
from evals.summary import Summary
from evals.thresholds import Shortfall

OUTCOMES = ("right", "wrong", "no answer", "error")
LONGEST_VALUE = 300
"""Characters of one value in a printed failure."""


def as_text(report: Report, summary: Summary, short: Sequence[Shortfall]) -> str:
    """The tables of suites and tags, the failures with their reasons, and the verdict."""
    parts = [_suites(summary), _tags(summary), _quality(summary), *_failures(report), _verdict(summary, short)]
    return "\n\n".join(part for part in parts if part)


def as_document(report: Report, summary: Summary, short: Sequence[Shortfall]) -> dict[str, Any]:
    """The run as JSON-ready data, every case with its scores."""
    return {
        "run": report.run,
        "repeat": report.repeat,
        "models": _each(report, "model"),
        "prompts": _each(report, "prompt"),
        "indexes": _each(report, "index"),
        "overall": asdict(summary.overall),
        "suites": {name: {**asdict(rate), **summary.outcomes[name]} for name, rate in summary.suites.items()},
        "tags": {name: asdict(rate) for name, rate in summary.tags.items()},
        "grounded": asdict(summary.grounded),
        "citations": {"precision": asdict(summary.precision), "recall": asdict(summary.recall)},
        "under": [{"what": s.what, "rate": s.rate.value, "mark": s.mark} for s in short],
        "cases": [_case(result) for result in report.results],
    }


def _case(result: CaseResult) -> dict[str, Any]:
    return {
        "id": result.case.id,
        "suite": result.suite,
        "tags": result.case.tags,
        "weight": result.case.weight,
        "outcome": result.outcome,
        "agreed": [asdict(made) for made in result.agreed],
        "answers": [
            {
                "question": judged.turn.question,
                "outcome": judged.outcome,
                "kind": judged.document["kind"],
                "text": judged.document["text"],
                "milliseconds": judged.document["milliseconds"],
                "scores": [asdict(made) for made in judged.scores],
            }
            for judged in result.answers
        ],
    }


def _each(report: Report, field: str) -> list[str]:
    """The values of a field over all answers: which models and prompts gave them."""
    return sorted({str(j.document[field]) for r in report.results for j in r.answers if j.document[field]})


def _suites(summary: Summary) -> str:
    head = ("suite", "n", "rate", "95 % interval", *OUTCOMES)
    rows = [(name, *_cells(rate), *_counts(summary, name)) for name, rate in summary.suites.items()]
    totals = tuple(str(sum(counts[o] for counts in summary.outcomes.values())) for o in OUTCOMES)
    return _table([head, *rows, ("all", *_cells(summary.overall), *totals)])


def _tags(summary: Summary) -> str:
    rows = [(name, *_cells(rate)) for name, rate in summary.tags.items()]
    return _table([("tag", "n", "rate", "95 % interval"), *rows]) if rows else ""


def _quality(summary: Summary) -> str:
    named = (("grounded", summary.grounded), ("precision of citations", summary.precision),
             ("recall of citations", summary.recall))  # fmt: skip
    return _table([("of the answers", "n", "rate", "95 % interval"), *((name, *_cells(rate)) for name, rate in named)])


def _cells(rate: Rate) -> tuple[str, str, str]:
    if rate.value is None or rate.low is None or rate.high is None:
        return str(rate.n), "-", "-"
    return str(rate.n), f"{100 * rate.value:.1f} %", f"{100 * rate.low:.0f} to {100 * rate.high:.0f} %"


def _counts(summary: Summary, name: str) -> tuple[str, ...]:
    return tuple(str(summary.outcomes[name][outcome]) for outcome in OUTCOMES)


def _failures(report: Report) -> Iterator[str]:
    for result in report.results:
        if not result.passed:
            asked = " / ".join(turn.question for turn in result.case.steps)
            lines = [f"{result.outcome.upper()} {result.suite}/{result.case.id}: {asked}"]
            yield "\n".join([*lines, *(f"  {_line(made)}" for made in result.failures)])


def _line(made: Score) -> str:
    reason = f" ({_short(made.explanation)})" if made.explanation else ""
    return f"{made.name}: expected {_short(made.expected)}, got {_short(made.got)}{reason}"


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _verdict(summary: Summary, short: Sequence[Shortfall]) -> str:
    if not short:
        return f"All marks are reached: {summary.overall}."
    return "\n".join(["Under the mark:", *(f"  {shortfall}" for shortfall in short)])


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Rows with aligned columns: the first to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    )
