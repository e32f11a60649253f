"""From a draft with handles to the text that is sent, and to the lists of what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer import Citation, Traced, json_ready
from knowledge.clauses import Clause
from tools.result import Figure, Kind, Option, ToolResult
from tools.wording.handles import Filled, fill

QUOTE_LENGTH = 300


def render(draft: str, results: Sequence[ToolResult]) -> Filled:
    """The draft with every handle filled; raises tools.handles.HandleError for one that no result has."""
    return fill(draft, figures_of(results), clauses_of(results))


def figures_of(results: Iterable[ToolResult]) -> tuple[Figure, ...]:
    """All figures of the turn; equal ones once."""
    return tuple(dict.fromkeys(figure for result in results for figure in result.figures))


def clauses_of(results: Iterable[ToolResult]) -> tuple[Clause, ...]:
    """All clauses of the turn; equal ones once."""
    return tuple(dict.fromkeys(clause for result in results for clause in result.clauses))


def kind_of(results: Sequence[ToolResult]) -> Kind:
    """Which of the honest answers the results make together."""
    if not results:
        return "answer"
    kinds = [result.kind for result in results]
    return "answer" if "answer" in kinds and kinds[0] not in ("clarify", "decline") else kinds[0]


def options_of(results: Iterable[ToolResult]) -> tuple[Option, ...]:
    """The choices that are offered."""
    return tuple(option for result in results for option in result.options)


def traced(filled: Filled) -> tuple[Traced, ...]:
    """The figures that stand in the text, in order, each with its source; labels of records are left out."""
    listed: dict[tuple[str, str], Traced] = {}
    for span in filled.spans:
        if span.figure and span.figure.key:
            shown = filled.text[span.start : span.end]
            listed.setdefault((span.handle, shown), _traced(span.figure, shown))
    return tuple(listed.values())


def citations(filled: Filled, results: Sequence[ToolResult]) -> tuple[Citation, ...]:
    """The clauses that the text cites, in order, each with words that stand in it."""
    by_ref = {clause.ref: clause for clause in clauses_of(results)}
    written = [(filled.text.find(ref), clause) for ref, clause in by_ref.items() if _stands(ref, filled.text)]
    return tuple(_citation(clause, filled.text) for _, clause in sorted(written, key=lambda pair: pair[0]))


def _stands(ref: str, text: str) -> bool:
    return re.search(re.escape(ref) + r"(?![\w.]*\w)", text) is not None


def _traced(figure: Figure, shown: str) -> Traced:
    value: Any = json_ready(figure.value)
    as_of = figure.as_of.isoformat() if figure.as_of else None
    return Traced(shown, figure.name, value, figure.unit, figure.subject, as_of, figure.formula, figure.source)


def _citation(clause: Clause, text: str) -> Citation:
    version = clause.version
    return Citation(
        clause.ref,
        version.document,
        version.version,
        clause.number,
        _quote(clause, text),
        version.effective_from.isoformat() if version.effective_from else None,
        version.effective_to.isoformat() if version.effective_to else None,
    )


def _quote(clause: Clause, text: str) -> str:
    """The words of the clause that the text quotes, otherwise its first sentence."""
    plain = " ".join(clause.text.split())
    quoted = [q for q in re.findall(r"“([^”]+)”", text) if " ".join(q.split()) in plain]
    first = re.split(r"(?<=[.;:])\s", plain, maxsplit=1)[0]
    return quoted[0] if quoted else first[:QUOTE_LENGTH]
