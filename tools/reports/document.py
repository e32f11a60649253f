"""The document model of every report: blocks of templates, exported to any form.

A block holds no computed text: its templates carry handles, and the exporter fills them from the report's
own figures and clauses. A report is therefore checked and exported in one way, whatever its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.clauses import Clause
from tools.result import Figure

ReportKind = Literal["status", "portfolio", "programme", "proposal-review", "gate-pack", "digest", "exception"]
Tone = Literal["decision", "caution", "note"]


@dataclass(frozen=True, slots=True)
class Heading:
    """Opens a section; ``number`` is its place in the report's fixed order, None for an unnumbered one."""

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Names with their values, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows of templates under column names; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a ragged row, which every exporter would show differently."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells under {len(self.columns)} columns: {row[0]!r}")


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that must be seen: the decisions needed, a caution, a note."""

    tone: Tone
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items of equal weight."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the records do not hold and a person has to write; never filled by the assistant."""

    what: str
    who: str = "PM"


@dataclass(frozen=True, slots=True)
class DataLine:
    """The foot of the report: where its data comes from."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | KeyFigures | TableBlock | Callout | ListBlock | Gap | DataLine


@dataclass(frozen=True, slots=True)
class Report:
    """A drafted report; it is a DRAFT until a person approves it (PMO-STD-003 §5.3)."""

    title: str
    """A template, as all texts of the report."""
    kind: ReportKind
    subject: str
    """Id of the record it is about, or ``portfolio``."""
    period: date
    """Last day of the period."""
    classification: str
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    clauses: tuple[Clause, ...]
    status: Literal["DRAFT", "APPROVED"] = "DRAFT"

    def section(self, number: int) -> tuple[Block, ...]:
        """The blocks under the heading of that number, without the heading."""
        found: list[Block] = []
        inside = False
        for block in self.blocks:
            if isinstance(block, Heading):
                inside = block.number == number
            elif inside:
                found.append(block)
        return tuple(found)

    def templates(self) -> Iterator[str]:
        """Every template of the report, for checks that read all its words."""
        yield self.title
        for block in self.blocks:
            yield from templates_of(block)


def templates_of(block: Block) -> Iterator[str]:
    """The templates of one block, in reading order."""
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield text
        case Gap(what=what):
            yield what
        case ListBlock(items=items):
            yield from items
        case Callout(title=title, lines=lines):
            yield title
            yield from lines
        case KeyFigures(rows=rows) | DataLine(rows=rows):
            for name, value in rows:
                yield name
                yield value
        case TableBlock(columns=columns, rows=cells):
            yield from columns
            for row in cells:
                yield from row
