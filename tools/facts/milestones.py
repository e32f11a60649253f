"""Facts of milestones, by project: what was planned, and what was said last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.facts.rows import AS_OF, IDS, TODAY, Ids, Query, grouped, prepared, read, recorded
from tools.portfolio.delivery import MilestoneBaselineRow, MilestoneProgressRow, MilestoneRow


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A milestone with its dates; ``original_date`` is that of baseline version 0."""

    milestone_id: str
    name: str
    kind: str
    baseline_date: date | None
    original_date: date | None
    forecast_date: date | None
    actual_date: date | None
    status: str
    critical: bool
    row: str
    owner_id: str | None = None


def milestones(session: Session, ids: Ids, as_of: date, today: date) -> dict[str, tuple[MilestoneFacts, ...]]:
    """Return the milestones known today; their baseline dates are those set by the date of the data."""
    planned, said = _planned(session, ids, as_of), _said(session, ids, today)
    rows = read(session, _milestones_query(), ids)
    return grouped(
        (row.project_id, _milestone(row, planned.get(row.milestone_id, ()), said.get(row.milestone_id)))
        for row in rows
        if row.milestone_id in planned or row.milestone_id in said
    )


@cache
def _milestones_query() -> Query:
    table = MilestoneRow
    return prepared(select(*recorded(table)).where(table.project_id.in_(IDS)).order_by(table.milestone_id))


def _milestone(row: Any, planned: tuple[tuple[int, date], ...], said: Any | None) -> MilestoneFacts:
    return MilestoneFacts(
        milestone_id=row.milestone_id,
        name=row.name,
        kind=row.kind,
        baseline_date=planned[-1][1] if planned else None,
        original_date=next((day for version, day in planned if version == 0), None),
        forecast_date=said.forecast_date if said else None,
        actual_date=said.actual_date if said else None,
        status=said.status if said else "NOT_STARTED",
        critical=row.critical,
        owner_id=row.owner_id,
        row=f"milestone/{row.milestone_id}",
    )


def _planned(session: Session, ids: Ids, as_of: date) -> dict[str, tuple[tuple[int, date], ...]]:
    """Return baseline version and date of each milestone, in the order in which they were set."""
    rows = read(session, _planned_query(), ids, as_of=as_of)
    return grouped((milestone_id, (version, day)) for milestone_id, version, day in rows)


@cache
def _planned_query() -> Query:
    table = MilestoneBaselineRow
    return prepared(
        select(table.milestone_id, table.version, table.baseline_date)
        .where(table.project_id.in_(IDS), table.set_on <= AS_OF)
        .order_by(table.milestone_id, table.set_on, table.version)
    )


def _said(session: Session, ids: Ids, today: date) -> dict[str, Any]:
    """Return what was said last of each milestone."""
    rows = read(session, _said_query(), ids, today=today)
    return {row.milestone_id: row for row in rows}


@cache
def _said_query() -> Query:
    table = MilestoneProgressRow
    return prepared(
        select(*recorded(table))
        .join(MilestoneRow, MilestoneRow.milestone_id == table.milestone_id)
        .where(MilestoneRow.project_id.in_(IDS), table.as_of <= TODAY)
        .order_by(table.milestone_id, table.as_of)
    )


def forecast_dates(session: Session, milestone_ids: Ids, today: date) -> dict[str, date | None]:
    """Return what was said last of when each milestone will be, or was, reached."""
    rows = read(session, _expected_query(), milestone_ids, today=today)
    return {milestone_id: actual or forecast for milestone_id, forecast, actual in rows}


@cache
def _expected_query() -> Query:
    table = MilestoneProgressRow
    return prepared(
        select(table.milestone_id, table.forecast_date, table.actual_date)
        .where(table.milestone_id.in_(IDS), table.as_of <= TODAY)
        .order_by(table.milestone_id, table.as_of)
    )
