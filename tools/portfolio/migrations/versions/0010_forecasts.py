"""Forecasts between month ends, how sure people are, and how value is earned."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    extend()
    create_forecast_history()
    create_delivery_confidence()


def add_word(table: str, column: str, allowed: str) -> None:
    listed = ", ".join(f"'{word}'" for word in allowed.split())
    add(table, column, f"CONSTRAINT ck_{table}_{column} CHECK ({column} IN ({listed}))")


def add_reference(table: str, column: str, target: str) -> None:
    add(table, column, f"CONSTRAINT fk_{table}_{column} REFERENCES {target}")


def add(table: str, column: str, constraint: str) -> None:
    """SQLite takes a constraint on a table that is there only together with a new column."""
    order = 'COLLATE "C"' if op.get_context().dialect.name == "postgresql" else ""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR {order} {constraint}")


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


def extend() -> None:
    op.add_column("snapshot_month", sa.Column("etc_bottom_up", exact(14, 2)))
    add_word("snapshot_month", "ev_method", "ZERO_100 FIFTY_50 WEIGHTED_MS PCT_PHYSICAL LOE")
    add_reference("milestone", "owner_id", "person (person_id)")
    op.create_index("ix_snapshot_month_period_end_locked_on", "snapshot_month", ["period_end", "locked_on"])
    op.create_index("ix_milestone_baseline_project_id", "milestone_baseline", ["project_id"])


def create_forecast_history() -> None:
    op.create_table(
        "forecast_history",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("eac", exact(14, 2)),
        sa.Column("forecast_finish", sa.Date()),
        sa.Column("detected_on", sa.Date()),
        sa.Column("reason", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "as_of", name="pk_forecast_history"),
        check("forecast_history", "money", "eac >= 0"),
        refers("forecast_history", "project_id", "project.project_id"),
    )


def create_delivery_confidence() -> None:
    op.create_table(
        "delivery_confidence",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "given_by", "given_on", name="pk_delivery_confidence"),
        words("delivery_confidence", "given_by", "PM SPONSOR ASSURANCE"),
        words("delivery_confidence", "confidence", "HIGHLY_LIKELY PROBABLE FEASIBLE IN_DOUBT UNACHIEVABLE"),
        refers("delivery_confidence", "project_id", "project.project_id"),
    )
