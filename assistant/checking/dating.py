"""Dates beside values: those of the data, and of the newest where none is said."""

from __future__ import annotations

import re
from datetime import date

from assistant.checking.quantities import Day
from assistant.checking.reading import Reading, Value
from tools.result import Figure
from tools.wording.display import show

AS_OF = re.compile(r"\b(?:as of|as at|end of)\s+$", re.IGNORECASE)
IN_PERIOD = re.compile(r"\b(?:in|for|during|of|since|from|to|on|at)\s+$", re.IGNORECASE)
DATED = re.compile(r"\s*\(?(?:in|on|at|for|as of|as at|at the end of|by)?\s*", re.IGNORECASE)
"""What stands between a value and its own date: “0.77 in October”."""


def as_of_elsewhere(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why the date beside the figure is not its own, None where it is or no date stands there."""
    if figure.as_of is None or figure.unit == "date":
        return None
    own = figure.as_of
    for day in _days_beside(value, reading):
        if _covers(day, own):
            continue
        before = reading.text(max(0, day.start - 24), day.start)
        others = [f for f in reading.evidence.figures_of(figure.subject) if f.key == figure.key]
        moved = any(f.as_of and f.as_of != own and _covers(day, f.as_of) for f in others)
        if AS_OF.search(before) or (moved and IN_PERIOD.search(before)):
            return f"{figure.name} of {show(figure)} is as of {own.day} {own:%b %Y}, not of the date beside it."
    return _outdated(figure, own, value, reading)


def _outdated(figure: Figure, own: date, value: Value, reading: Reading) -> str | None:
    """A value that has a newer one needs its date beside it."""
    same = (f for f in reading.evidence.figures_of(figure.subject) if f.key == figure.key)
    newer = [f for f in same if f.as_of and f.as_of > own and f.value != figure.value]
    if not newer:
        return None
    sentence = reading.sentence_of(value.start)
    stretches = [(sentence.start, sentence.end), *sentence.lends[:2]]
    dated = any(_covers(d, own) for s in stretches for d in reading.values_in(*s) if "date" in d.units)
    if dated:
        return None
    return f"{figure.name} of {show(figure)} is as of {own.day} {own:%b %Y}: say so, or take the newest."


def _days_beside(value: Value, reading: Reading) -> list[Value]:
    """Dates in the value's part of the sentence; where there are none, the one “as of” of the whole."""
    near = [v for v in reading.values_in(*reading.reach(value.start, value.units)) if "date" in v.units]
    attached = [v for v in near if v.start >= value.end and DATED.fullmatch(reading.text(value.end, v.start))]
    if near:
        return attached[:1] or near
    sentence = reading.sentence_of(value.start)
    dated = [v for v in reading.values_in(sentence.start, sentence.end) if "date" in v.units]
    above = [v for s in sentence.lends[:2] for v in reading.values_in(*s) if "date" in v.units]
    stated = [v for v in dated or above if AS_OF.search(reading.text(max(0, v.start - 24), v.start))]
    return stated if len(stated) == 1 else []


def _covers(day: Value, on: date) -> bool:
    if isinstance(day.literal, Day):
        return day.literal.covers(on)
    return day.figure is not None and day.figure.value == on
