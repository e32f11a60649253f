"""Risks, issues, assumptions and dependencies."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    create_risk()
    create_risk_state()
    create_risk_action()
    create_issue()
    create_assumption()
    create_dependency()


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


def one_live(index: str, table: str, column: str, where: str) -> None:
    op.create_index(
        index,
        table,
        [column],
        unique=True,
        sqlite_where=sa.text(f"{where} AND is_void = 0"),
        postgresql_where=sa.text(f"{where} AND NOT is_void"),
    )


def exact(precision: int, scale: int) -> sa.types.TypeEngine[Decimal]:
    return sa.Numeric(precision, scale).with_variant(sa.BigInteger(), "sqlite")


def create_risk() -> None:
    op.create_table(
        "risk",
        sa.Column("risk_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("is_opportunity", sa.Boolean(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("risk_id", name="pk_risk"),
        words(
            "risk",
            "category",
            "FINANCIAL SCHEDULE TECHNICAL SUPPLIER RESOURCE REGULATORY SECURITY BENEFIT REPUTATION SAFETY",
        ),
        refers("risk", "project_id", "project.project_id"),
    )
    op.create_index("ix_risk_project_id", "risk", ["project_id"])


def create_risk_state() -> None:
    op.create_table(
        "risk_state",
        sa.Column("risk_id", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("inherent_p", sa.Integer()),
        sa.Column("inherent_i", sa.Integer()),
        sa.Column("residual_p", sa.Integer()),
        sa.Column("residual_i", sa.Integer()),
        sa.Column("target_p", sa.Integer()),
        sa.Column("target_i", sa.Integer()),
        sa.Column("probability", exact(9, 6)),
        sa.Column("cost_min", exact(14, 2)),
        sa.Column("cost_likely", exact(14, 2)),
        sa.Column("cost_max", exact(14, 2)),
        sa.Column("schedule_days", sa.Integer()),
        sa.Column("response", sa.String()),
        sa.Column("accepted_by_id", sa.String()),
        sa.Column("owner_id", sa.String()),
        sa.Column("proximity_date", sa.Date()),
        sa.Column("last_reviewed", sa.Date()),
        sa.Column("next_review", sa.Date()),
        sa.Column("escalated_on", sa.Date()),
        sa.Column("escalated_to_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("risk_id", "valid_from", name="pk_risk_state"),
        words("risk_state", "status", "OPEN CLOSED REALISED TRANSFERRED"),
        words("risk_state", "response", "AVOID REDUCE TRANSFER ACCEPT SHARE EXPLOIT ENHANCE FALLBACK"),
        check("risk_state", "inherent", "inherent_p BETWEEN 1 AND 5 AND inherent_i BETWEEN 1 AND 5"),
        check("risk_state", "money", "cost_min >= 0 AND cost_likely >= cost_min AND cost_max >= cost_likely"),
        check("risk_state", "residual", "residual_p BETWEEN 1 AND 5 AND residual_i BETWEEN 1 AND 5"),
        check("risk_state", "target", "target_p BETWEEN 1 AND 5 AND target_i BETWEEN 1 AND 5"),
        check("risk_state", "valid", "valid_to >= valid_from"),
        refers("risk_state", "accepted_by_id", "person.person_id"),
        refers("risk_state", "escalated_to_id", "board.board_id"),
        refers("risk_state", "owner_id", "person.person_id"),
        refers("risk_state", "risk_id", "risk.risk_id"),
    )
    one_live("uq_risk_state_open", "risk_state", "risk_id", "valid_to IS NULL")


def create_risk_action() -> None:
    op.create_table(
        "risk_action",
        sa.Column("action_id", sa.String(), nullable=False),
        sa.Column("risk_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String()),
        sa.Column("due_date", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("action_id", name="pk_risk_action"),
        words("risk_action", "status", "OPEN DONE DROPPED"),
        check("risk_action", "closing_dated", "(status = 'OPEN') = (closed_on IS NULL)"),
        refers("risk_action", "owner_id", "person.person_id"),
        refers("risk_action", "risk_id", "risk.risk_id"),
    )
    op.create_index("ix_risk_action_risk_id", "risk_action", ["risk_id"])


def create_issue() -> None:
    op.create_table(
        "issue",
        sa.Column("issue_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.String()),
        sa.Column("target_date", sa.Date()),
        sa.Column("impact_cost", exact(14, 2)),
        sa.Column("impact_days", sa.Integer()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("resolution", sa.String()),
        sa.Column("escalated_on", sa.Date()),
        sa.Column("escalated_to_id", sa.String()),
        sa.Column("risk_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("issue_id", name="pk_issue"),
        words("issue", "type", "PROBLEM OFF_SPEC REQUEST"),
        words("issue", "severity", "LOW MEDIUM HIGH CRITICAL"),
        words("issue", "status", "OPEN CLOSED"),
        check("issue", "closing_dated", "(status = 'OPEN') = (closed_on IS NULL)"),
        refers("issue", "escalated_to_id", "board.board_id"),
        refers("issue", "owner_id", "person.person_id"),
        refers("issue", "project_id", "project.project_id"),
        refers("issue", "risk_id", "risk.risk_id"),
    )
    op.create_index("ix_issue_project_id", "issue", ["project_id"])


def create_assumption() -> None:
    op.create_table(
        "assumption",
        sa.Column("assumption_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String()),
        sa.Column("raised_on", sa.Date()),
        sa.Column("validate_by", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("impact_if_wrong", sa.String()),
        sa.Column("risk_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("assumption_id", name="pk_assumption"),
        words("assumption", "status", "OPEN VALIDATED INVALID EXPIRED"),
        words("assumption", "impact_if_wrong", "LOW MEDIUM HIGH"),
        check("assumption", "closing_dated", "(status = 'OPEN') = (closed_on IS NULL)"),
        refers("assumption", "owner_id", "person.person_id"),
        refers("assumption", "project_id", "project.project_id"),
        refers("assumption", "risk_id", "risk.risk_id"),
    )
    op.create_index("ix_assumption_project_id", "assumption", ["project_id"])


def create_dependency() -> None:
    op.create_table(
        "dependency",
        sa.Column("dependency_id", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String()),
        sa.Column("provider_name", sa.String()),
        sa.Column("consumer_id", sa.String(), nullable=False),
        sa.Column("deliverable", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("raised_on", sa.Date()),
        sa.Column("need_by", sa.Date()),
        sa.Column("promised_date", sa.Date()),
        sa.Column("milestone_id", sa.String()),
        sa.Column("forecast_date", sa.Date()),
        sa.Column("provider_agreed_on", sa.Date()),
        sa.Column("consumer_agreed_on", sa.Date()),
        sa.Column("workaround", sa.String()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("delivered_on", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("dependency_id", name="pk_dependency"),
        words("dependency", "type", "HARD SOFT EXTERNAL"),
        words("dependency", "status", "OPEN DELIVERED AT_RISK BROKEN"),
        check("dependency", "delivery_dated", "(status = 'DELIVERED') = (delivered_on IS NOT NULL)"),
        check("dependency", "external_unowned", "(type = 'EXTERNAL') = (provider_id IS NULL)"),
        check("dependency", "not_itself", "provider_id IS NULL OR provider_id <> consumer_id"),
        check("dependency", "one_forecast", "milestone_id IS NULL OR forecast_date IS NULL"),
        check("dependency", "provider", "(provider_id IS NULL) <> (provider_name IS NULL)"),
        refers("dependency", "consumer_id", "project.project_id"),
        refers("dependency", "milestone_id", "milestone.milestone_id"),
        refers("dependency", "provider_id", "project.project_id"),
    )
    op.create_index("ix_dependency_consumer_id", "dependency", ["consumer_id"])
    op.create_index("ix_dependency_provider_id", "dependency", ["provider_id"])
