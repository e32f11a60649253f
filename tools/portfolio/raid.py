"""Tables of risks, assumptions, issues and dependencies."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Fraction, Money, Recorded, one_live, rule, word

RiskCategory = Literal[
    "FINANCIAL",
    "SCHEDULE",
    "TECHNICAL",
    "SUPPLIER",
    "RESOURCE",
    "REGULATORY",
    "SECURITY",
    "BENEFIT",
    "REPUTATION",
    "SAFETY",
]
RiskStatus = Literal["OPEN", "CLOSED", "REALISED", "TRANSFERRED"]
RiskResponse = Literal["AVOID", "REDUCE", "TRANSFER", "ACCEPT", "SHARE", "EXPLOIT", "ENHANCE", "FALLBACK"]
ActionStatus = Literal["OPEN", "DONE", "DROPPED"]
IssueSeverity = Literal["LOW", "MEDIUM", "HIGH", "CRITICAL"]
IssueType = Literal["PROBLEM", "OFF_SPEC", "REQUEST"]
IssueStatus = Literal["OPEN", "CLOSED"]
AssumptionStatus = Literal["OPEN", "VALIDATED", "INVALID", "EXPIRED"]
AssumptionImpact = Literal["LOW", "MEDIUM", "HIGH"]
DependencyType = Literal["HARD", "SOFT", "EXTERNAL"]
DependencyStatus = Literal["OPEN", "DELIVERED", "AT_RISK", "BROKEN"]


class RiskRow(Recorded):
    """A risk of a project: what does not change with time; the rest stands in its states."""

    __tablename__ = "risk"

    risk_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    title: Mapped[str]
    """Cause, event and effect, in words of people: data, never instruction."""
    category: Mapped[RiskCategory] = word("category", RiskCategory)
    is_opportunity: Mapped[bool]
    raised_on: Mapped[date]


class RiskStateRow(Recorded):
    """What was true of a risk from one day to another, both included; scores are computed, never recorded."""

    __tablename__ = "risk_state"
    __table_args__ = (
        one_live("uq_risk_state_open", "risk_id", where="valid_to IS NULL"),
        rule("valid", "valid_to >= valid_from"),
        rule("inherent", "inherent_p BETWEEN 1 AND 5 AND inherent_i BETWEEN 1 AND 5"),
        rule("residual", "residual_p BETWEEN 1 AND 5 AND residual_i BETWEEN 1 AND 5"),
        rule("target", "target_p BETWEEN 1 AND 5 AND target_i BETWEEN 1 AND 5"),
        rule("money", "cost_min >= 0 AND cost_likely >= cost_min AND cost_max >= cost_likely"),
    )

    risk_id: Mapped[str] = mapped_column(ForeignKey("risk.risk_id"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    status: Mapped[RiskStatus] = word("status", RiskStatus)
    inherent_p: Mapped[int | None]
    """Probability from 1 to 5 before any response; ``_i`` is the impact."""
    inherent_i: Mapped[int | None]
    residual_p: Mapped[int | None]
    residual_i: Mapped[int | None]
    target_p: Mapped[int | None]
    target_i: Mapped[int | None]
    probability: Mapped[Fraction | None]
    """As a fraction, where it is quantified."""
    cost_min: Mapped[Money | None]
    cost_likely: Mapped[Money | None]
    cost_max: Mapped[Money | None]
    schedule_days: Mapped[int | None]
    response: Mapped[RiskResponse | None] = word("response", RiskResponse)
    accepted_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    """Who signed that the risk is accepted, where it is."""
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    proximity_date: Mapped[date | None]
    last_reviewed: Mapped[date | None]
    next_review: Mapped[date | None]
    escalated_on: Mapped[date | None]
    escalated_to_id: Mapped[str | None] = mapped_column(ForeignKey("board.board_id"))


class RiskActionRow(Recorded):
    """Something that is done about a risk."""

    __tablename__ = "risk_action"
    __table_args__ = (rule("closing_dated", "(status = 'OPEN') = (closed_on IS NULL)"),)

    action_id: Mapped[str] = mapped_column(primary_key=True)
    risk_id: Mapped[str] = mapped_column(ForeignKey("risk.risk_id"), index=True)
    action: Mapped[str]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    due_date: Mapped[date | None]
    status: Mapped[ActionStatus] = word("status", ActionStatus)
    closed_on: Mapped[date | None]


class IssueRow(Recorded):
    """Something that has gone wrong, or that somebody asks for."""

    __tablename__ = "issue"
    __table_args__ = (rule("closing_dated", "(status = 'OPEN') = (closed_on IS NULL)"),)

    issue_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    title: Mapped[str]
    type: Mapped[IssueType] = word("type", IssueType)
    severity: Mapped[IssueSeverity] = word("severity", IssueSeverity)
    raised_on: Mapped[date]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    target_date: Mapped[date | None]
    impact_cost: Mapped[Money | None]
    impact_days: Mapped[int | None]
    status: Mapped[IssueStatus] = word("status", IssueStatus)
    closed_on: Mapped[date | None]
    resolution: Mapped[str | None]
    escalated_on: Mapped[date | None]
    escalated_to_id: Mapped[str | None] = mapped_column(ForeignKey("board.board_id"))
    risk_id: Mapped[str | None] = mapped_column(ForeignKey("risk.risk_id"))
    """The risk that came true in it."""


class AssumptionRow(Recorded):
    """Something that is taken as true until it is shown."""

    __tablename__ = "assumption"
    __table_args__ = (rule("closing_dated", "(status = 'OPEN') = (closed_on IS NULL)"),)

    assumption_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    text: Mapped[str]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    raised_on: Mapped[date | None]
    validate_by: Mapped[date | None]
    status: Mapped[AssumptionStatus] = word("status", AssumptionStatus)
    closed_on: Mapped[date | None]
    impact_if_wrong: Mapped[AssumptionImpact | None] = word("impact_if_wrong", AssumptionImpact)
    risk_id: Mapped[str | None] = mapped_column(ForeignKey("risk.risk_id"))


class DependencyRow(Recorded):
    """Something that one project, or somebody outside, hands to another project."""

    __tablename__ = "dependency"
    __table_args__ = (
        rule("provider", "(provider_id IS NULL) <> (provider_name IS NULL)"),
        rule("external_unowned", "(type = 'EXTERNAL') = (provider_id IS NULL)"),
        rule("not_itself", "provider_id IS NULL OR provider_id <> consumer_id"),
        rule("one_forecast", "milestone_id IS NULL OR forecast_date IS NULL"),
        rule("delivery_dated", "(status = 'DELIVERED') = (delivered_on IS NOT NULL)"),
    )

    dependency_id: Mapped[str] = mapped_column(primary_key=True)
    provider_id: Mapped[str | None] = mapped_column(ForeignKey("project.project_id"), index=True)
    provider_name: Mapped[str | None]
    """Who delivers, where it is nobody's project."""
    consumer_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    deliverable: Mapped[str]
    type: Mapped[DependencyType] = word("type", DependencyType)
    raised_on: Mapped[date | None]
    need_by: Mapped[date | None]
    promised_date: Mapped[date | None]
    milestone_id: Mapped[str | None] = mapped_column(ForeignKey("milestone.milestone_id"))
    """The provider's milestone that delivers it: its forecast is the dependency's."""
    forecast_date: Mapped[date | None]
    """What the provider expects, where no milestone stands for it."""
    provider_agreed_on: Mapped[date | None]
    consumer_agreed_on: Mapped[date | None]
    workaround: Mapped[str | None]
    """How the consumer works on without it for a time, where there is a way."""
    status: Mapped[DependencyStatus] = word("status", DependencyStatus)
    delivered_on: Mapped[date | None]
