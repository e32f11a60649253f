"""The audit: events, and the seals over them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    create_audit_event()
    create_audit_seal()


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


def create_audit_event() -> None:
    op.create_table(
        "audit_event",
        sa.Column("event_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.String()),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("entity", sa.String()),
        sa.Column("before", sa.String()),
        sa.Column("after", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("request_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("event_number", name="pk_audit_event"),
        words("audit_event", "channel", "WEB SLACK API CLI IMPORT ASSISTANT"),
        check("audit_event", "numbered", "event_number > 0"),
    )
    op.create_index("ix_audit_event_entity", "audit_event", ["entity"])


def create_audit_seal() -> None:
    op.create_table(
        "audit_seal",
        sa.Column("seal_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_event", sa.Integer(), nullable=False),
        sa.Column("last_event", sa.Integer(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("seal_number", name="pk_audit_seal"),
    )
