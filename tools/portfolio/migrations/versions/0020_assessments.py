"""Assessments of the tier of the PMO and of maturity, with their answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    create_assessment()
    create_assessment_answer()


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


def create_assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("model", sa.String()),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("assessor_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("assessment_id", name="pk_assessment"),
        words("assessment", "kind", "TIER MATURITY"),
        words("assessment", "model", "PORTFOLIO PROGRAMME PROJECT"),
        check("assessment", "maturity_of", "(kind = 'MATURITY') = (model IS NOT NULL)"),
        refers("assessment", "assessor_id", "person.person_id"),
    )


def create_assessment_answer() -> None:
    perspectives = "GOVERNANCE CONTROL BENEFITS FINANCE STAKEHOLDERS RISK RESOURCES"
    op.create_table(
        "assessment_answer",
        sa.Column("assessment_id", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("perspective", sa.String()),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("met", sa.String(), nullable=False),
        sa.Column("evidence_ref", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("assessment_id", "criterion", name="pk_assessment_answer"),
        words("assessment_answer", "perspective", perspectives),
        words("assessment_answer", "met", "YES PARTIAL NO UNKNOWN"),
        check("assessment_answer", "level_named", "level BETWEEN 1 AND 5"),
        refers("assessment_answer", "assessment_id", "assessment.assessment_id"),
    )
