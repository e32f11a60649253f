"""Writing a plan: rows that go, then table by table those that are new and those that change.

Values that one row alone may have are freed first, so that two rows can change places, and a state can end in
the import in which the next one begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    String,
    Table,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from tools.portfolio.errors import DataInvalid
from tools.portfolio.importing.rules import Unique, uniques
from tools.portfolio.importing.scope import Removals, links
from tools.portfolio.importing.staging import Stage, Stages
from tools.portfolio.tables import METADATA


@dataclass(frozen=True, slots=True)
class Signature:
    """Who brings data in, and from where, as every row keeps it."""

    by: str
    source: str
    at: datetime | None = None
    """The moment; None for the database's own."""
    reason: str = "not in the file that was imported in its place"
    """Why rows are taken out."""


def write(connection: Connection, stages: Stages, removals: Removals, signature: Signature) -> None:
    """Write what settled stages say; raise ``DataInvalid`` where the database refuses it all the same."""
    ordered = [stages[table.name] for table in METADATA.sorted_tables if table.name in stages]
    moving = [stage for stage in ordered if stage.fates(connection).keys() & {"CHANGED", "REVIVED"}]
    try:
        for table in removals.tables():
            _take_out(connection, table, removals, signature)
        for stage in moving:
            _free(connection, stage)
        for stage in ordered:
            _insert(connection, stage, signature)
            if stage in moving:
                _update(connection, stage, signature)
    except IntegrityError as error:
        why = str(error.orig).splitlines()[0]
        raise DataInvalid([f"the database refuses the rows as they would be together ({why})"]) from error


def _take_out(connection: Connection, table: Table, removals: Removals, signature: Signature) -> None:
    gone = {**_stamp(table, signature), "is_void": True, "void_reason": signature.reason}
    connection.execute(update(table).where(removals.of(table)).values(gone))


def _insert(connection: Connection, stage: Stage, signature: Signature) -> None:
    moment = _moment(stage.table.c.created_at, signature)
    signed = {"created_at": moment, "created_by": literal(signature.by), "source_system": literal(signature.source)}
    # One statement, so that a row may name another one that comes with it.
    lines = select(*(stage.rows.c[name] for name in stage.names), *signed.values()).where(stage.with_fate("NEW"))
    lines = lines.order_by(stage.rows.c.staged_id)
    connection.execute(insert(stage.table).from_select([*stage.names, *signed], lines, include_defaults=False))


def _update(connection: Connection, stage: Stage, signature: Signature) -> None:
    values = {name: stage.rows.c[name] for name in stage.names if name not in stage.key}
    back = {"is_void": False, "void_reason": null()}
    connection.execute(
        update(stage.table).where(*_changing(stage)).values({**_stamp(stage.table, signature), **values, **back})
    )


def _free(connection: Connection, stage: Stage) -> None:
    """Give up what changing rows hold alone, and links of theirs to values that other rows will give up."""
    for unique in uniques(stage.table, connection.dialect.name):
        moves = or_(*(stage.table.c[name].is_distinct_from(stage.rows.c[name]) for name in unique.names))
        given_up = _given_up(stage, unique)
        if given_up:
            where = _changing(stage) if unique.condition else [*_changing(stage), moves]
            connection.execute(update(stage.table).where(*where).values(given_up))
    for link in links(stage.table):
        names = [element.parent.name for element in link.elements]
        loose = [name for name in names if stage.table.c[name].nullable]
        if len(names) > 1 and loose:
            moves = or_(*(stage.table.c[name].is_distinct_from(stage.rows.c[name]) for name in names))
            freed = dict.fromkeys(loose, null())
            connection.execute(update(stage.table).where(*_changing(stage), moves).values(freed))


def _given_up(stage: Stage, unique: Unique) -> dict[str, Any]:
    """What takes a row out of those of which one alone may have its values."""
    if unique.condition:
        return {"is_void": True}
    for name in unique.names:
        column = stage.table.c[name]
        if column.nullable:
            return {name: null()}
        if isinstance(column.type, String) and not column.foreign_keys:
            return {name: func.lower("~" + stage.rows.c.staged_id.cast(String) + "~" + column)}
    return {}


def _changing(stage: Stage) -> list[ColumnElement[bool]]:
    return [stage.with_fate("CHANGED", "REVIVED"), stage.same_key()]


def _stamp(table: Table, signature: Signature) -> dict[str, Any]:
    moment = _moment(table.c.updated_at, signature)
    return {"updated_at": moment, "updated_by": signature.by, "row_version": table.c.row_version + 1}


def _moment(column: Column[Any], signature: Signature) -> ColumnElement[Any]:
    return func.current_timestamp() if signature.at is None else literal(signature.at, column.type)
