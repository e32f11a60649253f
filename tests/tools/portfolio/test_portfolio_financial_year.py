"""Financial years and quarters by the month in which the organisation's year begins."""

from __future__ import annotations

from datetime import date

import pytest

from tools.portfolio.financial_year import financial_year, quarter_number


@pytest.mark.parametrize(
    ("day", "first_month", "name", "first", "last"),
    [
        (date(2026, 11, 3), 4, "FY26/27", date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 3, 31), 4, "FY25/26", date(2025, 4, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), 4, "FY26/27", date(2026, 4, 1), date(2027, 3, 31)),
        (date(2026, 11, 3), 1, "FY2026", date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), 1, "FY2026", date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 6, 30), 7, "FY25/26", date(2025, 7, 1), date(2026, 6, 30)),
        (date(2099, 7, 1), 7, "FY99/00", date(2099, 7, 1), date(2100, 6, 30)),
        (date(2027, 12, 31), 12, "FY27/28", date(2027, 12, 1), date(2028, 11, 30)),
    ],
)
def test_a_day_lies_in_the_year_that_began_last(
    day: date, first_month: int, name: str, first: date, last: date
) -> None:
    year = financial_year(day, first_month)

    assert (year.name, year.first, year.last) == (name, first, last)


@pytest.mark.parametrize(
    ("day", "first_month", "number", "end"),
    [
        (date(2026, 11, 3), 4, 3, date(2026, 12, 31)),
        (date(2027, 2, 28), 4, 4, date(2027, 3, 31)),
        (date(2026, 11, 3), 1, 4, date(2026, 12, 31)),
        (date(2028, 2, 29), 12, 1, date(2028, 2, 29)),
    ],
)
def test_a_quarter_is_of_the_financial_year(day: date, first_month: int, number: int, end: date) -> None:
    assert quarter_number(day, first_month) == number
    assert financial_year(day, first_month).quarter_end(number) == end
