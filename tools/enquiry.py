"""What every tool works with: who asks, about when, and the open portfolio and library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.library import Library
from tools.currency import Currency
from tools.portfolio.access import Viewer
from tools.portfolio.database import Portfolio


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One person's question in its setting. Nothing in it changes during a turn."""

    viewer: Viewer
    """Who asks, and who will read: narrows every query."""
    portfolio: Portfolio
    library: Library
    today: date
    """The day on which is asked: ages, due dates, lapses, and the version of a standard in force."""
    as_of: date
    """Date of the data: the newest month end with a locked snapshot on or before today, unless asked otherwise."""
    currency: Currency | None = None
    """The organisation's money; None in a home that holds standards alone."""
    fy_start_month: int = 1
    """The month in which the organisation's financial year begins."""
