"""Facts of change requests, by project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.facts.rows import IDS, Ids, Query, by, grouped, known, of_row, prepared, read, recorded, sits_for
from tools.portfolio.boards import BoardRow
from tools.portfolio.changes import ChangeRequestRow
from tools.portfolio.people import PersonRow


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A change request and its decision; SUBMITTED until the day on which it was decided."""

    change_request_id: str
    type: str
    description: str
    raised_by_id: str | None
    submitted_on: date | None
    returned_on: date | None
    resumed_on: date | None
    cost_impact: Decimal | None
    """Money; negative where it saves."""
    schedule_days: int | None
    benefit_impact: Decimal | None
    emergency: bool
    status: str
    approver: str | None
    approver_id: str | None
    """Id of the board or the person."""
    by_board: bool
    decided_on: date | None
    work_started_on: date | None
    new_baseline_version: int | None
    row: str


def changes(session: Session, ids: Ids, today: date) -> dict[str, tuple[ChangeFacts, ...]]:
    """Return the changes raised by the day, by id."""
    rows = read(session, _changes_query(), ids)
    return grouped(
        (row.project_id, _change(row, today)) for row in rows if known(row.raised_on or row.submitted_on, today)
    )


@cache
def _changes_query() -> Query:
    table = ChangeRequestRow
    return prepared(
        select(*recorded(table), BoardRow.name.label("board"), PersonRow.name.label("person"))
        .outerjoin(BoardRow, sits_for(table.board_id, table.project_id))
        .outerjoin(PersonRow, PersonRow.person_id == table.approver_id)
        .where(table.project_id.in_(IDS))
        .order_by(table.project_id, table.change_request_id)
    )


def _change(row: Any, today: date) -> ChangeFacts:
    facts = of_row(
        ChangeFacts,
        row,
        approver=row.board or row.person,
        approver_id=row.board_id if row.board else row.approver_id,
        by_board=row.board is not None,
        work_started_on=by(row.work_started_on, today),
        row=f"change_request/{row.change_request_id}",
    )
    if row.decided_on is None or row.decided_on <= today:
        return facts
    return replace(facts, status="SUBMITTED", decided_on=None, approver=None, approver_id=None, by_board=False)
