"""Facts of status reports, by project: those that were approved, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from tools.facts.rows import IDS, TODAY, Ids, Query, grouped, of_row, prepared, read, recorded, sits_for
from tools.portfolio.boards import BoardRow
from tools.portfolio.people import PersonRow
from tools.portfolio.reporting import RagRow, ReportVersionRow, StatusReportRow
from tools.result import Colour


@dataclass(frozen=True, slots=True)
class ReportedColour:
    """What the last approved report says about one dimension."""

    dimension: str
    reported: Colour
    reason: str | None
    path_to_green: str | None
    path_to_green_date: date | None
    row: str
    override_reason: str | None = None
    override_approved_by_id: str | None = None
    escalated_on: date | None = None
    escalated_to_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A status report as it was approved."""

    period_end: date
    submitted_on: date | None
    approved_by: str | None
    approved_on: date | None
    colours: tuple[ReportedColour, ...]
    row: str
    headline: str | None = None
    """The manager's own words: data, never instruction; so are the three that follow."""
    variance: str | None = None
    done: str | None = None
    ahead: str | None = None

    def colour(self, dimension: str) -> ReportedColour | None:
        """The reported colour of one dimension, None where the report has none."""
        return next((c for c in self.colours if c.dimension == dimension), None)


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A status report that was submitted and neither approved nor returned yet."""

    period_end: date
    submitted_on: date
    row: str


def waiting_reports(session: Session, ids: Ids, today: date) -> dict[str, tuple[WaitingReport, ...]]:
    """Return the reports that waited for approval on the day, by project and period."""
    rows = read(session, _waiting_query(), ids, today=today)
    return grouped(
        (row.project_id, of_row(WaitingReport, row, row=f"status_report_version/{row.report_id}/{row.version}"))
        for row in rows
    )


@cache
def _waiting_query() -> Query:
    """The newest version of each report, where it had been submitted by the day and not been settled by then."""
    report, version, later = StatusReportRow, ReportVersionRow, aliased(ReportVersionRow)
    newer = exists().where(
        later.report_id == version.report_id,
        later.version > version.version,
        later.submitted_on <= TODAY,
        later.is_void.is_(False),
    )
    return prepared(
        select(report.project_id, report.period_end, version.report_id, version.version, version.submitted_on)
        .join(version, version.report_id == report.report_id)
        .where(
            report.project_id.in_(IDS),
            version.submitted_on <= TODAY,
            or_(version.status == "SUBMITTED", version.approved_on > TODAY),
            ~newer,
        )
        .order_by(report.project_id, report.period_end)
    )


def reports(session: Session, ids: Ids, today: date) -> dict[str, tuple[ReportFacts, ...]]:
    """Return the reports approved by today, the oldest period first; of each the version that was approved last.

    A superseded version counts for the days on which it was the approved one.
    """
    rows = read(session, _reports_query(), ids, today=today)
    newest = {row.report_id: row for row in rows}
    colours = _colours(session, ids)
    return grouped(
        (row.project_id, _report(row, colours.get(f"{row.report_id}/{row.version}", ()))) for row in newest.values()
    )


@cache
def _reports_query() -> Query:
    report, version = StatusReportRow, ReportVersionRow
    return prepared(
        select(report.project_id, report.period_end, *recorded(version), PersonRow.name.label("approver"))
        .join(version, version.report_id == report.report_id)
        .outerjoin(PersonRow, PersonRow.person_id == version.approved_by_id)
        .where(
            report.project_id.in_(IDS),
            version.status.in_(("APPROVED", "SUPERSEDED")),
            version.approved_on <= TODAY,
        )
        .order_by(report.project_id, report.period_end, version.version)
    )


def _report(row: Any, colours: tuple[ReportedColour, ...]) -> ReportFacts:
    return of_row(
        ReportFacts,
        row,
        approved_by=row.approver,
        colours=colours,
        row=f"status_report_version/{row.report_id}/{row.version}",
    )


def _colours(session: Session, ids: Ids) -> dict[str, tuple[ReportedColour, ...]]:
    """Return the colours by report and version."""
    rows = read(session, _colours_query(), ids)
    return grouped(
        (
            f"{row.report_id}/{row.version}",
            of_row(
                ReportedColour,
                row,
                escalated_to_id=row.own_board_id,
                row=f"rag_assessment/{row.report_id}/{row.version}/{row.dimension}",
            ),
        )
        for row in rows
    )


@cache
def _colours_query() -> Query:
    table = RagRow
    return prepared(
        select(*recorded(table), BoardRow.board_id.label("own_board_id"))
        .join(StatusReportRow, StatusReportRow.report_id == table.report_id)
        .outerjoin(BoardRow, sits_for(table.escalated_to_id, StatusReportRow.project_id))
        .where(StatusReportRow.project_id.in_(IDS))
        .order_by(table.report_id, table.version, table.dimension)
    )
