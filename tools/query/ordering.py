"""In which order records and groups stand: those without a value come last, whichever way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from tools.query.comparing import Worth
from tools.query.declared import Field, Measured, Named
from tools.query.evaluating import Kept

T = TypeVar("T")
SEVERITY = ("G", "A", "R")
LEVELS = ("LOW", "MEDIUM", "HIGH", "CRITICAL")


def in_order(items: Sequence[T], value: Callable[[T], Any], descending: bool) -> list[T]:
    """The items by a value; where it is None they come last, in the order in which they came."""
    having = [each for each in items if value(each) is not None]
    rest = [each for each in items if value(each) is None]
    return [*sorted(having, key=value, reverse=descending), *rest]


def by_field(records: Sequence[Kept], field: Field, descending: bool) -> list[Kept]:
    """Records by one of their fields: colours by severity, words by the alphabet."""
    return in_order(records, lambda record: _rank(record.values[field.name], field), descending)


def _rank(worth: Worth, field: Field) -> Any:
    held = worth.value
    if not worth.known:
        return None
    if isinstance(held, Measured):
        return (held.unit, held.amount)
    if field.unit == "colour":
        return SEVERITY.index(held) if held in SEVERITY else None
    if isinstance(held, str) and set(field.values) == set(LEVELS):
        return LEVELS.index(held)
    if isinstance(held, Named):
        return held.name
    if isinstance(held, tuple):
        return tuple(str(each) for each in held)
    return Decimal(held) if isinstance(held, int) else held
