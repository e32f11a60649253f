"""Portfolios of any size with the demo's ratio of rows: for benchmarks, and to try the product at scale.

The demo organisation is written once as it is, and then again and again: every project, person and child row
under an id of its own, money multiplied by a factor of the copy, so that sums, shares and indices hold in each.
What an organisation has once (objectives, portfolios, roles, boards) is there once; pools grow with the copies.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, select

from tools.portfolio.database import count_rows, open_engine, require_revision, shown, upgrade, writing
from tools.portfolio.errors import DatabaseNotEmpty
from tools.portfolio.loading import load_demo
from tools.portfolio.schema import Exact
from tools.portfolio.tables import METADATA

Row = Mapping[str, Any]
ONCE = frozenset(
    {
        "organisation",
        "planning_period",
        "strategic_objective",
        "objective_state",
        "objective_kpi",
        "portfolio",
        "portfolio_budget",
        "role",
        "role_capacity",
        "pairwise_judgement",
        "backlog_item",
        "board",
        "board_member",
        "board_meeting",
        "audit_event",
        "audit_seal",
    }
)
"""Tables that an organisation of any size fills once."""
NAMES = frozenset({"name", "title", "email"})
"""Columns whose words tell one record from another."""
BATCH = 5000


def generate(url: str, projects: int, seed: int = 1, progress: Callable[[int], None] = lambda rows: None) -> int:
    """Fill an empty database with that many running projects, and the closed ones that go with them.

    Returns the number of rows written. The same number and seed give the same rows. Raises
    ``DatabaseNotEmpty``.
    """
    upgrade(url)
    model = _demo()
    running = _running(model)
    factors = random.Random(seed)  # noqa: S311 figures to measure with, no secret
    written = 0
    with writing(url) as connection:
        require_revision(connection)
        if held := sum(count_rows(connection, table.name) for table in METADATA.sorted_tables):
            raise DatabaseNotEmpty(shown(url), held)
        for number in range(-(-projects // len(running))):
            left = projects - number * len(running)
            copy = Copy(
                number, Decimal(factors.randrange(50, 200)) / 100, frozenset(running[left:] if left > 0 else ())
            )
            written += copy.write(connection, model)
            progress(written)
        _grow_pools(connection, Decimal(projects) / len(running))
    return written


@dataclass(frozen=True, slots=True)
class Copy:
    """One more copy of the demo; the first, number 0, is the demo itself."""

    number: int
    factor: Decimal
    """What its money is multiplied by: hundredths, so that sums stay exact."""
    without: frozenset[str]
    """Ids of projects of the demo that this copy leaves out."""

    def write(self, connection: Connection, model: Mapping[str, Sequence[Row]]) -> int:
        """Write the rows of the copy and return their number."""
        left_out: dict[str, set[Any]] = {}
        written = 0
        for table in METADATA.sorted_tables:
            if self.number and table.name in ONCE:
                continue
            rows = [self._row(table, row) for row in self._kept(table, model[table.name], left_out)]
            for start in range(0, len(rows), BATCH):
                connection.execute(insert(table), rows[start : start + BATCH])
            written += len(rows)
        return written

    def _kept(self, table: Table, rows: Sequence[Row], left_out: dict[str, set[Any]]) -> Iterator[Row]:
        """Give the rows that belong to projects of this copy, and remember the others by their key."""
        key = next(iter(table.primary_key))  # a composite key begins with its parent, of which all rows go
        gone = left_out.setdefault(table.name, set())
        for row in rows:
            refers = (
                (fk.column.table.name, row[column.name]) for column in table.columns for fk in column.foreign_keys
            )
            dropped = any(value in left_out.get(parent, ()) for parent, value in refers if parent not in ONCE)
            if dropped or (table.name == "project" and row["project_id"] in self.without):
                gone.add(row[key.name])
            else:
                yield row

    def _row(self, table: Table, row: Row) -> dict[str, Any]:
        if self.number == 0:
            return dict(row)
        filled = (column for column in table.columns if column is not table.autoincrement_column)
        return {column.name: self._value(table, column, row[column.name]) for column in filled}

    def _value(self, table: Table, column: Column[Any], value: Any) -> Any:
        if value is None:
            return None
        if isinstance(column.type, Exact) and column.type.places == 2:
            return value * self.factor if table.name not in ("allocation_month", "person_capacity") else value
        if column.name == "email":
            return f"copy{self.number}.{value}"
        if column.name in NAMES and table.name in ("project", "person", "proposal"):
            return f"{value} {self.number}"
        return self._named(value) if _is_id(table, column) else value

    def _named(self, value: str) -> str:
        return f"{value}-{self.number:04d}"


def _is_id(table: Table, column: Column[Any]) -> bool:
    """Whether a value is the id of a record that each copy has of its own."""
    if column.foreign_keys:
        return all(fk.column.table.name not in ONCE and fk.column.type.python_type is str for fk in column.foreign_keys)
    alone = len(table.primary_key) == 1 and column.primary_key
    return (alone and column.type.python_type is str) or column.name == "other_id"


def _demo() -> dict[str, list[Row]]:
    """Return the rows of the demo organisation as the database holds them."""
    with TemporaryDirectory(prefix="pmo-generate-") as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        upgrade(url)
        load_demo(url)
        engine = open_engine(url, readonly=True)
        with engine.connect() as connection:
            rows = {table.name: _rows(connection, table) for table in METADATA.sorted_tables}
        engine.dispose()
        return rows


def _rows(connection: Connection, table: Table) -> list[Row]:
    """Return the rows of a table; of the audit none, since it tells of what was done to one database."""
    audited = table.name in ("audit_event", "audit_seal")
    return [] if audited else [dict(row) for row in connection.execute(select(table)).mappings()]


def _running(model: Mapping[str, Sequence[Row]]) -> list[str]:
    closed = {row["project_id"] for row in model["project_state"] if row["stage"] == "CLOSED"}
    return sorted(row["project_id"] for row in model["project"] if row["project_id"] not in closed)


def _grow_pools(connection: Connection, times: Decimal) -> None:
    """Let capacity keep its ratio to the bookings of all copies."""
    table = METADATA.tables["role_capacity"]
    for row in connection.execute(select(table)).mappings().all():
        same = [column == row[column.name] for column in table.primary_key]
        days = {name: round(row[name] * times, 2) for name in ("gross_days", "leave_days")}
        connection.execute(table.update().where(*same).values(**days))
