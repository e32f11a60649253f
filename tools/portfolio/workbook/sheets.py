"""One sheet of a workbook, or one CSV file, as rows of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from openpyxl.utils import get_column_letter

from tools.portfolio.workbook.cells import Cell, is_blank

TEXT_LIMIT = 1_000_000
"""Characters of the longest text that is taken from a CSV file."""
DELIMITERS = ",;\t"

Row = tuple[int, Sequence[Cell]]
"""The number by which a person finds it, and its cells."""


class Unreadable(Exception):
    """The rest of a sheet cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands under one name: a header, and a row for each record."""

    name: str
    title: str
    """As a person looks it up: ``person.csv``, ``sheet person``."""
    unit: str
    """What its rows are called: ``line``, ``row``."""
    longest: int
    """Characters that a text may have."""
    rows: Callable[[], Iterator[Row]]
    """Reads it from the beginning, blank rows left out; may raise ``Unreadable``."""
    faults: tuple[str, ...] = ()
    """What is wrong with it as a whole."""

    def where(self, number: int) -> str:
        """Return the place of a row."""
        return f"{self.title} {self.unit} {number}"

    def place(self, number: int, index: int) -> str:
        """Return the place of a cell, as nearly as a person can look it up."""
        return f"{self.title} cell {get_column_letter(index + 1)}{number}" if self.unit == "row" else self.where(number)


def csv_sheet(name: str, opened: Callable[[], IO[bytes]]) -> Sheet:
    """Return a CSV file as a sheet; its name is that of the file without its ending."""
    return Sheet(name.removesuffix(".csv"), name, "line", TEXT_LIMIT, lambda: _csv_rows(opened))


def _csv_rows(opened: Callable[[], IO[bytes]]) -> Iterator[Row]:
    """Read a CSV file in UTF-8; commas, semicolons or tabs part its cells, whichever its header has."""
    csv.field_size_limit(TEXT_LIMIT * 4)
    try:
        with opened() as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file:
            header = file.readline(TEXT_LIMIT)
            file.seek(0)
            reader = csv.reader(file, strict=True, delimiter=max(DELIMITERS, key=header.count))
            ended = 0
            for cells in reader:
                if not all(is_blank(cell) for cell in cells):
                    yield ended + 1, cells
                ended = reader.line_num
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(f"cannot be read as CSV in UTF-8 ({error}); save it as CSV UTF-8") from error
