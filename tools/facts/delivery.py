"""Facts of delivery, by project: baselines, month ends and milestones as they were known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tools.facts.project import BaselineFacts, MilestoneFacts, SnapshotFacts
from tools.portfolio.delivery import (
    BaselinePeriodRow,
    BaselineRow,
    MilestoneBaselineRow,
    MilestoneProgressRow,
    MilestoneRow,
    SnapshotRow,
)
from tools.portfolio.schema import AUDIT, Recorded

T = TypeVar("T")
Ids = Collection[str]


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Return the second values under their first ones, in the order in which they come."""
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def recorded(table: type[Recorded]) -> list[InstrumentedAttribute[Any]]:
    """Return the columns that people fill; they are read faster than objects."""
    return [getattr(table, column.key) for column in table.__table__.columns if column.name not in AUDIT]


def baselines(session: Session, ids: Ids, as_of: date) -> dict[str, tuple[BaselineFacts, ...]]:
    """Return the baselines approved by the date, oldest first."""
    table = BaselineRow
    plans = _plans(session, ids)
    rows = session.execute(
        select(*recorded(table))
        .where(table.project_id.in_(ids), or_(table.approved_on.is_(None), table.approved_on <= as_of))
        .order_by(table.project_id, table.version)
    )
    return grouped(
        (
            row.project_id,
            BaselineFacts(
                version=row.version,
                approved_on=row.approved_on,
                start=row.start,
                finish=row.finish,
                bac=row.bac,
                contingency=row.contingency,
                plan=plans.get((row.project_id, row.version), ()),
                row=f"project_baseline/{row.project_id}/{row.version}",
            ),
        )
        for row in rows
    )


def _plans(session: Session, ids: Ids) -> dict[tuple[str, int], tuple[tuple[date, Decimal], ...]]:
    """Return the cumulative planned value at each period end, by project and version."""
    table = BaselinePeriodRow
    rows = session.execute(
        select(table.project_id, table.version, table.period_end, table.pv)
        .where(table.project_id.in_(ids))
        .order_by(table.project_id, table.version, table.period_end)
    )
    periods: dict[tuple[str, int], list[tuple[date, Decimal]]] = defaultdict(list)
    for project_id, version, period_end, pv in rows:
        periods[project_id, version].append((period_end, pv))
    return {
        key: tuple(zip((day for day, _ in plan), accumulate(pv for _, pv in plan), strict=True))
        for key, plan in periods.items()
    }


def snapshots(session: Session, ids: Ids, as_of: date, today: date) -> dict[str, tuple[SnapshotFacts, ...]]:
    """Return the month ends up to the date that are locked on the day of asking, oldest first."""
    table = SnapshotRow
    rows = session.execute(
        select(*recorded(table))
        .where(table.project_id.in_(ids), table.period_end <= as_of, table.locked_on <= today)
        .order_by(table.project_id, table.period_end)
    )
    return grouped((row.project_id, _snapshot(row)) for row in rows)


def _snapshot(row: Any) -> SnapshotFacts:
    return SnapshotFacts(
        period_end=row.period_end,
        pv=row.pv_cum,
        ev=row.ev_cum,
        ac=row.ac_cum,
        pm_eac=row.pm_eac,
        forecast_finish=row.forecast_finish,
        reason=row.reason,
        baseline_version=row.baseline_version,
        locked_on=row.locked_on,
        row=f"snapshot_month/{row.project_id}/{row.period_end}",
    )


def milestones(session: Session, ids: Ids, as_of: date, today: date) -> dict[str, tuple[MilestoneFacts, ...]]:
    """Return the milestones known today; their baseline dates are those set by the date of the data."""
    planned, said = _planned(session, ids, as_of), _said(session, ids, today)
    table = MilestoneRow
    rows = session.execute(select(*recorded(table)).where(table.project_id.in_(ids)).order_by(table.milestone_id))
    return grouped(
        (row.project_id, _milestone(row, planned.get(row.milestone_id, ()), said.get(row.milestone_id)))
        for row in rows
        if row.milestone_id in planned or row.milestone_id in said
    )


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
        row=f"milestone/{row.milestone_id}",
    )


def _planned(session: Session, ids: Ids, as_of: date) -> dict[str, tuple[tuple[int, date], ...]]:
    """Return baseline version and date of each milestone, in the order in which they were set."""
    table = MilestoneBaselineRow
    rows = session.execute(
        select(table.milestone_id, table.version, table.baseline_date)
        .where(table.project_id.in_(ids), table.set_on <= as_of)
        .order_by(table.milestone_id, table.set_on)
    )
    return grouped((milestone_id, (version, day)) for milestone_id, version, day in rows)


def _said(session: Session, ids: Ids, today: date) -> dict[str, Any]:
    """Return what was said last of each milestone."""
    table = MilestoneProgressRow
    rows = session.execute(
        select(*recorded(table))
        .join(MilestoneRow, MilestoneRow.milestone_id == table.milestone_id)
        .where(MilestoneRow.project_id.in_(ids), table.as_of <= today)
        .order_by(table.milestone_id, table.as_of)
    )
    return {row.milestone_id: row for row in rows}
