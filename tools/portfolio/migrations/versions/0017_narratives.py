"""What managers wrote in their reports, where a Red was taken to, and lessons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    extend()
    create_lesson()


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


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def extend() -> None:
    add_word("status_report_version", "generated_by", "HUMAN ASSISTANT")
    add_reference("status_report_version", "pmo_qa_by_id", "person (person_id)")
    op.add_column("status_report_version", sa.Column("pmo_qa_on", sa.Date()))
    op.add_column("status_report_version", sa.Column("headline", sa.String()))
    op.add_column("status_report_version", sa.Column("variance", sa.String()))
    op.add_column("status_report_version", sa.Column("done", sa.String()))
    op.add_column("status_report_version", sa.Column("ahead", sa.String()))
    op.add_column("rag_assessment", sa.Column("override_reason", sa.String()))
    add_reference("rag_assessment", "override_approved_by_id", "person (person_id)")
    op.add_column("rag_assessment", sa.Column("escalated_on", sa.Date()))
    add_reference("rag_assessment", "escalated_to_id", "board (board_id)")


def create_lesson() -> None:
    op.create_table(
        "lesson",
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("stage", sa.String()),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("what_happened", sa.String(), nullable=False),
        sa.Column("cause", sa.String()),
        sa.Column("recommendation", sa.String()),
        sa.Column("owner_id", sa.String()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("embedded_in", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("lesson_id", name="pk_lesson"),
        words("lesson", "stage", "IDEA DEFINE PLAN DELIVER TRANSITION CLOSED"),
        words("lesson", "status", "RAISED ACCEPTED EMBEDDED REJECTED"),
        refers("lesson", "owner_id", "person.person_id"),
        refers("lesson", "project_id", "project.project_id"),
    )
    op.create_index("ix_lesson_project_id", "lesson", ["project_id"])
