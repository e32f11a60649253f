"""Reading the rows of one sheet, and the texts that sheets share, as a stream of XML.

openpyxl builds a tree of every row and every shared text before anybody asks for them, which takes minutes and
memory in a large file, and leaves out rows that stand out of order. What a number means as a date it still says.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils import datetime as openpyxl_datetime

from tools.portfolio.workbook.cells import Broken, Cell, Formula
from tools.portfolio.workbook.texts import unescaped

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header among them."""
MOST_COLUMNS = 1_000
"""Columns in which a value may stand: many more than any table has."""
MOST_TEXT = 1_000_000
"""Characters of a cell, after which it is not read further."""
CHUNK = 2**16
_datetimes: Any = openpyxl_datetime
Opened = Callable[[], AbstractContextManager[IO[bytes]]]
Cells = list[Cell]


class Excess(ValueError):
    """A sheet goes beyond what is read; the text says where, and what to do."""


@dataclass(frozen=True, slots=True)
class Styles:
    """What the looks of a cell say of its value."""

    epoch: datetime
    dates: frozenset[int]
    """Styles of numbers that are dates."""
    durations: frozenset[int]


class _Texts:
    """Gathers the text inside chosen elements; how a text is to be pronounced is none of it."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._starts
        self.parser.EndElementHandler = self._ends
        self._text: list[str] = []
        self._size = 0
        self._aside = 0

    def feed(self, opened: Opened) -> Generator[None]:
        """Parse it, a piece at a time."""
        with opened() as part:
            while chunk := part.read(CHUNK):
                self.parser.Parse(chunk, False)
                yield
            self.parser.Parse(b"", True)
            yield

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take notice of an element."""

    def end(self, name: str) -> None:
        """Take notice of its end."""

    def listen(self) -> None:
        """Gather from here on, beside what was gathered before."""
        self.parser.CharacterDataHandler = self._hear

    def pause(self) -> None:
        """Gather no more."""
        self.parser.CharacterDataHandler = None

    def heard(self) -> str:
        """Return what was gathered, and begin anew."""
        self.pause()
        text = "".join(self._text)
        self._text.clear()
        self._size = 0
        return text

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if self._aside or local == "rPh":
            self._aside += 1
        else:
            self.begin(local, attributes)

    def _ends(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        else:
            self.end(name.rpartition(":")[2])

    def _hear(self, text: str) -> None:
        self._size += len(text)
        if self._size > MOST_TEXT:
            raise Excess(f"it has a cell of more than {MOST_TEXT:,} characters: shorten it")
        self._text.append(text)


class SharedTexts(_Texts):
    """The texts of a workbook, each read when a cell first asks for one as far down."""

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._texts: list[str] = []
        self._further = self.feed(opened)

    def close(self) -> None:
        """Let go of the texts that no cell asked for."""
        self._further.close()

    def __getitem__(self, index: int) -> str:
        while index >= len(self._texts):
            if next(self._further, self) is self:
                raise LookupError(f"there is no shared text {index}")
        return self._texts[index]

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Listen to the runs of a text."""
        if name == "t":
            self.listen()

    def end(self, name: str) -> None:
        """Keep a text that is complete."""
        if name == "t":
            self.pause()
        elif name == "si":
            self._texts.append(unescaped(self.heard()))


class Rows(_Texts):
    """The rows of a sheet, with what their cells hold up to the last that is not empty."""

    def __init__(self, shared: SharedTexts, styles: Styles) -> None:
        super().__init__()
        self._shared, self._styles = shared, styles
        self._done: list[tuple[int, Cells]] = []
        self._number, self._column, self._cells = 0, 0, Cells()
        self._kind, self._style = "n", 0
        self._value = self._formula = ""
        self._computes = False

    def read(self, opened: Opened) -> Iterator[tuple[int, Cells]]:
        """Give each row with its number."""
        for _ in self.feed(opened):
            yield from self._done
            self._done.clear()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take in where a row or cell stands, and listen to what it holds."""
        if name == "c":
            self._column = _column(attributes["r"].rstrip("0123456789")) if "r" in attributes else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self._value, self._computes = "", False
            self.heard()
        elif name in ("v", "t", "f"):
            self.listen()
        elif name == "row":
            self._number = _number(attributes["r"]) if "r" in attributes else self._number + 1
            if self._number > MOST_ROWS:
                raise Excess(f"it has a row {self._number}, and a sheet ends with row {MOST_ROWS:,}: move it up")
            self._column, self._cells = 0, []

    def end(self, name: str) -> None:
        """Take in a cell, and give a row, when it is complete."""
        if name == "c":
            self._take()
        elif name in ("v", "is"):
            self._value = self.heard()
        elif name == "t":
            self.pause()
        elif name == "f":
            self._formula, self._computes = self.heard(), True
        elif name == "row":
            self._done.append((self._number, self._cells))

    def _take(self) -> None:
        cell: Cell = Formula(f"={self._formula or '…'}") if self._computes else self._read()
        if cell is None or cell == "":
            return
        if self._column > MOST_COLUMNS:
            raise Excess(
                f"row {self._number} has a value in column {get_column_letter(self._column)}, far to the right of any "
                "table: take it out"
            )
        missing = self._column - len(self._cells)
        if missing > 0:
            self._cells.extend([None] * missing)
        self._cells[self._column - 1] = cell

    def _read(self) -> Cell:
        text = self._value
        if not text:
            return None
        if self._kind == "n":
            return self._counted(float(text) if "." in text or "E" in text or "e" in text else int(text))
        if self._kind == "s":
            return self._shared[_count(text)]
        if self._kind == "b":
            return bool(int(text))
        if self._kind == "e":
            return Broken(text)
        if self._kind == "d":
            return _moment(_datetimes.from_ISO8601(text))
        return unescaped(text)

    def _counted(self, value: float) -> Cell:
        if self._style not in self._styles.dates:
            return value
        try:
            return _moment(_datetimes.from_excel(value, self._styles.epoch, self._style in self._styles.durations))
        except (OverflowError, ValueError):
            return Broken("#VALUE!")


def _moment(value: object) -> Cell:
    if not isinstance(value, date | time | timedelta):
        raise TypeError(f"{value!r} is no moment")
    return value


@cache
def _column(letters: str) -> int:
    return column_index_from_string(letters)


def _number(text: str) -> int:
    """The number of a row; some programs write it as ``7.0``."""
    return _count(text.removesuffix(".0"))


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text[:20]!r} is no number to count by")
    return int(text)
