"""Tables of people's time: roles, what they can do in a month, and what is booked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Exact, Fraction, Recorded, rule, word

Booking = Literal["HARD", "SOFT"]
Days = Annotated[Decimal, mapped_column(Exact(8, 2))]


class RoleRow(Recorded):
    """A kind of work that people do, and the pool of those who do it."""

    __tablename__ = "role"

    role_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    scarce: Mapped[bool]


class PersonRoleRow(Recorded):
    """A role that a person can fill."""

    __tablename__ = "person_role"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.person_id"), primary_key=True)
    role_id: Mapped[str] = mapped_column(ForeignKey("role.role_id"), primary_key=True)


class RoleCapacityRow(Recorded):
    """What a pool can do in one month, before leave and daily business are taken off."""

    __tablename__ = "role_capacity"
    __table_args__ = (rule("days", "gross_days >= 0 AND leave_days >= 0"),)

    role_id: Mapped[str] = mapped_column(ForeignKey("role.role_id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    """First day of the month."""
    gross_days: Mapped[Days]
    leave_days: Mapped[Days]
    bau_share: Mapped[Fraction]
    """Part of the time after leave that daily business takes."""


class PersonCapacityRow(Recorded):
    """What one person can do in one month, before leave and daily business are taken off."""

    __tablename__ = "person_capacity"
    __table_args__ = (rule("days", "gross_days >= 0 AND leave_days >= 0"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.person_id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    """First day of the month."""
    gross_days: Mapped[Days]
    leave_days: Mapped[Days]
    bau_share: Mapped[Fraction]


class AllocationRow(Recorded):
    """A booking of a role, or of one named person in it, by a project."""

    __tablename__ = "allocation"

    allocation_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    role_id: Mapped[str] = mapped_column(ForeignKey("role.role_id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"), index=True)
    """The person, where one is named; the days count in the role's pool too."""
    booking: Mapped[Booking] = word("booking", Booking)
    key_role: Mapped[bool]
    booked_on: Mapped[date | None]


class AllocationMonthRow(Recorded):
    """The days of a booking in one month."""

    __tablename__ = "allocation_month"
    __table_args__ = (rule("days", "days >= 0"),)

    allocation_id: Mapped[str] = mapped_column(ForeignKey("allocation.allocation_id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    """First day of the month."""
    days: Mapped[Days]


class VacancyRow(Recorded):
    """A role of a project that nobody fills."""

    __tablename__ = "vacancy"

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    role_id: Mapped[str] = mapped_column(ForeignKey("role.role_id"), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    needed_from: Mapped[date | None]
    filled_on: Mapped[date | None]
    key_role: Mapped[bool]
