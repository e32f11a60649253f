"""Facts of delivery, by project: baselines, month ends and forecasts as they were known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.facts.rows import AS_OF, IDS, TODAY, Ids, Query, grouped, of_row, prepared, read, recorded
from tools.portfolio.delivery import (
    BaselinePeriodRow,
    BaselineRow,
    ConfidenceRow,
    ForecastRow,
    SnapshotRow,
)


@dataclass(frozen=True, slots=True)
class BaselineFacts:
    """One approved baseline; version 0 is the original and is kept for life (PMO-STD-004 §2.2)."""

    version: int
    approved_on: date | None
    start: date
    finish: date
    bac: Decimal
    """Budget at completion, without contingency."""
    contingency: Decimal | None
    plan: tuple[tuple[date, Decimal], ...]
    """Cumulative planned value at each period end."""
    row: str


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """A month end as it was locked; money is cumulative, None where not recorded."""

    period_end: date
    pv: Decimal | None
    ev: Decimal | None
    ac: Decimal | None
    pm_eac: Decimal | None
    """The project manager's own estimate at completion."""
    forecast_finish: date | None
    reason: str | None
    baseline_version: int | None
    locked_on: date | None
    row: str
    etc_bottom_up: Decimal | None = None
    """Estimate to complete built up from the work left, where the team did so."""
    ev_method: str | None = None


@dataclass(frozen=True, slots=True)
class ForecastFacts:
    """A forecast that the manager gave between month ends."""

    as_of: date
    eac: Decimal | None
    forecast_finish: date | None
    detected_on: date | None
    reason: str | None
    row: str


@dataclass(frozen=True, slots=True)
class ConfidenceFacts:
    """How sure the manager, the sponsor or assurance was last that the project will deliver."""

    given_by: str
    given_on: date
    confidence: str
    row: str


def baselines(session: Session, ids: Ids, as_of: date) -> dict[str, tuple[BaselineFacts, ...]]:
    """Return the baselines approved by the date, oldest first."""
    plans = _plans(session, ids)
    rows = read(session, _baselines_query(), ids, as_of=as_of)
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


@cache
def _baselines_query() -> Query:
    table = BaselineRow
    return prepared(
        select(*recorded(table))
        .where(table.project_id.in_(IDS), or_(table.approved_on.is_(None), table.approved_on <= AS_OF))
        .order_by(table.project_id, table.version)
    )


def _plans(session: Session, ids: Ids) -> dict[tuple[str, int], tuple[tuple[date, Decimal], ...]]:
    """Return the cumulative planned value at each period end, by project and version."""
    rows = read(session, _plans_query(), ids)
    periods: dict[tuple[str, int], list[tuple[date, Decimal]]] = defaultdict(list)
    for project_id, version, period_end, pv in rows:
        periods[project_id, version].append((period_end, pv))
    return {
        key: tuple(zip((day for day, _ in plan), accumulate(pv for _, pv in plan), strict=True))
        for key, plan in periods.items()
    }


@cache
def _plans_query() -> Query:
    table = BaselinePeriodRow
    return prepared(
        select(table.project_id, table.version, table.period_end, table.pv)
        .where(table.project_id.in_(IDS))
        .order_by(table.project_id, table.version, table.period_end)
    )


def snapshots(session: Session, ids: Ids, as_of: date, today: date) -> dict[str, tuple[SnapshotFacts, ...]]:
    """Return the month ends up to the date that are locked on the day of asking, oldest first."""
    rows = read(session, _snapshots_query(), ids, today=today, as_of=as_of)
    return grouped((row.project_id, _snapshot(row)) for row in rows)


@cache
def _snapshots_query() -> Query:
    table = SnapshotRow
    return prepared(
        select(*recorded(table))
        .where(table.project_id.in_(IDS), table.period_end <= AS_OF, table.locked_on <= TODAY)
        .order_by(table.project_id, table.period_end)
    )


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
        etc_bottom_up=row.etc_bottom_up,
        ev_method=row.ev_method,
        row=f"snapshot_month/{row.project_id}/{row.period_end}",
    )


def forecasts(session: Session, ids: Ids, today: date) -> dict[str, tuple[ForecastFacts, ...]]:
    """Return the forecasts that managers gave between month ends, oldest first."""
    rows = read(session, _forecasts_query(), ids, today=today)
    return grouped(
        (row.project_id, of_row(ForecastFacts, row, row=f"forecast_history/{row.project_id}/{row.as_of}"))
        for row in rows
    )


@cache
def _forecasts_query() -> Query:
    table = ForecastRow
    return prepared(
        select(*recorded(table))
        .where(table.project_id.in_(IDS), table.as_of <= TODAY)
        .order_by(table.project_id, table.as_of)
    )


def confidences(session: Session, ids: Ids, today: date) -> dict[str, tuple[ConfidenceFacts, ...]]:
    """Return how sure each kind of person was last, by kind."""
    rows = read(session, _confidences_query(), ids, today=today)
    newest = {(row.project_id, row.given_by): row for row in rows}
    return grouped((row.project_id, _confidence(row)) for row in newest.values())


@cache
def _confidences_query() -> Query:
    table = ConfidenceRow
    return prepared(
        select(*recorded(table))
        .where(table.project_id.in_(IDS), table.given_on <= TODAY)
        .order_by(table.project_id, table.given_by, table.given_on)
    )


def _confidence(row: Any) -> ConfidenceFacts:
    return of_row(ConfidenceFacts, row, row=f"delivery_confidence/{row.project_id}/{row.given_by}/{row.given_on}")
