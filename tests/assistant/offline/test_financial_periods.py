"""Financial years and quarters as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.offline.financial_periods import financial_periods

TODAY = date(2026, 11, 3)
APRIL, JANUARY = 4, 1


@pytest.mark.parametrize(
    ("text", "first_month", "last_day"),
    [
        ("how was it at the end of last quarter?", APRIL, date(2026, 9, 30)),
        ("next quarter", APRIL, date(2027, 3, 31)),
        ("the last financial year", APRIL, date(2026, 3, 31)),
        ("the last financial year", JANUARY, date(2025, 12, 31)),
        ("this fiscal year", APRIL, date(2027, 3, 31)),
        ("in Q2", APRIL, date(2026, 9, 30)),
        ("in Q2", JANUARY, date(2026, 6, 30)),
        ("in Q4", APRIL, date(2026, 3, 31)),  # this year's has not begun
        ("Q1 of FY25/26", APRIL, date(2025, 6, 30)),
        ("in FY 2025/26", APRIL, date(2026, 3, 31)),
        ("in FY2025", JANUARY, date(2025, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(text: str, first_month: int, last_day: date) -> None:
    (found,) = financial_periods(text, TODAY, first_month)

    assert (found.kind, found.value) == ("period", last_day)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "first_month"),
    [
        ("in FY2025", APRIL),  # begins or ends in 2025?
        ("in FY25/26", JANUARY),
        ("in FY25/27", APRIL),
        ("in Q2 2026", APRIL),
        ("last year", APRIL),
        ("a quarter of the budget", APRIL),
    ],
)
def test_what_the_organisation_does_not_name_so_is_left_unread(text: str, first_month: int) -> None:
    assert not list(financial_periods(text, TODAY, first_month))
