"""Opens the enquiry of a question: who asks, of which day, over which data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answer import Question
from assistant.errors import UnknownAsker
from knowledge.library import Library
from tools.enquiry import Enquiry
from tools.portfolio.access import Viewer, identify
from tools.portfolio.database import Organisation, Portfolio
from tools.portfolio.errors import EmptyDatabase, UnknownPerson

OPERATOR = "the operator"
"""Who asks in a home that holds no people yet."""


@dataclass(frozen=True)
class Enquirer:
    """Holds the open portfolio and library."""

    portfolio: Portfolio
    library: Library
    clock: Callable[[], date]
    """The real day; used where neither the setting nor the organisation fixes one."""
    fixed_today: date | None = None

    def today(self) -> date:
        """The day of asking: the setting, else the organisation's stored day, else the real one."""
        organisation = self.organisation()
        return self.fixed_today or (organisation.today if organisation else None) or self.clock()

    def organisation(self) -> Organisation | None:
        """The organisation, None in a home that holds standards alone."""
        try:
            return self.portfolio.organisation()
        except EmptyDatabase:
            return None

    def open(self, question: Question) -> Enquiry:
        """The enquiry; raises UnknownAsker. An ``as_of`` of the question sets both dates."""
        viewer = self._viewer(question)
        today = question.as_of or self.today()
        as_of = question.as_of or self.portfolio.newest_locked_month_end(today) or today
        organisation = self.organisation()
        return Enquiry(viewer, self.portfolio, self.library, today, as_of, organisation)

    def _viewer(self, question: Question) -> Viewer:
        """Who asks; where there is no portfolio there is nobody to know, and nothing to hide."""
        if self.organisation() is None:
            return Viewer("", OPERATOR, question.asked_by, frozenset(), (), question.surface, question.channel)
        try:
            return identify(self.portfolio, question.asked_by, question.surface, question.channel, on=self.today())
        except UnknownPerson as error:
            raise UnknownAsker(
                f"I know nobody with the address {question.asked_by!r}. Check it, or ask the PMO to add the person."
            ) from error
