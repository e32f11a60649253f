"""Roles, capacity, bookings and vacancies."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    create_role()
    create_person_role()
    create_role_capacity()
    create_person_capacity()
    create_allocation()
    create_allocation_month()
    create_vacancy()


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


def create_role() -> None:
    op.create_table(
        "role",
        sa.Column("role_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scarce", sa.Boolean(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("role_id", name="pk_role"),
    )


def create_person_role() -> None:
    op.create_table(
        "person_role",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("role_id", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("person_id", "role_id", name="pk_person_role"),
        refers("person_role", "person_id", "person.person_id"),
        refers("person_role", "role_id", "role.role_id"),
    )


def create_role_capacity() -> None:
    op.create_table(
        "role_capacity",
        sa.Column("role_id", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("gross_days", exact(8, 2), nullable=False),
        sa.Column("leave_days", exact(8, 2), nullable=False),
        sa.Column("bau_share", exact(9, 6), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("role_id", "month", name="pk_role_capacity"),
        check("role_capacity", "days", "gross_days >= 0 AND leave_days >= 0"),
        refers("role_capacity", "role_id", "role.role_id"),
    )


def create_person_capacity() -> None:
    op.create_table(
        "person_capacity",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("gross_days", exact(8, 2), nullable=False),
        sa.Column("leave_days", exact(8, 2), nullable=False),
        sa.Column("bau_share", exact(9, 6), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("person_id", "month", name="pk_person_capacity"),
        check("person_capacity", "days", "gross_days >= 0 AND leave_days >= 0"),
        refers("person_capacity", "person_id", "person.person_id"),
    )


def create_allocation() -> None:
    op.create_table(
        "allocation",
        sa.Column("allocation_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("role_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String()),
        sa.Column("booking", sa.String(), nullable=False),
        sa.Column("key_role", sa.Boolean(), nullable=False),
        sa.Column("booked_on", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("allocation_id", name="pk_allocation"),
        words("allocation", "booking", "HARD SOFT"),
        refers("allocation", "person_id", "person.person_id"),
        refers("allocation", "project_id", "project.project_id"),
        refers("allocation", "role_id", "role.role_id"),
    )
    for column in ("person_id", "project_id", "role_id"):
        op.create_index(f"ix_allocation_{column}", "allocation", [column])


def create_allocation_month() -> None:
    op.create_table(
        "allocation_month",
        sa.Column("allocation_id", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("days", exact(8, 2), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("allocation_id", "month", name="pk_allocation_month"),
        check("allocation_month", "days", "days >= 0"),
        refers("allocation_month", "allocation_id", "allocation.allocation_id"),
    )


def create_vacancy() -> None:
    op.create_table(
        "vacancy",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("role_id", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("needed_from", sa.Date()),
        sa.Column("filled_on", sa.Date()),
        sa.Column("key_role", sa.Boolean(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "role_id", "since", name="pk_vacancy"),
        refers("vacancy", "project_id", "project.project_id"),
        refers("vacancy", "role_id", "role.role_id"),
    )
