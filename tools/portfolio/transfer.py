"""Moving a whole database: to another server, into a backup file, and back.

Every table of the product goes, whichever room it belongs to. A backup is a SQLite file of the same
layout, whatever database it was taken from.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection, Integer, MetaData, Table, delete, insert, inspect, select, text

from knowledge.register import standard_generation
from tools.portfolio.auditing import Event, standing
from tools.portfolio.database import (
    REVISION_TABLE,
    count_rows,
    newest_revision,
    open_engine,
    reading,
    require_revision,
    revision,
    shown,
    upgrade,
    writing,
)
from tools.portfolio.errors import BackupExists, BackupInvalid, DatabaseNotEmpty, DatabaseUnreachable
from tools.portfolio.operating import Command
from tools.portfolio.tables import METADATA, TABLES

BATCH = 1000
ONLY_ROW = 1


def copy(source_url: str, target_url: str, command: Command | None = None) -> Mapping[str, int]:
    """Copy every row into an empty database, creating its tables; return the rows of each table.

    The ``command`` of an operator is told in both audits, that of the target going on from the copied one.
    Raises ``DatabaseNotEmpty`` where the target holds rows, ``DatabaseOutdated`` for an old source.
    """
    with reading(source_url) as source:
        require_revision(source)
        upgrade(target_url)
        with writing(target_url) as target:
            if held := _rows_held(target):
                raise DatabaseNotEmpty(shown(target_url), held)
            rows = _copy_rows(source, target)
            told = {"from": shown(source_url), "to": shown(target_url), "rows": sum(rows.values())}
            if command:
                command.record(target, Event("db.copy", after=told))
    if command:
        command.note(source_url, Event("db.copy", after=told))
    return rows


def backup(url: str, file: Path, command: Command | None = None) -> Mapping[str, int]:
    """Write the whole database into a new file; the file appears when it is complete.

    Raises ``BackupExists``; return the rows of each table.
    """
    if file.exists():
        raise BackupExists(str(file))
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        part = Path(folder) / "backup.db"
        rows = copy(url, f"sqlite:///{part}")
        _close_journal(part)
        os.replace(part, file)
    if command:
        command.note(url, Event("db.backup", after={"file": file.name, "rows": sum(rows.values())}))
    return rows


def restore(url: str, file: Path, *, replace: bool = False, command: Command | None = None) -> Mapping[str, int]:
    """Bring back what a backup holds; return the rows of each table.

    Rows that the database holds already are removed only with ``replace``, in the same transaction; without
    it ``DatabaseNotEmpty`` is raised. ``BackupInvalid`` is raised for a file that is no backup. The audit goes on
    from that of the backup, and its next event tells how far the one that was replaced had come.
    """
    with _opened(file) as source:
        upgrade(url)
        with writing(url) as target:
            if (held := _rows_held(target)) and not replace:
                raise DatabaseNotEmpty(shown(url), held)
            before, audit = _generation(target), asdict(standing(target))
            for table in reversed(_tables(target)):
                target.execute(delete(table))
            rows = _copy_rows(source, target)
            _raise_generation(target, before)
            if command:
                after = {"file": file.name, "rows": sum(rows.values())}
                command.record(target, Event("db.restore", before={"rows": held, "audit": audit}, after=after))
            return rows


@contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    """Open a copy of the backup, brought to this program's revision where it is older."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "backup.db"
        url = f"sqlite:///{copied}"
        try:
            shutil.copyfile(file, copied)
            with reading(url) as source:
                found = revision(source)
        except (OSError, DatabaseUnreachable) as error:
            raise BackupInvalid(str(file), str(error)) from error
        if found is None or found > newest_revision():
            raise BackupInvalid(str(file), f"its tables are of revision {found or 'none'}")
        upgrade(url)
        with reading(url) as source:
            yield source


def _generation(connection: Connection) -> int:
    return connection.scalar(select(standard_generation.c.generation)) or 0


def _raise_generation(connection: Connection, before: int) -> None:
    """Number the restored standards anew: an index made of others under the same number must not pass as theirs."""
    restored = _generation(connection)
    if restored or before:
        connection.execute(delete(standard_generation))
        number = max(restored, before) + 1
        connection.execute(insert(standard_generation).values(id=ONLY_ROW, generation=number))


def _copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    held = {table.name: table for table in _tables(source)}
    tables = _tables(target)
    rows = {table.name: _copy_table(source, target, held[table.name], table) for table in tables}
    if target.dialect.name == "postgresql":
        for table in tables:
            _continue_numbers(target, table)
    return dict(sorted(rows.items()))


def _copy_table(source: Connection, target: Connection, held: Table, table: Table) -> int:
    copied = 0
    for batch in source.execute(select(held)).mappings().partitions(BATCH):
        target.execute(insert(table), [dict(row) for row in batch])
        copied += len(batch)
    return copied


def _tables(connection: Connection) -> list[Table]:
    """Return all tables, parents first; ours as they are declared, since they know their exact decimals."""
    others = set(inspect(connection).get_table_names()) - set(TABLES) - {REVISION_TABLE}
    found = MetaData()
    found.reflect(connection, only=sorted(others))
    return [*METADATA.sorted_tables, *(table for table in found.sorted_tables if table.name in others)]


def _rows_held(connection: Connection) -> int:
    names = set(inspect(connection).get_table_names()) - {REVISION_TABLE}
    return sum(count_rows(connection, names).values())


def _continue_numbers(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that were copied with their numbers."""
    key = list(table.primary_key)
    if len(key) == 1 and isinstance(key[0].type, Integer):
        name, column = table.name, key[0].name
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence(:name, :column), (SELECT max({column}) FROM {name}))"  # noqa: S608 names of our own tables
            ),
            {"name": name, "column": column},
        )


def _close_journal(file: Path) -> None:
    """Fold SQLite's journal into the file, so that the one file is all."""
    engine = open_engine(f"sqlite:///{file}")
    try:
        raw = engine.raw_connection()
        raw.cursor().execute("PRAGMA journal_mode = DELETE").close()
        raw.close()
    finally:
        engine.dispose()
