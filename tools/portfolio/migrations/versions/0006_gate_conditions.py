"""Conditions that boards attach to an approval."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "gate_condition",
        sa.Column("condition_id", sa.String(), nullable=False),
        sa.Column("review_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String()),
        sa.Column("due_date", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False
        ),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("source_system", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("condition_id", name="pk_gate_condition"),
        sa.CheckConstraint("status IN ('OPEN', 'MET', 'WAIVED')", name="ck_gate_condition_status"),
        sa.CheckConstraint("(status = 'OPEN') = (closed_on IS NULL)", name="ck_gate_condition_closing_dated"),
        sa.ForeignKeyConstraint(["owner_id"], ["person.person_id"], name="fk_gate_condition_owner_id"),
        sa.ForeignKeyConstraint(["review_id"], ["gate_review.review_id"], name="fk_gate_condition_review_id"),
    )
    op.create_index("ix_gate_condition_review_id", "gate_condition", ["review_id"])
