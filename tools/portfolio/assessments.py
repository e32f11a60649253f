"""Tables of assessments: what the PMO and others found of its tier and of the maturity of management."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Recorded, rule, word

AssessmentKind = Literal["TIER", "MATURITY"]
ManagementModel = Literal["PORTFOLIO", "PROGRAMME", "PROJECT"]
MaturityPerspective = Literal["GOVERNANCE", "CONTROL", "BENEFITS", "FINANCE", "STAKEHOLDERS", "RISK", "RESOURCES"]
AnswerGiven = Literal["YES", "PARTIAL", "NO", "UNKNOWN"]


class AssessmentRow(Recorded):
    """An assessment of the tier of the PMO, or of the maturity of one kind of management."""

    __tablename__ = "assessment"
    __table_args__ = (rule("maturity_of", "(kind = 'MATURITY') = (model IS NOT NULL)"),)

    assessment_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[AssessmentKind] = word("kind", AssessmentKind)
    model: Mapped[ManagementModel | None] = word("model", ManagementModel)
    """What is assessed for maturity; absent for the tier of the PMO."""
    assessed_on: Mapped[date]
    assessor_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))


class AssessmentAnswerRow(Recorded):
    """What an assessment found of one criterion."""

    __tablename__ = "assessment_answer"
    __table_args__ = (rule("level_named", "level BETWEEN 1 AND 5"),)

    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessment.assessment_id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(primary_key=True)
    """A word for the criterion, for example ``REPORTS_ON_TIME``: by it a criterion that the records show is known."""
    perspective: Mapped[MaturityPerspective | None] = word("perspective", MaturityPerspective)
    """For maturity."""
    level: Mapped[int]
    """The tier, or the level of maturity, that the criterion belongs to."""
    statement: Mapped[str]
    """What has to be so, in words."""
    met: Mapped[AnswerGiven] = word("met", AnswerGiven)
    evidence_ref: Mapped[str | None]
    """The record or the named document that shows it; without one an answer is a conviction."""
