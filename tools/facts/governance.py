"""Facts of governance, by project: gates, documents, exceptions and the last approved report."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, or_, select, tuple_
from sqlalchemy.orm import Session

from tools.facts.delivery import grouped, recorded
from tools.facts.project import (
    ArtefactFacts,
    ConditionFacts,
    ExceptionFacts,
    GateFacts,
    ReportedColour,
    ReportFacts,
)
from tools.portfolio.boards import BoardRow
from tools.portfolio.governance import ArtefactRow, ExceptionReportRow, GateConditionRow, GateReviewRow
from tools.portfolio.people import PersonRow
from tools.portfolio.reporting import RagRow, ReportVersionRow, StatusReportRow

Ids = Collection[str]


def gates(session: Session, ids: Ids, today: date) -> dict[str, tuple[GateFacts, ...]]:
    """Return the gate reviews known today; one decided later is still pending."""
    attached = _conditions(session, ids, today)
    rows = session.execute(
        select(*recorded(GateReviewRow), BoardRow.name.label("board"))
        .outerjoin(BoardRow, BoardRow.board_id == GateReviewRow.board_id)
        .where(GateReviewRow.project_id.in_(ids))
        .order_by(GateReviewRow.project_id, GateReviewRow.gate_code, GateReviewRow.review_id)
    )
    return grouped(
        (row.project_id, _gate(row, today, attached.get(row.review_id, ()))) for row in rows if _known(row, today)
    )


def _known(row: Any, today: date) -> bool:
    """Whether anybody knew of the review; one without any date is taken as known."""
    dates = [day for day in (row.booked_on, row.papers_submitted_on, row.decision_date) if day]
    return not dates or min(dates) <= today


def _conditions(session: Session, ids: Ids, today: date) -> dict[str, tuple[ConditionFacts, ...]]:
    """Return the conditions by review; one that was closed later is still open."""
    table = GateConditionRow
    rows = session.execute(
        select(*recorded(table), PersonRow.name.label("owner"))
        .join(GateReviewRow, GateReviewRow.review_id == table.review_id)
        .outerjoin(PersonRow, PersonRow.person_id == table.owner_id)
        .where(GateReviewRow.project_id.in_(ids))
        .order_by(table.due_date, table.condition_id)
    )
    return grouped((row.review_id, _condition(row, today)) for row in rows)


def _condition(row: Any, today: date) -> ConditionFacts:
    return ConditionFacts(
        text=row.text,
        owner=row.owner,
        due_date=row.due_date,
        status=row.status if _by(row.closed_on, today) else "OPEN",
        row=f"gate_condition/{row.condition_id}",
    )


def _gate(row: Any, today: date, conditions: tuple[ConditionFacts, ...]) -> GateFacts:
    decided = row.decision_date is not None and row.decision_date <= today
    return GateFacts(
        gate=row.gate_code,
        planned_date=row.planned_date,
        decision=row.decision if decided else "PENDING",
        decision_date=row.decision_date if decided else None,
        board=row.board,
        papers_submitted_on=_by(row.papers_submitted_on, today),
        row=f"gate_review/{row.review_id}",
        conditions=conditions if decided else (),
    )


def artefacts(session: Session, ids: Ids, today: date) -> dict[str, tuple[ArtefactFacts, ...]]:
    """Return the newest version of each document that was known today, by type."""
    rows = session.execute(
        select(*recorded(ArtefactRow), PersonRow.name.label("approver"))
        .outerjoin(PersonRow, PersonRow.person_id == ArtefactRow.approved_by_id)
        .where(ArtefactRow.project_id.in_(ids))
    )
    known = [row for row in rows if _artefact_status(row, today)]
    known.sort(key=lambda row: (row.project_id, row.type, _order(row.version), row.status_on))
    newest = {(row.project_id, row.type): row for row in known}
    return grouped((row.project_id, _artefact(row, today)) for row in newest.values())


def _artefact(row: Any, today: date) -> ArtefactFacts:
    approved_on = _by(row.approved_on, today)
    return ArtefactFacts(
        type=row.type,
        version=row.version,
        status=_artefact_status(row, today) or row.status,
        approved_on=approved_on,
        approved_by=row.approver if approved_on else None,
        row=f"artefact/{row.project_id}/{row.type}/{row.version}",
    )


def _artefact_status(row: Any, today: date) -> str | None:
    """Return the version's status on the day, None where it was not known yet."""
    approved = "APPROVED" if _by(row.approved_on, today) else None
    return str(row.status) if row.status_on <= today else approved


def _order(version: str) -> list[int]:
    """Return the numbers of a version, so that 10.0 comes after 9.0."""
    return [int(number) for number in re.findall(r"\d+", version)]


def exceptions(session: Session, ids: Ids, today: date) -> dict[str, tuple[ExceptionFacts, ...]]:
    """Return the exception reports raised by today; one decided later is still pending."""
    table = ExceptionReportRow
    rows = session.execute(
        select(*recorded(table), BoardRow.name.label("board"), PersonRow.name.label("person"))
        .outerjoin(BoardRow, BoardRow.board_id == table.board_id)
        .outerjoin(PersonRow, PersonRow.person_id == table.approver_id)
        .where(table.project_id.in_(ids), or_(table.raised_on.is_(None), table.raised_on <= today))
        .order_by(table.exception_id)
    )
    return grouped((row.project_id, _exception(row, today)) for row in rows)


def _exception(row: Any, today: date) -> ExceptionFacts:
    facts = ExceptionFacts(
        exception_id=row.exception_id,
        dimension=row.dimension,
        breach_detected_on=row.breach_detected_on,
        raised_on=row.raised_on,
        decision=row.decision,
        decided_on=row.decided_on,
        approver=row.board or row.person,
        approved_limit=row.approved_limit,
        approved_until=row.approved_until,
        row=f"exception_report/{row.exception_id}",
    )
    if row.decided_on is None or row.decided_on <= today:
        return facts
    return replace(facts, decision="PENDING", decided_on=None, approver=None, approved_limit=None, approved_until=None)


def reports(session: Session, ids: Ids, today: date) -> dict[str, ReportFacts]:
    """Return the report of the newest period that was approved by today."""
    rows = session.execute(_newest(ids, today)).all()
    colours = _colours(session, rows)
    return {
        row.project_id: ReportFacts(
            period_end=row.period_end,
            submitted_on=row.submitted_on,
            approved_by=row.approver,
            approved_on=row.approved_on,
            colours=colours.get(f"{row.report_id}/{row.version}", ()),
            row=f"status_report_version/{row.report_id}/{row.version}",
        )
        for row in rows
    }


def _newest(ids: Ids, today: date) -> Select[*tuple[Any, ...]]:
    """A superseded version counts for the days on which it was the approved one."""
    report, version = StatusReportRow, ReportVersionRow
    place = func.row_number().over(
        partition_by=report.project_id, order_by=(report.period_end.desc(), version.version.desc())
    )
    approved = (
        select(
            report.project_id,
            report.report_id,
            report.period_end,
            version.version,
            version.submitted_on,
            version.approved_on,
            PersonRow.name.label("approver"),
            place.label("place"),
        )
        .join(version, version.report_id == report.report_id)
        .outerjoin(PersonRow, PersonRow.person_id == version.approved_by_id)
        .where(
            report.project_id.in_(ids),
            version.status.in_(("APPROVED", "SUPERSEDED")),
            version.approved_on <= today,
        )
        .subquery()
    )
    columns = [column for column in approved.c if column.name != "place"]
    return select(*columns).where(approved.c.place == 1)


def _colours(session: Session, versions: Collection[Row[*tuple[Any, ...]]]) -> dict[str, tuple[ReportedColour, ...]]:
    table = RagRow
    keys = [(row.report_id, row.version) for row in versions]
    rows = session.scalars(
        select(table).where(tuple_(table.report_id, table.version).in_(keys)).order_by(table.report_id, table.dimension)
    )
    return grouped(
        (
            f"{row.report_id}/{row.version}",
            ReportedColour(
                dimension=row.dimension,
                reported=row.reported,
                reason=row.reason,
                path_to_green=row.path_to_green,
                path_to_green_date=row.path_to_green_date,
                row=f"rag_assessment/{row.report_id}/{row.version}/{row.dimension}",
            ),
        )
        for row in rows
    )


def _by(day: date | None, today: date) -> date | None:
    """Return the day where it has come."""
    return day if day is not None and day <= today else None
