"""Tables of delivery: baselines, month ends and milestones, each dated by its nature."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Money, Recorded, rule, word

MilestoneKind = Literal["GATE", "KEY", "CONTRACT", "PAYMENT", "GO_LIVE", "BENEFIT", "INTERNAL"]
MilestoneStatus = Literal["NOT_STARTED", "IN_PROGRESS", "ACHIEVED", "MISSED", "REMOVED"]
EarningMethod = Literal["ZERO_100", "FIFTY_50", "WEIGHTED_MS", "PCT_PHYSICAL", "LOE"]
Confidence = Literal["HIGHLY_LIKELY", "PROBABLE", "FEASIBLE", "IN_DOUBT", "UNACHIEVABLE"]
ConfidenceBy = Literal["PM", "SPONSOR", "ASSURANCE"]


class BaselineRow(Recorded):
    """One approved baseline; version 0 is the original and is kept for life."""

    __tablename__ = "project_baseline"
    __table_args__ = (
        rule("version", "version >= 0"),
        rule("original_without_change", "version > 0 OR change_request_id IS NULL"),
        rule("dates", "finish > start"),
        rule("money", "bac >= 0 AND contingency >= 0"),
    )

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    approved_on: Mapped[date | None]
    change_request_id: Mapped[str | None]
    """The approved change that made it; a later baseline without one can be recorded, and found."""
    start: Mapped[date]
    finish: Mapped[date]
    bac: Mapped[Money]
    """Budget at completion, without contingency."""
    contingency: Mapped[Money | None]
    """Contingency at approval, before any draw-down."""


class BaselinePeriodRow(Recorded):
    """Value planned for one period of a baseline; the periods sum to its budget."""

    __tablename__ = "baseline_period"
    __table_args__ = (
        ForeignKeyConstraint(["project_id", "version"], ["project_baseline.project_id", "project_baseline.version"]),
    )

    project_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    period_end: Mapped[date] = mapped_column(primary_key=True)
    pv: Mapped[Money]


class SnapshotRow(Recorded):
    """A month end: cumulative money and the manager's forecasts; counts once it is locked."""

    __tablename__ = "snapshot_month"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "baseline_version"],
            ["project_baseline.project_id", "project_baseline.version"],
        ),
        rule("money", "pv_cum >= 0 AND ev_cum >= 0 AND ac_cum >= 0 AND pm_eac >= 0"),
        rule("locked_after_period", "locked_on >= period_end"),
        Index(None, "period_end", "locked_on"),
    )

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    period_end: Mapped[date] = mapped_column(primary_key=True)
    pv_cum: Mapped[Money | None]
    ev_cum: Mapped[Money | None]
    ac_cum: Mapped[Money | None]
    pm_eac: Mapped[Money | None]
    """The project manager's own estimate at completion."""
    forecast_finish: Mapped[date | None]
    reason: Mapped[str | None]
    """What the manager gave as the reason for the forecast."""
    baseline_version: Mapped[int | None]
    etc_bottom_up: Mapped[Money | None]
    """Estimate to complete that the team built up from the work left, where it did."""
    ev_method: Mapped[EarningMethod | None] = word("ev_method", EarningMethod)
    """How most of the value is earned."""
    locked_on: Mapped[date | None]


class ForecastRow(Recorded):
    """A manager's forecast given between month ends; rows are added, never changed."""

    __tablename__ = "forecast_history"
    __table_args__ = (rule("money", "eac >= 0"),)

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    eac: Mapped[Money | None]
    forecast_finish: Mapped[date | None]
    detected_on: Mapped[date | None]
    """The day on which the PMO learnt of it."""
    reason: Mapped[str | None]


class ConfidenceRow(Recorded):
    """How sure somebody was, on one day, that the project will deliver; owner and assurance may differ."""

    __tablename__ = "delivery_confidence"

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    given_by: Mapped[ConfidenceBy] = word("given_by", ConfidenceBy, primary_key=True)
    given_on: Mapped[date] = mapped_column(primary_key=True)
    confidence: Mapped[Confidence] = word("confidence", Confidence)


class MilestoneRow(Recorded):
    """A milestone: what does not change with time."""

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("project_id", "milestone_id"),)

    milestone_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"))
    name: Mapped[str]
    kind: Mapped[MilestoneKind] = word("kind", MilestoneKind)
    critical: Mapped[bool]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))


class MilestoneBaselineRow(Recorded):
    """The baseline date of a milestone, from the day on which it was set."""

    __tablename__ = "milestone_baseline"
    __table_args__ = (
        ForeignKeyConstraint(["project_id", "milestone_id"], ["milestone.project_id", "milestone.milestone_id"]),
        ForeignKeyConstraint(["project_id", "version"], ["project_baseline.project_id", "project_baseline.version"]),
    )

    milestone_id: Mapped[str] = mapped_column(primary_key=True)
    set_on: Mapped[date] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    """Baseline version it belongs to; the date may have been changed inside a version too."""
    baseline_date: Mapped[date]


class MilestoneProgressRow(Recorded):
    """What was said of a milestone on one day; rows are added, never changed."""

    __tablename__ = "milestone_progress"
    __table_args__ = (
        rule("achieved_dated", "(status = 'ACHIEVED') = (actual_date IS NOT NULL)"),
        rule("achieved_before_said", "actual_date <= as_of"),
    )

    milestone_id: Mapped[str] = mapped_column(ForeignKey("milestone.milestone_id"), primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    status: Mapped[MilestoneStatus] = word("status", MilestoneStatus)
    forecast_date: Mapped[date | None]
    actual_date: Mapped[date | None]
