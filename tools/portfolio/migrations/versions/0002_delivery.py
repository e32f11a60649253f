"""Baselines, month ends and milestones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

POUNDS = sa.Numeric(14, 2).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    create_project_baseline()
    create_baseline_period()
    create_snapshot_month()
    create_milestone()
    create_milestone_baseline()
    create_milestone_progress()


def audit() -> list[sa.Column[object]]:
    now = sa.text("CURRENT_TIMESTAMP")
    return [
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("source_system", sa.String(), nullable=False),
    ]


def words(table: str, column: str, allowed: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in allowed.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def create_project_baseline() -> None:
    op.create_table(
        "project_baseline",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("approved_on", sa.Date()),
        sa.Column("change_request_id", sa.String()),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("finish", sa.Date(), nullable=False),
        sa.Column("bac", POUNDS, nullable=False),
        sa.Column("contingency", POUNDS),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "version", name="pk_project_baseline"),
        sa.CheckConstraint("finish > start", name="ck_project_baseline_dates"),
        sa.CheckConstraint("bac >= 0 AND contingency >= 0", name="ck_project_baseline_money"),
        sa.CheckConstraint(
            "version > 0 OR change_request_id IS NULL", name="ck_project_baseline_original_without_change"
        ),
        sa.CheckConstraint("version >= 0", name="ck_project_baseline_version"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_project_baseline_project_id"),
    )


def create_baseline_period() -> None:
    op.create_table(
        "baseline_period",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("pv", POUNDS, nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "version", "period_end", name="pk_baseline_period"),
        sa.ForeignKeyConstraint(
            ["project_id", "version"],
            ["project_baseline.project_id", "project_baseline.version"],
            name="fk_baseline_period_project_id_version",
        ),
    )


def create_snapshot_month() -> None:
    op.create_table(
        "snapshot_month",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("pv_cum", POUNDS),
        sa.Column("ev_cum", POUNDS),
        sa.Column("ac_cum", POUNDS),
        sa.Column("pm_eac", POUNDS),
        sa.Column("forecast_finish", sa.Date()),
        sa.Column("reason", sa.String()),
        sa.Column("baseline_version", sa.Integer()),
        sa.Column("locked_on", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "period_end", name="pk_snapshot_month"),
        sa.CheckConstraint("locked_on >= period_end", name="ck_snapshot_month_locked_after_period"),
        sa.CheckConstraint(
            "pv_cum >= 0 AND ev_cum >= 0 AND ac_cum >= 0 AND pm_eac >= 0", name="ck_snapshot_month_money"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_snapshot_month_project_id"),
        sa.ForeignKeyConstraint(
            ["project_id", "baseline_version"],
            ["project_baseline.project_id", "project_baseline.version"],
            name="fk_snapshot_month_project_id_baseline_version",
        ),
    )


def create_milestone() -> None:
    op.create_table(
        "milestone",
        sa.Column("milestone_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("milestone_id", name="pk_milestone"),
        words("milestone", "kind", "GATE KEY CONTRACT PAYMENT GO_LIVE BENEFIT INTERNAL"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_milestone_project_id"),
        sa.UniqueConstraint("project_id", "milestone_id", name="uq_milestone_project_id_milestone_id"),
    )


def create_milestone_baseline() -> None:
    op.create_table(
        "milestone_baseline",
        sa.Column("milestone_id", sa.String(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("baseline_date", sa.Date(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("milestone_id", "set_on", name="pk_milestone_baseline"),
        sa.ForeignKeyConstraint(
            ["project_id", "milestone_id"],
            ["milestone.project_id", "milestone.milestone_id"],
            name="fk_milestone_baseline_project_id_milestone_id",
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "version"],
            ["project_baseline.project_id", "project_baseline.version"],
            name="fk_milestone_baseline_project_id_version",
        ),
    )


def create_milestone_progress() -> None:
    op.create_table(
        "milestone_progress",
        sa.Column("milestone_id", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("forecast_date", sa.Date()),
        sa.Column("actual_date", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("milestone_id", "as_of", name="pk_milestone_progress"),
        words("milestone_progress", "status", "NOT_STARTED IN_PROGRESS ACHIEVED MISSED REMOVED"),
        sa.CheckConstraint("actual_date <= as_of", name="ck_milestone_progress_achieved_before_said"),
        sa.CheckConstraint(
            "(status = 'ACHIEVED') = (actual_date IS NOT NULL)", name="ck_milestone_progress_achieved_dated"
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.milestone_id"], name="fk_milestone_progress_milestone_id"
        ),
    )
