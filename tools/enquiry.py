"""What every tool works with: who asks, about when, and the open portfolio and library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.library import Library
from tools.currency import Currency, as_currency
from tools.portfolio.access import Viewer
from tools.portfolio.database import Organisation, Portfolio
from tools.portfolio.errors import EmptyDatabase


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
    organisation: Organisation | None = None
    """Whose portfolio it is; None in a home that holds standards alone."""

    @property
    def currency(self) -> Currency | None:
        """The organisation's money; None where there is no organisation, or its money is not in use."""
        return as_currency(self.organisation.currency) if self.organisation else None

    @property
    def fy_start_month(self) -> int:
        """The month in which the organisation's financial year begins."""
        return self.organisation.fy_start_month if self.organisation else 1

    @property
    def calendar(self) -> str:
        """The calendar of the organisation's holidays; raises ``EmptyDatabase`` where there is no organisation."""
        if self.organisation is None:
            raise EmptyDatabase
        return self.organisation.calendar
