"""Numbers, money, durations, dates and labels, found in a text as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from assistant.checking.numerals import (
    ADDRESS,
    DAYS,
    FORMULA,
    HARMLESS,
    LITERAL,
    MONTHS,
    NUMBER_WORDS,
    OPENERS,
    SCALES,
    SHARES,
    UNITS,
)
from assistant.checking.quantities import Day, Label, Literal, Number
from assistant.checking.terms import COUNTED
from assistant.checking.words import WORD
from tools.currency import SIGN, after, before, currencies, meant

PLAIN = frozenset({"count", "score", "index", "ratio"})
"""Units that a bare number may have."""
OPENING = frozenset(f"{SIGN}-−–+±. ")
"""What may stand in front of the first digit of a literal."""
PART_OF = re.compile(r"\s+of\s+(?:the\s+)?(\w+)\b(?![.,]\d|\s?%)")
THE_TWO = re.compile(r"(?i:the two|the three|hese two|hese three) (?:agree|differ|are|do|have|match|disagree|conflict)")
ODD = re.compile(r"[^\x00-\x7f]")
MEASURED = frozenset({"ratio", "days", "working_days", "months"})


def literals(text: str, start: int = 0, end: int | None = None) -> Iterator[Literal]:
    """Every literal of a text, in order; one that only hands its unit on (“5 to 10 %”) shares it."""
    stop = len(text) if end is None else end
    addresses = list(_addresses(text, start, stop))
    found = [made for m in _matches(text, start, stop) if (made := _made(m))]
    if addresses:
        found = [each for each in found if not any(a.start <= each.start < a.end for a in addresses)]
    for number, literal in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        yield _completed(literal, following, text)
    yield from addresses
    if not text.isascii():
        yield from _odd_characters(text, start, stop)


def _matches(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The literals where one can begin: at a word with a digit, or one of the few that open a literal."""
    done = start
    for word in WORD.finditer(text, start, stop):
        place = word.start()
        if place < done or (word.group().isalpha() and word.group().lower() not in OPENERS):
            continue
        opened = place
        while opened > done and text[opened - 1] in OPENING:
            opened -= 1
        if opened < place:
            opened = max(done, min(opened, before(text, place)[0]))
        matches = (LITERAL.match(text, at, stop) for at in range(opened, place + 1))
        match = next((m for m in matches if m and m.end() > place), None)
        if match:
            done = match.end()
            yield match


def formulas(text: str) -> Iterator[Label]:
    """Formulas of measures, such as BAC/CPI."""
    for m in FORMULA.finditer(text):
        yield Label(m.start(), m.end(), m.group(), "formula")


def _addresses(text: str, start: int, stop: int) -> Iterator[Label]:
    if "@" in text or "://" in text or "www." in text:
        for m in ADDRESS.finditer(text, start, stop):
            yield Label(m.start(), m.end(), m.group(), "address")


def _odd_characters(text: str, start: int, stop: int) -> Iterator[Label]:
    """Characters that are numbers in disguise or are not seen at all."""
    for m in ODD.finditer(text, start, stop):
        hides = m.group().isnumeric() or not m.group().isprintable()
        if hides and m.group() not in HARMLESS:
            yield Label(m.start(), m.end(), m.group(), "odd")


@lru_cache(maxsize=512)
def literals_of(text: str) -> tuple[Literal, ...]:
    """The literals of a text that is read again and again, such as a clause."""
    return tuple(literals(text))


def _completed(literal: Literal, following: Literal | None, text: str) -> Literal:
    if not isinstance(literal, Number) or literal.units != PLAIN or following is None:
        return literal
    if not re.fullmatch(r"\s?(?:[-–]|to|and|or|/)\s?[-−+±]?", text[literal.end : following.start]):
        return literal
    if isinstance(following, Day) and following.day and literal.value == int(literal.value) <= 31:
        return _day(literal.start, literal.end, literal.text, following.year, following.month, int(literal.value))
    if isinstance(following, Number) and following.units <= MEASURED:
        factor = Decimal("0.01") if following.units == {"ratio"} else Decimal(1)
        value, step = literal.value * factor, literal.step * factor
        return Number(literal.start, literal.end, literal.text, following.units, value, step, literal.sign)
    return literal


def _made(m: re.Match[str]) -> Literal | None:
    kind, text = m.lastgroup or "", m.group()
    group = m.groupdict()
    start, end = m.span()
    if group["iso"]:
        year, month, *rest = map(int, text.split("-"))
        return _day(start, end, text, year, month, rest[0] if rest else None)
    if group["month"] or group["month2"]:
        return _written_day(start, end, text, group)
    if group["slash"]:
        day, month, year = map(int, re.split(r"[/.]", text))
        return _day(start, end, text, year, month, day)
    if group["alone"]:
        return _day(start, end, text, None, _month(text), None)
    if group["money"]:
        sign = group["sign2"] or _sign(m, group["sign1"])
        written = group["currency"].strip()
        return _number(m, sign, group["digits1"], group["scale1"], meant(written) or meant(written[-1]))
    if group["number"]:
        return _counted(m, group)
    if group["share"]:
        return Number(start, end, text, frozenset({"ratio"}), _share(text), Decimal("0.02"))
    if group["times"]:
        return Number(start, end, text, frozenset({"times"}), Decimal("0.5" if "hal" in text else 2), Decimal("0.1"))
    return Label(start, end, text, kind)


def _written_day(start: int, end: int, text: str, group: dict[str, str | None]) -> Day:
    month = _month(group["month"] or group["month2"] or "")
    year = group["year"] or group["year2"] or group["year3"]
    day = group["day"] or group["day2"]
    full_year = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    made = _day(start, end, text, full_year, month, int(day) if day else None)
    weekday = group["wd1"] or group["wd2"]
    if weekday and made.valid and made.bounds and made.bounds[0].weekday() != DAYS.index(weekday.lower()):
        return Day(start, end, text, made.year, made.month, made.day, valid=False)
    return made


def _day(start: int, end: int, text: str, year: int | None, month: int | None, day: int | None) -> Day:
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return Day(start, end, text, year, month, day, valid=False)
    return Day(start, end, text, year, month, day)


def _month(text: str) -> int:
    return MONTHS.index(text[:3].lower()) + 1


def _counted(m: re.Match[str], group: dict[str, str | None]) -> Literal | None:
    word, scale = group["word"], group["scale2"]
    if word and THE_TWO.match(m.string[max(0, m.start() - 4) : m.end() + 12]):
        return None
    if word and word.lower() == "one" and not scale and m.end() == m.end("word") and not _counts(m):
        return None
    end = m.end()
    if group["percent"]:
        units = frozenset({"ratio"})
    elif group["working"]:
        units = frozenset({"working_days"})
    elif group["span"]:
        units = frozenset({UNITS[group["span"].lower()][0]})
    elif (named := after(m.string, end))[1]:
        end, units = named
    elif scale and scale.lower() not in ("hundred", "dozen") and not word:
        units = currencies() | {"count"}
    elif not scale and re.fullmatch(r"(?:19|20)\d\d", group["digits2"] or ""):
        return Day(m.start(), m.end(), m.group(), int(group["digits2"] or 0), None, None)
    else:
        units = PLAIN
    return _number(m, _sign(m, group["sign3"]), group["digits2"] or _spelled(word or ""), scale, units, end)


def _counts(m: re.Match[str]) -> bool:
    """Whether “one” is a count here and not a pronoun."""
    if whole := PART_OF.match(m.string, m.end()):
        return whole.group(1).isdigit() or whole.group(1).lower() in NUMBER_WORDS
    following = re.findall(r"\w+", m.string[m.end() : m.end() + 40])[:3]
    return any(word.lower().rstrip("s") in COUNTED for word in following[:2])


def _number(
    m: re.Match[str], sign: str, digits: str | None, scale: str | None, units: frozenset[str], end: int | None = None
) -> Number:
    written = (digits or "0").replace(",", "")
    factor = Decimal(SCALES[scale.lower()] if scale else 1)
    span = (m.groupdict()["span"] or "").lower()
    if units == {"ratio"}:
        factor = Decimal("0.01")
    elif span:
        factor = Decimal(UNITS[span][1])
    decimals = len(written.partition(".")[2])
    value = Decimal(written) * factor
    stop = m.end() if end is None else end
    text = m.string[m.start() : stop]
    return Number(m.start(), stop, text, units, value, factor * Decimal(1).scaleb(-decimals), sign)


def _sign(m: re.Match[str], written: str | None) -> str:
    if written:
        return "±" if written == "±" else "+" if written == "+" else "-"
    before = m.string[max(0, m.start() - 6) : m.start()].lower()
    return "-" if before.endswith("minus ") else "+" if before.endswith("plus ") else ""


def _spelled(word: str) -> str:
    return str(sum(NUMBER_WORDS.get(part, SCALES.get(part, 0)) for part in word.lower().split("-")))


def _share(text: str) -> Decimal:
    words = text.lower().replace("-", " ").split()
    return Decimal(SHARES.get(" ".join(words[-2:])) or SHARES[words[-1]])
