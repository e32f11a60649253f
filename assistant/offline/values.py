"""Values written in a question: dates and periods, money, percentages, numbers, gates, colours.

Each value keeps the stretch of text it was read from, so that it can be masked and said again.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from dateutil import parser as date_parser

from tools import currency
from tools.currency import Currency

ValueKind = Literal["date", "period", "money", "percent", "days", "number", "gate"]


@dataclass(frozen=True, slots=True)
class Found:
    """One value and where it stands."""

    kind: ValueKind
    value: date | Decimal | str
    start: int
    end: int
    text: str
    money: frozenset[Currency] = frozenset()
    """The currencies that the writing of an amount may mean; none where it says nothing."""
    first: date | None = None
    """The first day of a period, whose value is its last one."""
    without_year: bool = False
    """Whether a period was written without its year: “in December”, “Q4”."""


MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_SCALE = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"

_DATE = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\.?(?:,?\s+(?P<y1>\d{{4}}))?\b"
    rf"|\b(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y2>\d{{4}}))?"
    rf"|\b(?P<sl>\d{{1,2}}/\d{{1,2}}/\d{{4}})\b"
    rf"|\bthe\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\b(?P<month>{_MONTH})\.?(?:\s+(?P<year>\d{{4}}))?\b|\b(?:in|of|since|before|during|the)\s+(?P<only>20\d{{2}}|19\d{{2}})\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"(?P<n>{_NUMBER})(?:\s*(?P<scale>k|mn|m|bn|thousand|million)\b)?", re.IGNORECASE)
_COUNTS = {"a": 1, "an": 1} | dict(
    zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True)
)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_IN_WORDS = re.compile(
    rf"\b(?:(?:a\s+)?(?P<part>half|quarter)\s+(?:of\s+)?)?(?:(?P<count>{'|'.join(_COUNTS)})\s+)?"
    r"(?P<scale>thousand|million|billion)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?P<sign>[-+])\s*$")
_SIGN_BESIDE = re.compile(r"(?:^|(?<=[\s,;:(=/]))(?P<sign>[-+])$")
"""Without a currency only a sign that touches the number is one: “-900k”, but not “5-900k” or “budget - 900k”."""
_PERCENT = re.compile(rf"(?:(?P<sign>[-+])\s*)?(?P<n>{_NUMBER})\s*(?:%|per\s?cent|pct)", re.IGNORECASE)
_COUNTS = {word: n for n, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), start=2)}
_DAYS = re.compile(
    rf"(?P<n>{_NUMBER}|\b(?:{'|'.join(_COUNTS)}))\s*(?:(?:calendar\s+)?days?|(?P<weeks>weeks?))\b", re.IGNORECASE
)
_DAYS_OF_A_WEEK = 7
_PLAIN_NUMBER = re.compile(rf"(?<![\w.§-])(?P<sign>-)?(?P<n>{_NUMBER})(?![\w%])")
_WRITTEN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WRITTEN_NUMBER = re.compile(
    rf"\b(?:worst|best|top|bottom|first|last|next|lowest|highest|poorest|biggest|largest)\s+(?P<n>{'|'.join(_WRITTEN)}|twenty)\b",
    re.IGNORECASE,
)
"""How many of a ranking are asked for, in words: “the worst ten”; elsewhere a written number is a word."""
_GATE = re.compile(r"\b(?:gate\s*|g)(?P<n>[0-5])\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?P<what>today|yesterday|tomorrow|(?P<which>last|this|next)\s+(?P<unit>week|month|year))\b",
    re.IGNORECASE,
)


def find_values(text: str, today: date, ignore: tuple[tuple[int, int], ...] = ()) -> tuple[Found, ...]:
    """Every value of the text outside ``ignore``, longest reading first, in order of place.

    A date without a year is the one nearest to ``today``; a month alone is a period (its last day);
    a plain number keeps its scale word (``900k`` is 900,000).
    """
    taken = list(ignore)
    found: list[Found] = []
    for read in (_gates, _dates, _relative, _money, _money_in_words, _percents, _days, _periods, _numbers):
        for value in read(text, today):
            if all(value.end <= start or end <= value.start for start, end in taken):
                taken.append((value.start, value.end))
                found.append(value)
    return tuple(sorted(found, key=lambda f: f.start))


def in_other_money(text: str, today: date, own: Currency) -> tuple[str, ...]:
    """The amounts of a text, as typed, that are not in one's own money."""
    return tuple(v.text for v in find_values(text, today) if v.money and own not in v.money)


def _gates(text: str, today: date) -> list[Found]:
    return [Found("gate", f"G{m['n']}", m.start(), m.end(), m[0]) for m in _GATE.finditer(text)]


def _dates(text: str, today: date) -> list[Found]:
    found = []
    for m in _DATE.finditer(text):
        day = _day(m, today)
        if day is not None:
            found.append(Found("date", day, m.start(), m.end(), m[0]))
    return found


def _day(m: re.Match[str], today: date) -> date | None:
    try:
        if m["iso"] or m["sl"]:
            return date_parser.parse(m["iso"] or m["sl"], dayfirst=not m["iso"]).date()
        if m["d3"]:
            return _nearest_day_of_month(int(m["d3"]), today)
        number, month = int(m["d1"] or m["d2"]), MONTHS[(m["m1"] or m["m2"]).lower()]
        year = m["y1"] or m["y2"]
        if year:
            return date(int(year), month, number)
        years = (today.year - 1, today.year, today.year + 1)
        return min((date(y, month, number) for y in years), key=lambda d: abs((d - today).days))
    except (ValueError, OverflowError):
        return None


def _nearest_day_of_month(number: int, today: date) -> date | None:
    """The next such day, today included: “the 19th” speaks of what lies ahead."""
    year, month = today.year, today.month
    for _ in range(12):
        if number <= calendar.monthrange(year, month)[1] and date(year, month, number) >= today:
            return date(year, month, number)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def _relative(text: str, today: date) -> list[Found]:
    found = []
    for m in _RELATIVE.finditer(text):
        word = m["what"].lower()
        shift = {"last": -1, "this": 0, "next": 1}.get((m["which"] or "").lower(), 0)
        if m["unit"] and m["unit"].lower() == "month":
            found.append(
                _period(_month_end(today, shift).replace(day=1), _month_end(today, shift), m.start(), m.end(), m[0])
            )
        elif m["unit"] and m["unit"].lower() == "year":
            found.append(_year(today.year + shift, m.start(), m.end(), m[0]))
        elif not m["unit"]:
            days = {"yesterday": -1, "today": 0, "tomorrow": 1}[word]
            found.append(Found("date", today + timedelta(days=days), m.start(), m.end(), m[0]))
    return found


def _month_end(today: date, shift: int) -> date:
    months = today.year * 12 + today.month - 1 + shift
    year, month = divmod(months, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _periods(text: str, today: date) -> list[Found]:
    found = []
    for m in _PERIOD.finditer(text):
        if m["only"]:
            found.append(_year(int(m["only"]), m.start("only"), m.end("only"), m["only"]))
            continue
        if m["month"].lower() in ("may", "mar", "march") and not m["year"] and not _is_month_name(text, m):
            continue
        month = MONTHS[m["month"].lower()]
        year = int(m["year"]) if m["year"] else _recent_year(month, today)
        last = date(year, month, calendar.monthrange(year, month)[1])
        found.append(_period(last.replace(day=1), last, m.start(), m.end(), m[0], without_year=not m["year"]))
    return found


def _year(year: int, start: int, end: int, text: str) -> Found:
    return _period(date(year, 1, 1), date(year, 12, 31), start, end, text)


def _period(first: date, last: date, start: int, end: int, text: str, without_year: bool = False) -> Found:
    return Found("period", last, start, end, text, first=first, without_year=without_year)


def _is_month_name(text: str, m: re.Match[str]) -> bool:
    """“may” and “march” are months only where they are written as names or after a word of time."""
    return bool(re.search(r"\b(?:in|since|of|by|until|for|from|last|this)\s+$", text[: m.start()], re.IGNORECASE))


def _recent_year(month: int, today: date) -> int:
    return today.year if month <= today.month else today.year - 1


def _money(text: str, today: date) -> list[Found]:
    """Numbers beside the sign, code or name of a currency, and those with a scale: “€400k”, “SEK 500”, “2m”."""
    found = []
    for m in _AMOUNT.finditer(text):
        start, before = currency.before(text, m.start())
        end, after = currency.after(text, m.end())
        is_apart = not text[max(0, m.start() - 1) : m.start()].isalnum()
        if not (before or after or (m["scale"] and is_apart)):
            continue
        sign = (_SIGN if before else _SIGN_BESIDE).search(text[:start])
        value = Decimal(m["n"].replace(",", "")) * _SCALE.get((m["scale"] or "").lower(), 1)
        begin = sign.start() if sign else start
        value = -value if sign and sign["sign"] == "-" else value
        found.append(Found("money", value, begin, end, text[begin:end], before | after))
    return found


def _money_in_words(text: str, today: date) -> list[Found]:
    """“Another million”, “half a million pounds”, “two million”: a scale without digits, which is one of it."""
    found = []
    for m in _IN_WORDS.finditer(text):
        end, may_be = currency.after(text, m.end())
        times = _COUNTS.get((m["count"] or "one").lower(), 1) * _PARTS.get((m["part"] or "").lower(), Decimal(1))
        found.append(Found("money", times * _SCALE[m["scale"].lower()], m.start(), end, text[m.start() : end], may_be))
    return found


def _percents(text: str, today: date) -> list[Found]:
    found = []
    for m in _PERCENT.finditer(text):
        value = Decimal(m["n"].replace(",", "")) / 100
        found.append(Found("percent", -value if m["sign"] == "-" else value, m.start(), m.end(), m[0]))
    return found


def _days(text: str, today: date) -> list[Found]:
    found = []
    for m in _DAYS.finditer(text):
        number = Decimal(_COUNTS.get(m["n"].lower()) or m["n"].replace(",", ""))
        days = number * _DAYS_OF_A_WEEK if m["weeks"] else number
        found.append(Found("days", days, m.start(), m.end(), m[0]))
    return found


def _numbers(text: str, today: date) -> list[Found]:
    found = []
    for m in _PLAIN_NUMBER.finditer(text):
        value = Decimal(m["n"].replace(",", ""))
        found.append(Found("number", -value if m["sign"] else value, m.start(), m.end(), m[0]))
    return found + _written_numbers(text)


def _written_numbers(text: str) -> list[Found]:
    values = {word: Decimal(n) for n, word in enumerate(_WRITTEN, start=2)} | {"twenty": Decimal(20)}
    return [
        Found("number", values[m["n"].lower()], m.start("n"), m.end("n"), m["n"])
        for m in _WRITTEN_NUMBER.finditer(text)
    ]
