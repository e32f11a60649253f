"""From the rows of a sheet to lines with values, every misfit noted with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Any

from sqlalchemy import Table

from tools.portfolio.importing.findings import Findings
from tools.portfolio.workbook.cells import Cell, Read, Unfit, hint, is_blank, reader, shown, value_of
from tools.portfolio.workbook.layout import columns, key, required
from tools.portfolio.workbook.sheets import Row, Sheet, Unreadable


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet."""

    file: str
    """The sheet, as findings name it."""
    number: int
    values: Mapping[str, Any]
    """Of the columns that the sheet has; None for a blank cell."""
    unit: str = "line"
    sound: bool = True
    """Whether every cell fits; of one that is not sound the key alone is of use."""


Files = dict[str, list[Line]]
"""The lines of each table, by the table's name."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a sheet."""

    number: int
    fields: tuple[tuple[int, str, bool, Read], ...]
    """Of the columns that are known: position, name, whether a row needs it, and what reads its cells."""
    width: int
    unnamed: tuple[int, ...]
    """Positions without a name."""

    @property
    def names(self) -> frozenset[str]:
        """Names of the fields."""
        return frozenset(name for _, name, _, _ in self.fields)


class Reading:
    """One sheet being read for one table."""

    def __init__(self, sheet: Sheet, table: Table, findings: Findings) -> None:
        self.sheet, self._table, self._findings = sheet, table, findings
        self._rows = self._safely(sheet.rows())
        self.header = self._header()
        self.usable = set(key(table)) <= self.header.names
        if not self.usable:
            self._rows.close()

    def lines(self) -> Iterator[Line]:
        """Give the lines whose key can be read; note what does not fit."""
        names = key(self._table)
        with closing(self._rows):
            for number, cells in self._rows:
                values, sound = self._values(number, cells)
                if all(name in values for name in names):
                    yield Line(self.sheet.title, number, values, self.sheet.unit, sound)
                if self._findings.are_many(self.sheet.title):
                    self._findings.stop(self.sheet.title, f"{self.sheet.unit} {number}")
                    return

    def _header(self) -> Header:
        number, cells = next(self._rows, (1, ()))
        names = ["" if is_blank(cell) else str(cell).strip() for cell in cells]
        known = columns(self._table)
        at: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(names):
            if name in known:
                at[name].append(index)
            elif name:
                self._findings.add(self.sheet.title, self.sheet.where(number), partial(_unknown, name, list(known)))
        for name in (name for name, indices in at.items() if len(indices) > 1):
            self._note(self.sheet.where(number), f"column {name} stands twice")
        for name in (name for name in key(self._table) if name not in at):
            self._note(self.sheet.where(number), f"column {name} is missing")
        fields = tuple(
            (indices[0], name, required(known[name]), reader(known[name], self.sheet.longest))
            for name, indices in at.items()
        )
        return Header(number, fields, len(names), tuple(index for index, name in enumerate(names) if not name))

    def _values(self, number: int, cells: Sequence[Cell]) -> tuple[dict[str, Any], bool]:
        values: dict[str, Any] = {}
        if not self._fits_header(number, cells):
            return values, False
        sound = True
        for index, name, needed, read in self.header.fields:
            cell = cells[index] if index < len(cells) else None
            try:
                value = value_of(cell, read)
            except Unfit as unfit:
                sound = False
                say = partial(_misfit, name, cell, unfit)
                self._findings.add(self.sheet.title, self.sheet.place(number, index), say)
                continue
            if value is None and needed:
                sound = False
                self._note(self.sheet.place(number, index), f"{name} is empty")
            else:
                values[name] = value
        return values, sound

    def _fits_header(self, number: int, cells: Sequence[Cell]) -> bool:
        width = self.header.width
        if self.sheet.unit == "line" and len(cells) != width:
            self._note(
                self.sheet.where(number),
                f"{len(cells)} cells under {width} columns; a text with commas stands in quotes",
            )
            return False
        unnamed = takewhile(len(cells).__gt__, self.header.unnamed)
        for index in (*unnamed, *range(width, len(cells))):
            if not is_blank(cells[index]):
                self._note(self.sheet.place(number, index), f"{shown(cells[index])} stands under no column")
        return True

    def _safely(self, rows: Iterator[Row]) -> Generator[Row]:
        try:
            yield from rows
        except Unreadable as error:
            self._note(self.sheet.title, str(error))

    def _note(self, where: str, what: str) -> None:
        self._findings.add(self.sheet.title, where, what)


def _unknown(name: str, known: Sequence[str]) -> str:
    return f"there is no column {name!r}{hint(name, known)}"


def _misfit(name: str, cell: Cell, unfit: Unfit) -> str:
    return f"{name} is {shown(cell)}, {unfit.why()}"
