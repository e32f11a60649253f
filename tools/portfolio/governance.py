"""Tables of governance: gate reviews and their conditions, the documents they rest on, exceptions and waivers."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.reporting import Dimension
from tools.portfolio.schema import Fraction, Money, Recorded, rule, word

Gate = Literal["G0", "G1", "G2", "G3", "G4", "G5"]
GateDecision = Literal["PENDING", "APPROVE", "APPROVE_WITH_CONDITIONS", "DEFER", "REWORK", "REJECT", "STOP"]
ConditionStatus = Literal["OPEN", "MET", "WAIVED"]
ArtefactStatus = Literal["DRAFT", "IN_REVIEW", "APPROVED", "REJECTED", "EXPIRED"]
ArtefactType = Literal[
    "MANDATE",
    "STRATEGIC_CASE",
    "OBC",
    "FBC",
    "OPTIONS_APPRAISAL",
    "BENEFIT_PROFILE",
    "BENEFIT_REALISATION_PLAN",
    "RISK_REGISTER",
    "QRA",
    "BASELINE_PLAN",
    "COST_ESTIMATE",
    "PROCUREMENT_STRATEGY",
    "CONTRACT_AWARD_RECOMMENDATION",
    "RESOURCE_PLAN",
    "DEPENDENCY_AGREEMENT",
    "ARCHITECTURE_APPROVAL",
    "DPIA",
    "SECURITY_ASSESSMENT",
    "SAFETY_CASE",
    "TEST_REPORT",
    "CUTOVER_PLAN",
    "TRAINING_PLAN",
    "OPERATIONAL_ACCEPTANCE",
    "EQUALITY_IMPACT",
    "CLOSURE_REPORT",
    "LESSONS_REPORT",
    "BENEFITS_REVIEW",
]
WaiverStatus = Literal["REQUESTED", "ACTIVE", "REVOKED", "REJECTED"]
ExceptionDecision = Literal["PENDING", "APPROVED_NEW_LIMIT", "REPLAN", "STOP", "REJECTED"]


class GateReviewRow(Recorded):
    """One review of one gate by a board."""

    __tablename__ = "gate_review"
    __table_args__ = (rule("decision_dated", "(decision = 'PENDING') = (decision_date IS NULL)"),)

    review_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    gate_code: Mapped[Gate] = word("gate_code", Gate)
    booked_on: Mapped[date | None]
    """The day on which the review was put into the board's diary; before it nobody knew of it."""
    planned_date: Mapped[date | None]
    papers_submitted_on: Mapped[date | None]
    decision: Mapped[GateDecision] = word("decision", GateDecision)
    decision_date: Mapped[date | None]
    board_id: Mapped[str | None] = mapped_column(ForeignKey("board.board_id"))
    quorum: Mapped[bool | None]
    rationale: Mapped[str | None]
    valid_until: Mapped[date | None]
    """Until when the approval holds, where the board said so."""
    funding_released: Mapped[Money | None]


class GateDeciderRow(Recorded):
    """A person who took part in a gate decision."""

    __tablename__ = "gate_decider"

    review_id: Mapped[str] = mapped_column(ForeignKey("gate_review.review_id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.person_id"), primary_key=True)


class GateConditionRow(Recorded):
    """A condition that a board attached to its approval; whether it is overdue is computed, never recorded."""

    __tablename__ = "gate_condition"
    __table_args__ = (rule("closing_dated", "(status = 'OPEN') = (closed_on IS NULL)"),)

    condition_id: Mapped[str] = mapped_column(primary_key=True)
    review_id: Mapped[str] = mapped_column(ForeignKey("gate_review.review_id"), index=True)
    text: Mapped[str]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    due_date: Mapped[date | None]
    status: Mapped[ConditionStatus] = word("status", ConditionStatus)
    closed_on: Mapped[date | None]


class ArtefactRow(Recorded):
    """One version of one governance document of a project."""

    __tablename__ = "artefact"
    __table_args__ = (
        rule("approval_dated", "status <> 'APPROVED' OR approved_on IS NOT NULL"),
        rule("approval_before_status", "approved_on <= status_on"),
    )

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    type: Mapped[ArtefactType] = word("type", ArtefactType, primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[ArtefactStatus] = word("status", ArtefactStatus)
    status_on: Mapped[date]
    """The day on which it took this status; before it the version is not known."""
    approved_on: Mapped[date | None]
    approved_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))


class ProgrammeArtefactRow(Recorded):
    """One version of a governance document that a programme keeps for all its projects."""

    __tablename__ = "programme_artefact"
    __table_args__ = (
        rule("approval_dated", "status <> 'APPROVED' OR approved_on IS NOT NULL"),
        rule("approval_before_status", "approved_on <= status_on"),
    )

    programme_id: Mapped[str] = mapped_column(ForeignKey("programme.programme_id"), primary_key=True)
    type: Mapped[ArtefactType] = word("type", ArtefactType, primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[ArtefactStatus] = word("status", ArtefactStatus)
    status_on: Mapped[date]
    approved_on: Mapped[date | None]
    approved_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))


class ExceptionReportRow(Recorded):
    """A report that a tolerance is or will be exceeded, and what was decided."""

    __tablename__ = "exception_report"
    __table_args__ = (
        rule("decision_dated", "(decision = 'PENDING') = (decided_on IS NULL)"),
        rule(
            "limit_stated",
            "decision <> 'APPROVED_NEW_LIMIT' OR (approved_limit IS NOT NULL AND approved_until IS NOT NULL)",
        ),
        rule("one_approver", "board_id IS NULL OR approver_id IS NULL"),
    )

    exception_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    dimension: Mapped[Dimension] = word("dimension", Dimension)
    breach_detected_on: Mapped[date | None]
    raised_on: Mapped[date | None]
    decision: Mapped[ExceptionDecision] = word("decision", ExceptionDecision)
    decided_on: Mapped[date | None]
    board_id: Mapped[str | None] = mapped_column(ForeignKey("board.board_id"))
    approver_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    """A person, where the matter is within one person's authority; else the board."""
    approved_limit: Mapped[Fraction | None]
    """For cost: how far over the budget the forecast may go, as a fraction."""
    approved_until: Mapped[date | None]
    cause: Mapped[str | None]
    consequence: Mapped[str | None]
    recommendation: Mapped[str | None]


class WaiverRow(Recorded):
    """Permission to depart from one requirement of one clause for a time; whether it has expired is computed."""

    __tablename__ = "waiver"
    __table_args__ = (
        rule("approval_dated", "(status IN ('ACTIVE', 'REVOKED')) = (approved_on IS NOT NULL)"),
        rule("active_until", "status <> 'ACTIVE' OR expires_on IS NOT NULL"),
        rule("one_approver", "board_id IS NULL OR approver_id IS NULL"),
        rule("renewals", "renewals >= 0"),
    )

    waiver_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    clause_ref: Mapped[str]
    """Document and clause without version, for example ``PMO-STD-002 §3.4``."""
    requirement: Mapped[str | None]
    """The one requirement of the clause that it covers: an artefact's type, or words."""
    reason: Mapped[str | None]
    compensating_control: Mapped[str | None]
    requested_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    requested_on: Mapped[date | None]
    board_id: Mapped[str | None] = mapped_column(ForeignKey("board.board_id"))
    approver_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    """A person, where the matter is within one person's authority; else the board."""
    approved_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    renewals: Mapped[int]
    status: Mapped[WaiverStatus] = word("status", WaiverStatus)
    revoked_on: Mapped[date | None]
