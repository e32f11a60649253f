"""What rules and reports ask of people, programmes and projects beyond name and state."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    extend()
    create_project_tag()
    create_project_deliverable()


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


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def exact(precision: int, scale: int) -> sa.types.TypeEngine[Decimal]:
    return sa.Numeric(precision, scale).with_variant(sa.BigInteger(), "sqlite")


def extend() -> None:
    op.add_column("person", sa.Column("org_unit", sa.String()))
    op.add_column("person", sa.Column("fte", exact(9, 6)))
    op.add_column("person", sa.Column("slack_user_id", sa.String()))
    add_reference("access_grant", "granted_by_id", "person (person_id)")
    add_reference("programme", "manager_id", "person (person_id)")
    op.add_column("programme", sa.Column("vision", sa.String()))
    add_word("programme", "status", "PROPOSED DEFINE DELIVER CLOSING CLOSED STOPPED")
    op.add_column("project", sa.Column("mandate_ref", sa.String()))
    add_word("project", "delivery_method", "PREDICTIVE AGILE HYBRID")
    op.add_column("project", sa.Column("complexity_score", sa.Integer()))
    op.add_column("project", sa.Column("safety_relevant", sa.Boolean()))
    op.add_column("project", sa.Column("owning_unit", sa.String()))
    op.add_column("project", sa.Column("estimate_uplift", exact(9, 6)))
    op.add_column("project", sa.Column("scoring_exemption", sa.String()))
    op.add_column("project_state", sa.Column("reason", sa.String()))
    op.create_index("uq_person_slack_user_id", "person", ["slack_user_id"], unique=True)


def create_project_tag() -> None:
    op.create_table(
        "project_tag",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "tag", name="pk_project_tag"),
        refers("project_tag", "project_id", "project.project_id"),
    )


def create_project_deliverable() -> None:
    op.create_table(
        "project_deliverable",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("deliverable", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "deliverable", name="pk_project_deliverable"),
        refers("project_deliverable", "project_id", "project.project_id"),
    )
