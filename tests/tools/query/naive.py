"""The same questions answered by plain loops over plain dictionaries, sharing no code with the query but its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from tools.calculations.outcome import Outcome
from tools.enquiry import Enquiry
from tools.query.declared import EntityName, Measured, NoProject, Row, Subject
from tools.query.entities import ENTITIES
from tools.query.registry import fields_of

Record = dict[str, Any]


class Records:
    """Every record of a kind with the value of each of its fields, worked out when first asked for."""

    def __init__(self, enquiry: Enquiry, subjects: list[Subject]) -> None:
        self._enquiry, self._subjects = enquiry, subjects
        self._held: dict[str, list[Record]] = {}

    def __getitem__(self, entity: EntityName) -> list[Record]:
        if entity not in self._held:
            declared = ENTITIES[entity]
            rows = declared.gather(declared, self._enquiry, self._subjects)
            self._held[entity] = [self._record(entity, row) for row in rows]
        return self._held[entity]

    def _record(self, entity: EntityName, row: Row) -> Record:
        declared = ENTITIES[entity]
        record: Record = {each.name: _value(each.of, row) for each in fields_of(entity)}
        record[":source"] = row.source
        record[":project"] = row.subject.facts.project_id if row.subject else None
        record[":running"] = row.subject.facts.running if row.subject else True
        record[":live"] = declared.live[1](row) if declared.live else True
        return record


def _value(of: Callable[[Row], Any], row: Row) -> Any:
    try:
        found = of(row)
    except NoProject:
        return None
    found = found.value if isinstance(found, Outcome) else found
    return None if found == () else found


def meant(records: Iterable[Record], entity: EntityName, states: set[str], every: bool) -> list[Record]:
    declared = ENTITIES[entity]
    found = []
    for record in records:
        is_narrowed = declared.of_running and declared.has_project and not states & {"stage", "run_state"}
        if not every and is_narrowed and not record[":running"]:
            continue
        if not every and not states & set(declared.status) and not record[":live"]:
            continue
        found.append(record)
    return found


def holds(record: Record, field: str, comparison: str, wanted: list[Any]) -> bool | None:
    value = record[field]
    if comparison == "recorded":
        return value is not None
    if comparison == "not recorded":
        return value is None
    if value is None:
        return None
    if isinstance(value, Measured):
        if value.unit != "GBP":
            return None
        value = value.amount
    if isinstance(value, Decimal | int | date):
        if comparison == "in":
            return value in wanted
        (other,) = wanted
        if comparison == "<":
            return bool(value < other)
        if comparison == "<=":
            return bool(not value > other)
        if comparison == ">":
            return bool(value > other)
        if comparison == ">=":
            return bool(not value < other)
        return bool((value == other) == (comparison == "="))
    names = value if isinstance(value, tuple) and not hasattr(value, "name") else (value,)
    said = {str(getattr(each, "name", each)).replace("_", " ").lower() for each in names}
    among = any(str(other).replace("_", " ").lower() in said for other in wanted)
    return among != (comparison == "!=")


def all_hold(held: Iterable[bool | None]) -> bool | None:
    answer: bool | None = True
    for each in held:
        if each is False:
            return False
        if each is None:
            answer = None
    return answer


def count_holds(least: int, most: int, comparison: str, number: int) -> bool | None:
    seen = set()
    for possible in range(least, most + 1):
        seen.add(
            {
                "=": possible == number,
                "!=": possible != number,
                "<": possible < number,
                "<=": possible <= number,
                ">": possible > number,
                ">=": possible >= number,
            }[comparison]
        )
    return seen.pop() if len(seen) == 1 else None
