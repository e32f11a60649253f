"""How the values of a column stand in a workbook: format, width, header, cells."""

from __future__ import annotations

from copy import copy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from sqlalchemy import Boolean, Column, Date, Integer, Table

from tools.portfolio.errors import ExportTooLarge
from tools.portfolio.schema import Exact
from tools.portfolio.workbook.layout import columns, key, required
from tools.portfolio.workbook.texts import CELL_LIMIT, escaped, length, marked_blank

EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number."""
FIRST_DAY = date(1900, 3, 1)
"""Before it, spreadsheets disagree on what a date is."""
YES_NO = ("yes", "no")
TEXT = "@"
MONEY_PLACES = 2
KEY, REQUIRED, OPTIONAL = (PatternFill("solid", fgColor=color) for color in ("1F3864", "2F75B5", "DDEBF7"))
LIGHT, DARK = Font(bold=True, color="FFFFFF"), Font(color="1F3864")
NARROW, BROAD, PROSE = 12, 40, 45


class Field:
    """One column of one sheet."""

    def __init__(self, sheet: Any, table: Table, column: Column[Any]) -> None:
        self.table, self.column, self.name = table, column, column.name
        self.words: tuple[str, ...] = YES_NO if isinstance(column.type, Boolean) else column.info.get("words", ())
        self.number_format = _format(column)
        self._sheet = sheet
        model: Any = WriteOnlyCell(sheet)
        model.number_format, model.alignment = self.number_format, Alignment(vertical="top")
        self._plain = copy(model._style)
        model.quotePrefix = True
        self._quoted = copy(model._style)

    @property
    def width(self) -> int:
        """Width in characters: prose has more of it than names of records and figures."""
        short = self.number_format != TEXT or self.words or self.column.foreign_keys or self.name in key(self.table)
        return min(BROAD, max(NARROW, len(self.name) + 4)) if short else PROSE

    def header(self) -> Any:
        """Return the cell with its name: darkest for the key, then for what a row needs, then for the rest."""
        cell = WriteOnlyCell(self._sheet, self.name)
        if self.name in key(self.table):
            cell.fill, cell.font = KEY, LIGHT
        else:
            cell.fill, cell.font = (REQUIRED, LIGHT) if required(self.column) else (OPTIONAL, DARK)
        return cell

    def cell(self, value: Any, path: Path) -> Any:
        """Return the cell of a value; raise ``ExportTooLarge`` for a text that no cell holds."""
        if value is None:
            return None
        if isinstance(value, bool):
            return self._texted(YES_NO[not value])
        if _is_exact(value):
            cell: Any = WriteOnlyCell(self._sheet)
            cell._style = copy(self._plain)
            cell.value = value
            return cell
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        if (characters := length(escaped(text))) > CELL_LIMIT:
            raise ExportTooLarge(path, f"{self.name} of a row of {self.table.name} has {characters:,} characters")
        return self._texted(escaped(marked_blank(text)))

    def _texted(self, text: str) -> Any:
        """A cell of text, also where the text looks like a formula or an error."""
        cell: Any = WriteOnlyCell(self._sheet, text)
        cell._style = copy(self._quoted if text[0] in "=+-@" else self._plain)
        cell.data_type = "s"
        return cell


def fields_of(sheet: Any, table: Table) -> dict[str, Field]:
    """Return the fields of a sheet, by the letter of their column."""
    named = enumerate(columns(table).values(), 1)
    return {get_column_letter(number): Field(sheet, table, column) for number, column in named}


def _is_exact(value: Any) -> bool:
    """Whether a spreadsheet keeps the value as it is, as a date or number of its own."""
    if isinstance(value, Decimal):
        return len(value.normalize().as_tuple().digits) <= EXACT_DIGITS
    return isinstance(value, int) or (isinstance(value, date) and value >= FIRST_DAY)


def _format(column: Column[Any]) -> str:
    kind = column.type
    if isinstance(kind, Date):
        return "yyyy-mm-dd"
    if isinstance(kind, Exact):
        return "#,##0.00" if kind.places == MONEY_PLACES else f"0.{'#' * kind.places}"
    return "0" if isinstance(kind, Integer) and not isinstance(kind, Boolean) else TEXT
