"""Parts and wholes: “3 of 14 projects”."""

from __future__ import annotations

from decimal import Decimal

from assistant.checking.evidence import amount
from assistant.checking.quantities import Number
from assistant.checking.reading import Reading, Value
from tools.result import Figure

PARTITIVE = ("of", "of the", "of all", "out of", "/")


def part_of(value: Value, reading: Reading) -> Value | None:
    """In “3 of 14”, the 3 for the 14: the nouns after both speak of both."""
    before = [v for v in reading.values_in(max(0, value.start - 24), value.start) if "count" in v.units]
    is_part = before and reading.text(before[-1].end, value.start).strip().lower() in PARTITIVE
    return before[-1] if is_part else None


def whole_of(value: Value, reading: Reading) -> Decimal | None:
    """In “3 of 14”, the 14 for the 3; None where the value is no part."""
    whole = whole_beside(value, reading)
    if whole is None:
        return None
    if whole.figure is not None:
        return amount(whole.figure)
    return whole.literal.value if isinstance(whole.literal, Number) else None


def whole_beside(value: Value, reading: Reading) -> Value | None:
    """The whole that stands after the value, None where the value is no part."""
    after = [v for v in reading.values_in(value.end, value.end + 12) if "count" in v.units]
    is_whole = after and reading.text(value.end, after[0].start).strip().lower() in PARTITIVE
    return after[0] if is_whole else None


def no_part(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why “3 of 14” is no part of a whole, seen from either number."""
    whole, part, own = whole_of(value, reading), part_of(value, reading), amount(figure)
    if whole is not None and own is not None and own > whole:
        return f"“{reading.text(value.start, value.end)}” cannot be the part of a smaller whole."
    if part is not None and part.figure is not None and part.figure.handle == figure.handle:
        return f"{figure.name} cannot be a part of itself."
    return None


def shows(value: Value, figure: Figure) -> bool:
    """Whether a value, filled or literal, shows the figure."""
    if value.figure is not None:
        return value.figure.handle == figure.handle
    held = amount(figure)
    return isinstance(value.literal, Number) and held is not None and value.literal.covers(held)
