"""Conditions on values: what an asked value means for a field, and whether a record meets it.

A condition is True, False, or None where the record has no value: what is undefined is never compared silently.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tools.calculations.outcome import Outcome
from tools.portfolio.records import Record
from tools.query.asked import Condition
from tools.query.declared import Field, Held, Measured, Named, NoProject, Row

COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
ORDERED = ("<", "<=", ">", ">=")
NO_PROJECT = "it belongs to no project"


class Misfit(ValueError):
    """A condition that cannot be asked of a field; the message says why."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a field gives of one record: its value, or the reason why there is none."""

    value: Held
    reason: str | None = None

    @property
    def known(self) -> bool:
        """Whether there is a value; an empty list is none."""
        return self.value is not None and self.value != ()


def worth(field: Field, row: Row) -> Worth:
    """The value of a field of a record."""
    try:
        held = field.of(row)
    except NoProject:
        return Worth(None, NO_PROJECT)
    if isinstance(held, Outcome):
        return Worth(held.value, held.reason)
    return Worth(held)


@dataclass(frozen=True, slots=True)
class Test:
    """A condition made ready: the field, the comparison, and the values as the field has them."""

    field: Field
    comparison: str
    wanted: tuple[Any, ...]

    def holds(self, row: Row, currency: str | None) -> bool | None:
        """Whether the record meets it; None where it has no value to compare."""
        found = worth(self.field, row)
        if self.comparison in ("recorded", "not recorded"):
            return found.known == (self.comparison == "recorded")
        if not found.known:
            return None
        if isinstance(found.value, Measured):
            return self._compare(found.value.amount) if found.value.unit == currency else None
        if isinstance(found.value, tuple) and not isinstance(found.value, Named):
            is_among = any(self._is(each) for each in found.value)
            return not is_among if self.comparison == "!=" else is_among
        return self._compare(found.value)

    def _compare(self, value: Any) -> bool:
        if self.field.is_measure:
            if self.comparison == "in":
                return value in self.wanted
            return COMPARED[self.comparison](value, self.wanted[0])
        return not self._is(value) if self.comparison == "!=" else self._is(value)

    def _is(self, value: Any) -> bool:
        """Whether a value is one of the wanted; records by their id, for two people may share a name."""
        for wanted in self.wanted:
            if isinstance(wanted, Record):
                is_it = value.id == wanted.id if isinstance(value, Named) else value == wanted.name
            else:
                is_it = wanted == folded(value.name if isinstance(value, Named) else str(value))
            if is_it:
                return True
        return False


def test_of(condition: Condition, field: Field, records: Mapping[str, Record]) -> Test:
    """A condition made ready; raises ``Misfit`` where the comparison or a value does not fit the field.

    ``records`` are those that its values name, by id.
    """
    comparison = condition.comparison
    if comparison in ("recorded", "not recorded"):
        return Test(field, comparison, ())
    given = condition.values or (() if condition.value is None else (condition.value,))
    if not given:
        raise Misfit(f"the condition on {field.title} has no value")
    if not field.is_measure and comparison in ORDERED:
        raise Misfit(f"{field.title} has no order: it can be equal or not")
    if len(given) > 1 and comparison not in ("in", "="):
        raise Misfit(f"the condition on {field.title} takes one value")
    return Test(field, "in" if len(given) > 1 else comparison, tuple(_value(field, each, records) for each in given))


def _value(field: Field, text: str, records: Mapping[str, Record]) -> Any:
    if field.refers is not None:
        return records[text]
    value = read_value(field, text)
    return value if field.is_measure else folded(str(value))


def read_value(field: Field, text: str) -> Any:
    """An asked value as the field has it; raises ``Misfit`` where it is none of the field's."""
    if not field.is_measure:
        return _state(field, text)
    try:
        return date.fromisoformat(text) if field.unit == "date" else Decimal(text.replace(",", ""))
    except (ValueError, InvalidOperation):
        kind = "a day as YYYY-MM-DD" if field.unit == "date" else "a number"
        raise Misfit(f"{field.title} is compared with {kind}") from None


def _state(field: Field, text: str) -> str:
    """A closed value in any writing: its word, its code, or a word that people say for it."""
    if not field.values:
        return text
    said = {folded(value): value for value in field.values} | {folded(word): value for word, value in field.words}
    found = said.get(folded(text))
    if found is None:
        raise Misfit(f"{field.title} has no value of that name")
    return found


def folded(text: str) -> str:
    """A value as it is compared: case and underscores do not count."""
    return " ".join(text.replace("_", " ").casefold().split())


def together(held: Sequence[bool | None]) -> bool | None:
    """Whether all hold: False as soon as one does not, None where that is open."""
    if any(each is False for each in held):
        return False
    return None if any(each is None for each in held) else True
