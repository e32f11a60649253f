"""Facts of value: benefits with what came of them, and business cases with their money by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tools.facts.rows import IDS, Ids, Person, Query, grouped, known, named, of_row, person_of, prepared, read, recorded
from tools.portfolio.people import PersonRow
from tools.portfolio.value import BenefitRow, BenefitValueRow, BusinessCaseRow, CashFlowRow

PREFERRED = "PREFERRED"
"""The option of a case that its author prefers."""


@dataclass(frozen=True, slots=True)
class BenefitValueFacts:
    """A benefit in one quarter, in its unit; ``actual`` is None until it was reported."""

    quarter_end: date
    planned: Decimal | None
    forecast: Decimal | None
    actual: Decimal | None
    verified: bool
    row: str


@dataclass(frozen=True, slots=True)
class BenefitFacts:
    """A benefit that a project, a programme or a proposal is to bring."""

    benefit_id: str
    title: str
    benefit_class: str
    measure: str | None
    unit: str | None
    direction: str | None
    baseline_value: Decimal | None
    target_value: Decimal | None
    start_date: date | None
    full_effect_date: date | None
    end_date: date | None
    owner: Person | None
    org_unit: str | None
    validated_on: date | None
    """The day on which finance signed it."""
    kpi_id: str | None
    shared_group: str | None
    status: str
    values: tuple[BenefitValueFacts, ...]
    row: str


@dataclass(frozen=True, slots=True)
class FlowFacts:
    """Money of one year of one option, all positive; year 0 is not discounted."""

    option_id: str
    year_index: int
    capex: Decimal
    opex: Decimal
    benefit_cash: Decimal
    benefit_noncash: Decimal


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A business case as approved or refreshed; ``discount_rate`` is the author's, a fraction."""

    case_id: str
    version: str
    kind: str
    approved_on: date | None
    discount_rate: Decimal | None
    price_basis: str
    base_year: int | None
    stated_npv: Decimal | None
    flows: tuple[FlowFacts, ...]
    row: str

    @property
    def preferred(self) -> tuple[FlowFacts, ...]:
        """The money of the preferred option, by year."""
        return tuple(flow for flow in self.flows if flow.option_id == PREFERRED)


def benefits(session: Session, ids: Ids, today: date) -> dict[str, tuple[BenefitFacts, ...]]:
    """Return the benefits of projects; an actual reported later is not reported yet."""
    return _benefits(session, "project_id", ids, today)


def programme_benefits(session: Session, ids: Ids, today: date) -> dict[str, tuple[BenefitFacts, ...]]:
    """Return the benefits that programmes track themselves, by programme."""
    return _benefits(session, "programme_id", ids, today)


def proposed_benefits(session: Session, ids: Ids, today: date) -> dict[str, tuple[BenefitFacts, ...]]:
    """Return the benefits of proposals."""
    return _benefits(session, "proposal_id", ids, today)


def cases(session: Session, ids: Ids, today: date) -> dict[str, tuple[CaseFacts, ...]]:
    """Return the business cases of projects that hold by the day, the oldest first."""
    return _cases(session, "project_id", ids, today)


def proposed_cases(session: Session, ids: Ids, today: date) -> dict[str, tuple[CaseFacts, ...]]:
    """Return the business cases of proposals."""
    return _cases(session, "proposal_id", ids, today)


Of = Literal["project_id", "programme_id", "proposal_id"]


def _benefits(session: Session, of: Of, ids: Ids, today: date) -> dict[str, tuple[BenefitFacts, ...]]:
    measured = read(session, _values_query(of), ids)
    values = grouped((row.benefit_id, _value(row, today)) for row in measured)
    rows = read(session, _benefits_query(of), ids)
    return grouped((getattr(row, of), _benefit(row, values.get(row.benefit_id, ()))) for row in rows)


@cache
def _benefits_query(of: Of) -> Query:
    table = BenefitRow
    return prepared(
        select(*recorded(table), *named(PersonRow))
        .outerjoin(PersonRow, PersonRow.person_id == table.owner_id)
        .where(getattr(table, of).in_(IDS))
        .order_by(table.benefit_id)
    )


@cache
def _values_query(of: Of) -> Query:
    value = BenefitValueRow
    return prepared(
        select(*recorded(value))
        .join(BenefitRow, BenefitRow.benefit_id == value.benefit_id)
        .where(getattr(BenefitRow, of).in_(IDS))
        .order_by(value.benefit_id, value.quarter_end)
    )


def _benefit(row: Any, values: tuple[BenefitValueFacts, ...]) -> BenefitFacts:
    return of_row(BenefitFacts, row, owner=person_of(row, row.owner_id), values=values, row=f"benefit/{row.benefit_id}")


def _value(row: Any, today: date) -> BenefitValueFacts:
    reported = row.actual is not None and known(row.reported_on, today)
    return of_row(
        BenefitValueFacts,
        row,
        actual=row.actual if reported else None,
        verified=row.verified and reported,
        row=f"benefit_value/{row.benefit_id}/{row.quarter_end}",
    )


def _cases(session: Session, of: Of, ids: Ids, today: date) -> dict[str, tuple[CaseFacts, ...]]:
    money = read(session, _flows_query(of), ids)
    flows = grouped((row.case_id, of_row(FlowFacts, row)) for row in money)
    return grouped(
        (getattr(row, of), _case(row, flows.get(row.case_id, ())))
        for row in read(session, _cases_query(of), ids)
        if known(row.approved_on, today)
    )


def _case(row: Any, flows: tuple[FlowFacts, ...]) -> CaseFacts:
    return of_row(CaseFacts, row, flows=flows, row=f"business_case/{row.case_id}")


@cache
def _cases_query(of: Of) -> Query:
    table = BusinessCaseRow
    return prepared(
        select(*recorded(table))
        .where(getattr(table, of).in_(IDS))
        .order_by(table.approved_on.nulls_last(), table.case_id)
    )


@cache
def _flows_query(of: Of) -> Query:
    flow = CashFlowRow
    return prepared(
        select(*recorded(flow))
        .join(BusinessCaseRow, BusinessCaseRow.case_id == flow.case_id)
        .where(getattr(BusinessCaseRow, of).in_(IDS))
        .order_by(flow.case_id, flow.option_id, flow.year_index)
    )
