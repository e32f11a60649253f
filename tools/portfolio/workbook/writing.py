"""Writing a workbook row by row, without holding it in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from sqlalchemy import Table

from tools.portfolio.errors import ExportTooLarge
from tools.portfolio.workbook.about import Described, write_about
from tools.portfolio.workbook.fields import Field, fields_of
from tools.portfolio.workbook.layout import LISTS, sheets
from tools.portfolio.workbook.notes import note
from tools.portfolio.workbook.parsing import MOST_ROWS

INLINE = 255
"""Characters of a list of words that the rule of a column can hold by itself."""
AUTHOR = "pmo"

Rows = Mapping[str, Iterable[Sequence[Any]]]
"""The rows of each table, their values in the order of the columns."""


def write_workbook(path: Path, rows: Rows, described: Described) -> None:
    """Write all tables; raise ``ExportTooLarge``."""
    book = Workbook(write_only=True)
    try:
        write_about(book, described)
        lists: list[tuple[str, ...]] = []
        for table in sheets():
            _write_table(book, table, rows.get(table.name, ()), lists, path)
        _write_lists(book, lists)
        book.save(path)
    finally:
        _close(book)


def _close(book: Any) -> None:
    """Close the sheets of a book that was not written to its end: each holds a file open."""
    for sheet in book.worksheets:
        if not sheet.closed:
            sheet.close()


def _write_table(
    book: Workbook, table: Table, rows: Iterable[Sequence[Any]], lists: list[tuple[str, ...]], path: Path
) -> None:
    sheet: Any = book.create_sheet(table.name)
    sheet.freeze_panes = "B2"
    fields = fields_of(sheet, table)
    for letter, field in fields.items():
        dimension = sheet.column_dimensions[letter]
        dimension.width, dimension.number_format = field.width, field.number_format
        if field.words:
            sheet.data_validations.append(_rule(letter, field.words, lists))
    sheet.append([_header(table, field) for field in fields.values()])
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise ExportTooLarge(path, f"{table.name} has more than {MOST_ROWS - 1:,} rows")
        sheet.append([field.cell(value, path) for field, value in zip(fields.values(), row, strict=True)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fields))}1"


def _header(table: Table, field: Field) -> Any:
    cell = field.header()
    if said := note(table, field.column):
        cell.comment = Comment(said, AUTHOR, height=40 + 20 * len(said.splitlines()) + len(said) // 2, width=320)
    return cell


def _rule(letter: str, words: tuple[str, ...], lists: list[tuple[str, ...]]) -> DataValidation:
    """A drop-down list over all rows of a column."""
    inline = f'"{",".join(words)}"'
    if len(inline) > INLINE:
        if words not in lists:
            lists.append(words)
        column = get_column_letter(lists.index(words) + 1)
        inline = f"{LISTS}!${column}$1:${column}${len(words)}"
    rule = DataValidation("list", formula1=inline, allow_blank=True, showErrorMessage=True)
    rule.error = "Choose a word of the list."
    rule.add(f"{letter}2:{letter}{MOST_ROWS}")
    return rule


def _write_lists(book: Workbook, lists: Sequence[tuple[str, ...]]) -> None:
    sheet: Any = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    for number in range(max(map(len, lists), default=0)):
        sheet.append([words[number] if number < len(words) else None for words in lists])
