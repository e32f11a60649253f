"""Facts of punctuality, by project: when the report of each period was first submitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.facts.rows import IDS, TODAY, Ids, Query, grouped, prepared, read
from tools.portfolio.reporting import ReportVersionRow, StatusReportRow


@dataclass(frozen=True, slots=True)
class SubmissionFacts:
    """When the report of a period was first submitted, whatever became of it."""

    period_end: date
    submitted_on: date
    row: str


def submissions(session: Session, ids: Ids, today: date) -> dict[str, tuple[SubmissionFacts, ...]]:
    """Return the reports submitted by the day, the oldest period first; a second version does not make one late."""
    rows = read(session, _submissions_query(), ids, today=today)
    return grouped((row.project_id, _submission(row)) for row in rows)


@cache
def _submissions_query() -> Query:
    report, version = StatusReportRow, ReportVersionRow
    return prepared(
        select(
            report.project_id,
            report.report_id,
            report.period_end,
            func.min(version.submitted_on).label("submitted_on"),
        )
        .join(version, version.report_id == report.report_id)
        .where(report.project_id.in_(IDS), version.submitted_on <= TODAY)
        .group_by(report.project_id, report.report_id, report.period_end)
        .order_by(report.project_id, report.period_end)
    )


def _submission(row: Any) -> SubmissionFacts:
    return SubmissionFacts(row.period_end, row.submitted_on, f"status_report/{row.report_id}")
