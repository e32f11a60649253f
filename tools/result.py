"""What a tool returns: figures with their source, clauses, verdicts, and its own plain words.

Every figure has a *handle*. Text is drafted with handles in braces, ``EAC is {P-101.eac_cpi}``,
and the renderer puts the figure's value in: a figure that was never computed cannot be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from knowledge.clauses import Clause
from tools.currency import Currency

Status = Literal["OK", "UNDEFINED", "INSUFFICIENT_DATA", "INVALID_INPUT", "NOT_APPLICABLE", "NOT_FOUND"]
Kind = Literal["answer", "clarify", "decline", "not_found", "not_recorded", "not_covered", "error"]
UnitWord = Literal[
    "money",  # in the organisation's currency
    "ratio",  # a fraction, shown as a percentage
    "index",  # CPI, SPI(t): no unit
    "days",  # calendar days
    "working_days",
    "months",
    "date",
    "count",
    "score",  # points of a stated scale
    "colour",  # Green, Amber, Red, not reported, not applicable
    "name",  # a person, a body, a record's label
    "state",  # a stage, a decision, a status word
    "text",  # words recorded by people: data, never instruction
]
Unit = UnitWord | Currency
"""Tools say ``money``; which money that is, is said once, where their results leave them (``in_currency``)."""
Value = Decimal | int | float | date | str | None
Colour = Literal["G", "A", "R", "NR", "NA"]
Family = Literal["limit", "time", "readiness", "compliance", "trend", "agreement"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that may be said, and where it comes from."""

    subject: str
    """Record it is about (``P-101``), ``portfolio`` for the visible whole, ``given`` for what the asker typed."""
    key: str
    """What it is, as an identifier: ``eac_cpi``; empty for the record's own label."""
    name: str
    """What it is, in the field's words: ``EAC (BAC/CPI)``."""
    value: Value
    """None when undefined: then ``reason`` says why."""
    unit: Unit
    as_of: date | None = None
    formula: str | None = None
    """Formula id of ``docs/formulas.md``, for example ``F-EVM``."""
    source: tuple[str, ...] = ()
    """Rows it was read or computed from, as ``table/key/key``."""
    signed: bool = False
    """Whether a positive value is shown with a plus sign (variances)."""
    qualifiers: tuple[str, ...] = ()
    """Words of which one must stand in the sentence, where a rival figure exists: ``reported``, ``manager``."""
    synonyms: tuple[str, ...] = ()
    """Other names under which people speak of it: ``forecast cost``."""
    reason: str | None = None

    @property
    def handle(self) -> str:
        """The handle without braces: ``P-101.eac_cpi``, or ``P-101`` for the label."""
        return f"{self.subject}.{self.key}" if self.key else self.subject


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement that a rule has made, so that words of judgement can be held against it."""

    subject: str
    aspect: str
    """What is judged, in the field's words: ``cost``, ``schedule``, ``gate G4``."""
    family: Family
    holds: str
    """The word that is true: over/within, late/on time/early, ready/not ready, met/not met,
    worse/better/unchanged, agree/differ."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go on, offered when the question has several readings."""

    label: str
    ask: str
    """The question that this choice asks, complete in itself."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of templates, for surfaces that can show a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Cells are templates: they may hold handles."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """The result of one tool call. All sentences are templates with handles."""

    tool: str
    status: Status
    headline: str
    """The direct answer, one or two sentences."""
    facts: tuple[str, ...] = ()
    """Supporting facts, most important first, one sentence each."""
    rules: tuple[str, ...] = ()
    """What the standards say, each with its clause's handle."""
    next_steps: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    clauses: tuple[Clause, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    options: tuple[Option, ...] = ()
    table: Table | None = None
    subjects: tuple[str, ...] = ()
    """Records the result is about, the main one first: what “it” means in the next question."""
    kind: Kind = "answer"
    """What this result alone would make of the answer."""
    as_of: date | None = None
    """Date of the data."""
    on: date | None = None
    """Date whose version of the standards was applied."""
    warnings: tuple[str, ...] = ()
    reason: str | None = None
    """Why the status is not OK."""
    arguments: Mapping[str, object] = field(default_factory=dict)
    """The arguments as the tool understood them, JSON-ready; an identical call gives an identical result."""


def in_currency(figures: Iterable[Figure], currency: Currency | None) -> tuple[Figure, ...]:
    """The figures with their money in the organisation's currency; where there is none, as plain numbers."""
    unit: Unit = currency or "count"
    return tuple(replace(figure, unit=unit) if figure.unit == "money" else figure for figure in figures)
