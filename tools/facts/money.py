"""Facts of money, by project: yearly budgets, the spend that is forecast, contingency drawn, what stopping costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from tools.facts.rows import AS_OF, IDS, TODAY, Ids, Query, grouped, of_row, prepared, read, recorded, sits_for
from tools.portfolio.boards import BoardRow
from tools.portfolio.money import (
    BudgetLineRow,
    ContingencyDrawdownRow,
    ForgoneBenefitRow,
    PortfolioBudgetRow,
    SpendForecastRow,
    StopEstimateRow,
)
from tools.portfolio.raid import RiskRow


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """The budget of one financial year and kind of cost; the category CONTINGENCY is kept back, not spent."""

    fy_start: date
    cost_type: str
    category: str
    baseline: Decimal | None
    revised: Decimal | None
    row: str


@dataclass(frozen=True, slots=True)
class SpendForecastFacts:
    """What the manager expected with one month end to spend in one later month."""

    as_of: date
    month: date
    amount: Decimal
    row: str


@dataclass(frozen=True, slots=True)
class DrawdownFacts:
    """Contingency released."""

    drawn_on: date
    amount: Decimal
    risk_id: str | None
    approved_by_id: str | None
    board_id: str | None
    row: str


@dataclass(frozen=True, slots=True)
class StopFacts:
    """What stopping on a day would save and cost, as it was given."""

    as_of: date
    committed: Decimal | None
    run_cost_avoided: Decimal | None
    exit_cost: Decimal | None
    forgone: tuple[tuple[int, Decimal], ...]
    """Benefits that would then not come: year after the stop, and amount undiscounted."""
    row: str


@dataclass(frozen=True, slots=True)
class PortfolioBudgetFacts:
    """The money of a portfolio for one financial year."""

    portfolio_id: str
    fy_start: date
    capex: Decimal
    opex: Decimal
    row: str


def budgets(session: Session, ids: Ids) -> dict[str, tuple[BudgetFacts, ...]]:
    """Return the budget lines, by year and kind."""
    rows = read(session, _budgets_query(), ids)
    return grouped(
        (
            row.project_id,
            of_row(BudgetFacts, row, row=f"budget_line/{row.project_id}/{row.fy_start}/{row.cost_type}/{row.category}"),
        )
        for row in rows
    )


@cache
def _budgets_query() -> Query:
    table = BudgetLineRow
    return prepared(
        select(*recorded(table))
        .where(table.project_id.in_(IDS))
        .order_by(table.project_id, table.fy_start, table.cost_type, table.category)
    )


def spend_forecasts(session: Session, ids: Ids, as_of: date) -> dict[str, tuple[SpendForecastFacts, ...]]:
    """Return the monthly spend forecasts given by the date, the oldest first."""
    rows = read(session, _spend_forecasts_query(), ids, as_of=as_of)
    return grouped(
        (
            row.project_id,
            of_row(SpendForecastFacts, row, row=f"forecast_spend/{row.project_id}/{row.as_of}/{row.month}"),
        )
        for row in rows
    )


@cache
def _spend_forecasts_query() -> Query:
    table = SpendForecastRow
    return prepared(
        select(*recorded(table))
        .where(table.project_id.in_(IDS), table.as_of <= AS_OF)
        .order_by(table.project_id, table.as_of, table.month)
    )


def drawdowns(session: Session, ids: Ids, today: date) -> dict[str, tuple[DrawdownFacts, ...]]:
    """Return the contingency drawn by the day, the oldest first."""
    rows = read(session, _drawdowns_query(), ids, today=today)
    return grouped(
        (
            row.project_id,
            of_row(
                DrawdownFacts,
                row,
                risk_id=row.own_risk_id,
                board_id=row.own_board_id,
                row=f"contingency_drawdown/{row.drawdown_id}",
            ),
        )
        for row in rows
    )


@cache
def _drawdowns_query() -> Query:
    table = ContingencyDrawdownRow
    return prepared(
        select(*recorded(table), RiskRow.risk_id.label("own_risk_id"), BoardRow.board_id.label("own_board_id"))
        .outerjoin(RiskRow, and_(RiskRow.risk_id == table.risk_id, RiskRow.project_id == table.project_id))
        .outerjoin(BoardRow, sits_for(table.board_id, table.project_id))
        .where(table.project_id.in_(IDS), table.drawn_on <= TODAY)
        .order_by(table.project_id, table.drawn_on, table.drawdown_id)
    )


def stops(session: Session, ids: Ids, today: date) -> dict[str, StopFacts]:
    """Return the newest estimate of what stopping would save and cost."""
    rows = read(session, _stops_query(), ids, today=today).all()
    years = grouped(
        (f"{row.project_id}/{row.as_of}", (row.year_index, row.amount)) for row in rows if row.amount is not None
    )
    return {
        row.project_id: of_row(
            StopFacts,
            row,
            forgone=years.get(f"{row.project_id}/{row.as_of}", ()),
            row=f"stop_estimate/{row.project_id}/{row.as_of}",
        )
        for row in rows
    }


@cache
def _stops_query() -> Query:
    table, forgone = StopEstimateRow, ForgoneBenefitRow
    return prepared(
        select(*recorded(table), forgone.year_index, forgone.amount)
        .outerjoin(forgone, and_(forgone.project_id == table.project_id, forgone.as_of == table.as_of))
        .where(table.project_id.in_(IDS), table.as_of <= TODAY)
        .order_by(table.project_id, table.as_of, forgone.year_index)
    )


def portfolio_budgets(session: Session) -> tuple[PortfolioBudgetFacts, ...]:
    """Return the budgets of the portfolios, by portfolio and year."""
    rows = read(session, _portfolio_budgets_query())
    return tuple(
        of_row(PortfolioBudgetFacts, row, row=f"portfolio_budget/{row.portfolio_id}/{row.fy_start}") for row in rows
    )


@cache
def _portfolio_budgets_query() -> Query:
    table = PortfolioBudgetRow
    return prepared(select(*recorded(table)).order_by(table.portfolio_id, table.fy_start))
