"""Reading a folder of data files: one CSV per table, one line per row, columns named as in the table.

Cells are read by the type of their column: dates as 2026-11-03, money in pounds, yes or no. An empty cell
is absent. Whatever is wrong becomes a sentence with file and line; reading goes on, so that all problems are
seen at once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, Table

from tools.portfolio.schema import AUDIT, Exact

YES_NO = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a data file."""

    file: str
    number: int
    values: Mapping[str, Any]

    @property
    def where(self) -> str:
        """File and line, as a person looks them up."""
        return f"{self.file} line {self.number}"


Files = dict[str, list[Line]]
"""The lines of each table, by the table's name."""


def read_folder(folder: Path, tables: Mapping[str, Table], problems: list[str]) -> Files:
    """Read every CSV file of the folder; add to ``problems`` what is wrong."""
    files: Files = {}
    for path in sorted(folder.glob("*.csv")):
        if path.stem in tables:
            files[path.stem] = _read(path, tables[path.stem], problems)
        else:
            problems.append(f"{path.name}: there is no such file in this layout{hint(path.stem, tables, '.csv')}")
    return files


def columns(table: Table) -> dict[str, Column[Any]]:
    """Return the columns that a data file may hold."""
    return {column.name: column for column in table.columns if column.name not in AUDIT}


def hint(text: str, choices: Iterable[str], ending: str = "") -> str:
    """Return a question about the nearest choice, empty where none is near."""
    near = get_close_matches(text, list(choices), n=1)
    return f"; did you mean {near[0]}{ending}?" if near else ""


def _read(path: Path, table: Table, problems: list[str]) -> list[Line]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except (UnicodeDecodeError, csv.Error) as error:
        problems.append(f"{path.name}: cannot be read as CSV in UTF-8 ({error})")
        return []
    if unusable := _header_problems(path.name, header, table):
        problems += unusable
        return []
    lines = (_line(path.name, number, header, row, table, problems) for number, row in rows)
    return [line for line in lines if line is not None]


def _header_problems(file: str, header: Sequence[str], table: Table) -> list[str]:
    known = columns(table)
    found = [f"{file} line 1: there is no column {name!r}{hint(name, known)}" for name in header if name not in known]
    found += [f"{file} line 1: column {name} stands twice" for name in set(header) if header.count(name) > 1]
    missing = [name for name, column in known.items() if name not in header and _required(table, column)]
    return found + [f"{file} line 1: column {name} is missing" for name in missing]


def _line(
    file: str, number: int, header: Sequence[str], row: Sequence[str], table: Table, problems: list[str]
) -> Line | None:
    if len(row) != len(header):
        problems.append(
            f"{file} line {number}: {len(row)} cells under {len(header)} columns; a text with commas stands in quotes"
        )
        return None
    values: dict[str, Any] = {}
    wrong = len(problems)
    for name, cell in zip(header, row, strict=True):
        column = table.columns[name]
        try:
            values[name] = _value(cell.strip(), column)
            if values[name] is None and _required(table, column):
                problems.append(f"{file} line {number}: {name} is empty")
        except ValueError as error:
            problems.append(f"{file} line {number}: {name} is {cell.strip()!r}, {error}")
    return Line(file, number, values) if len(problems) == wrong else None


def _required(table: Table, column: Column[Any]) -> bool:
    return not column.nullable and column is not table.autoincrement_column


def _value(text: str, column: Column[Any]) -> Any:
    if not text:
        return None
    if isinstance(column.type, Date):
        return _parsed(date.fromisoformat, text, "not a date such as 2026-11-03")
    if isinstance(column.type, Exact):
        return _amount(text, column.type.places)
    if isinstance(column.type, Boolean):
        return _parsed(YES_NO.__getitem__, text.lower(), "neither yes nor no")
    if isinstance(column.type, Integer):
        return _parsed(int, text, "not a whole number")
    words = column.info.get("words", ())
    if words and text not in words:
        raise ValueError(f"not one of {', '.join(words)}{hint(text.upper(), words)}")
    return text


def _amount(text: str, places: int) -> Decimal:
    value: Decimal = _parsed(Decimal, text, "not a number such as 1250000 or 0.18")
    if not value.is_finite() or value != round(value, places):
        raise ValueError(f"not an amount with at most {places} decimals")
    return value


def _parsed(parse: Any, text: str, otherwise: str) -> Any:
    try:
        return parse(text)
    except (ValueError, KeyError, InvalidOperation) as error:
        raise ValueError(otherwise) from error
