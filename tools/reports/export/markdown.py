"""A report as Markdown, with every handle filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tools.reports.document import (
    Block,
    Callout,
    DataLine,
    Gap,
    Heading,
    KeyFigures,
    ListBlock,
    Paragraph,
    Report,
    TableBlock,
)
from tools.wording.handles import Filled, fill

_MARKUP = re.compile(r"([\\`*_\[\]<>|#])")
_RECORDED = ("text", "name")

Fill = Callable[[str], str]


def to_markdown(report: Report) -> str:
    """The whole report as Markdown, marked as a draft at the top unless it was approved.

    Raises UnknownHandle where a template names a figure or clause that the report does not carry.
    """

    def filled(template: str) -> str:
        return _without_markup(fill(template, report.figures, report.clauses))

    title = f"# {'DRAFT: ' if report.status == 'DRAFT' else ''}{filled(report.title)}"
    return "\n\n".join([title, *(_block(block, filled) for block in report.blocks)]) + "\n"


def _without_markup(filled: Filled) -> str:
    """Recorded words lose their power to look like headings, links or table cells."""
    parts: list[str] = []
    last = 0
    for span in filled.spans:
        value = filled.text[span.start : span.end]
        if span.figure is not None and span.figure.unit in _RECORDED:
            value = _MARKUP.sub(r"\\\1", " ".join(value.split()))
        parts += [filled.text[last : span.start], value]
        last = span.end
    return "".join(parts) + filled.text[last:]


def _block(block: Block, filled: Fill) -> str:
    match block:
        case Heading(text=text, number=number):
            return f"## {filled(text)}" if number is None else f"## {number} {filled(text)}"
        case Paragraph(text=text):
            return filled(text)
        case Gap(what=what, who=who):
            return f"*{filled(what)}: not recorded — {who} to complete.*"
        case ListBlock(items=items):
            return "\n".join(f"- {filled(item)}" for item in items)
        case Callout(title=title, lines=lines):
            return "\n>\n".join([f"> **{filled(title)}**", *(f"> {filled(line)}" for line in lines)])
        case KeyFigures(rows=rows):
            return "\n".join(f"- **{filled(name)}:** {filled(value)}" for name, value in rows)
        case DataLine(rows=rows):
            return "---\n\n" + " · ".join(f"{filled(name)}: {filled(value)}" for name, value in rows)
        case TableBlock(columns=columns, rows=cells):
            return _table([columns, ("---",) * len(columns), *cells], filled)


def _table(rows: Iterable[tuple[str, ...]], filled: Fill) -> str:
    return "\n".join("| " + " | ".join(filled(cell) for cell in row) + " |" for row in rows)
