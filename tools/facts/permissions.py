"""Facts of permissions, by project: exceptions from a tolerance, and waivers of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tools.facts.rows import (
    IDS,
    TODAY,
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
    sits_for,
)
from tools.portfolio.access import Viewer
from tools.portfolio.boards import BoardRow
from tools.portfolio.governance import ExceptionReportRow, WaiverRow
from tools.portfolio.people import PersonRow


@dataclass(frozen=True, slots=True)
class ExceptionFacts:
    """An exception report and its decision; ``approved_limit`` is a fraction over BAC for cost."""

    exception_id: str
    dimension: str
    breach_detected_on: date | None
    raised_on: date | None
    decision: str
    decided_on: date | None
    approver: str | None
    approved_limit: Decimal | None
    approved_until: date | None
    row: str
    cause: str | None = None
    consequence: str | None = None
    recommendation: str | None = None
    approver_id: str | None = None
    """Id of the board or the person that decides or decided."""


@dataclass(frozen=True, slots=True)
class WaiverFacts:
    """Permission to depart from one requirement of a clause; REQUESTED until the day on which it was decided."""

    waiver_id: str
    clause_ref: str
    """Document and clause without version."""
    requirement: str | None
    reason: str | None
    compensating_control: str | None
    requested_by_id: str | None
    requested_on: date | None
    approver: str | None
    approver_id: str | None
    """Id of the board or the person."""
    approved_on: date | None
    expires_on: date | None
    renewals: int
    status: str
    row: str
    revoked_on: date | None = None

    def live(self, on: date) -> bool:
        """Whether it covers that day: from its approval to its last day, both of which count, or its revocation."""
        if self.approved_on is None or self.expires_on is None or not self.approved_on <= on <= self.expires_on:
            return False
        return self.status != "REVOKED" or (self.revoked_on is not None and on < self.revoked_on)


def exceptions(session: Session, ids: Ids, today: date) -> dict[str, tuple[ExceptionFacts, ...]]:
    """Return the exception reports raised by today; one decided later is still pending."""
    rows = read(session, _exceptions_query(), ids, today=today)
    return grouped((row.project_id, _exception(row, today)) for row in rows)


@cache
def _exceptions_query() -> Query:
    table = ExceptionReportRow
    return prepared(
        select(*recorded(table), BoardRow.name.label("board"), PersonRow.name.label("person"))
        .outerjoin(BoardRow, sits_for(table.board_id, table.project_id))
        .outerjoin(PersonRow, PersonRow.person_id == table.approver_id)
        .where(table.project_id.in_(IDS), or_(table.raised_on.is_(None), table.raised_on <= TODAY))
        .order_by(table.exception_id)
    )


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
        cause=row.cause,
        consequence=row.consequence,
        recommendation=row.recommendation,
        approver_id=row.board_id if row.board else row.approver_id,
    )
    if row.decided_on is None or row.decided_on <= today:
        return facts
    return replace(
        facts,
        decision="PENDING",
        decided_on=None,
        approver=None,
        approver_id=None,
        approved_limit=None,
        approved_until=None,
    )


def waivers(session: Session, ids: Ids, today: date) -> dict[str, tuple[WaiverFacts, ...]]:
    """Return the waivers asked for by today; one approved later is still requested, one revoked later is active."""
    rows = read(session, _waivers_query(), ids)
    return grouped((row.project_id, _waiver(row, today)) for row in rows if known(row.requested_on, today))


def waivers_of_clauses(
    session: Session, viewer: Viewer, today: date, clause_refs: Sequence[str]
) -> tuple[tuple[str, WaiverFacts], ...]:
    """Return the live waivers of some clauses, each with the id of its project, of the projects that may be seen."""
    named = session.scalars(select(WaiverRow.project_id).where(WaiverRow.clause_ref.in_(clause_refs)).distinct())
    seen = seen_among(session, viewer, today, tuple(named))
    return tuple(
        (project_id, each)
        for project_id, held in sorted(waivers(session, seen, today).items())
        for each in held
        if each.clause_ref in clause_refs and each.live(today)
    )


@cache
def _waivers_query() -> Query:
    table = WaiverRow
    return prepared(
        select(*recorded(table), BoardRow.name.label("board"), PersonRow.name.label("person"))
        .outerjoin(BoardRow, sits_for(table.board_id, table.project_id))
        .outerjoin(PersonRow, PersonRow.person_id == table.approver_id)
        .where(table.project_id.in_(IDS))
        .order_by(table.project_id, table.waiver_id)
    )


def _waiver(row: Any, today: date) -> WaiverFacts:
    facts = of_row(
        WaiverFacts,
        row,
        approver=row.board or row.person,
        approver_id=row.board_id if row.board else row.approver_id,
        row=f"waiver/{row.waiver_id}",
    )
    if row.approved_on is not None and row.approved_on > today:
        return replace(facts, status="REQUESTED", approved_on=None, expires_on=None, approver=None, approver_id=None)
    if row.status == "REVOKED" and not by(row.revoked_on, today):
        return replace(facts, status="ACTIVE", revoked_on=None)
    return facts
