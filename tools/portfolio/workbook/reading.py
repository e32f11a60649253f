"""Reading a workbook row by row, without holding it in memory."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from tools.portfolio.errors import SourceRefused
from tools.portfolio.workbook.cells import Broken, Cell, Formula, is_blank
from tools.portfolio.workbook.layout import NOT_DATA
from tools.portfolio.workbook.safety import SAVE_AS
from tools.portfolio.workbook.sheets import Row, Sheet, Unreadable
from tools.portfolio.workbook.texts import CELL_LIMIT, unescaped

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header among them."""
CHUNK = 2**20
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]{0,80}?ref=[\"']([A-Z0-9:]{1,30})")
_FAULTS = (LookupError, ValueError, TypeError, AttributeError, SyntaxError, OverflowError, EOFError, zlib.error)
"""What openpyxl raises when a file is not as it should be: it lets through whatever its parsers meet."""


@contextmanager
def opened_workbook(path: Path, archive: zipfile.ZipFile) -> Iterator[list[Sheet]]:
    """Give the sheets of a workbook, except those that hold no data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know of a workbook's looks is nothing to us
        try:
            book = load_workbook(path, read_only=True, keep_links=False)
        except (*_FAULTS, InvalidFileException, zipfile.BadZipFile) as error:
            raise SourceRefused(path, f"it cannot be read as a workbook ({_brief(error)})", SAVE_AS) from error
        try:
            yield [_sheet(sheet, archive) for sheet in book.worksheets if sheet.title not in NOT_DATA]
        finally:
            book.close()


def _sheet(sheet: Any, archive: zipfile.ZipFile) -> Sheet:
    return Sheet(
        sheet.title, f"sheet {sheet.title}", "row", CELL_LIMIT, lambda: _rows(sheet), tuple(_merged(sheet, archive))
    )


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what the file says of its size need not be true
    try:
        for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS), 1):
            cells = [_cell(each) for each in row]
            if not all(map(is_blank, cells)):
                yield number, cells
    except (*_FAULTS, zipfile.BadZipFile) as error:
        raise Unreadable(f"cannot be read to its end ({_brief(error)}); {SAVE_AS}") from error


def _cell(cell: Any) -> Cell:
    value: Cell = cell.value
    if cell.data_type == "f":
        return Formula(value if isinstance(value, str) else "=…")
    if cell.data_type == "e":
        return Broken(str(value))
    return unescaped(value) if isinstance(value, str) else value


def _merged(sheet: Any, archive: zipfile.ZipFile) -> Iterator[str]:
    """Merged cells, found in the sheet's text: a reader of rows leaves them out."""
    rest = b""
    with archive.open(sheet._worksheet_path) as part:
        while chunk := part.read(CHUNK):
            text = rest + chunk
            found = list(_MERGED.finditer(text))
            yield from (f"cells {each[1].decode()} are merged: part them, a field is a cell" for each in found)
            rest = text[max(len(text) - 200, found[-1].end() if found else 0) :]


def _brief(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text[:120] or type(error).__name__
