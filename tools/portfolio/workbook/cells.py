"""From a cell to the value of a field, and why a cell does not fit.

A cell of a CSV file is text; one of a workbook is typed. A typed cell is taken at its word: a date is a date,
and a number in a field of text is none of ours to guess at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import Boolean, Column, Date, Integer

from tools.portfolio.schema import Exact
from tools.portfolio.workbook.texts import length, unmarked

YES_NO = {"yes": True, "no": False, "true": True, "false": False}
WHOLE = range(-(2**31), 2**31)
"""Whole numbers that both databases hold."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes; what it last gave is not trusted."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows an error of the spreadsheet, such as ``#REF!``."""

    text: str


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | Formula | Broken | None
Read: TypeAlias = Callable[[Cell], Any]
"""From a cell that is not blank to a value; may raise ``Unfit``."""


class Unfit(ValueError):
    """A cell that its field does not take; ``why`` says what is allowed, once somebody reads it."""

    def __init__(self, why: str, said: str = "", words: Sequence[str] = ()) -> None:
        super().__init__(why)
        self._why, self._said, self._words = why, said, words

    def why(self) -> str:
        """Return what is allowed, with the nearest word where one is near: looking for it takes time."""
        return self._why + (hint(self._said.upper(), self._words) if self._words else "")


def hint(text: str, choices: Sequence[str], ending: str = "") -> str:
    """Return a question about the nearest choice, empty where none is near."""
    near = get_close_matches(text[:_SHOWN], choices, n=1)
    return f"; did you mean {near[0]}{ending}?" if near else ""


def shown(cell: Cell) -> str:
    """Return a cell as a finding quotes it."""
    text = cell.text if isinstance(cell, Formula | Broken) else str(cell)
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return cut if isinstance(cell, int | float | date | time) else repr(cut)


def is_blank(cell: Cell) -> bool:
    """Whether there is nothing in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def value_of(cell: Cell, read: Read) -> Any:
    """Return the value of a field, None for a blank cell; raise ``Unfit``."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, Formula):
        raise Unfit("a formula: put its value in its place")
    if isinstance(cell, Broken):
        raise Unfit("an error of the spreadsheet: put a value in its place")
    return read(cell)


def reader(column: Column[Any], longest: int) -> Read:
    """Return what reads the cells of a column, whose texts have so many characters at most."""
    kind = column.type
    if isinstance(kind, Date):
        return _date
    if isinstance(kind, Exact):
        return partial(_amount, kind.digits - kind.places, kind.places)
    if isinstance(kind, Boolean):
        return _yes_no
    if isinstance(kind, Integer):
        return _whole
    return partial(_text, column.info.get("words", ()), longest)


def _date(cell: Cell) -> date:
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise Unfit("a moment with a time of day; the day alone is wanted")
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        raise Unfit("a number; format the cell as a date, or write it as 2026-11-03")
    if _DATE.fullmatch(cell.strip()):
        try:
            return date.fromisoformat(cell.strip())
        except ValueError as error:
            raise Unfit("no day of the calendar") from error
    raise Unfit("not a date such as 2026-11-03")


def _amount(digits: int, places: int, cell: Cell) -> Decimal:
    value = _number(cell, "not a number such as 1250000 or 0.18")
    if value and value.adjusted() >= digits:
        raise Unfit(f"more than {digits} digits before the point")
    if value != (rounded := round(value, places)):
        raise Unfit(f"not an amount with at most {places} decimals")
    return rounded


def _number(cell: Cell, otherwise: str) -> Decimal:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Decimal(cell)
    if isinstance(cell, float) and abs(cell) < float("inf"):
        return Decimal(format(cell, ".15g"))  # a spreadsheet keeps fifteen digits; what follows is noise
    text = cell.strip() if isinstance(cell, str) else ""
    if _GROUPED.fullmatch(text):
        raise Unfit(f"a text; write {text.replace(',', '')} as a number")
    if not _NUMBER.fullmatch(text):
        raise Unfit(otherwise)
    return Decimal(text)


def _yes_no(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    if not isinstance(cell, str) or (said := cell.strip().lower()) not in YES_NO:
        raise Unfit("neither yes nor no")
    return YES_NO[said]


def _whole(cell: Cell) -> int:
    value = _number(cell, "not a whole number")
    if value and value.adjusted() > len(str(WHOLE.stop)):
        raise Unfit("beyond what a whole number may be")
    if value != value.to_integral_value():
        raise Unfit("not a whole number")
    if int(value) not in WHOLE:
        raise Unfit("beyond what a whole number may be")
    return int(value)


def _text(words: Sequence[str], longest: int, cell: Cell) -> str | None:
    if not isinstance(cell, str):
        raise Unfit("not a text: format the cell as text and write it again")
    text = unmarked(cell)
    if words and text not in words:
        raise Unfit(f"not one of {', '.join(words)}", text or "", words)
    if text and len(text) > longest // 2 and (found := length(text)) > longest:
        raise Unfit(f"a text of {found:,} characters; {longest:,} are kept at most")
    if text and "\x00" in text:
        raise Unfit("a text with the character U+0000, which no database keeps")
    return text
