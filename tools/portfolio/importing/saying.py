"""Turning the lines that a query finds into findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, func, literal_column, select

from tools.portfolio.importing.findings import KEPT, Findings


def any_line(connection: Connection, rows: FromClause, *conditions: ColumnElement[bool]) -> bool:
    """Whether a line meets the conditions: to ask costs less than to look for those that do."""
    found: Select[Any] = select(literal_column("1")).select_from(rows).where(*conditions).limit(1)
    return connection.execute(found).first() is not None


def report(connection: Connection, found: Select[Any], say: Callable[[Row[Any]], str], findings: Findings) -> None:
    """Add a finding for each line that the query finds: all are counted, and what is kept is said."""
    rows = connection.execute(found.limit(KEPT)).all()
    for row in rows:
        findings.at(row.staged_file, row.staged_number, partial(say, row))
    if len(rows) == KEPT:
        unsaid = (connection.scalar(select(func.count()).select_from(found.subquery())) or 0) - KEPT
        findings.count(rows[0].staged_file.rpartition(" ")[0], unsaid)


def said(row: Row[Any], names: Sequence[str]) -> str:
    """Return the values of some columns, as a person writes them."""
    return " ".join(written(row._mapping[name]) for name in names if row._mapping[name] is not None)


def written(value: Any) -> str:
    """Return a value as it stands in a cell."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
