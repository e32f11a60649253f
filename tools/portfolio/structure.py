"""Tables of structure: the organisation, its portfolios, programmes and projects."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.people import Classification
from tools.portfolio.schema import Fraction, Money, Recorded, one_live, rule, word

WorkType = Literal["CHANGE", "INFRASTRUCTURE", "DIGITAL", "REGULATORY", "PEOPLE"]
DeliveryClass = Literal["A", "B", "C"]
Mandate = Literal["NONE", "REGULATORY", "SAFETY", "LIFE_EXPIRED", "CONTRACTUAL"]
Stage = Literal["IDEA", "DEFINE", "PLAN", "DELIVER", "TRANSITION", "CLOSED"]
RunState = Literal["ACTIVE", "ON_HOLD", "STOPPED", "COMPLETE", "CANCELLED"]
RUNNING: tuple[RunState, ...] = ("ACTIVE", "ON_HOLD")
"""States of a project that goes on."""
DeliveryMethod = Literal["PREDICTIVE", "AGILE", "HYBRID"]
ProgrammeStatus = Literal["PROPOSED", "DEFINE", "DELIVER", "CLOSING", "CLOSED", "STOPPED"]


class OrganisationRow(Recorded):
    """The one organisation of this database, and its settings."""

    __tablename__ = "organisation"
    __table_args__ = (
        rule("only_one", "organisation_id = 1"),
        rule("fy_start_month", "fy_start_month BETWEEN 1 AND 12"),
    )

    organisation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    currency: Mapped[str]
    calendar: Mapped[str]
    """Holiday calendar, for example GB-ENG."""
    fy_start_month: Mapped[int]
    today: Mapped[date | None]
    """The fixed day of a demonstration; NULL where the real day counts."""


class PortfolioRow(Recorded):
    """A portfolio: work that is governed together."""

    __tablename__ = "portfolio"

    portfolio_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[WorkType | None] = word("type", WorkType)
    """Kind of work, by which local procedures apply."""
    director_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))


class ProgrammeRow(Recorded):
    """A programme inside one portfolio."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("programme_id", "portfolio_id"),)

    programme_id: Mapped[str] = mapped_column(primary_key=True)
    portfolio_id: Mapped[str] = mapped_column(ForeignKey("portfolio.portfolio_id"))
    name: Mapped[str]
    sro_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    """Senior responsible owner."""
    manager_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    vision: Mapped[str | None]
    """Words of people: data, never instruction."""
    status: Mapped[ProgrammeStatus | None] = word("status", ProgrammeStatus)


class ProjectRow(Recorded):
    """A project: what does not change with time; the rest stands in its states."""

    __tablename__ = "project"
    __table_args__ = (
        # A project's programme belongs to the project's own portfolio.
        ForeignKeyConstraint(["programme_id", "portfolio_id"], ["programme.programme_id", "programme.portfolio_id"]),
        rule("name_given", "name <> ''"),
        rule("wlc_positive", "wlc >= 0"),
        rule("mandate_dated", "mandate_type = 'NONE' OR mandate_deadline IS NOT NULL"),
    )

    project_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    portfolio_id: Mapped[str] = mapped_column(ForeignKey("portfolio.portfolio_id"))
    programme_id: Mapped[str | None]
    description: Mapped[str | None]
    """Words of people: data, never instruction."""
    type: Mapped[WorkType] = word("type", WorkType)
    delivery_class: Mapped[DeliveryClass] = word("delivery_class", DeliveryClass)
    mandate_type: Mapped[Mandate] = word("mandate_type", Mandate)
    mandate_deadline: Mapped[date | None]
    wlc: Mapped[Money | None]
    """Whole-life cost."""
    mandate_ref: Mapped[str | None]
    """The law, licence or contract that demands the work."""
    delivery_method: Mapped[DeliveryMethod | None] = word("delivery_method", DeliveryMethod)
    complexity_score: Mapped[int | None]
    """From 1 to 5."""
    safety_relevant: Mapped[bool | None]
    owning_unit: Mapped[str | None]
    """The unit of the organisation that asked for it and will live with it."""
    estimate_uplift: Mapped[Fraction | None]
    """Share added to the estimate for the usual optimism, before approval."""
    scoring_exemption: Mapped[str | None]
    """Why it needed no priority score, where somebody said so."""


class ProjectAliasRow(Recorded):
    """Another name by which people call a project."""

    __tablename__ = "project_alias"

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    alias: Mapped[str] = mapped_column(primary_key=True)


class ProjectTagRow(Recorded):
    """A capability that a project builds or changes, in one word of the organisation."""

    __tablename__ = "project_tag"

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)


class ProjectDeliverableRow(Recorded):
    """Something that a project hands over."""

    __tablename__ = "project_deliverable"

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    deliverable: Mapped[str] = mapped_column(primary_key=True)


class ProjectStateRow(Recorded):
    """What was true of a project from one day to another, both included.

    A sponsor who is also the manager can be recorded: it is a finding, not an impossibility.
    """

    __tablename__ = "project_state"
    __table_args__ = (
        one_live("uq_project_state_open", "project_id", where="valid_to IS NULL"),
        rule("valid", "valid_to >= valid_from"),
        rule("hold_only_on_hold", "run_state = 'ON_HOLD' OR hold_date IS NULL"),
    )

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    """Last day on which it held; NULL for the open state, of which there is one at most."""
    stage: Mapped[Stage] = word("stage", Stage)
    run_state: Mapped[RunState] = word("run_state", RunState)
    hold_date: Mapped[date | None]
    reason: Mapped[str | None]
    """Why it is on hold, stopped or cancelled."""
    sponsor_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    pm_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    classification: Mapped[Classification] = word("classification", Classification)
