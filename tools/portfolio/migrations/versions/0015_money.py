"""Budgets, the spend that is forecast, contingency drawn, and what stopping would cost."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    create_portfolio_budget()
    create_budget_line()
    create_forecast_spend()
    create_contingency_drawdown()
    create_stop_estimate()
    create_forgone_benefit()


def audit() -> list[sa.Column[object]]:
    now = sa.text("CURRENT_TIMESTAMP")
    return [
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("source_system", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True)),
        sa.Column("updated_by", sa.String()),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("is_void", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("void_reason", sa.String()),
    ]


def words(table: str, column: str, allowed: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in allowed.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=f"ck_{table}_{name}")


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def exact(precision: int, scale: int) -> sa.types.TypeEngine[Decimal]:
    return sa.Numeric(precision, scale).with_variant(sa.BigInteger(), "sqlite")


def create_portfolio_budget() -> None:
    op.create_table(
        "portfolio_budget",
        sa.Column("portfolio_id", sa.String(), nullable=False),
        sa.Column("fy_start", sa.Date(), nullable=False),
        sa.Column("capex", exact(14, 2), nullable=False),
        sa.Column("opex", exact(14, 2), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("portfolio_id", "fy_start", name="pk_portfolio_budget"),
        check("portfolio_budget", "money", "capex >= 0 AND opex >= 0"),
        refers("portfolio_budget", "portfolio_id", "portfolio.portfolio_id"),
    )


def create_budget_line() -> None:
    op.create_table(
        "budget_line",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("fy_start", sa.Date(), nullable=False),
        sa.Column("cost_type", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("baseline", exact(14, 2)),
        sa.Column("revised", exact(14, 2)),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "fy_start", "cost_type", "category", name="pk_budget_line"),
        words("budget_line", "cost_type", "CAPEX OPEX"),
        words("budget_line", "category", "STAFF SUPPLIER LICENCE EQUIPMENT OTHER CONTINGENCY"),
        check("budget_line", "money", "baseline >= 0 AND revised >= 0"),
        refers("budget_line", "project_id", "project.project_id"),
    )


def create_forecast_spend() -> None:
    op.create_table(
        "forecast_spend",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount", exact(14, 2), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "as_of", "month", name="pk_forecast_spend"),
        check("forecast_spend", "ahead", "month > as_of"),
        refers("forecast_spend", "project_id", "project.project_id"),
    )


def create_contingency_drawdown() -> None:
    op.create_table(
        "contingency_drawdown",
        sa.Column("drawdown_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("amount", exact(14, 2), nullable=False),
        sa.Column("risk_id", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("approved_by_id", sa.String()),
        sa.Column("board_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("drawdown_id", name="pk_contingency_drawdown"),
        check("contingency_drawdown", "money", "amount > 0"),
        refers("contingency_drawdown", "approved_by_id", "person.person_id"),
        refers("contingency_drawdown", "board_id", "board.board_id"),
        refers("contingency_drawdown", "project_id", "project.project_id"),
        refers("contingency_drawdown", "risk_id", "risk.risk_id"),
    )
    op.create_index("ix_contingency_drawdown_project_id", "contingency_drawdown", ["project_id"])


def create_stop_estimate() -> None:
    op.create_table(
        "stop_estimate",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("committed", exact(14, 2)),
        sa.Column("run_cost_avoided", exact(14, 2)),
        sa.Column("exit_cost", exact(14, 2)),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "as_of", name="pk_stop_estimate"),
        check("stop_estimate", "money", "committed >= 0 AND run_cost_avoided >= 0 AND exit_cost >= 0"),
        refers("stop_estimate", "project_id", "project.project_id"),
    )


def create_forgone_benefit() -> None:
    op.create_table(
        "forgone_benefit",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("year_index", sa.Integer(), nullable=False),
        sa.Column("amount", exact(14, 2), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "as_of", "year_index", name="pk_forgone_benefit"),
        check("forgone_benefit", "year", "year_index >= 0"),
        sa.ForeignKeyConstraint(
            ["project_id", "as_of"],
            ["stop_estimate.project_id", "stop_estimate.as_of"],
            name="fk_forgone_benefit_project_id_as_of",
        ),
    )
