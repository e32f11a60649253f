"""What the workbook holds: a sheet a table, in the order in which people read them, and a column a field.

The audit is not part of it: it tells what was done here, and cannot be brought in from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from sqlalchemy import Column, Table

from tools.portfolio import audit
from tools.portfolio.schema import AUDIT, Recorded
from tools.portfolio.tables import SUBJECTS

ABOUT = "about"
"""The first sheet, which says what the workbook is."""
LISTS = "lists"
"""The hidden sheet with the longer lists of words."""
NOT_DATA = frozenset({ABOUT, LISTS})


@cache
def sheets() -> tuple[Table, ...]:
    """Return the tables of the workbook, each of which is a sheet of its name."""
    return tuple(table for subject in SUBJECTS if subject is not audit for table in declared_in(subject))


def declared_in(subject: ModuleType) -> Iterator[Table]:
    """Give the tables that a module declares, in its order."""
    for row in vars(subject).values():
        if isinstance(row, type) and issubclass(row, Recorded) and row.__module__ == subject.__name__:
            yield row.__table__  # type: ignore[misc]  # SQLAlchemy types it as any selectable


def columns(table: Table) -> dict[str, Column[Any]]:
    """Return the columns that people fill: not how the row came in, nor a number that the database gives."""
    counted = table.autoincrement_column
    return {column.name: column for column in table.columns if column.name not in AUDIT and column is not counted}


def key(table: Table) -> tuple[str, ...]:
    """Return the columns that tell two rows of a table apart."""
    given: tuple[str, ...] | None = table.info.get("key")
    return given or tuple(column.name for column in table.primary_key)


def required(column: Column[Any]) -> bool:
    """Whether a row cannot be without it."""
    return not column.nullable
