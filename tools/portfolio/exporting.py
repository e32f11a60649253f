"""The whole portfolio as a file: a workbook, a folder of CSV files, or a zip of them.

What can be read back with ``importing`` gives the same rows. Rows that were taken out are left out, and so is
the audit.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Table, func, select

from tools.portfolio.auditing import Event
from tools.portfolio.database import reading, require_revision
from tools.portfolio.errors import ExportExists, ExportTooLarge
from tools.portfolio.operating import Command
from tools.portfolio.structure import OrganisationRow
from tools.portfolio.workbook.about import Described
from tools.portfolio.workbook.archive import write_folder, write_zip
from tools.portfolio.workbook.layout import columns, sheets
from tools.portfolio.workbook.parsing import MOST_ROWS
from tools.portfolio.workbook.writing import write_workbook

BATCH = 1000
WORKBOOK, ZIP = ".xlsx", ".zip"
Progress = Callable[[int, int], None]


def export(
    url: str, path: Path, command: Command, *, progress: Progress = lambda done, total: None
) -> Mapping[str, int]:
    """Write all tables to a path that is not there yet, and say so in the audit; return the rows of each.

    The ending says what is written: ``.xlsx`` a workbook, ``.zip`` an archive, anything else a folder. Raises
    ``ExportExists``, ``ExportTooLarge``, ``DatabaseOutdated``.
    """
    with reading(url) as connection, _complete(path) as part:
        require_revision(connection)
        counts = {table.name: _count(connection, table) for table in sheets()}
        if (
            path.suffix == WORKBOOK
            and (many := max(counts, key=lambda name: counts[name]))
            and counts[many] >= MOST_ROWS
        ):
            raise ExportTooLarge(path, f"{many} has {counts[many]:,} rows, a sheet {MOST_ROWS - 1:,}")
        name = connection.scalar(select(OrganisationRow.name).where(~OrganisationRow.is_void))
        with closing(_Rows(connection, counts, progress)) as rows:
            if path.suffix == WORKBOOK:
                write_workbook(part, rows, Described(name, command.at))
            else:
                (write_zip if path.suffix == ZIP else write_folder)(part, rows)
    command.note(url, Event("export", after={"file": path.name, "rows": sum(counts.values())}))
    return counts


def write_template(path: Path, *, at: datetime) -> None:
    """Write the workbook without rows; raise ``ExportExists``."""
    with _complete(path) as part:
        write_workbook(part, {}, Described(None, at))


class _Rows(Mapping[str, Iterator[Any]]):
    """The rows of each table, read when they are asked for."""

    def __init__(self, connection: Connection, counts: Mapping[str, int], progress: Progress) -> None:
        self._connection, self._counts, self._progress = connection, counts, progress
        self._done, self._total = 0, sum(counts.values())
        self._open: CursorResult[Any] | None = None

    def __getitem__(self, name: str) -> Iterator[Any]:
        table = next(table for table in sheets() if table.name == name)
        query = select(*columns(table).values()).where(table.c.is_void.is_(False)).order_by(*table.primary_key)
        self._open = self._connection.execute(query, execution_options={"yield_per": BATCH})
        for batch in self._open.partitions():
            self._progress(self._done, self._total)
            self._done += len(batch)
            yield from batch
        self.close()

    def close(self) -> None:
        """Let go of the rows that were not read to their end."""
        if self._open:
            self._open.close()

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(table.c.is_void.is_(False))) or 0


@contextmanager
def _complete(path: Path) -> Iterator[Path]:
    """Give a path to write to; what stands there appears under its name when it is complete."""
    if path.exists():
        raise ExportExists(path)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
        part = Path(folder) / path.name
        yield part
        shutil.move(part, path)
