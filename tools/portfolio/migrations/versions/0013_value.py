"""Benefits, business cases and cash flows."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    create_benefit()
    create_benefit_value()
    create_business_case()
    create_cash_flow()


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


def create_benefit() -> None:
    op.create_table(
        "benefit",
        sa.Column("benefit_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String()),
        sa.Column("programme_id", sa.String()),
        sa.Column("proposal_id", sa.String()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("benefit_class", sa.String(), nullable=False),
        sa.Column("measure", sa.String()),
        sa.Column("unit", sa.String()),
        sa.Column("direction", sa.String()),
        sa.Column("baseline_value", exact(16, 4)),
        sa.Column("target_value", exact(16, 4)),
        sa.Column("start_date", sa.Date()),
        sa.Column("full_effect_date", sa.Date()),
        sa.Column("end_date", sa.Date()),
        sa.Column("owner_id", sa.String()),
        sa.Column("org_unit", sa.String()),
        sa.Column("validated_by_id", sa.String()),
        sa.Column("validated_on", sa.Date()),
        sa.Column("kpi_id", sa.String()),
        sa.Column("shared_group", sa.String()),
        sa.Column("status", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("benefit_id", name="pk_benefit"),
        words("benefit", "benefit_class", "CASHABLE NON_CASHABLE QUANTIFIED_NON_FINANCIAL QUALITATIVE DISBENEFIT"),
        words("benefit", "direction", "UP DOWN"),
        words("benefit", "status", "IDENTIFIED PLANNED ENABLED REALISING REALISED AT_RISK LOST"),
        check("benefit", "not_programme_and_proposal", "programme_id IS NULL OR proposal_id IS NULL"),
        check("benefit", "not_project_and_programme", "project_id IS NULL OR programme_id IS NULL"),
        check("benefit", "not_project_and_proposal", "project_id IS NULL OR proposal_id IS NULL"),
        check("benefit", "of_something", "COALESCE(project_id, programme_id, proposal_id) IS NOT NULL"),
        check("benefit", "validation_dated", "validated_by_id IS NULL OR validated_on IS NOT NULL"),
        refers("benefit", "kpi_id", "objective_kpi.kpi_id"),
        refers("benefit", "owner_id", "person.person_id"),
        refers("benefit", "programme_id", "programme.programme_id"),
        refers("benefit", "project_id", "project.project_id"),
        refers("benefit", "proposal_id", "proposal.proposal_id"),
        refers("benefit", "validated_by_id", "person.person_id"),
    )
    op.create_index("ix_benefit_project_id", "benefit", ["project_id"])


def create_benefit_value() -> None:
    op.create_table(
        "benefit_value",
        sa.Column("benefit_id", sa.String(), nullable=False),
        sa.Column("quarter_end", sa.Date(), nullable=False),
        sa.Column("planned", exact(16, 2)),
        sa.Column("forecast", exact(16, 2)),
        sa.Column("actual", exact(16, 2)),
        sa.Column("reported_on", sa.Date()),
        sa.Column("verified", sa.Boolean(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("benefit_id", "quarter_end", name="pk_benefit_value"),
        check("benefit_value", "verified_actual", "NOT verified OR actual IS NOT NULL"),
        refers("benefit_value", "benefit_id", "benefit.benefit_id"),
    )


def create_business_case() -> None:
    op.create_table(
        "business_case",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String()),
        sa.Column("proposal_id", sa.String()),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date()),
        sa.Column("discount_rate", exact(9, 6)),
        sa.Column("price_basis", sa.String(), nullable=False),
        sa.Column("base_year", sa.Integer()),
        sa.Column("stated_npv", exact(14, 2)),
        *audit(),
        sa.PrimaryKeyConstraint("case_id", name="pk_business_case"),
        words("business_case", "kind", "APPROVED REFRESHED"),
        words("business_case", "price_basis", "NOMINAL REAL"),
        check("business_case", "approval_dated", "project_id IS NULL OR approved_on IS NOT NULL"),
        check("business_case", "base_year", "price_basis <> 'REAL' OR base_year IS NOT NULL"),
        check("business_case", "one_subject", "(project_id IS NULL) <> (proposal_id IS NULL)"),
        refers("business_case", "project_id", "project.project_id"),
        refers("business_case", "proposal_id", "proposal.proposal_id"),
    )
    op.create_index("ix_business_case_project_id", "business_case", ["project_id"])


def create_cash_flow() -> None:
    op.create_table(
        "cash_flow",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("option_id", sa.String(), nullable=False),
        sa.Column("year_index", sa.Integer(), nullable=False),
        sa.Column("capex", exact(14, 2), nullable=False),
        sa.Column("opex", exact(14, 2), nullable=False),
        sa.Column("benefit_cash", exact(14, 2), nullable=False),
        sa.Column("benefit_noncash", exact(14, 2), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("case_id", "option_id", "year_index", name="pk_cash_flow"),
        check("cash_flow", "money", "capex >= 0 AND opex >= 0 AND benefit_cash >= 0 AND benefit_noncash >= 0"),
        check("cash_flow", "year", "year_index >= 0"),
        refers("cash_flow", "case_id", "business_case.case_id"),
    )
