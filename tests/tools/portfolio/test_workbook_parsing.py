"""What the XML of a sheet says, cell by cell, as spreadsheets of all kinds write it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tools.portfolio.workbook.cells import Broken, Cell, Formula
from tools.portfolio.workbook.opening import opened
from tools.portfolio.workbook.parsing import CHUNK, Excess, Rows, SharedTexts, Styles

PLAIN, DAY, SPAN = 0, 1, 2
STYLES = Styles(datetime(1899, 12, 30), frozenset({DAY, SPAN}), frozenset({SPAN}))  # noqa: DTZ001 - as openpyxl has it
SHARED = (
    "<sst><si><t>Apples</t></si><si><r><t>Pe</t></r><r><rPr><b/></rPr><t>ars</t></r><rPh><t>PEE</t></rPh></si>"
    "<si><t xml:space='preserve'> a </t></si><si><t>_x005F_x0041_ x005F_</t></si><si/></sst>"
)


def rows(data: str, shared: str = SHARED) -> list[tuple[int, list[Cell]]]:
    texts = SharedTexts(partial(io.BytesIO, shared.encode()))
    return list(Rows(texts, STYLES).read(partial(io.BytesIO, f"<worksheet>{data}</worksheet>".encode())))


def cell(xml: str) -> Cell:
    [(_, cells)] = rows(f"<row>{xml}</row>")
    assert len(cells) <= 1
    return cells[0] if cells else None


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ("<c/>", None),
        ("<c><v></v></c>", None),
        ("<c s='1'/>", None),
        ("<c><v>12</v></c>", 12),
        ("<c><v>1.5</v></c>", 1.5),
        ("<c><v>1E3</v></c>", 1000.0),
        ("<c s='1'><v>46329</v></c>", datetime(2026, 11, 3)),  # noqa: DTZ001
        ("<c s='1'><v>0.5</v></c>", time(12)),
        ("<c s='2'><v>1.5</v></c>", timedelta(days=1.5)),
        ("<c s='1'><v>99999999999</v></c>", Broken("#VALUE!")),
        ("<c t='d'><v>2026-11-03</v></c>", date(2026, 11, 3)),
        ("<c t='b'><v>1</v></c>", True),
        ("<c t='e'><v>#REF!</v></c>", Broken("#REF!")),
        ("<c t='s'><v>0</v></c>", "Apples"),
        ("<c t='s'><v>1</v></c>", "Pears"),
        ("<c t='s'><v>2</v></c>", " a "),
        ("<c t='s'><v>3</v></c>", "_x0041_ x005F_"),
        ("<c t='s'><v>4</v></c>", None),
        ("<c t='inlineStr'><is><r><t>Pe</t></r><r><t>ars</t></r></is></c>", "Pears"),
        ("<c t='inlineStr'><is><t>a&#10;_x000B_&amp;</t></is></c>", "a\n\x0b&"),
        ("<c t='inlineStr'/>", None),
        ("<c t='str'><f>A1</f><v>x</v></c>", Formula("=A1")),
        ("<c><f t='shared' si='0'/><v>3</v></c>", Formula("=…")),
        ("<c t='str'><v>x</v></c>", "x"),
    ],
)
def test_a_cell_is_what_the_spreadsheet_meant(xml: str, value: Cell) -> None:
    assert cell(xml) == value
    assert type(cell(xml)) is type(value)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("<row r='2'><c r='A2'><v>1</v></c></row>", [(2, [1])]),
        ("<row r='2.0'><c><v>1</v></c></row>", [(2, [1])]),
        ("<row/><row><c><v>1</v></c><c><v>2</v></c></row>", [(1, []), (2, [1, 2])]),
        ("<row r='1'><c r='C1'><v>1</v></c></row>", [(1, [None, None, 1])]),
        ("<row r='1'><c r='C1'><v>3</v></c><c r='A1'><v>1</v></c></row>", [(1, [1, None, 3])]),
        ("<row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='1'/></row>", [(1, [1])]),
        ("<row r='5'><c><v>5</v></c></row><row r='3'><c><v>3</v></c></row>", [(5, [5]), (3, [3])]),
        ("<x:row xmlns:x='m' r='1'><x:c><x:v>1</x:v></x:c></x:row>", [(1, [1])]),
    ],
)
def test_cells_stand_where_the_sheet_says(data: str, found: list[tuple[int, list[Cell]]]) -> None:
    assert rows(data) == found


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("<row r='1048577'/>", "it has a row 1048577, and a sheet ends with row 1,048,576"),
        ("<row><c r='ALM1'><v>1</v></c></row>", "row 1 has a value in column ALM, far to the right of any table"),
        (f"<row><c t='str'><v>{'x' * 1_000_001}</v></c></row>", "it has a cell of more than 1,000,000 characters"),
    ],
)
def test_reading_ends_where_no_table_goes_on(data: str, why: str) -> None:
    with pytest.raises(Excess, match=why):
        rows(data)


@pytest.mark.parametrize(
    "data",
    ["<row r='x'/>", "<row r='-1'/>", "<row><c r='1'/></row>", "<row><c t='s'><v>9</v></c></row>",
     "<row><c t='s'><v>-1</v></c></row>", "<row><c><v>many</v></c></row>"],
)  # fmt: skip
def test_what_no_spreadsheet_writes_is_not_guessed_at(data: str) -> None:
    with pytest.raises((ValueError, LookupError)):
        rows(data)


def test_shared_texts_are_read_no_further_than_cells_ask() -> None:
    source = io.BytesIO(b"<sst>" + b"<si><t>Apples</t></si>" * CHUNK + b"</sst>")
    texts = SharedTexts(lambda: source)

    assert texts[0] == "Apples"
    assert source.tell() == CHUNK


@pytest.mark.parametrize("streamed", [True, False])
def test_values_are_read_as_openpyxl_reads_them(tmp_path: Path, streamed: bool) -> None:
    values: Sequence[Any] = (1, 2.5, True, "Łódź 水道 😀", " a ", "a\nb", date(2026, 11, 3), time(9, 30), "x" * 32_767)
    book = Workbook(write_only=streamed)
    sheet: Any = book.create_sheet("risk", 0)
    for number in range(300):
        sheet.append([*values, number, None, f"text {number}"])
    book.save(tmp_path / "b.xlsx")

    with opened(tmp_path / "b.xlsx") as found:
        ours = [tuple(cells) for _, cells in found[0].rows()]

    assert ours == list(load_workbook(tmp_path / "b.xlsx")["risk"].values)
