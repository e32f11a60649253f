"""How guarded a set of records is, for readers that are not people: a hosted model is a third party."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import String, Table, func, not_, or_, select

from tools.portfolio.access import LEVELS
from tools.portfolio.belonging import Visible
from tools.portfolio.database import Portfolio
from tools.portfolio.tables import TABLES

RECORDS = ("project", "proposal")


def at_most(portfolio: Portfolio, ids: Collection[str], classification: str) -> bool:
    """Whether nothing among ``ids`` belongs to what was ever classified above ``classification`` (PMO-POL-011 §3.1).

    ``ids`` are those of projects, proposals and other records, the latter beside the names of their tables.
    """
    cleared = _up_to(classification)
    named = [table for name, table in TABLES.items() if name in ids or name in RECORDS]
    with portfolio.session() as session:
        for table in (table for table in named if _is_text(table)):
            guarded = select(func.count()).select_from(table)
            key = next(iter(table.primary_key))
            if session.scalar(guarded.where(key.in_(sorted(ids)), not_(cleared.rows(table)))):
                return False
    return True


def _up_to(classification: str) -> Visible:
    """What belongs to no project or proposal above the classification."""
    above = LEVELS[LEVELS.index(classification) + 1 :]
    state, project, proposal = TABLES["project_state"].c, TABLES["project"].c, TABLES["proposal"].c
    guarded = select(state.project_id).where(state.classification.in_(above))
    open_proposal = or_(proposal.converted_project_id.is_(None), proposal.converted_project_id.not_in(guarded))
    return Visible(
        select(project.project_id).where(project.project_id.not_in(guarded)),
        select(proposal.proposal_id).where(proposal.classification.not_in(above), open_proposal),
    )


def _is_text(table: Table) -> bool:
    """Whether rows of the table are told by words; numbers of the database's own name no record."""
    return isinstance(next(iter(table.primary_key)).type, String)
