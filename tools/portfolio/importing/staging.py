"""The lines of each table in a temporary table beside it, where the database itself can compare and check them.

So an import of any size takes little memory, and a rule is asked of all lines at once: the database says which
break it, in the same way whichever database it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, Literal

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    case,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from tools.portfolio.importing.lines import Line
from tools.portfolio.workbook.layout import columns, key

BATCH = 2000
HELD = ""
"""The place of a row that stands in the database alone."""
Fate = Literal["NEW", "CHANGED", "REVIVED", "SAME"]


class Stage:
    """The lines of one table; a row that no file holds can stand among them, where a rule looks at both."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.table = table
        self.names = tuple(columns(table))
        self.key = key(table)
        self.given: frozenset[str] = frozenset()
        """The columns that a file holds."""
        self.rows = _lines_of(table)
        self.fresh = connection.execute(select(literal(1)).select_from(table).limit(1)).first() is None
        """Whether the table is empty, so that there is nothing to compare with."""
        self._blank = {**dict.fromkeys(self.names), "staged_fate": "NEW", "is_void": False}
        self._ids = 0
        self._indexed = False
        self.rows.create(connection, checkfirst=False)

    def fill(self, connection: Connection, lines: Iterable[Line], given: frozenset[str]) -> None:
        """Take in lines, which hold the given columns."""
        self.given |= given
        rows = (self._row(line) for line in lines)
        while batch := list(islice(rows, BATCH)):
            connection.execute(insert(self.rows), batch)
        if self._ids > BATCH and not self._indexed:
            self._indexed = True
            _index_of(self.table).create(connection, checkfirst=False)

    def complete(self, connection: Connection) -> None:
        """Fill columns that no file holds with what the rows hold today."""
        absent = [name for name in self.names if name not in self.given]
        if absent and not self.fresh:
            kept = {name: self.table.c[name] for name in absent}
            connection.execute(update(self.rows).where(self.sound, self.same_key()).values(kept))

    def fates(self, connection: Connection) -> Mapping[Fate, int]:
        """Return how many sound lines do what; rows of the database that stay as they are do not count."""
        if self.fresh:
            return {"NEW": self._ids}
        counts = (self.rows.c.staged_file != HELD) | (self.rows.c.staged_fate != "SAME")
        query = select(self.rows.c.staged_fate, func.count()).where(self.sound, counts)
        return dict(connection.execute(query.group_by(self.rows.c.staged_fate)).all())

    def hold(self, connection: Connection, found: Select[Any]) -> None:
        """Take in rows of the database, selected with all columns, beside the lines."""
        held = connection.execute(found).mappings().all()
        rows = [self._row(Line(HELD, 0, dict(row))) for row in held]
        if rows:
            connection.execute(insert(self.rows), rows)

    def settle(self, connection: Connection) -> None:
        """Say of every sound line what it does to its row."""
        if self.fresh:
            return
        table, rows = self.table, self.rows
        differs = or_(false(), *(table.c[name].is_distinct_from(rows.c[name]) for name in self.names))
        fate = case((table.c.is_void, literal("REVIVED")), (differs, literal("CHANGED")), else_=literal("SAME"))
        connection.execute(update(rows).where(self.sound, self.same_key()).values(staged_fate=fate))

    @property
    def sound(self) -> ColumnElement[bool]:
        """That a line has no misfit."""
        return self.rows.c.staged_sound.is_(True)

    @property
    def from_file(self) -> ColumnElement[bool]:
        """That a line stands in a file."""
        return self.rows.c.staged_file != HELD

    def with_fate(self, *fates: Fate) -> ColumnElement[bool]:
        """That a line does this to its row."""
        return and_(self.sound, self.rows.c.staged_fate.in_(fates))

    def same_key(self, table: FromClause | None = None) -> ColumnElement[bool]:
        """That a line tells of a row of the table."""
        return and_(*(self._equal(name, self.table if table is None else table) for name in self.key))

    def holds(self, table: FromClause | None = None) -> ColumnElement[bool]:
        """That some line tells of the row."""
        there = self.table if table is None else table
        return exists(select(literal(1)).where(self.same_key(there)).correlate(there))

    def merged(self, *names: str) -> Select[Any]:
        """Select columns as they will be: from sound lines, and from rows that no line tells of."""
        said = select(*(self.rows.c[name] for name in names)).where(self.sound)
        kept = select(*(self.table.c[name] for name in names)).where(self.table.c.is_void.is_(False), ~self.holds())
        together = said.union_all(kept).subquery()
        return select(*(together.c[name] for name in names))

    def _equal(self, name: str, table: FromClause) -> ColumnElement[bool]:
        there, here = table.c[name], self.rows.c[name]
        return there.is_not_distinct_from(here) if self.table.c[name].nullable else there == here

    def _row(self, line: Line) -> dict[str, Any]:
        self._ids += 1
        return {
            **self._blank,
            **line.values,
            "staged_id": self._ids,
            "staged_file": f"{line.file} {line.unit}" if line.file else HELD,
            "staged_number": line.number,
            "staged_sound": line.sound,
        }


@cache
def _lines_of(table: Table) -> Table:
    """The temporary table, the same for every import: a query of it then need not be put into words again."""
    return Table(
        f"staged_{table.name}",
        MetaData(),
        Column("staged_id", Integer, primary_key=True, autoincrement=False),
        Column("staged_file", String, nullable=False),
        Column("staged_number", Integer, nullable=False),
        Column("staged_sound", Boolean, nullable=False),
        Column("staged_fate", String, nullable=False),
        Column("is_void", Boolean, nullable=False),
        *(Column(name, table.c[name].type) for name in columns(table)),
        prefixes=["TEMPORARY"],
    )


def _index_of(table: Table) -> Index:
    """The index of a temporary table by the key, on a copy: an index of the table itself would always come with it."""
    rows = _lines_of(table).to_metadata(MetaData())
    return Index(f"ix_{rows.name}", *(rows.c[name] for name in key(table)))


Stages = dict[str, Stage]
"""The stage of each table that a file holds, by the table's name."""


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """Give the rows of a query without holding all of them."""
    yield from connection.execute(query, execution_options={"yield_per": BATCH})
