"""Tables of money: budgets by year, the spend that is forecast, contingency drawn, and what stopping would cost."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tools.portfolio.schema import Money, Recorded, rule, word

CostType = Literal["CAPEX", "OPEX"]
CostCategory = Literal["STAFF", "SUPPLIER", "LICENCE", "EQUIPMENT", "OTHER", "CONTINGENCY"]


class PortfolioBudgetRow(Recorded):
    """The money of a portfolio for one financial year."""

    __tablename__ = "portfolio_budget"
    __table_args__ = (rule("money", "capex >= 0 AND opex >= 0"),)

    portfolio_id: Mapped[str] = mapped_column(ForeignKey("portfolio.portfolio_id"), primary_key=True)
    fy_start: Mapped[date] = mapped_column(primary_key=True)
    """First day of the financial year."""
    capex: Mapped[Money]
    opex: Mapped[Money]


class BudgetLineRow(Recorded):
    """A project's budget for one financial year, by kind of cost."""

    __tablename__ = "budget_line"
    __table_args__ = (rule("money", "baseline >= 0 AND revised >= 0"),)

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    fy_start: Mapped[date] = mapped_column(primary_key=True)
    """First day of the financial year."""
    cost_type: Mapped[CostType] = word("cost_type", CostType, primary_key=True)
    category: Mapped[CostCategory] = word("category", CostCategory, primary_key=True)
    baseline: Mapped[Money | None]
    """As the year began."""
    revised: Mapped[Money | None]
    """As it stands after approved changes. The line CONTINGENCY holds what is kept back, and is not spend."""


class SpendForecastRow(Recorded):
    """What a manager expected, on one day, to spend in one later month."""

    __tablename__ = "forecast_spend"
    __table_args__ = (rule("ahead", "month > as_of"),)

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    """The month end with which it was given."""
    month: Mapped[date] = mapped_column(primary_key=True)
    """First day of the month."""
    amount: Mapped[Money]


class ContingencyDrawdownRow(Recorded):
    """Contingency that was released to a project."""

    __tablename__ = "contingency_drawdown"
    __table_args__ = (rule("money", "amount > 0"),)

    drawdown_id: Mapped[str] = mapped_column(primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), index=True)
    drawn_on: Mapped[date]
    amount: Mapped[Money]
    risk_id: Mapped[str | None] = mapped_column(ForeignKey("risk.risk_id"))
    reason: Mapped[str | None]
    approved_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.person_id"))
    board_id: Mapped[str | None] = mapped_column(ForeignKey("board.board_id"))


class StopEstimateRow(Recorded):
    """What stopping a project on a day would save and cost, as the people who know gave it."""

    __tablename__ = "stop_estimate"
    __table_args__ = (rule("money", "committed >= 0 AND run_cost_avoided >= 0 AND exit_cost >= 0"),)

    project_id: Mapped[str] = mapped_column(ForeignKey("project.project_id"), primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    committed: Mapped[Money | None]
    """Part of the cost to go that is owed whatever happens."""
    run_cost_avoided: Mapped[Money | None]
    exit_cost: Mapped[Money | None]
    """Ending contracts, taking down, finding people other work."""


class ForgoneBenefitRow(Recorded):
    """A benefit of one year after the stop that would then not come, undiscounted."""

    __tablename__ = "forgone_benefit"
    __table_args__ = (
        ForeignKeyConstraint(["project_id", "as_of"], ["stop_estimate.project_id", "stop_estimate.as_of"]),
        rule("year", "year_index >= 0"),
    )

    project_id: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    year_index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amount: Mapped[Money]
