"""Who changed a row last, how often, and whether it was taken out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = (
    "organisation",
    "person",
    "portfolio",
    "programme",
    "project",
    "project_alias",
    "project_state",
    "access_grant",
    "board",
    "board_member",
    "project_baseline",
    "baseline_period",
    "snapshot_month",
    "milestone",
    "milestone_baseline",
    "milestone_progress",
    "gate_review",
    "gate_condition",
    "artefact",
    "exception_report",
    "status_report",
    "status_report_version",
    "rag_assessment",
)


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("updated_at", sa.DateTime(timezone=True)))
        op.add_column(table, sa.Column("updated_by", sa.String()))
        op.add_column(table, sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False))
        op.add_column(table, sa.Column("is_void", sa.Boolean(), server_default=sa.false(), nullable=False))
        op.add_column(table, sa.Column("void_reason", sa.String()))
    one_live("uq_project_state_open", "project_state", "project_id", "valid_to IS NULL")
    one_live("uq_status_report_version_approved", "status_report_version", "report_id", "status = 'APPROVED'")


def one_live(index: str, table: str, column: str, where: str) -> None:
    """A row that was taken out does not stand in the way of another."""
    op.drop_index(index, table)
    op.create_index(
        index,
        table,
        [column],
        unique=True,
        sqlite_where=sa.text(f"{where} AND is_void = 0"),
        postgresql_where=sa.text(f"{where} AND NOT is_void"),
    )
