from __future__ import annotations

from datetime import date

import pytest

from tools.portfolio.calendar import add_working_days, is_working_day, working_days_between
from tools.portfolio.errors import UnknownCalendar

UK = "GB-ENG"
D = date.fromisoformat


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-02", "2026-11-02", 0),  # the start day is not counted
        ("2026-11-02", "2026-11-03", 1),  # the end day is
        ("2026-10-01", "2026-11-03", 23),  # an undecided change request's age
        ("2026-10-28", "2026-11-03", 4),
        ("2026-10-30", "2026-11-02", 1),  # over a weekend
        ("2026-08-28", "2026-09-01", 1),  # over the summer bank holiday, a Monday
        ("2026-12-24", "2026-12-29", 1),  # Christmas, and 28 December for Boxing Day on a Saturday
        ("2026-04-02", "2026-04-07", 1),  # Good Friday and Easter Monday
        ("2026-11-03", "2026-10-28", -4),  # backwards
    ],
)
def test_the_start_day_and_holidays_are_not_counted(start: str, end: str, days: int) -> None:
    assert working_days_between(D(start), D(end), UK) == days


@pytest.mark.parametrize(
    ("day", "n", "result"),
    [
        ("2026-11-19", -10, "2026-11-05"),  # papers, ten working days before a board
        ("2026-10-31", 5, "2026-11-06"),  # working day 5 of the month after the period
        ("2026-08-31", 3, "2026-09-03"),
        ("2026-10-15", 5, "2026-10-22"),
        ("2026-11-01", 0, "2026-11-01"),  # a Sunday stays
        ("2026-12-24", 1, "2026-12-29"),
        ("2026-12-29", -1, "2026-12-24"),
    ],
)
def test_days_are_added_and_taken_away_over_holidays(day: str, n: int, result: str) -> None:
    assert add_working_days(D(day), n, UK) == D(result)


def test_each_part_of_a_country_has_its_own_holidays() -> None:
    st_andrews_day = date(2026, 11, 30)

    assert is_working_day(st_andrews_day, UK)
    assert not is_working_day(st_andrews_day, "GB-SCT")


@pytest.mark.parametrize("calendar", ["Narnia", "GB-NARNIA"])
def test_an_unknown_calendar_is_named(calendar: str) -> None:
    with pytest.raises(UnknownCalendar, match=calendar):
        is_working_day(date(2026, 1, 1), calendar)
