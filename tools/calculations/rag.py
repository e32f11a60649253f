"""Colours from limits: each dimension, and the overall colour (F-RAG).

Every limit is an argument: it stands in a clause. Limits are closed on the better side, so a value that
meets one exactly has the better colour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tools.result import Colour

FORMULA = "F-RAG"

MUST_BE_KNOWN = ("COST", "SCHEDULE")
"""Dimensions without which the overall colour cannot be Green."""

_RANK: dict[Colour, int] = {"NA": -1, "NR": -1, "G": 0, "A": 1, "R": 2}


@dataclass(frozen=True, slots=True)
class CeilingLimits:
    """Limits of a deviation that should be small; fractions, amber above one and red above the other."""

    amber_over: Decimal
    red_over: Decimal
    amber_under: Decimal | None = None
    """Below this (negative) deviation the forecast is poor and the colour Amber; None where no rule says so."""
    green_days: int | None = None
    """Days that are Green whatever fraction they are; None where no rule says so."""


@dataclass(frozen=True, slots=True)
class FloorLimits:
    """Limits of a measure that should be high: an index, or benefits as a fraction of their plan."""

    green_from: Decimal
    amber_from: Decimal


@dataclass(frozen=True, slots=True)
class Overall:
    """The overall colour and the dimensions that decide it."""

    colour: Colour
    because: tuple[str, ...]


def cost_colour(variance: Decimal, limits: CeilingLimits) -> Colour:
    """Colour of a forecast cost that is ``variance`` over budget, as a fraction (F-RAG)."""
    if variance > limits.red_over:
        return "R"
    if variance > limits.amber_over:
        return "A"
    return "A" if limits.amber_under is not None and variance < limits.amber_under else "G"


def schedule_colour(slip: Decimal | None, days: int | None, limits: CeilingLimits) -> Colour:
    """Colour of a finish that slips by ``slip`` of the duration, or by so few ``days`` that it is Green (F-RAG)."""
    if days is not None and limits.green_days is not None and days <= limits.green_days:
        return "G"
    if slip is None:
        return "NR"
    return "R" if slip > limits.red_over else "A" if slip > limits.amber_over else "G"


def milestone_colour(working_days_late: int, amber_over: int, red_over: int) -> Colour:
    """Colour that one late key milestone gives to the schedule (F-RAG)."""
    return "R" if working_days_late > red_over else "A" if working_days_late > amber_over else "G"


def floor_colour(value: Decimal, limits: FloorLimits) -> Colour:
    """Colour of an index, or of forecast benefits as a fraction of their plan (F-RAG)."""
    return "G" if value >= limits.green_from else "A" if value >= limits.amber_from else "R"


def worst(colours: Iterable[Colour]) -> Colour:
    """The worst of the colours; not reported and not applicable take no part unless there is nothing else."""
    every = list(colours)
    known = [colour for colour in every if _RANK[colour] >= 0]
    if known:
        return max(known, key=lambda colour: _RANK[colour])
    return "NR" if "NR" in every or not every else "NA"


def is_worse(left: Colour, right: Colour) -> bool:
    """Whether ``left`` is a worse colour than ``right``; False when either is not a colour."""
    return _RANK[left] > _RANK[right] >= 0


def overall(colours: Mapping[str, Colour], worst_of: Collection[str], other_ambers: int) -> Overall:
    """The overall colour of one project (F-RAG).

    It is the worst of the main dimensions, ``worst_of``; at least Amber with ``other_ambers`` other Ambers, with
    any other Red, or where cost or schedule is not reported. With no main dimension it comes from what exists.
    """
    main = {name: colours[name] for name in worst_of if name in colours}
    others = {name: colour for name, colour in colours.items() if name not in worst_of}
    base = worst(main.values())
    because = _named(main, base)
    if _RANK[base] < 0:
        held = set(others.values())
        base = "G" if "G" in held else "A" if held & {"A", "R"} else worst(colours.values())
        because = _named(others, base)
    if _RANK[base] != 0:
        return Overall(base, because)
    raising = _raising(main, others, other_ambers)
    return Overall("A", raising) if raising else Overall("G", because)


def _named(colours: Mapping[str, Colour], colour: Colour) -> tuple[str, ...]:
    return tuple(name for name, held in colours.items() if held == colour)


def _raising(main: Mapping[str, Colour], others: Mapping[str, Colour], other_ambers: int) -> tuple[str, ...]:
    red, amber = _named(others, "R"), _named(others, "A")
    if red:
        return red
    if len(amber) >= other_ambers:
        return amber
    return tuple(name for name in MUST_BE_KNOWN if main.get(name) == "NR")
