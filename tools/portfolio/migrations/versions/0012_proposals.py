"""Proposals with their lists and scores, judgements of criteria, and the backlog."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    create_proposal()
    create_proposal_option()
    create_proposal_link()
    create_proposal_cost()
    create_proposal_need()
    create_proposal_relation()
    create_proposal_concern()
    create_proposal_screening()
    create_proposal_sensitivity()
    create_proposal_score()
    create_proposal_tag()
    create_proposal_deliverable()
    create_pairwise_judgement()
    create_backlog_item()


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


def create_proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("portfolio_id", sa.String()),
        sa.Column("sponsor_id", sa.String()),
        sa.Column("author_id", sa.String()),
        sa.Column("submitted_on", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("classification", sa.String(), nullable=False),
        sa.Column("mandate_type", sa.String(), nullable=False),
        sa.Column("mandate_ref", sa.String()),
        sa.Column("problem", sa.String()),
        sa.Column("scope_in", sa.String()),
        sa.Column("scope_out", sa.String()),
        sa.Column("preferred_rationale", sa.String()),
        sa.Column("wlc", exact(14, 2)),
        sa.Column("cost_confidence", sa.String()),
        sa.Column("funding_source", sa.String()),
        sa.Column("delivery_approach", sa.String()),
        sa.Column("procurement_route", sa.String()),
        sa.Column("dependencies_stated", sa.String()),
        sa.Column("owning_unit", sa.String()),
        sa.Column("converted_project_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_proposal"),
        words(
            "proposal", "status", "DRAFT SUBMITTED UNDER_REVIEW RECOMMENDED APPROVED REWORK DEFERRED REJECTED CONVERTED"
        ),
        words("proposal", "classification", "PUBLIC INTERNAL CONFIDENTIAL RESTRICTED"),
        words("proposal", "mandate_type", "NONE REGULATORY SAFETY LIFE_EXPIRED CONTRACTUAL"),
        words("proposal", "cost_confidence", "ROUGH INDICATIVE FIRM"),
        check("proposal", "converted", "(status = 'CONVERTED') = (converted_project_id IS NOT NULL)"),
        check("proposal", "money", "wlc >= 0"),
        refers("proposal", "author_id", "person.person_id"),
        refers("proposal", "converted_project_id", "project.project_id"),
        refers("proposal", "portfolio_id", "portfolio.portfolio_id"),
        refers("proposal", "sponsor_id", "person.person_id"),
    )


def create_proposal_option() -> None:
    op.create_table(
        "proposal_option",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("option_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String()),
        sa.Column("is_minimum", sa.Boolean(), nullable=False),
        sa.Column("is_preferred", sa.Boolean(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "option_id", name="pk_proposal_option"),
        refers("proposal_option", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_link() -> None:
    op.create_table(
        "proposal_link",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("objective_id", sa.String(), nullable=False),
        sa.Column("share", exact(9, 6), nullable=False),
        sa.Column("contribution", sa.Integer(), nullable=False),
        sa.Column("rationale", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "objective_id", name="pk_proposal_link"),
        check("proposal_link", "contribution", "contribution BETWEEN 0 AND 3"),
        refers("proposal_link", "objective_id", "strategic_objective.objective_id"),
        refers("proposal_link", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_cost() -> None:
    op.create_table(
        "proposal_cost",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("fy_start", sa.Date(), nullable=False),
        sa.Column("capex", exact(14, 2), nullable=False),
        sa.Column("opex", exact(14, 2), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "fy_start", name="pk_proposal_cost"),
        refers("proposal_cost", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_need() -> None:
    op.create_table(
        "proposal_need",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("role_id", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("fte", exact(6, 2), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "role_id", "month", name="pk_proposal_need"),
        refers("proposal_need", "proposal_id", "proposal.proposal_id"),
        refers("proposal_need", "role_id", "role.role_id"),
    )


def create_proposal_relation() -> None:
    op.create_table(
        "proposal_relation",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "relation", "other_id", name="pk_proposal_relation"),
        words("proposal_relation", "relation", "NEEDS EXCLUDES OVERLAPS"),
        refers("proposal_relation", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_concern() -> None:
    op.create_table(
        "proposal_concern",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("probability", exact(9, 6)),
        sa.Column("cost_impact", exact(14, 2)),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "number", name="pk_proposal_concern"),
        words("proposal_concern", "kind", "RISK ASSUMPTION"),
        refers("proposal_concern", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_screening() -> None:
    op.create_table(
        "proposal_screening",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "subject", name="pk_proposal_screening"),
        words("proposal_screening", "subject", "SECURITY DATA_PROTECTION EQUALITY SAFETY"),
        refers("proposal_screening", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_sensitivity() -> None:
    op.create_table(
        "proposal_sensitivity",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("test", sa.String(), nullable=False),
        sa.Column("stated_npv", exact(14, 2), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "test", name="pk_proposal_sensitivity"),
        words("proposal_sensitivity", "test", "COST_UP BENEFIT_DOWN DELAY"),
        refers("proposal_sensitivity", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_score() -> None:
    op.create_table(
        "proposal_score",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("assessor_id", sa.String(), nullable=False),
        sa.Column("score", exact(3, 1), nullable=False),
        sa.Column("evidence", sa.String()),
        sa.Column("scored_on", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "criterion", "assessor_id", name="pk_proposal_score"),
        words("proposal_score", "criterion", "STRATEGIC VALUE BENEFIT_CONFIDENCE RISK URGENCY DELIVERABILITY"),
        check("proposal_score", "scale", "score >= 0"),
        refers("proposal_score", "assessor_id", "person.person_id"),
        refers("proposal_score", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_tag() -> None:
    op.create_table(
        "proposal_tag",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "tag", name="pk_proposal_tag"),
        refers("proposal_tag", "proposal_id", "proposal.proposal_id"),
    )


def create_proposal_deliverable() -> None:
    op.create_table(
        "proposal_deliverable",
        sa.Column("proposal_id", sa.String(), nullable=False),
        sa.Column("deliverable", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("proposal_id", "deliverable", name="pk_proposal_deliverable"),
        refers("proposal_deliverable", "proposal_id", "proposal.proposal_id"),
    )


def create_pairwise_judgement() -> None:
    op.create_table(
        "pairwise_judgement",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("criterion_a", sa.String(), nullable=False),
        sa.Column("criterion_b", sa.String(), nullable=False),
        sa.Column("value", exact(9, 6), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("model", "criterion_a", "criterion_b", name="pk_pairwise_judgement"),
        words("pairwise_judgement", "criterion_a", "STRATEGIC VALUE BENEFIT_CONFIDENCE RISK URGENCY DELIVERABILITY"),
        words("pairwise_judgement", "criterion_b", "STRATEGIC VALUE BENEFIT_CONFIDENCE RISK URGENCY DELIVERABILITY"),
        check("pairwise_judgement", "positive", "value > 0"),
    )


def create_backlog_item() -> None:
    op.create_table(
        "backlog_item",
        sa.Column("backlog_id", sa.String(), nullable=False),
        sa.Column("portfolio_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("business_value", sa.Integer(), nullable=False),
        sa.Column("time_criticality", sa.Integer(), nullable=False),
        sa.Column("risk_opportunity", sa.Integer(), nullable=False),
        sa.Column("job_size", sa.Integer(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("backlog_id", name="pk_backlog_item"),
        check("backlog_item", "job_size", "job_size > 0"),
        check("backlog_item", "value", "business_value > 0 AND time_criticality > 0 AND risk_opportunity > 0"),
        refers("backlog_item", "portfolio_id", "portfolio.portfolio_id"),
    )
