"""Tables of change: what was asked to change in an approved project, and what was decided."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Money, Recorded, rule, word

ChangeType = Literal["SCOPE", "COST", "SCHEDULE", "BENEFIT", "BASELINE", "COMBINED"]
ChangeStatus = Literal["DRAFT", "SUBMITTED", "APPROVED", "REJECTED", "WITHDRAWN", "IMPLEMENTED"]


class ChangeRequestRow(Recorded):
    """A request to change scope, cost, time, benefits or the baseline."""

    __tablename__ = "change_request"
    __table_args__ = (
        rule("decision_dated", "(status IN ('APPROVED', 'REJECTED', 'IMPLEMENTED')) = (decided_on IS NOT NULL)"),
        rule("one_approver", "board_id IS NULL OR approver_id IS NULL"),
        rule("resumed_after_returned", "resumed_on >= returned_on"),
    )

    change_request_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    type: Mapped[ChangeType] = word("type", ChangeType)
    description: Mapped[str]
    raised_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    raised_on: Mapped[date | None]
    submitted_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    """When it was given back for more information; the clock of the decision stands from then."""
    resumed_on: Mapped[date | None]
    cost_impact: Mapped[Money | None]
    schedule_days: Mapped[int | None]
    benefit_impact: Mapped[Money | None]
    risk_impact: Mapped[str | None]
    emergency: Mapped[bool]
    status: Mapped[ChangeStatus] = word("status", ChangeStatus)
    board_id: Mapped[str | None] = mapped_column(ForeignKey("board.board_id"))
    approver_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    """A person, where the matter is within one person's authority; else the board."""
    decided_on: Mapped[date | None]
    work_started_on: Mapped[date | None]
    new_baseline_version: Mapped[int | None]
