"""Strategy: periods, objectives and their measures, and the work that serves them."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    create_planning_period()
    create_strategic_objective()
    create_objective_state()
    create_objective_kpi()
    create_objective_link()


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


def one_live(index: str, table: str, column: str, where: str) -> None:
    op.create_index(
        index,
        table,
        [column],
        unique=True,
        sqlite_where=sa.text(f"{where} AND is_void = 0"),
        postgresql_where=sa.text(f"{where} AND NOT is_void"),
    )


def exact(precision: int, scale: int) -> sa.types.TypeEngine[Decimal]:
    return sa.Numeric(precision, scale).with_variant(sa.BigInteger(), "sqlite")


def create_planning_period() -> None:
    op.create_table(
        "planning_period",
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("period_id", name="pk_planning_period"),
        words("planning_period", "status", "DRAFT ACTIVE CLOSED"),
        check("planning_period", "dates", "end_date > start_date"),
    )


def create_strategic_objective() -> None:
    op.create_table(
        "strategic_objective",
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String()),
        sa.Column("target_statement", sa.String()),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("delivered_by_bau", sa.Boolean(), nullable=False),
        sa.Column("successor_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("objective_id", name="pk_strategic_objective"),
        check("strategic_objective", "valid", "valid_to >= valid_from"),
        refers("strategic_objective", "period_id", "planning_period.period_id"),
        refers("strategic_objective", "successor_id", "strategic_objective.objective_id"),
    )


def create_objective_state() -> None:
    op.create_table(
        "objective_state",
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("weight", exact(9, 6)),
        sa.Column("owner_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("objective_id", "valid_from", name="pk_objective_state"),
        words("objective_state", "status", "DRAFT ACTIVE ACHIEVED RETIRED SUPERSEDED"),
        check("objective_state", "valid", "valid_to >= valid_from"),
        check("objective_state", "weight", "weight >= 0"),
        refers("objective_state", "objective_id", "strategic_objective.objective_id"),
        refers("objective_state", "owner_id", "person.person_id"),
    )
    one_live("uq_objective_state_open", "objective_state", "objective_id", "valid_to IS NULL")


def create_objective_kpi() -> None:
    op.create_table(
        "objective_kpi",
        sa.Column("kpi_id", sa.String(), nullable=False),
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("baseline_value", exact(16, 4)),
        sa.Column("baseline_date", sa.Date()),
        sa.Column("target_value", exact(16, 4)),
        sa.Column("target_date", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("kpi_id", name="pk_objective_kpi"),
        words("objective_kpi", "unit", "GBP PCT COUNT DAYS TCO2E INDEX"),
        words("objective_kpi", "direction", "UP DOWN"),
        check("objective_kpi", "aims_elsewhere", "target_value <> baseline_value"),
        refers("objective_kpi", "objective_id", "strategic_objective.objective_id"),
    )


def create_objective_link() -> None:
    op.create_table(
        "objective_link",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("contribution", sa.Integer(), nullable=False),
        sa.Column("share", exact(9, 6), nullable=False),
        sa.Column("rationale", sa.String()),
        sa.Column("linked_by_id", sa.String()),
        sa.Column("confirmed_by_id", sa.String()),
        sa.Column("confirmed_on", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "objective_id", "valid_from", name="pk_objective_link"),
        check("objective_link", "confirmation_dated", "confirmed_by_id IS NULL OR confirmed_on IS NOT NULL"),
        check("objective_link", "contribution", "contribution BETWEEN 0 AND 3"),
        check("objective_link", "valid", "valid_to >= valid_from"),
        refers("objective_link", "confirmed_by_id", "person.person_id"),
        refers("objective_link", "linked_by_id", "person.person_id"),
        refers("objective_link", "objective_id", "strategic_objective.objective_id"),
        refers("objective_link", "project_id", "project.project_id"),
    )
