"""Writing the tables as CSV files, into a folder or a zip."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Table

from tools.portfolio.workbook.layout import columns, sheets
from tools.portfolio.workbook.texts import marked
from tools.portfolio.workbook.writing import Rows

Opened = Callable[[str], IO[bytes]]


def write_folder(path: Path, rows: Rows) -> None:
    """Write a file for each table into a new folder."""
    path.mkdir()
    _write_tables(rows, lambda name: (path / name).open("wb"))


def write_zip(path: Path, rows: Rows) -> None:
    """Write the same files into one archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _write_tables(rows, lambda name: archive.open(name, "w", force_zip64=True))


def _write_tables(rows: Rows, opened: Opened) -> None:
    for table in sheets():
        with opened(f"{table.name}.csv") as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="") as file:
            _write_table(file, table, rows.get(table.name, ()))


def _write_table(file: io.TextIOWrapper, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(file)  # its line ends make it put quotes around both kinds of line break
    writer.writerow(columns(table))
    writer.writerows([_written(value) for value in row] for row in rows)


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    return marked(value) if isinstance(value, str) else str(value)
