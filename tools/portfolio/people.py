"""Tables of people: who there is, and what each may see."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Fraction, Recorded, rule, word

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
        Index("uq_person_slack_user_id", "slack_user_id", unique=True),
    )

    person_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    """In small letters: addresses are compared without regard to case."""
    title: Mapped[str | None]
    active: Mapped[bool]
    org_unit: Mapped[str | None]
    fte: Mapped[Fraction | None]
    """Share of a full working week."""
    slack_user_id: Mapped[str | None]


GRANT_KEY = ("person_id", "scope_type", "portfolio_id", "programme_id", "project_id", "access_role", "valid_from")
"""What tells two grants apart, since their numbers are the database's own."""


class GrantRow(Recorded):
    """Permission for one person: a role, over a scope, up to a classification, for a time."""

    __tablename__ = "access_grant"
    __table_args__ = (
        rule("scope_portfolio", "(scope_type = 'PORTFOLIO') = (portfolio_id IS NOT NULL)"),
        rule("scope_programme", "(scope_type = 'PROGRAMME') = (programme_id IS NOT NULL)"),
        rule("scope_project", "(scope_type = 'PROJECT') = (project_id IS NOT NULL)"),
        rule("valid", "valid_to >= valid_from"),
        {"info": {"key": GRANT_KEY}},
    )

    grant_id: Mapped[int] = mapped_column(primary_key=True)
    """Numbered by the database; people tell grants apart by the other columns."""
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
    granted_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
