"""Loading a folder of data files into an empty database: all of it, or nothing.

The demo organisation is one such folder; another organisation is loaded in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, Table, insert
from sqlalchemy.exc import IntegrityError

from tools.portfolio.calendar import is_working_day
from tools.portfolio.database import count_rows, require_revision, shown, writing
from tools.portfolio.errors import DatabaseNotEmpty, DataInvalid, UnknownCalendar
from tools.portfolio.folder import Files, Line, hint, read_folder
from tools.portfolio.phasing import ANCHORS, draw_months
from tools.portfolio.tables import METADATA, TABLES

DEMO = Path(__file__).parent / "demo"


def load_demo(url: str) -> Mapping[str, int]:
    """Load the demo organisation; see ``load_folder``."""
    return load_folder(url, DEMO, by="pmo demo load", source="demo")


def load_folder(url: str, folder: Path, *, by: str, source: str) -> Mapping[str, int]:
    """Load an organisation into an upgraded, empty database; return the rows written to each table.

    Raises ``DataInvalid`` with every problem of the files, ``DatabaseOutdated`` or ``DatabaseNotEmpty``.
    """
    files = read(folder)
    with writing(url) as connection:
        require_revision(connection)
        if held := sum(count_rows(connection, name) for name in TABLES):
            raise DatabaseNotEmpty(shown(url), held)
        for table in METADATA.sorted_tables:
            _insert(connection, table, files.get(table.name, []), {"created_by": by, "source_system": source})
    return {name: len(lines) for name, lines in sorted(files.items())}


def read(folder: Path) -> Files:
    """Read and check a folder; raise ``DataInvalid`` with every problem found."""
    problems: list[str] = []
    tables = {**TABLES, **ANCHORS.tables}
    files = read_folder(folder, tables, problems)
    problems += [problem for name, lines in files.items() for problem in _repeated(tables[name], lines)]
    if not problems:  # the steps below rely on complete lines
        draw_months(files)
        problems += _close_states(files)
        problems += [problem for name in files for problem in _dangling(TABLES[name], files)]
        problems += _settings(files.get("organisation", []))
    if problems:
        raise DataInvalid(problems)
    return files


def _repeated(table: Table, lines: Sequence[Line]) -> Iterator[str]:
    key = [column.name for column in table.primary_key if column is not table.autoincrement_column]
    seen: dict[tuple[Any, ...], Line] = {}
    for line in lines if key else ():
        value = tuple(line.values[name] for name in key)
        if value in seen:
            yield f"{line.where}: {' '.join(map(str, value))} stands already in line {seen[value].number}"
        seen.setdefault(value, line)


def _dangling(table: Table, files: Files) -> Iterator[str]:
    """Lines that name a record which no file holds."""
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            yield from _unknown(constraint, files[table.name], files)


def _unknown(constraint: ForeignKeyConstraint, lines: Sequence[Line], files: Files) -> Iterator[str]:
    parent = constraint.referred_table.name
    names = [element.parent.name for element in constraint.elements]
    keys = [element.column.name for element in constraint.elements]
    held = {tuple(line.values.get(key) for key in keys) for line in files.get(parent, [])}
    for line in lines:
        value = tuple(line.values.get(name) for name in names)
        if None not in value and value not in held:
            said = " ".join(map(str, value))
            near = hint(said, (" ".join(map(str, each)) for each in held))
            yield f"{line.where}: {' and '.join(names)} {said} is not in {parent}.csv{near}"


def _close_states(files: Files) -> Iterator[str]:
    """End each open state on the day before the next one of its project begins."""
    lines = sorted(
        files.get("project_state", []), key=lambda line: (line.values["project_id"], line.values["valid_from"])
    )
    closed = [_closed(line, later) for line, later in zip(lines, [*lines[1:], None], strict=True)]
    files["project_state"] = closed
    for line, later in pairwise(closed):
        same = line.values["project_id"] == later.values["project_id"]
        if same and (line.values["valid_to"] or date.max) >= later.values["valid_from"]:
            yield f"{later.where}: begins before the state in line {line.number} has ended"


def _closed(line: Line, later: Line | None) -> Line:
    end = line.values.get("valid_to")
    if end is None and later and later.values["project_id"] == line.values["project_id"]:
        end = later.values["valid_from"] - timedelta(days=1)
    return Line(line.file, line.number, {**line.values, "valid_to": end})


def _settings(lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        yield "organisation.csv: is missing or empty; it holds the organisation's name, calendar and currency"
    for line in lines:
        try:
            is_working_day(date(2026, 1, 1), line.values["calendar"])
        except UnknownCalendar as error:
            yield f"{line.where}: {error}"


def _insert(connection: Connection, table: Table, lines: Sequence[Line], audit: Mapping[str, str]) -> None:
    if not lines:
        return
    names = {name for line in lines for name in line.values}
    rows = [{**audit, **{name: line.values.get(name) for name in names}} for line in lines]
    try:
        with connection.begin_nested():
            connection.execute(insert(table), rows)
    except IntegrityError:
        # Once more, line by line, to say which line it is.
        for line, row in zip(lines, rows, strict=True):
            _insert_one(connection, table, line, row)


def _insert_one(connection: Connection, table: Table, line: Line, row: Mapping[str, Any]) -> None:
    try:
        connection.execute(insert(table), row)
    except IntegrityError as error:
        why = str(error.orig).splitlines()[0]
        raise DataInvalid([f"{line.where}: the database refuses the row ({why})"]) from error
