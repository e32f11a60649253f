"""How guarded a set of records is, for readers that are not people: a hosted model is a third party."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from tools.portfolio.access import LEVELS
from tools.portfolio.database import Portfolio
from tools.portfolio.structure import ProjectStateRow


def at_most(portfolio: Portfolio, ids: Collection[str], classification: str) -> bool:
    """Whether every project among ``ids`` was never classified above ``classification`` (PMO-POL-011 §3.1)."""
    above = LEVELS[LEVELS.index(classification) + 1 :]
    guarded = select(func.count()).where(
        ProjectStateRow.project_id.in_(sorted(ids)), ProjectStateRow.classification.in_(above)
    )
    with portfolio.session() as session:
        return session.scalar(guarded) == 0
