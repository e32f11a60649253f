"""Tables of value: benefits and what came of them, business cases and their cash flows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Exact, Fraction, Money, Recorded, rule, word
from tools.portfolio.strategy import Direction, Measured

BenefitClass = Literal["CASHABLE", "NON_CASHABLE", "QUANTIFIED_NON_FINANCIAL", "QUALITATIVE", "DISBENEFIT"]
BenefitStatus = Literal["IDENTIFIED", "PLANNED", "ENABLED", "REALISING", "REALISED", "AT_RISK", "LOST"]
CaseKind = Literal["APPROVED", "REFRESHED"]
PriceBasis = Literal["NOMINAL", "REAL"]
Amount = Annotated[Decimal, mapped_column(Exact(16, 2))]

_ONE_SUBJECT = "(project_id IS NULL) <> (proposal_id IS NULL)"


class BenefitRow(Recorded):
    """A benefit that a project, a programme or a proposal is to bring."""

    __tablename__ = "benefit"
    __table_args__ = (
        rule("of_something", "COALESCE(project_id, programme_id, proposal_id) IS NOT NULL"),
        rule("not_project_and_programme", "project_id IS NULL OR programme_id IS NULL"),
        rule("not_project_and_proposal", "project_id IS NULL OR proposal_id IS NULL"),
        rule("not_programme_and_proposal", "programme_id IS NULL OR proposal_id IS NULL"),
        rule("validation_dated", "validated_by_id IS NULL OR validated_on IS NOT NULL"),
    )

    benefit_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str | None] = mapped_column(ForeignKey("project.project_id"), index=True)
    programme_id: Mapped[str | None] = mapped_column(ForeignKey("programme.programme_id"))
    proposal_id: Mapped[str | None] = mapped_column(ForeignKey("proposal.proposal_id"))
    title: Mapped[str]
    benefit_class: Mapped[BenefitClass] = word("benefit_class", BenefitClass)
    measure: Mapped[str | None]
    unit: Mapped[str | None]
    """The code of the organisation's currency for money, such as GBP; else the unit in words."""
    direction: Mapped[Direction | None] = word("direction", Direction)
    baseline_value: Mapped[Measured | None]
    target_value: Mapped[Measured | None]
    start_date: Mapped[date | None]
    full_effect_date: Mapped[date | None]
    end_date: Mapped[date | None]
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    """Who answers for it in the business."""
    org_unit: Mapped[str | None]
    validated_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    """Who signed it for finance."""
    validated_on: Mapped[date | None]
    kpi_id: Mapped[str | None] = mapped_column(ForeignKey("objective_kpi.kpi_id"))
    shared_group: Mapped[str | None]
    """The same word for benefits that count once together."""
    status: Mapped[BenefitStatus] = word("status", BenefitStatus)


class BenefitValueRow(Recorded):
    """A benefit in one quarter, in its unit: planned, forecast and, once known, actual."""

    __tablename__ = "benefit_value"
    __table_args__ = (rule("verified_actual", "NOT verified OR actual IS NOT NULL"),)

    benefit_id: Mapped[str] = mapped_column(ForeignKey("benefit.benefit_id"), primary_key=True)
    quarter_end: Mapped[date] = mapped_column(primary_key=True)
    planned: Mapped[Amount | None]
    forecast: Mapped[Amount | None]
    actual: Mapped[Amount | None]
    """NULL where nothing was reported, which is not nothing achieved."""
    reported_on: Mapped[date | None]
    """The day on which the actual was reported; before it nobody knew it."""
    verified: Mapped[bool]


class BusinessCaseRow(Recorded):
    """A business case of a project or a proposal, as approved or refreshed."""

    __tablename__ = "business_case"
    __table_args__ = (
        rule("one_subject", _ONE_SUBJECT),
        rule("approval_dated", "project_id IS NULL OR approved_on IS NOT NULL"),
        rule("base_year", "price_basis <> 'REAL' OR base_year IS NOT NULL"),
    )

    case_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str | None] = mapped_column(ForeignKey("project.project_id"), index=True)
    proposal_id: Mapped[str | None] = mapped_column(ForeignKey("proposal.proposal_id"))
    version: Mapped[str]
    kind: Mapped[CaseKind] = word("kind", CaseKind)
    approved_on: Mapped[date | None]
    """The day from which it holds; for a refreshed case, the day on which it was drawn up."""
    discount_rate: Mapped[Fraction | None]
    """The rate that its author used."""
    price_basis: Mapped[PriceBasis] = word("price_basis", PriceBasis)
    base_year: Mapped[int | None]
    stated_npv: Mapped[Money | None]
    """What its author states, to hold against what is computed."""


class CashFlowRow(Recorded):
    """Money of one year of one option of a business case; all amounts are positive."""

    __tablename__ = "cash_flow"
    __table_args__ = (
        rule("year", "year_index >= 0"),
        rule("money", "capex >= 0 AND opex >= 0 AND benefit_cash >= 0 AND benefit_noncash >= 0"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("business_case.case_id"), primary_key=True)
    option_id: Mapped[str] = mapped_column(primary_key=True)
    """``PREFERRED``, or the option's own id."""
    year_index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """0 is the year in which the money begins; it is not discounted."""
    capex: Mapped[Money]
    opex: Mapped[Money]
    benefit_cash: Mapped[Money]
    benefit_noncash: Mapped[Money]
