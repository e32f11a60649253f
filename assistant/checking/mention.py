"""What the checker finds: every mention that can be true or false, with its trace or the lack of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "figure",  # money, ratio, index, count, duration, score
    "date",
    "label",  # a number that is a name: G4, Q3, FY26/27, version 2
    "colour",
    "judgement",  # over, late, ready, met, worse, differ
    "record",
    "name",
    "address",
    "clause",
    "quotation",
    "rule",  # must, may, limit
]
FIGURE_KINDS: frozenset[Kind] = frozenset({"figure", "date", "colour"})
SUPPORTED_KINDS: frozenset[Kind] = frozenset({"clause", "quotation", "rule"})
"""Kinds that need the support of a clause; all others need a trace to a figure, a verdict or a record."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of the text that claims something."""

    kind: Kind
    text: str
    start: int
    end: int
    trace: str | None = None
    """Handle, clause, derivation, ``question`` or ``said by`` a tool; None where nothing supports the mention."""
    reason: str | None = None
    """Why it fails, as a sentence that a model can draft again by; None where it holds."""
    filled: bool = False
    """Whether the renderer put it in from a handle."""

    @property
    def holds(self) -> bool:
        """Whether the mention has a trace and nothing against it."""
        return self.trace is not None and self.reason is None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the checker found in one answer."""

    passed: bool
    mentions: tuple[Mention, ...]
    figures: int
    """Figures, dates and colours that were traced."""
    citations: int
    """References to clauses that hold."""
    untraced: tuple[str, ...]
    """A sentence for every figure, date, colour, name, record or judgement that no result supports."""
    unsupported: tuple[str, ...]
    """A sentence for every reference, quotation or rule that no clause of the turn supports."""


def verdicts_of(mentions: list[Mention]) -> Verdicts:
    """Sum up the mentions; the answer passes when every one of them holds."""
    ordered = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
    failing = [m for m in ordered if not m.holds]
    return Verdicts(
        passed=not failing,
        mentions=ordered,
        figures=sum(m.holds and m.kind in FIGURE_KINDS for m in ordered),
        citations=sum(m.holds and m.kind == "clause" for m in ordered),
        untraced=_reasons(m for m in failing if m.kind not in SUPPORTED_KINDS),
        unsupported=_reasons(m for m in failing if m.kind in SUPPORTED_KINDS),
    )


def _reasons(failing: Iterable[Mention]) -> tuple[str, ...]:
    reasons = (m.reason or f"“{m.text}” has no trace in the results of this turn." for m in failing)
    return tuple(dict.fromkeys(reasons))
