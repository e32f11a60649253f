"""What an import does, table by table: counted, with the first changes and removals in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from tools.portfolio.auditing import entity
from tools.portfolio.importing.saying import written
from tools.portfolio.importing.scope import Removals
from tools.portfolio.importing.staging import Stage, Stages, streamed
from tools.portfolio.workbook.layout import columns, sheets

SHOWN = 20
"""Changes of a table that a plan tells in words, and removals."""
LONGEST = 60
"""Characters of a value that a plan quotes."""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What an import does to one table."""

    table: str
    new: int = 0
    changed: int = 0
    revived: int = 0
    """Rows that were taken out, and come back."""
    removed: int = 0
    same: int = 0
    changes: tuple[str, ...] = ()
    """The first of the changed rows: key, and each field old and new."""
    removals: tuple[str, ...] = ()
    """Keys of the first of the removed rows."""

    @property
    def writes(self) -> bool:
        """Whether the table will be another one than before."""
        return bool(self.new or self.changed or self.revived or self.removed)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does."""

    tables: tuple[TablePlan, ...]

    @property
    def writes(self) -> bool:
        """Whether there is anything to do."""
        return any(table.writes for table in self.tables)

    @property
    def removed(self) -> int:
        """Rows that go."""
        return sum(table.removed for table in self.tables)


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is there and will be another one."""

    entity: str
    before: Mapping[str, Any]
    """The fields that change, as they were."""
    after: Mapping[str, Any]
    revived: bool


def plan_of(connection: Connection, stages: Stages, removals: Removals) -> Plan:
    """Return the plan over settled stages."""
    touched = [table for table in sheets() if table.name in stages or table in removals.tables()]
    return Plan(tuple(_table_plan(connection, table, stages.get(table.name), removals) for table in touched))


def changes(connection: Connection, stage: Stage) -> Iterator[Change]:
    """Give the rows that change, and those that come back."""
    table, rows = stage.table, stage.rows
    both = [each for name in stage.names for each in (table.c[name].label(f"old_{name}"), rows.c[name])]
    query = select(rows.c.staged_fate, *both).where(stage.with_fate("CHANGED", "REVIVED"), stage.same_key())
    for row in streamed(connection, query.order_by(rows.c.staged_id)):
        held = row._mapping
        differs = [name for name in stage.names if held[f"old_{name}"] != held[name]]
        before, after = {name: held[f"old_{name}"] for name in differs}, {name: held[name] for name in differs}
        yield Change(entity(table, row), before, after, row.staged_fate == "REVIVED")


def created(connection: Connection, stage: Stage) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the rows that are new, each with its fields."""
    query = select(stage.rows).where(stage.with_fate("NEW")).order_by(stage.rows.c.staged_id)
    return ((entity(stage.table, row), _fields(stage.table, row)) for row in streamed(connection, query))


def removed(connection: Connection, table: Table, removals: Removals) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the rows that go, each with its fields."""
    query = select(table).where(removals.of(table)).order_by(*table.primary_key)
    return ((entity(table, row), _fields(table, row)) for row in streamed(connection, query))


def _fields(table: Table, row: Row[Any]) -> dict[str, Any]:
    return {name: row._mapping[name] for name in columns(table) if row._mapping[name] is not None}


def _table_plan(connection: Connection, table: Table, stage: Stage | None, removals: Removals) -> TablePlan:
    goes = select(func.count()).select_from(table).where(removals.of(table))
    gone = (connection.scalar(goes) or 0) if table in removals.tables() else 0
    names = (
        tuple(name.partition("/")[2] for name, _ in islice(removed(connection, table, removals), SHOWN)) if gone else ()
    )
    if stage is None:
        return TablePlan(table.name, removed=gone, removals=names)
    fates = stage.fates(connection)
    changed = fates.get("CHANGED", 0)
    moved = changed or fates.get("REVIVED", 0)
    told = tuple(_told(change) for change in islice(changes(connection, stage), SHOWN)) if moved else ()
    return TablePlan(
        table.name, fates.get("NEW", 0), changed, fates.get("REVIVED", 0), gone, fates.get("SAME", 0), told, names
    )


def _told(change: Change) -> str:
    fields = (f"{name} {_short(change.before[name])} → {_short(change.after[name])}" for name in change.after)
    return f"{change.entity.partition('/')[2]}: {', '.join(fields) or 'comes back as it was'}"


def _short(value: Any) -> str:
    text = " ".join(written(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
