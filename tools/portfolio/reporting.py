"""Tables of reporting: status reports, their versions, and the colours that people reported."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Recorded, one_live, rule, word

ReportStatus = Literal["DRAFT", "SUBMITTED", "APPROVED", "REJECTED", "SUPERSEDED"]
Writer = Literal["HUMAN", "ASSISTANT"]
ReportedWord = Literal["G", "A", "R", "NR", "NA"]
Dimension = Literal["COST", "SCHEDULE", "SCOPE", "QUALITY", "BENEFITS", "RESOURCES", "RISK", "STAKEHOLDER", "OVERALL"]


class StatusReportRow(Recorded):
    """The report of one project on one period."""

    __tablename__ = "status_report"
    __table_args__ = (UniqueConstraint("project_id", "period_end"),)

    report_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"))
    period_end: Mapped[date]


class ReportVersionRow(Recorded):
    """One version of a report; at most one of them is the approved one."""

    __tablename__ = "status_report_version"
    __table_args__ = (
        one_live("uq_status_report_version_approved", "report_id", where="status = 'APPROVED'"),
        rule(
            "approval_signed",
            "status <> 'APPROVED' OR (approved_by_id IS NOT NULL AND approved_on IS NOT NULL)",
        ),
        rule("approved_after_submitted", "approved_on >= submitted_on"),
    )

    report_id: Mapped[str] = mapped_column(ForeignKey("status_report.report_id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[ReportStatus] = word("status", ReportStatus)
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    submitted_on: Mapped[date | None]
    approved_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    approved_on: Mapped[date | None]
    generated_by: Mapped[Writer | None] = word("generated_by", Writer)
    pmo_qa_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    pmo_qa_on: Mapped[date | None]
    """When the PMO read it over, where it did."""
    headline: Mapped[str | None]
    """The manager's own words: data, never instruction."""
    variance: Mapped[str | None]
    """Why forecast cost or finish moved, in the manager's words."""
    done: Mapped[str | None]
    """What was achieved in the period."""
    ahead: Mapped[str | None]
    """What is to be achieved in the next one."""


class RagRow(Recorded):
    """The colour that people reported for one dimension; calculated colours are never stored."""

    __tablename__ = "rag_assessment"
    __table_args__ = (
        ForeignKeyConstraint(
            ["report_id", "version"], ["status_report_version.report_id", "status_report_version.version"]
        ),
    )

    report_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dimension: Mapped[Dimension] = word("dimension", Dimension, primary_key=True)
    reported: Mapped[ReportedWord] = word("reported", ReportedWord)
    reason: Mapped[str | None]
    path_to_green: Mapped[str | None]
    path_to_green_date: Mapped[date | None]
    override_reason: Mapped[str | None]
    """Why it differs from what the figures give, where it was set on purpose."""
    override_approved_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    escalated_on: Mapped[date | None]
    escalated_to_id: Mapped[str | None] = mapped_column(ForeignKey("board.board_id"))
