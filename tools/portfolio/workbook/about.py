"""The first sheet: what the workbook is, and how to work in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from tools.portfolio.workbook.layout import ABOUT, sheets
from tools.portfolio.workbook.notes import meaning
from tools.portfolio.workbook.texts import escaped

HOW = (
    "A sheet is a table, a row is a record, a column is a field. Sheets, rows and columns may stand in any order.",
    "Dark headers are the key, which tells a row apart; blue ones are required; light ones may stay blank. "
    "The note at a header says what belongs there.",
    "A blank cell means “not recorded”. A column that is left out keeps what is recorded, and so does a sheet or a "
    "row: rows are taken out only with --replace.",
    "Dates are dates, amounts are numbers in the organisation's currency, fractions are written as 0.05, yes and no "
    "as yes and no. Formulas are refused: put in their values.",
    "A state holds from valid_from on; one that is left open ends on the day before the next one begins.",
    "Look first: pmo import FILE --dry-run. Then bring it in: pmo import FILE.",
    "The audit (who did what) is not part of the workbook. Rows that were taken out are not either.",
)


@dataclass(frozen=True, slots=True)
class Described:
    """What the first sheet says of the rest."""

    organisation: str | None
    """None for an empty workbook."""
    made_at: datetime


def write_about(book: Workbook, described: Described) -> None:
    """Write the sheet."""
    sheet: Any = book.create_sheet(ABOUT)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100
    whose = f"of {escaped(described.organisation)}" if described.organisation else "to be filled in"
    _append(sheet, Font(bold=True, size=14), f"Project portfolio {whose}")
    _append(sheet, None, "Written by pmo", f"{described.made_at:%Y-%m-%d %H:%M} UTC")
    _append(sheet, None, "")
    for number, line in enumerate(HOW):
        _append(sheet, None, "How to work in it" if number == 0 else "", line)
    _append(sheet, None, "")
    _append(sheet, Font(bold=True), "Sheet", "What a row is")
    for table in sheets():
        _append(sheet, None, table.name, meaning(table).table.split("\n\n")[0].replace("\n", " "))


def _append(sheet: Any, font: Font | None, *texts: str) -> None:
    cells = [WriteOnlyCell(sheet, text) for text in texts]
    for cell in cells:
        cell.data_type, cell.alignment = "s", Alignment(vertical="top", wrap_text=True)
        if font:
            cell.font, cell.alignment = font, Alignment(vertical="top")
    sheet.append(cells)
