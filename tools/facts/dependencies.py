"""Facts of dependencies, by project: what it provides, and what it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from tools.facts.milestones import forecast_dates
from tools.facts.rows import (
    IDS,
    Ids,
    Query,
    by,
    grouped,
    known,
    of_row,
    prepared,
    read,
    recorded,
    seen_among,
)
from tools.portfolio.access import Viewer
from tools.portfolio.delivery import MilestoneRow
from tools.portfolio.raid import DependencyRow
from tools.portfolio.structure import ProjectRow


@dataclass(frozen=True, slots=True)
class DependencyFacts:
    """What one project, or somebody outside, hands to another; it stands with both."""

    dependency_id: str
    provider_id: str | None
    provider: str | None
    """Name of the project or the outsider; None where the viewer may not see the project."""
    consumer_id: str
    consumer: str
    deliverable: str
    type: str
    need_by: date | None
    promised_date: date | None
    milestone_id: str | None
    """The provider's milestone that delivers it, where one does."""
    forecast_date: date | None
    """What the provider expects: the forecast of that milestone, else what is recorded for the dependency."""
    provider_agreed_on: date | None
    consumer_agreed_on: date | None
    workaround: str | None
    status: str
    row: str
    raised_on: date | None = None


def dependencies(session: Session, viewer: Viewer, ids: Ids, today: date) -> dict[str, tuple[DependencyFacts, ...]]:
    """Return the dependencies known on the day, with the provider and with the consumer, by id.

    One of which the viewer may not see the other side is left out altogether.
    """
    rows = read(session, _dependencies_query(), ids).all()
    others = {side for row in rows for side in (row.provider_id, row.consumer_id) if side} - set(ids)
    seen = {None, *ids, *(seen_among(session, viewer, today, others) if others else ())}
    shown = [row for row in rows if {row.provider_id, row.consumer_id} <= seen and known(row.raised_on, today)]
    expected = forecast_dates(session, [row.own_milestone_id for row in shown if row.own_milestone_id], today)
    sides = ((side, row) for row in shown for side in (row.provider_id, row.consumer_id) if side in ids)
    return grouped((side, _dependency(row, expected, today)) for side, row in sides)


@cache
def _dependencies_query() -> Query:
    table = DependencyRow
    provider, consumer = aliased(ProjectRow), aliased(ProjectRow)
    return prepared(
        select(
            *recorded(table),
            provider.name.label("provider_project"),
            consumer.name.label("consumer"),
            MilestoneRow.milestone_id.label("own_milestone_id"),
        )
        .outerjoin(provider, provider.project_id == table.provider_id)
        .outerjoin(
            MilestoneRow,
            and_(MilestoneRow.milestone_id == table.milestone_id, MilestoneRow.project_id == table.provider_id),
        )
        .join(consumer, consumer.project_id == table.consumer_id)
        .where(or_(table.provider_id.in_(IDS), table.consumer_id.in_(IDS)))
        .order_by(table.dependency_id)
    )


def _dependency(row: Any, expected: Mapping[str, date | None], today: date) -> DependencyFacts:
    delivered = row.status == "DELIVERED" and by(row.delivered_on, today) is None
    return of_row(
        DependencyFacts,
        row,
        provider=row.provider_project or row.provider_name,
        status="OPEN" if delivered else row.status,
        milestone_id=row.own_milestone_id,
        forecast_date=expected.get(row.own_milestone_id, row.forecast_date),
        provider_agreed_on=by(row.provider_agreed_on, today),
        consumer_agreed_on=by(row.consumer_agreed_on, today),
        row=f"dependency/{row.dependency_id}",
    )
