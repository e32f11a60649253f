"""Financial years and their quarters, by the month in which the organisation's year begins."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

QUARTER = 3
"""Months."""


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """Twelve months from the first of some month on."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return _month_end(self.first, 11)

    @property
    def name(self) -> str:
        """FY2026 where it is the calendar year, otherwise FY26/27."""
        year = self.first.year
        return f"FY{year}" if self.first.month == 1 else f"FY{year % 100:02}/{(year + 1) % 100:02}"

    def quarter_end(self, number: int) -> date:
        """The last day of one of its four quarters."""
        return _month_end(self.first, QUARTER * number - 1)

    def shifted(self, years: int) -> FinancialYear:
        """The year that begins so many years later."""
        return FinancialYear(self.first.replace(year=self.first.year + years))


def financial_year(day: date, first_month: int) -> FinancialYear:
    """The financial year in which a day lies."""
    return FinancialYear(date(day.year - (day.month < first_month), first_month, 1))


def quarter_number(day: date, first_month: int) -> int:
    """Which quarter of its financial year a day lies in, 1 to 4."""
    return (day.month - first_month) % 12 // QUARTER + 1


def _month_end(first: date, months: int) -> date:
    later, month = divmod(first.month - 1 + months, 12)
    year = first.year + later
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
