"""Maturity of portfolio, programme or project management, by perspectives and levels (F-MAT).

The levels are those of P3M3: 1 awareness, 2 repeatable, 3 defined, 4 managed, 5 optimised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-MAT"

LEVELS = range(2, 6)
"""Levels that have criteria; everyone is at level 1."""

Answer = Literal["YES", "PARTIAL", "NO", "UNKNOWN"]
_WORTH: Mapping[Answer, Decimal] = {
    "YES": Decimal(1), "PARTIAL": Decimal("0.5"), "NO": Decimal(0), "UNKNOWN": Decimal(0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Perspective:
    """The level of one perspective."""

    level: int
    unknown: tuple[int, ...]
    """Levels that have criteria without an answer: each counts as not met."""


@dataclass(frozen=True, slots=True)
class Maturity:
    """The model's overall level with its profile."""

    overall: Outcome[int]
    """The lowest of the perspectives."""
    mean: Outcome[Decimal]
    """To be shown beside it; it is not the level."""
    profile: Mapping[str, int]
    blockers: tuple[str, ...]
    """Perspectives at the overall level that hold it there; none where all stand at the same level."""


def perspective_level(answers: Mapping[int, Sequence[Answer]], share: Decimal) -> Perspective:
    """The highest level up to which at least ``share`` (a fraction) of the criteria of every level are met (F-MAT).

    YES counts 1, PARTIAL ½, NO and UNKNOWN nothing. A level without criteria is not reached.
    """
    level = 1
    for step in LEVELS:
        given = answers.get(step, ())
        met = sum((_WORTH[answer] for answer in given), Decimal(0))
        if not given or met < share * len(given):
            break
        level = step
    return Perspective(level, tuple(step for step in LEVELS if "UNKNOWN" in answers.get(step, ())))


def maturity(levels: Mapping[str, int]) -> Maturity:
    """Overall maturity from the level of each perspective: the lowest, never the mean (F-MAT)."""
    if not levels:
        reason = "no perspective is assessed"
        none: Outcome[Decimal] = undefined(reason, FORMULA, "INSUFFICIENT_DATA")
        return Maturity(undefined(reason, FORMULA, "INSUFFICIENT_DATA"), none, {}, ())
    lowest = min(levels.values())
    mean = divide(Decimal(sum(levels.values())), Decimal(len(levels)))
    held = tuple(name for name, level in levels.items() if level == lowest)
    blockers = held if len(held) < len(levels) else ()
    return Maturity(defined(lowest, FORMULA), defined(mean, FORMULA), dict(levels), blockers)
