"""Tables of people: who there is, what each may see, and the boards that decide."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Recorded, rule, word

Classification = Literal["PUBLIC", "INTERNAL", "CONFIDENTIAL", "RESTRICTED"]
"""From the least to the most protected."""
Scope = Literal["ALL", "PORTFOLIO", "PROGRAMME", "PROJECT"]
Role = Literal[
    "VIEWER",
    "PM",
    "SPONSOR",
    "PMO_ANALYST",
    "PMO_ADMIN",
    "PORTFOLIO_DIRECTOR",
    "EXEC",
    "FINANCE",
    "AUDITOR",
    "EVALUATOR",
    "SERVICE",
]


class PersonRow(Recorded):
    """Somebody who asks, leads, decides or approves."""

    __tablename__ = "person"
    __table_args__ = (
        rule("name_given", "name <> ''"),
        rule("email_lower", "email = lower(email)"),
    )

    person_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    """In small letters: addresses are compared without regard to case."""
    title: Mapped[str | None]
    active: Mapped[bool]


class GrantRow(Recorded):
    """Permission for one person: a role, over a scope, up to a classification, for a time."""

    __tablename__ = "access_grant"
    __table_args__ = (
        rule("scope_portfolio", "(scope_type = 'PORTFOLIO') = (portfolio_id IS NOT NULL)"),
        rule("scope_programme", "(scope_type = 'PROGRAMME') = (programme_id IS NOT NULL)"),
        rule("scope_project", "(scope_type = 'PROJECT') = (project_id IS NOT NULL)"),
        rule("valid", "valid_to >= valid_from"),
    )

    grant_id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.person_id"), index=True)
    scope_type: Mapped[Scope] = word("scope_type", Scope)
    portfolio_id: Mapped[str | None] = mapped_column(ForeignKey("portfolio.portfolio_id"))
    programme_id: Mapped[str | None] = mapped_column(ForeignKey("programme.programme_id"))
    project_id: Mapped[str | None] = mapped_column(ForeignKey("project.project_id"))
    access_role: Mapped[Role] = word("access_role", Role)
    max_classification: Mapped[Classification] = word("max_classification", Classification)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    """Last day on which it holds; NULL while open."""


class BoardRow(Recorded):
    """A body that decides gates, changes and exceptions."""

    __tablename__ = "board"

    board_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class BoardMemberRow(Recorded):
    """One member of one board."""

    __tablename__ = "board_member"

    board_id: Mapped[str] = mapped_column(ForeignKey("board.board_id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.person_id"), primary_key=True)
