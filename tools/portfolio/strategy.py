"""Tables of strategy: periods, objectives with their measures, and what work is done for which objective."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Exact, Fraction, Recorded, one_live, rule, word

PeriodStatus = Literal["DRAFT", "ACTIVE", "CLOSED"]
ObjectiveStatus = Literal["DRAFT", "ACTIVE", "ACHIEVED", "RETIRED", "SUPERSEDED"]
MeasureUnit = Literal["GBP", "PCT", "COUNT", "DAYS", "TCO2E", "INDEX"]
Direction = Literal["UP", "DOWN"]
Measured = Annotated[Decimal, mapped_column(Exact(16, 4))]
"""A reading in the unit of its measure; GBP stands for money of the organisation."""


class PlanningPeriodRow(Recorded):
    """The years for which a strategy was set."""

    __tablename__ = "planning_period"
    __table_args__ = (rule("dates", "end_date > start_date"),)

    period_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    start_date: Mapped[date]
    end_date: Mapped[date]
    status: Mapped[PeriodStatus] = word("status", PeriodStatus)


class ObjectiveRow(Recorded):
    """A strategic objective: what does not change with time."""

    __tablename__ = "strategic_objective"
    __table_args__ = (rule("valid", "valid_to >= valid_from"),)

    objective_id: Mapped[str] = mapped_column(primary_key=True)
    period_id: Mapped[str] = mapped_column(ForeignKey("planning_period.period_id"))
    title: Mapped[str]
    description: Mapped[str | None]
    target_statement: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    """Last day for which it was set."""
    delivered_by_bau: Mapped[bool]
    """Whether the daily business delivers it, so that no project needs to."""
    successor_id: Mapped[str | None] = mapped_column(ForeignKey("strategic_objective.objective_id"))


class ObjectiveStateRow(Recorded):
    """What was true of an objective from one day to another, both included."""

    __tablename__ = "objective_state"
    __table_args__ = (
        one_live("uq_objective_state_open", "objective_id", where="valid_to IS NULL"),
        rule("valid", "valid_to >= valid_from"),
        rule("weight", "weight >= 0"),
    )

    objective_id: Mapped[str] = mapped_column(ForeignKey("strategic_objective.objective_id"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    status: Mapped[ObjectiveStatus] = word("status", ObjectiveStatus)
    weight: Mapped[Fraction | None]
    """Share of the strategy; those of the active objectives of a period sum to 1."""
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))


class ObjectiveKpiRow(Recorded):
    """How it is measured that an objective is reached."""

    __tablename__ = "objective_kpi"
    __table_args__ = (rule("aims_elsewhere", "target_value <> baseline_value"),)

    kpi_id: Mapped[str] = mapped_column(primary_key=True)
    objective_id: Mapped[str] = mapped_column(ForeignKey("strategic_objective.objective_id"))
    name: Mapped[str]
    unit: Mapped[MeasureUnit] = word("unit", MeasureUnit)
    direction: Mapped[Direction] = word("direction", Direction)
    baseline_value: Mapped[Measured | None]
    baseline_date: Mapped[date | None]
    target_value: Mapped[Measured | None]
    target_date: Mapped[date | None]


class ObjectiveLinkRow(Recorded):
    """How far a project serves an objective, from one day to another, both included."""

    __tablename__ = "objective_link"
    __table_args__ = (
        rule("valid", "valid_to >= valid_from"),
        rule("contribution", "contribution BETWEEN 0 AND 3"),
        rule("confirmation_dated", "confirmed_by_id IS NULL OR confirmed_on IS NOT NULL"),
    )

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    objective_id: Mapped[str] = mapped_column(ForeignKey("strategic_objective.objective_id"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    contribution: Mapped[int]
    """0 none, 1 indirect, 2 material, 3 direct or critical."""
    share: Mapped[Fraction]
    """Part of the project's purpose; those of a project sum to 1 at most."""
    rationale: Mapped[str | None]
    linked_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    confirmed_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    """The owner of the objective, once the owner has agreed."""
    confirmed_on: Mapped[date | None]
