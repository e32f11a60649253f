"""Addresses of people, for an operator who names somebody at the command line."""

from __future__ import annotations

from sqlalchemy import select

from tools.portfolio.database import Portfolio
from tools.portfolio.people import GrantRow, PersonRow


def with_role(portfolio: Portfolio, role: str) -> tuple[str, ...]:
    """Addresses of the active people who hold the role by a grant, in order."""
    wanted = (
        select(PersonRow.email)
        .join(GrantRow, GrantRow.person_id == PersonRow.person_id)
        .where(PersonRow.active, PersonRow.email.is_not(None), GrantRow.access_role == role)
    )
    with portfolio.session() as session:
        return tuple(sorted({email for email in session.scalars(wanted) if email}))


def starting(portfolio: Portfolio, start: str) -> tuple[str, ...]:
    """Addresses of active people whose part before the @ is ``start``."""
    with portfolio.session() as session:
        emails = session.scalars(select(PersonRow.email).where(PersonRow.active, PersonRow.email.is_not(None)))
        return tuple(sorted(e for e in emails if e and e.split("@")[0] == start.lower()))
