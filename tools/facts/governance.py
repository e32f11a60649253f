"""Facts of gates, by project: reviews, who decided them, and the conditions they set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.facts.rows import IDS, Ids, Query, by, grouped, prepared, read, recorded, sits_for
from tools.portfolio.boards import BoardRow
from tools.portfolio.governance import GateConditionRow, GateDeciderRow, GateReviewRow
from tools.portfolio.people import PersonRow


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """A condition of an approval; ``status`` is OPEN until the day on which it was met or waived."""

    text: str
    owner: str | None
    due_date: date | None
    status: str
    row: str
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class GateFacts:
    """One review of one gate; ``decision`` is PENDING until a board has decided."""

    gate: str
    planned_date: date | None
    decision: str
    decision_date: date | None
    board: str | None
    papers_submitted_on: date | None
    row: str
    conditions: tuple[ConditionFacts, ...] = ()
    """Of the approval, by due date; none before the decision."""
    decided_by: tuple[str, ...] = ()
    """Ids of the people who took part in the decision."""
    quorum: bool | None = None
    rationale: str | None = None
    valid_until: date | None = None
    """Until when the approval holds, where the board said so."""
    funding_released: Decimal | None = None
    board_id: str | None = None
    """The board that is to decide, or did."""


def gates(session: Session, ids: Ids, today: date) -> dict[str, tuple[GateFacts, ...]]:
    """Return the gate reviews known today; one decided later is still pending."""
    rows = read(session, _gates_query(), ids).all()
    deciders = _deciders(session, ids)
    attached = grouped((row.review_id, _condition(row, today)) for row in rows if row.condition_id)
    reviews = {row.review_id: row for row in rows}
    return grouped(
        (row.project_id, _gate(row, today, attached.get(row.review_id, ()), deciders.get(row.review_id, ())))
        for row in reviews.values()
        if _known(row, today)
    )


@cache
def _gates_query() -> Query:
    """Each review, once for each of its conditions: most have none or one."""
    review, condition = GateReviewRow, GateConditionRow
    return prepared(
        select(
            *recorded(review),
            BoardRow.name.label("board"),
            condition.condition_id,
            condition.text,
            condition.due_date,
            condition.status,
            condition.closed_on,
            condition.owner_id,
            BoardRow.board_id.label("own_board_id"),
            PersonRow.name.label("owner"),
        )
        .outerjoin(BoardRow, sits_for(review.board_id, review.project_id))
        .outerjoin(condition, condition.review_id == review.review_id)
        .outerjoin(PersonRow, PersonRow.person_id == condition.owner_id)
        .where(review.project_id.in_(IDS))
        .order_by(
            review.project_id,
            review.gate_code,
            review.review_id,
            condition.due_date.nulls_last(),
            condition.condition_id,
        )
    )


def _known(row: Any, today: date) -> bool:
    """Whether anybody knew of the review; one without any date is taken as known."""
    dates = [day for day in (row.booked_on, row.papers_submitted_on, row.decision_date) if day]
    return not dates or min(dates) <= today


def _condition(row: Any, today: date) -> ConditionFacts:
    """Return the condition of a row; one that was closed later is still open."""
    return ConditionFacts(
        text=row.text,
        owner=row.owner,
        owner_id=row.owner_id,
        due_date=row.due_date,
        status=row.status if by(row.closed_on, today) else "OPEN",
        row=f"gate_condition/{row.condition_id}",
    )


def _deciders(session: Session, ids: Ids) -> dict[str, tuple[str, ...]]:
    rows = read(session, _deciders_query(), ids)
    return grouped((review_id, person_id) for review_id, person_id in rows)


@cache
def _deciders_query() -> Query:
    table = GateDeciderRow
    return prepared(
        select(table.review_id, table.person_id)
        .join(GateReviewRow, GateReviewRow.review_id == table.review_id)
        .where(GateReviewRow.project_id.in_(IDS))
        .order_by(table.review_id, table.person_id)
    )


def _gate(row: Any, today: date, conditions: tuple[ConditionFacts, ...], deciders: tuple[str, ...]) -> GateFacts:
    decided = by(row.decision_date, today) is not None
    return GateFacts(
        gate=row.gate_code,
        planned_date=row.planned_date,
        decision=row.decision if decided else "PENDING",
        decision_date=row.decision_date if decided else None,
        board=row.board,
        papers_submitted_on=by(row.papers_submitted_on, today),
        row=f"gate_review/{row.review_id}",
        conditions=conditions if decided else (),
        decided_by=deciders if decided else (),
        quorum=row.quorum if decided else None,
        rationale=row.rationale if decided else None,
        valid_until=row.valid_until if decided else None,
        funding_released=row.funding_released if decided else None,
        board_id=row.own_board_id,
    )
