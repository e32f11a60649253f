"""How ``pmo rules`` shows rules: rows, the findings of a check, and a clause before and after."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.precedence import Ruling
from knowledge.rule_check import Report, Standing, unit_of
from knowledge.rule_values import named, shown

if TYPE_CHECKING:
    from rich.table import Table

    from knowledge.clauses import Clause


def row(standing: Standing) -> dict[str, Any]:
    """A rule as JSON."""
    on = standing.confirmed_on
    return {
        "rule": standing.rule_id,
        "clause": standing.ref,
        "in_force": standing.in_force,
        "values": {key: shown(value, unit_of(standing.rule_id, key)) for key, value in standing.values.items()},
        "state": standing.state,
        "line": standing.line,
        "confirmed_by": standing.confirmed_by,
        "confirmed_on": on.isoformat() if on else None,
    }


def values_of(standing: Standing) -> str:
    """The values in plain words: ``upper 10 %; lower -10 %``."""
    said = (named(key, value) for key, value in row(standing)["values"].items())
    return "; ".join(said) or "no values"


def table(standings: list[Standing]) -> Table:
    """The rules as a table."""
    from rich.table import Table

    made = Table("rule", "clause", "in force", "values", "state", box=None)
    for each in standings:
        by = f" by {each.confirmed_by} on {each.confirmed_on}" if each.confirmed_by else ""
        made.add_row(each.rule_id, each.ref, "yes" if each.in_force else "no", values_of(each), each.state + by)
    return made


def lines(report: Report) -> Iterator[str]:
    """What a check found, line by line: what needs a person first."""
    if report.problems:
        yield from ("What needs a person:", *(f"  {problem}" for problem in report.problems))
    else:
        yield f"The rulebook holds: {report.rules} rules, each proved by its clause."
    yield ""
    yield f"Contradictions between clauses in force, by their rules: {len(report.contradictions)}."
    yield from (f"  {each.ruling.sentence}" for each in report.contradictions)
    yield f"Sentences of two documents that may contradict each other, for a person to read: {len(report.suspicions)}."
    for each in report.suspicions:
        yield f"  {each.left.ref}: “{_plain(each.left_words)}”"
        yield f"  {each.right.ref}: “{_plain(each.right_words)}”"
    read = report.clauses - len(report.not_read)
    yield f"Mandatory clauses in force with a limit: {report.clauses}, of which rules read {read}."
    yield from (f"  not machine-read: {clause.ref} {clause.heading}" for clause in report.not_read)
    if report.not_stated:
        yield f"Rules that answers would use and that are not stated: {', '.join(report.not_stated)}."


def document(report: Report) -> dict[str, Any]:
    """What a check found, as JSON."""
    return {
        "holds": not report.problems,
        "problems": list(report.problems),
        "contradictions": [
            _contradiction(each.point, each.left, each.right, each.ruling) for each in report.contradictions
        ],
        "suspicions": [
            {
                "left": {"ref": each.left.ref, "words": _plain(each.left_words)},
                "right": {"ref": each.right.ref, "words": _plain(each.right_words)},
                "differs": each.differs,
                "likeness": each.likeness,
            }
            for each in report.suspicions
        ],
        "clauses_with_a_limit": report.clauses,
        "not_machine_read": [clause.ref for clause in report.not_read],
        "not_stated": list(report.not_stated),
    }


def comparison(standing: Standing, home: Path) -> str:
    """The clause as it was confirmed beside the one of today, and the values that are to follow from it."""
    from knowledge.confirming import text_of

    if standing.clause is None:
        return ""
    new, old = standing.clause.text, text_of(home, standing.hash)
    if old is None:
        words = f"The clause as it stands:\n{_plain(new)}"
    else:
        changed = list(difflib.unified_diff(_sentences(old), _sentences(new), "confirmed", "today", lineterm="", n=1))
        words = "\n".join(changed[2:]) or "The words are those that were confirmed."
    said = [f"{standing.rule_id}  {standing.ref}  {standing.clause.heading}", words, f"Values: {values_of(standing)}"]
    if standing.unworded:
        said.append(f"Read twice, since the proving words do not state it as a number: {', '.join(standing.unworded)}.")
    return "\n".join(said) + "\n"


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.;])\s+|\n+", text) if part]


def _contradiction(point: str, left: Clause, right: Clause, ruling: Ruling) -> dict[str, Any]:
    return {
        "point": point,
        "clauses": [left.ref, right.ref],
        "binds": ruling.binds.ref if ruling.binds else None,
        "asks": ruling.asks,
        "because": ruling.because.ref if ruling.because else None,
        "sentence": ruling.sentence,
    }


def _plain(text: str) -> str:
    return " ".join(text.split())
