"""The demo's CSV files as people wrote them, and how a cell is read.

Nothing in this folder knows the product: it reads the files and follows the documents, so that the two can be
held against each other.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "tools" / "portfolio" / "demo"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which somebody asks, and the newest month end that counts."""

    today: date
    data: date


NOW = Day(date(2026, 11, 3), date(2026, 10, 31))
SEPTEMBER = Day(date(2026, 10, 5), date(2026, 9, 30))
"""The day on which the September figures were locked."""


ALTERED: dict[str, tuple[Row, ...]] = {}
"""Lines that a test puts in the place of those of a file."""


@cache
def rows(table: str) -> tuple[Row, ...]:
    """Every line of a file."""
    if table in ALTERED:
        return ALTERED[table]
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def of(table: str, **wanted: str) -> list[Row]:
    """The lines of a file whose cells are as wanted."""
    (name, cell), *others = wanted.items()
    return [row for row in _by(table, name).get(cell, []) if all(row[each] == value for each, value in others)]


@cache
def _by(table: str, name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows(table):
        found.setdefault(row[name], []).append(row)
    return found


def day(cell: str) -> date:
    return date.fromisoformat(cell)


def day_or_none(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def amount(cell: str) -> Fraction:
    return Fraction(cell)


def amount_or_none(cell: str) -> Fraction | None:
    return Fraction(cell) if cell else None


def on_or_before(cell: str, today: date) -> bool:
    """Whether a day is recorded and has come."""
    return bool(cell) and date.fromisoformat(cell) <= today


def holds(row: Row, today: date) -> bool:
    """Whether a line with a first and a last day holds."""
    return day(row["valid_from"]) <= today and (not row["valid_to"] or day(row["valid_to"]) >= today)
