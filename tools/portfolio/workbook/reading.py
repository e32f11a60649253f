"""Reading a workbook row by row, without holding it in memory."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any
from xml.parsers.expat import ExpatError

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHARED_STRINGS

from tools.portfolio.errors import SourceRefused
from tools.portfolio.workbook import safety
from tools.portfolio.workbook.cells import is_blank
from tools.portfolio.workbook.layout import NOT_DATA
from tools.portfolio.workbook.parsing import Excess, Rows, SharedTexts, Styles
from tools.portfolio.workbook.safety import SAVE_AS, require_part
from tools.portfolio.workbook.sheets import Row, Sheet, Unreadable
from tools.portfolio.workbook.texts import CELL_LIMIT

CHUNK = 2**20
MOST_MERGED = 1000
"""Merged cells that are told of; who reads so many knows enough."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]{0,80}?ref=[\"']([A-Z0-9:]{1,30})")
_FAULTS = (LookupError, ValueError, TypeError, AttributeError, SyntaxError, OverflowError, EOFError, zlib.error)
"""What openpyxl raises when a file is not as it should be: it lets through whatever its parsers meet."""


@contextmanager
def opened_workbook(path: Path, archive: zipfile.ZipFile) -> Iterator[list[Sheet]]:
    """Give the sheets of a workbook, except those that hold no data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know of a workbook's looks is nothing to us
        try:
            shared, sheets = _sheets(path, archive)
        except (*_FAULTS, OSError, InvalidFileException, zipfile.BadZipFile) as error:
            raise SourceRefused(path, f"it cannot be read as a workbook ({_brief(error)})", SAVE_AS) from error
        with closing(shared):
            yield sheets


def _sheets(path: Path, archive: zipfile.ZipFile) -> tuple[SharedTexts, list[Sheet]]:
    """The sheets, charts left out, and the texts that they share."""
    reader: Any = ExcelReader(path, read_only=True, keep_links=False)
    with closing(reader.archive):
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        found = [(str(sheet.name), rel) for sheet, rel in reader.parser.find_sheets() if "chartsheet" not in rel.Type]
        texts = reader.package.find(SHARED_STRINGS)
    book = reader.wb
    styles = Styles(book.epoch, frozenset(book._date_formats), frozenset(book._timedelta_formats))
    if texts:
        require_part(path, archive, texts.PartName[1:], safety.LARGEST_TEXTS)
    shared = SharedTexts(partial(archive.open, texts.PartName[1:]) if texts else _none)
    parts = set(archive.namelist())
    data = [(name, rel.target) for name, rel in found if name not in NOT_DATA and rel.target in parts]
    return shared, [_sheet(name, archive, part, shared, styles) for name, part in data]


def _none() -> IO[bytes]:
    """What a workbook without shared texts has in their place."""
    return io.BytesIO(b"<sst/>")


def _sheet(name: str, archive: zipfile.ZipFile, part: str, shared: SharedTexts, styles: Styles) -> Sheet:
    merged = tuple(islice(_merged(archive, part), MOST_MERGED))
    return Sheet(name, f"sheet {name}", "row", CELL_LIMIT, lambda: _rows(archive, part, Rows(shared, styles)), merged)


def _rows(archive: zipfile.ZipFile, part: str, rows: Rows) -> Iterator[Row]:
    try:
        for number, cells in rows.read(partial(archive.open, part)):
            if not all(map(is_blank, cells)):
                yield number, cells
    except Excess as error:
        raise Unreadable(f"is not read to its end, since {error}") from error
    except (*_FAULTS, ExpatError, zipfile.BadZipFile) as error:
        raise Unreadable(f"cannot be read to its end ({_brief(error)}); {SAVE_AS}") from error


def _merged(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    """Merged cells, found in the sheet's text, where they come after the rows."""
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            text = rest + chunk
            found = list(_MERGED.finditer(text))
            yield from (f"cells {each[1].decode()} are merged: part them, a field is a cell" for each in found)
            rest = text[max(len(text) - 200, found[-1].end() if found else 0) :]


def _brief(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text[:120] or type(error).__name__
