"""Names and ids in the conditions of a query: each must be one visible record, else the query is not answered."""

from __future__ import annotations

from collections.abc import Iterable

from tools.enquiry import Enquiry
from tools.portfolio.records import Record, find_records
from tools.query.asked import Condition, QueryOf
from tools.query.registry import FIELDS
from tools.records.find import named


class Unknown(ValueError):
    """A name that is not that of one visible record; ``name`` is what was typed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def resolved(query: QueryOf, enquiry: Enquiry) -> tuple[QueryOf, dict[str, Record]]:
    """The query with the records' ids in place of what was typed, and those records by id.

    Raises ``Unknown`` for a name of no visible record, or of several.
    """
    found: dict[str, Record] = {}
    where = tuple(_resolved(each, enquiry, found) for each in query.where)
    related = tuple(
        each.model_copy(update={"where": tuple(_resolved(inner, enquiry, found) for inner in each.where)})
        for each in query.related
    )
    return query.model_copy(update={"where": where, "related": related}), found


def _resolved(condition: Condition, enquiry: Enquiry, found: dict[str, Record]) -> Condition:
    kind = FIELDS[condition.field].refers
    if kind is None or condition.comparison in ("recorded", "not recorded"):
        return condition
    with enquiry.portfolio.session() as session:
        records = find_records(session, enquiry.viewer, enquiry.today, (kind,))
    given = condition.values or (() if condition.value is None else (condition.value,))
    names = tuple(_name(text, records, found) for text in given)
    if condition.values:
        return condition.model_copy(update={"values": names})
    return condition.model_copy(update={"value": names[0] if names else None})


def _name(text: str, records: Iterable[Record], found: dict[str, Record]) -> str:
    fitting = named(list(records), text)
    if len(fitting) != 1:
        raise Unknown(text)
    (record,) = fitting
    found[record.id] = record
    return record.id
