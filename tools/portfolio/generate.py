"""Portfolios of any size with the demo's ratio of rows: for benchmarks, and to try the product at scale.

The demo organisation is written as it is, and then again and again: every project, person and child row under an
id of its own, money multiplied by a factor of the copy, so that sums, shares and indices hold in each. Each copy
has roles of its own too, like one more department. What an organisation has once (objectives, portfolios, boards)
is there once.

The database itself multiplies: the demo's rows stand in temporary tables, the copies in one more, and each table
is filled by one statement over both. An amount stands there divided by 100, to be multiplied by whole percents:
so sums stay exact, and an amount for which they would not is refused by the type of its column.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Integer, MetaData, String, Table, insert, select, true

from tools.portfolio.auditing import AUDIT_TABLES
from tools.portfolio.database import count_rows, open_engine, require_revision, shown, upgrade, writing
from tools.portfolio.errors import DatabaseNotEmpty
from tools.portfolio.loading import load_demo
from tools.portfolio.schema import Exact
from tools.portfolio.tables import METADATA, TABLES

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""The rows of each table, by its name."""
ONCE = frozenset(
    "organisation planning_period strategic_objective objective_state objective_kpi portfolio portfolio_budget "
    "pairwise_judgement backlog_item board board_member board_meeting "
    "assessment assessment_answer".split()
)
"""Tables that an organisation of any size fills once."""
NAMES = frozenset({("project", "name"), ("person", "name"), ("role", "name"), ("proposal", "title")})
"""Words that tell one copy of a record from another."""
MONEY_DIGITS = 14
"""The digits of a column of money; other exact values are days, fractions, or what a benefit is measured in."""
TOGETHER = 40
"""Copies that are written in one transaction."""
CACHE = 256_000
"""Kibibytes that SQLite may keep in memory while it writes: keys of many copies go to many places of an index."""
COPIES = Table(
    "copies",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("percent", Integer),
    Column("id_ending", String),
    Column("name_ending", String),
    Column("mail_beginning", String),
    prefixes=["TEMPORARY"],
)


def generate(url: str, projects: int, seed: int = 1, progress: Callable[[int], None] = lambda rows: None) -> int:
    """Fill an empty database with that many running projects, and the closed ones that go with them.

    Returns the number of rows written; ``progress`` is told it as it grows, each time that rows are there to stay.
    The same number and seed give the same rows. Raises ``DatabaseNotEmpty``.
    """
    upgrade(url)
    _require_empty(url)
    written = 0
    for portion in _portions(projects, seed):
        with writing(url) as connection:
            require_revision(connection)
            written += portion.write(connection)
        progress(written)
    return written


@dataclass(frozen=True, slots=True)
class Portion:
    """Copies of the same rows; the copy of number 0 is the demo itself."""

    rows: Rows
    copies: Sequence[Row]

    def write(self, connection: Connection) -> int:
        """Write the rows of all copies and return their number."""
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")
        COPIES.create(connection)
        connection.execute(insert(COPIES), list(self.copies))
        return sum(self._fill(connection, table) for table in METADATA.sorted_tables if self.rows[table.name])

    def _fill(self, connection: Connection, table: Table) -> int:
        model = _model(table)
        model.create(connection)
        connection.execute(insert(model), [_staged(table, row) for row in self.rows[table.name]])
        columns = {column.name: _copied(table, column, model) for column in _filled(table)}
        taken = COPIES.c.number == 0 if table.name in ONCE else true()
        # The order keeps the copies of a row together, in the table as in its indexes.
        order = (*(model.c[key.name] for key in table.primary_key), COPIES.c.number)
        rows = select(*columns.values()).select_from(model.join(COPIES, taken)).order_by(*order)
        filled = insert(table).from_select(list(columns), rows, include_defaults=False)
        return connection.execute(filled, execution_options={"preserve_rowcount": True}).rowcount


def _staged(table: Table, row: Row) -> dict[str, Any]:
    """Return a row as its model holds it."""
    return {**row, **{name: row[name] / 100 for name in _money(table) if row[name] is not None}}


def _portions(projects: int, seed: int) -> Iterator[Portion]:
    """Give what is written in one transaction each; the last copy leaves out projects where the number asks it."""
    model = _demo()
    running = _running(model)
    whole, rest = divmod(projects, len(running))
    copies = _copies(whole + bool(rest), seed)
    for start in range(0, whole, TOGETHER):
        yield Portion(model, copies[start : min(start + TOGETHER, whole)])
    if rest:
        yield Portion(_without(model, running[rest:]), copies[whole:])


def _copies(count: int, seed: int) -> list[Row]:
    percents = random.Random(seed)  # noqa: S311 figures to measure with, no secret
    return [
        {
            "number": number,
            "percent": percents.randrange(50, 200) if number else 100,
            "id_ending": f"-{number:04d}" if number else "",
            "name_ending": f" {number}" if number else "",
            "mail_beginning": f"copy{number}." if number else "",
        }
        for number in range(count)
    ]


def _copied(table: Table, column: Column[Any], model: Table) -> ColumnElement[Any]:
    """Return the value of a column in a copy."""
    value = model.c[column.name]
    if _is_money(column):
        return value * COPIES.c.percent
    if column.name == "email":
        return COPIES.c.mail_beginning + value
    if (table.name, column.name) in NAMES:
        return value + COPIES.c.name_ending
    return value + COPIES.c.id_ending if _is_id(table, column) else value


def _is_id(table: Table, column: Column[Any]) -> bool:
    """Whether a value is the id of a record that each copy has of its own."""
    if column.foreign_keys:
        return all(fk.column.table.name not in ONCE and fk.column.type.python_type is str for fk in column.foreign_keys)
    alone = len(table.primary_key) == 1 and column.primary_key and table.name not in ONCE
    return (alone and column.type.python_type is str) or column.name == "other_id"


def _is_money(column: Column[Any]) -> bool:
    return isinstance(column.type, Exact) and column.type.digits == MONEY_DIGITS


def _money(table: Table) -> list[str]:
    return [column.name for column in table.columns if _is_money(column)]


def _filled(table: Table) -> list[Column[Any]]:
    """Return the columns of a table that are written; the database itself numbers rows, and tells when they came."""
    return [each for each in table.columns if each is not table.autoincrement_column and each.name != "created_at"]


def _model(table: Table) -> Table:
    """Return the temporary table of the rows that are multiplied."""
    held = (Column(column.name, column.type) for column in table.columns)
    return Table(f"model_{table.name}", MetaData(), *held, prefixes=["TEMPORARY"])


def _without(model: Rows, projects: Collection[str]) -> Rows:
    """Return the rows that belong to none of these projects."""
    gone: dict[str, set[Any]] = {"project": set(projects)}
    kept: dict[str, list[Row]] = {}
    for table in METADATA.sorted_tables:
        key = next(iter(table.primary_key)).name  # a composite key begins with its parent, of which all rows go
        refers = [(fk.column.table.name, column.name) for column in table.columns for fk in column.foreign_keys]
        left = gone.setdefault(table.name, set())
        kept[table.name] = []
        for row in model[table.name]:
            if row[key] in left or any(row[name] in gone.get(parent, ()) for parent, name in refers):
                left.add(row[key])
            else:
                kept[table.name].append(row)
    return kept


def _running(model: Rows) -> list[str]:
    closed = {row["project_id"] for row in model["project_state"] if row["stage"] == "CLOSED"}
    return sorted(row["project_id"] for row in model["project"] if row["project_id"] not in closed)


@cache
def _demo() -> Rows:
    """Return the rows of the demo organisation as the database holds them; none of its audit."""
    with TemporaryDirectory(prefix="pmo-generate-") as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        upgrade(url)
        load_demo(url)
        engine = open_engine(url, readonly=True)
        with engine.connect() as connection:
            rows = {
                table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in METADATA.sorted_tables
                if table.name not in AUDIT_TABLES
            }
        engine.dispose()
        return {**rows, **dict.fromkeys(AUDIT_TABLES, ())}


def _require_empty(url: str) -> None:
    with writing(url) as connection:
        require_revision(connection)
        if held := sum(count_rows(connection, TABLES).values()):
            raise DatabaseNotEmpty(shown(url), held)
