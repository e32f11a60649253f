"""Financial years and quarters written in a question, each as the period that ends on its last day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.offline.values import Found
from tools.portfolio.financial_year import QUARTER, FinancialYear, financial_year, quarter_number

_LABEL = r"FY\s?(?P<{0}first>\d{{4}}|\d{{2}})(?:\s?[/-]\s?(?P<{0}second>\d{{4}}|\d{{2}}))?"
_PERIOD = re.compile(
    rf"\b(?P<which>last|previous|this|current|next)\s+(?:(?P<year>(?:financial|fiscal)\s+year)|quarter)\b"
    rf"|\bQ(?P<number>[1-4])\b(?:\s+(?:of\s+)?{_LABEL.format('of_')}\b|(?!\s+(?:of\s+)?\d))"
    rf"|\b{_LABEL.format('')}\b",
    re.IGNORECASE,
)
MONTHS = 12
"""Of a financial year."""
_SHIFT = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}


def financial_periods(text: str, today: date, first_month: int) -> Iterator[Found]:
    """Every financial year and quarter of the text; a quarter by itself is the newest such that has begun."""
    for m in _PERIOD.finditer(text):
        if last_day := _last_day(m, today, first_month):
            whole_year = bool(m["year"] or m["first"])
            first = _months_before(last_day, MONTHS if whole_year else QUARTER)
            bare = bool(m["number"] and not m["of_first"])
            yield Found("period", last_day, m.start(), m.end(), m[0], first=first, without_year=bare)


def _months_before(last_day: date, months: int) -> date:
    """The first day of so many months of which the last one ends on a day."""
    return (last_day + timedelta(days=1)) - relativedelta(months=months)


def _last_day(m: re.Match[str], today: date, first_month: int) -> date | None:
    year = financial_year(today, first_month)
    if m["which"]:
        shift = _SHIFT[m["which"].lower()]
        return year.shifted(shift).last if m["year"] else _quarter_beside(year, today, first_month, shift)
    if m["number"]:
        number = int(m["number"])
        if m["of_first"]:
            labelled = _labelled(m["of_first"], m["of_second"], first_month)
            return labelled.quarter_end(number) if labelled else None
        has_begun = number <= quarter_number(today, first_month)
        return year.shifted(0 if has_begun else -1).quarter_end(number)
    named = _labelled(m["first"], m["second"], first_month)
    return named.last if named else None


def _quarter_beside(year: FinancialYear, today: date, first_month: int, shift: int) -> date:
    years, number = divmod(quarter_number(today, first_month) - 1 + shift, 4)
    return year.shifted(years).quarter_end(number + 1)


def _labelled(first: str, second: str | None, first_month: int) -> FinancialYear | None:
    """The year of a label, None where the organisation's years are not named so: FY26 where they are FY26/27."""
    begins = 2000 + int(first) % 100
    written = f"FY{begins}" if second is None else f"FY{begins % 100:02}/{int(second) % 100:02}"
    year = FinancialYear(date(begins, first_month, 1))
    return year if year.name == written else None
