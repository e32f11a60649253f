"""Facts of money, by project: yearly budgets, the spend that is forecast, contingency drawn, what stopping costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from tools.facts.rows import Ids, grouped, of_row, recorded
from tools.portfolio.money import (
    BudgetLineRow,
    ContingencyDrawdownRow,
    ForgoneBenefitRow,
    PortfolioBudgetRow,
    SpendForecastRow,
    StopEstimateRow,
)


@dataclass(frozen=True, slots=True)
class BudgetFacts:
    """The budget of one financial year and kind of cost, pounds; the category CONTINGENCY is kept back, not spent."""

    fy_start: date
    cost_type: str
    category: str
    baseline: Decimal | None
    revised: Decimal | None
    row: str


@dataclass(frozen=True, slots=True)
class SpendForecastFacts:
    """What the manager expected with one month end to spend in one later month, pounds."""

    as_of: date
    month: date
    amount: Decimal
    row: str


@dataclass(frozen=True, slots=True)
class DrawdownFacts:
    """Contingency released, pounds."""

    drawn_on: date
    amount: Decimal
    risk_id: str | None
    approved_by_id: str | None
    board_id: str | None
    row: str


@dataclass(frozen=True, slots=True)
class StopFacts:
    """What stopping on a day would save and cost, pounds, as it was given."""

    as_of: date
    committed: Decimal | None
    run_cost_avoided: Decimal | None
    exit_cost: Decimal | None
    forgone: tuple[tuple[int, Decimal], ...]
    """Benefits that would then not come: year after the stop, and amount undiscounted."""
    row: str


@dataclass(frozen=True, slots=True)
class PortfolioBudgetFacts:
    """The money of a portfolio for one financial year, pounds."""

    portfolio_id: str
    fy_start: date
    capex: Decimal
    opex: Decimal
    row: str


def budgets(session: Session, ids: Ids) -> dict[str, tuple[BudgetFacts, ...]]:
    """Return the budget lines, by year and kind."""
    table = BudgetLineRow
    rows = session.execute(
        select(*recorded(table))
        .where(table.project_id.in_(ids))
        .order_by(table.project_id, table.fy_start, table.cost_type, table.category)
    )
    return grouped(
        (
            row.project_id,
            of_row(BudgetFacts, row, row=f"budget_line/{row.project_id}/{row.fy_start}/{row.cost_type}/{row.category}"),
        )
        for row in rows
    )


def spend_forecasts(session: Session, ids: Ids, as_of: date) -> dict[str, tuple[SpendForecastFacts, ...]]:
    """Return the monthly spend forecasts given by the date, the oldest first."""
    table = SpendForecastRow
    rows = session.execute(
        select(*recorded(table))
        .where(table.project_id.in_(ids), table.as_of <= as_of)
        .order_by(table.project_id, table.as_of, table.month)
    )
    return grouped(
        (
            row.project_id,
            of_row(SpendForecastFacts, row, row=f"forecast_spend/{row.project_id}/{row.as_of}/{row.month}"),
        )
        for row in rows
    )


def drawdowns(session: Session, ids: Ids, today: date) -> dict[str, tuple[DrawdownFacts, ...]]:
    """Return the contingency drawn by the day, the oldest first."""
    table = ContingencyDrawdownRow
    rows = session.execute(
        select(*recorded(table))
        .where(table.project_id.in_(ids), table.drawn_on <= today)
        .order_by(table.project_id, table.drawn_on, table.drawdown_id)
    )
    return grouped(
        (row.project_id, of_row(DrawdownFacts, row, row=f"contingency_drawdown/{row.drawdown_id}")) for row in rows
    )


def stops(session: Session, ids: Ids, today: date) -> dict[str, StopFacts]:
    """Return the newest estimate of what stopping would save and cost."""
    table, forgone = StopEstimateRow, ForgoneBenefitRow
    rows = session.execute(
        select(*recorded(table), forgone.year_index, forgone.amount)
        .outerjoin(forgone, and_(forgone.project_id == table.project_id, forgone.as_of == table.as_of))
        .where(table.project_id.in_(ids), table.as_of <= today)
        .order_by(table.project_id, table.as_of, forgone.year_index)
    ).all()
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


def portfolio_budgets(session: Session) -> tuple[PortfolioBudgetFacts, ...]:
    """Return the budgets of the portfolios, by portfolio and year."""
    table = PortfolioBudgetRow
    rows = session.execute(select(*recorded(table)).order_by(table.portfolio_id, table.fy_start))
    return tuple(
        of_row(PortfolioBudgetFacts, row, row=f"portfolio_budget/{row.portfolio_id}/{row.fy_start}") for row in rows
    )
