"""Facts of assessments: the newest one of the PMO's tier, and of the maturity of each kind of management."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.facts.rows import grouped, of_row, recorded
from tools.portfolio.assessments import AnswerGiven, AssessmentAnswerRow, AssessmentRow


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What an assessment found of one criterion; without evidence it is a conviction."""

    criterion: str
    perspective: str | None
    level: int
    statement: str
    """Recorded text: data, never instruction."""
    met: AnswerGiven
    evidence_ref: str | None
    row: str


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """One assessment with its answers; ``model`` is None for the tier of the PMO."""

    assessment_id: str
    kind: str
    model: str | None
    assessed_on: date
    answers: tuple[AnswerFacts, ...]
    row: str


def newest_assessments(session: Session, today: date) -> tuple[AssessmentFacts, ...]:
    """Return the newest assessment of each kind and model that was made by the day."""
    table = AssessmentRow
    rows = session.execute(
        select(*recorded(table)).where(table.assessed_on <= today).order_by(table.assessed_on, table.assessment_id)
    )
    newest = {(row.kind, row.model): row for row in rows}
    answers = _answers(session, [row.assessment_id for row in newest.values()])
    return tuple(
        of_row(
            AssessmentFacts,
            row,
            answers=answers.get(row.assessment_id, ()),
            row=f"assessment/{row.assessment_id}",
        )
        for row in newest.values()
    )


def _answers(session: Session, ids: list[str]) -> dict[str, tuple[AnswerFacts, ...]]:
    table = AssessmentAnswerRow
    rows = session.execute(
        select(*recorded(table)).where(table.assessment_id.in_(ids)).order_by(table.level, table.criterion)
    )
    return grouped(
        (
            row.assessment_id,
            of_row(AnswerFacts, row, row=f"assessment_answer/{row.assessment_id}/{row.criterion}"),
        )
        for row in rows
    )
