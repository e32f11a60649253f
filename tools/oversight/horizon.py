"""How far a question looks ahead: to the end of a day, a week or a month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from tools.oversight.asked import Horizon

WORDS: Mapping[Horizon, str] = {
    "overdue": "overdue",
    "today": "due today",
    "week": "due this week",
    "next_week": "due by the end of next week",
    "month": "due this month",
    "next_month": "due by the end of next month",
}
SUNDAY = 6


def last_day(horizon: Horizon, today: date) -> date:
    """The last day that a question looks to: weeks end on Sunday; what is overdue ended yesterday."""
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    month_end = _month_end(today)
    return {
        "overdue": today - timedelta(days=1),
        "today": today,
        "week": sunday,
        "next_week": sunday + timedelta(days=7),
        "month": month_end,
        "next_month": _month_end(month_end + timedelta(days=1)),
    }[horizon]


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
