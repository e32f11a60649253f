"""Records put together: groups, and sums, averages, extremes and shares over the records that have a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tools.calculations.benefits import counted_once
from tools.calculations.outcome import divide
from tools.query.comparing import Misfit, Worth
from tools.query.declared import AVERAGED, SUMMED, Aggregate, Field, Measured, Named
from tools.query.evaluating import Kept
from tools.result import Unit, Value

NUMBER = "number"
"""The field that counts records, also those that are the same thing."""
NONE = ""
"""Key of the records that have no value of a dimension."""
MIXED = "the values are in different units, which are not added up"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """One aggregate of some records: its value, or why there is none, and over how many it was taken."""

    value: Value
    unit: Unit
    reason: str | None
    taken: int
    left_out: int
    """Records without a value."""
    sources: tuple[str, ...]
    of_unit: str = ""
    """The unit in which the values are recorded, where it is neither money nor the field's own."""


@dataclass(slots=True)
class Group:
    """Records with the same values of the dimensions; ``names`` are shown, empty for “not recorded”."""

    key: Key
    names: tuple[str, ...]
    records: list[Kept] = field(default_factory=list)


def groups(records: Iterable[Kept], dimensions: Sequence[Field]) -> list[Group]:
    """The groups by key; a record with several values of a dimension stands in the group of each."""
    found: dict[Key, Group] = {}
    for record in records:
        for names in _keys(record, dimensions):
            key = tuple(each.id for each in names)
            found.setdefault(key, Group(key, tuple(each.name for each in names))).records.append(record)
    return [found[key] for key in sorted(found)]


def _keys(record: Kept, dimensions: Sequence[Field]) -> list[tuple[Named, ...]]:
    keys: list[tuple[Named, ...]] = [()]
    for dimension in dimensions:
        keys = [(*key, each) for key in keys for each in _values(record.values[dimension.name])]
    return keys


def _values(worth: Worth) -> tuple[Named, ...]:
    if not worth.known:
        return (Named(NONE, NONE),)
    value = worth.value
    if isinstance(value, Named):
        return (value,)
    if isinstance(value, tuple) and not isinstance(value, Measured):
        return tuple(each if isinstance(each, Named) else Named(each, each) for each in value)
    return (Named(str(value), str(value)),)


def check(field_: Field, aggregate: Aggregate) -> None:
    """Raise ``Misfit`` for an aggregate that says nothing of a field, such as a sum of indices."""
    if aggregate in ("each", "count"):
        return
    if not field_.is_measure:
        raise Misfit(f"{field_.title} is no quantity: it can be counted or grouped by")
    if aggregate in ("sum", "share") and field_.unit not in SUMMED:
        raise Misfit(f"a sum of {field_.title} says nothing; an average or an extreme may")
    if aggregate == "average" and field_.unit not in AVERAGED:
        raise Misfit(f"{field_.title} has no average; the first and the last can be told")


def put_together(
    records: Sequence[Kept], field_: Field, aggregate: Aggregate, currency: str | None, whole: Put | None = None
) -> Put:
    """One aggregate over records; ``whole`` is the sum of which a share is taken."""
    having = [record for record in records if record.values[field_.name].known]
    left_out = len(records) - len(having)
    sources = tuple(dict.fromkeys(record.source for record in having))
    if aggregate == "count":
        return Put(len(having), "count", None, len(having), left_out, sources)
    if aggregate in ("sum", "share") and field_.name != NUMBER:
        having = list(counted_once(having, lambda record: record.shared))
    amounts, unit, of_unit = _amounts(having, field_, currency)
    if unit is None:
        return Put(None, field_.unit, MIXED, 0, left_out, sources)
    if not amounts:
        reason = next((r.values[field_.name].reason for r in records if r.values[field_.name].reason), None)
        return Put(None, unit, reason or "no record has a value", 0, left_out, sources)
    if aggregate == "share":
        return _share(_sum(amounts), whole, len(having), left_out, sources)
    value = _ways()[aggregate](amounts)
    return Put(value, unit, None, len(having), left_out, sources, of_unit)


def _amounts(having: Sequence[Kept], field_: Field, currency: str | None) -> tuple[list[Any], Unit | None, str]:
    """The values to put together and their unit; no unit where they are in several."""
    values = [record.values[field_.name].value for record in having]
    measured = [each for each in values if isinstance(each, Measured)]
    if not measured:
        return values, field_.unit, ""
    units = {each.unit for each in measured}
    if len(units) > 1:
        return [], None, ""
    unit = units.pop()
    amounts = [each.amount for each in measured]
    return (amounts, "money", "") if unit == currency else (amounts, "count", unit)


def _share(part: Any, whole: Put | None, taken: int, left_out: int, sources: tuple[str, ...]) -> Put:
    total = whole.value if whole else None
    if not isinstance(total, int | Decimal) or not total:
        return Put(None, "ratio", "the whole is nothing or not defined", taken, left_out, sources)
    return Put(divide(Decimal(part), Decimal(total)), "ratio", None, taken, left_out, sources)


def _sum(amounts: Sequence[Any]) -> Any:
    return sum(amounts[1:], amounts[0])


def _average(amounts: Sequence[Any]) -> Decimal:
    return divide(Decimal(_sum(amounts)), Decimal(len(amounts)))


def _ways() -> Mapping[str, Callable[[Sequence[Any]], Any]]:
    return {"sum": _sum, "average": _average, "min": min, "max": max}
