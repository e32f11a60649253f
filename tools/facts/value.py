"""Facts of value: benefits with what came of them, and business cases with their money by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tools.facts.rows import Ids, Person, grouped, known, named, of_row, person_of, recorded
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
    """Money of one year of one option, pounds, all positive; year 0 is not discounted."""

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
    return _benefits(session, BenefitRow.project_id.in_(ids), "project_id", today)


def proposed_benefits(session: Session, ids: Ids, today: date) -> dict[str, tuple[BenefitFacts, ...]]:
    """Return the benefits of proposals."""
    return _benefits(session, BenefitRow.proposal_id.in_(ids), "proposal_id", today)


def cases(session: Session, ids: Ids, today: date) -> dict[str, tuple[CaseFacts, ...]]:
    """Return the business cases of projects that hold by the day, the oldest first."""
    return _cases(session, BusinessCaseRow.project_id.in_(ids), "project_id", today)


def proposed_cases(session: Session, ids: Ids, today: date) -> dict[str, tuple[CaseFacts, ...]]:
    """Return the business cases of proposals."""
    return _cases(session, BusinessCaseRow.proposal_id.in_(ids), "proposal_id", today)


def _benefits(
    session: Session, which: ColumnElement[bool], key: str, today: date
) -> dict[str, tuple[BenefitFacts, ...]]:
    table, value = BenefitRow, BenefitValueRow
    measured = session.execute(
        select(*recorded(value))
        .join(table, table.benefit_id == value.benefit_id)
        .where(which)
        .order_by(value.benefit_id, value.quarter_end)
    )
    values = grouped((row.benefit_id, _value(row, today)) for row in measured)
    rows = session.execute(
        select(*recorded(table), *named(PersonRow))
        .outerjoin(PersonRow, PersonRow.person_id == table.owner_id)
        .where(which)
        .order_by(table.benefit_id)
    )
    return grouped((getattr(row, key), _benefit(row, values.get(row.benefit_id, ()))) for row in rows)


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


def _cases(session: Session, which: ColumnElement[bool], key: str, today: date) -> dict[str, tuple[CaseFacts, ...]]:
    table, flow = BusinessCaseRow, CashFlowRow
    money = session.execute(
        select(*recorded(flow))
        .join(table, table.case_id == flow.case_id)
        .where(which)
        .order_by(flow.case_id, flow.option_id, flow.year_index)
    )
    flows = grouped((row.case_id, of_row(FlowFacts, row)) for row in money)
    rows = session.execute(select(*recorded(table)).where(which).order_by(table.approved_on, table.case_id))
    return grouped(_held(rows, key, flows, today))


def _held(
    rows: Iterable[Any], key: str, flows: dict[str, tuple[FlowFacts, ...]], today: date
) -> Iterable[tuple[str, CaseFacts]]:
    for row in rows:
        if known(row.approved_on, today):
            case = of_row(CaseFacts, row, flows=flows.get(row.case_id, ()), row=f"business_case/{row.case_id}")
            yield getattr(row, key), case
