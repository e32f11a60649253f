"""What can be asked of people's time, and the words by which people say it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tools.arguments import PersonName, PortfolioId, ProgrammeId, ProjectId, QuestionText, Slot
from tools.signatures import AsStated

FOCUS_WORDS = (
    ("vacant", "vacancies"), ("vacancy", "vacancies"), ("vacancies", "vacancies"), ("unfilled", "vacancies"),
    ("nobody fills", "vacancies"), ("not filled", "vacancies"), ("soft", "soft"), ("lapsed", "soft"),
    ("provisional", "soft"), ("tentative", "soft"), ("overbooked", "clashes"), ("over-booked", "clashes"),
    ("double booked", "clashes"), ("double-booked", "clashes"), ("overallocated", "clashes"),
    ("over-allocated", "clashes"), ("over allocated", "clashes"), ("overloaded", "clashes"), ("clash", "clashes"),
    ("clashes", "clashes"), ("too much on", "clashes"), ("stretched", "clashes"),
)  # fmt: skip


class CapacityOf(AsStated):
    """Roles or people, over some months; those of a project, a programme or a portfolio, or all."""

    role: Annotated[str | None, Field(description="A role, such as solution architect", max_length=80)] = None
    question: QuestionText | None = None
    person: PersonName | None = None
    project: ProjectId | None = None
    programme: ProgrammeId | None = None
    portfolio: PortfolioId | None = None
    since: Annotated[
        date | None, Slot("from", ahead=True, financial=True), Field(description="First day of the months asked about")
    ] = None
    until: Annotated[
        date | None, Slot("until", ahead=True, financial=True), Field(description="Last day of the months asked about")
    ] = None
    focus: Annotated[
        Literal["clashes", "vacancies", "soft"] | None,
        Slot("word", words=FOCUS_WORDS),
        Field(description="What comes first: who is booked beyond capacity, vacant key roles, or soft bookings"),
    ] = None
