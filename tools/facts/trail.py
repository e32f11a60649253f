"""What the audit tells of one record and of the rows that belong to it, as far as they may be seen."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Row, Table, exists, or_, select, tuple_
from sqlalchemy.orm import Session

from tools.facts.rows import batches
from tools.portfolio.access import Viewer
from tools.portfolio.audit import AuditEventRow
from tools.portfolio.auditing import AUDIT_TABLES, entity
from tools.portfolio.belonging import GUARDED, PERSON, seen_by
from tools.portfolio.people import PersonRow
from tools.portfolio.records import NAMES_NOBODY
from tools.portfolio.tables import METADATA, TABLES

NAMED = ("project", "proposal", "programme", "portfolio", "strategic_objective", "board", PERSON)
"""Tables whose rows are found by name, and shown by rules of their own."""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """One row of a register that may be seen, with the project that it belongs to."""

    table: str
    id: str
    project_id: str | None
    created_at: datetime
    created_by: str
    source: str


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """One event of the audit."""

    number: int
    at: datetime
    actor: str
    """The person's name where the address is known, else the address or the command."""
    action: str
    entity: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def row(self) -> str:
        """Where it is kept."""
        return f"audit_event/{self.number}"


def row_of(session: Session, viewer: Viewer, today: date, table: str, id_: str) -> RowFacts | None:
    """Return a row by its table and its key of one column; None where it is not there or may not be seen."""
    held = TABLES[table]
    (key,) = held.primary_key
    row = session.execute(select(held).where(key == id_, seen_by(viewer, today).rows(held))).one_or_none()
    if row is None:
        return None
    project_id = id_ if table == "project" else row._mapping.get("project_id")
    return RowFacts(table, id_, project_id, row.created_at, row.created_by, row.source_system)


def register_row(session: Session, viewer: Viewer, today: date, id_: str) -> RowFacts | None:
    """Return the row of a register with that id, such as a risk, of those that may be seen."""
    for table in METADATA.sorted_tables:
        (key, *more) = table.primary_key
        if more or table.name in (*NAMED, *NAMES_NOBODY, *AUDIT_TABLES) or key.type.python_type is not str:
            continue
        if session.scalar(select(exists().where(key == id_))):
            found = row_of(session, viewer, today, table.name, id_)
            if found:
                return found
    return None


def changes_of(session: Session, viewer: Viewer, today: date, record: RowFacts) -> tuple[ChangeFacts, ...]:
    """Return the events about the record and the rows that belong to it and may be seen, the newest first."""
    entities = dict(_entities(session, record))
    events = AuditEventRow
    found = [
        row
        for batch in batches(sorted(entities))
        for row in session.scalars(select(events).where(events.entity.in_(batch)))
    ]
    touched = {entities[row.entity] for row in found if row.entity}
    visible = {name for table in touched for name in _visible(session, viewer, today, record, table)}
    told = [row for row in found if row.entity in visible and _by_then(viewer, today, row.at)]
    names = _names(session, {row.actor for row in told})
    hidden = _Hidden(session, viewer, today)
    return tuple(
        ChangeFacts(
            row.event_number,
            row.at,
            names.get(row.actor, row.actor),
            row.action,
            row.entity or "",
            hidden.left_out(row.entity or "", row.before),
            hidden.left_out(row.entity or "", row.after),
        )
        for row in sorted(told, key=lambda row: -row.event_number)
    )


def _by_then(viewer: Viewer, today: date, at: datetime) -> bool:
    """Whether it was done by the day; the present leaves nothing out, whatever day the clock of a trial is set to."""
    return today >= (viewer.on or today) or at.date() <= today


def _names(session: Session, actors: Collection[str]) -> dict[str, str]:
    rows = session.execute(select(PersonRow.email, PersonRow.name).where(PersonRow.email.in_(sorted(actors))))
    return {email: name for email, name in rows if email}


def _entities(session: Session, record: RowFacts) -> Iterator[tuple[str, Table]]:
    """The rows as the audit names them, hidden ones included."""
    for table, condition in _belonging(record):
        for row in session.execute(select(*table.primary_key).where(condition)):
            yield entity(table, cast("Row[Any]", row)), table


def _visible(session: Session, viewer: Viewer, today: date, record: RowFacts, table: Table) -> Iterator[str]:
    seen = seen_by(viewer, today).rows(table)
    condition = next(condition for each, condition in _belonging(record) if each is table)
    return (
        entity(table, cast("Row[Any]", row))
        for row in session.execute(select(*table.primary_key).where(condition, seen))
    )


def _belonging(record: RowFacts) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """The record's table and those whose rows cannot be without it, each with the condition of what is its own."""
    root = TABLES[record.table]
    (key,) = root.primary_key
    found: dict[Table, ColumnElement[bool]] = {root: key == record.id}
    yield root, found[root]
    for table in METADATA.sorted_tables:
        if table is root or table.name in NAMED:
            continue
        owners = [(key, found[key.referred_table]) for key in _required(table) if key.referred_table in found]
        if owners:
            found[table] = or_(*(_refers(key, condition) for key, condition in owners))
            yield table, found[table]


def _required(table: Table) -> list[ForeignKeyConstraint]:
    keys = sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys))
    return [key for key in keys if not any(column.nullable for column in key.columns)]


def _refers(key: ForeignKeyConstraint, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    mine, theirs = list(key.columns), [element.column for element in key.elements]
    held = select(*theirs).where(condition)
    return tuple_(*mine).in_(held) if len(mine) > 1 else mine[0].in_(held)


class _Hidden:
    """Leaves out the fields that name a record which may not be seen."""

    def __init__(self, session: Session, viewer: Viewer, today: date) -> None:
        self.session, self.seen = session, seen_by(viewer, today)

    def left_out(self, entity: str, text: str | None) -> Mapping[str, Any]:
        """The fields of a row, without those that refer to what is hidden."""
        fields: dict[str, Any] = json.loads(text) if text else {}
        table = TABLES[entity.partition("/")[0]]
        return {name: value for name, value in fields.items() if value is None or self._may(table, name, value)}

    def _may(self, table: Table, name: str, value: Any) -> bool:
        column = table.c.get(name)
        referred = [key.column.table for key in column.foreign_keys] if column is not None else []
        for other in (each for each in referred if each.name in GUARDED):
            (key,) = other.primary_key
            if not self.session.scalar(select(exists().where(key == value, self.seen.rows(other)))):
                return False
        return True
