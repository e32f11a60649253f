"""The stretch of time that a question names, from the first day of its first period to the last day of its last one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from assistant.offline.values import Found
from tools.arguments import Slot
from tools.portfolio.financial_year import financial_year

_YEARS = {"last year": -1, "this year": 0, "next year": 1}


class Span(NamedTuple):
    """Two days, both included."""

    first: date
    last: date


def span(slot: Slot, values: Sequence[Found], today: date, first_month: int) -> Span | None:
    """The span of all periods of a question, as the slot reads periods without a year and years; None without any."""
    spans = [_span(slot, each, today, first_month) for each in values if each.kind == "period" and each.first]
    if not spans:
        return None
    return Span(min(each.first for each in spans), max(each.last for each in spans))


def _span(slot: Slot, found: Found, today: date, first_month: int) -> Span:
    shift = _YEARS.get(" ".join(re.findall(r"\w+", found.text.lower())))
    if slot.financial and shift is not None:
        year = financial_year(today, first_month).shifted(shift)
        return Span(year.first, year.last)
    last = found.value if isinstance(found.value, date) else today
    first = found.first or last
    if slot.ahead and found.without_year and last < today:
        return Span(first + relativedelta(years=1), _month_end(last + relativedelta(years=1)))
    return Span(first, last)


def _month_end(day: date) -> date:
    """The last day of its month: a period ends with a month, of February too."""
    return day + relativedelta(day=31)
