"""Days as documents write them; what two people would read differently is no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = "january february march april may june july august september october november december".split()
_NAME = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # noqa: E501
_DAY = re.compile(
    r"\b(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_NAME.format('n2')},?[\s-]+(?P<y2>\d{{4}})"
    rf"|{_NAME.format('n3')}\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})"
    r"|(?P<d4>\d{1,2})\.\s?(?P<m4>\d{1,2})\.\s?(?P<y4>\d{4})"
    r"|(?P<a>\d{1,2})(?P<sign>[/-])(?P<b>\d{1,2})(?P=sign)(?P<y5>\d{4}))\b",
    re.IGNORECASE,
)


class Written(NamedTuple):
    """A day in a text."""

    words: str
    day: date | None
    """None where the words may mean two days, as 5/6/2026 does, or none."""
    end: int


def days_in(text: str) -> Iterator[Written]:
    """The days that a text names, in order."""
    for match in _DAY.finditer(text):
        yield Written(match.group(), _day(match), match.end())


def day_of(text: str) -> Written | None:
    """The first day in a text; None where there is none."""
    return next(days_in(text), None)


def _day(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    if found["y"]:
        return _date(found["y"], found["m"], found["d"])
    if found["y2"]:
        return _date(found["y2"], _month(found["n2"]), found["d2"])
    if found["y3"]:
        return _date(found["y3"], _month(found["n3"]), found["d3"])
    if found["y4"]:
        return _date(found["y4"], found["m4"], found["d4"])
    ways = {_date(found["y5"], found["b"], found["a"]), _date(found["y5"], found["a"], found["b"])} - {None}
    return ways.pop() if len(ways) == 1 else None


def _month(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
