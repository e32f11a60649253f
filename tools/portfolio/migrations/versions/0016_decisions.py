"""Changes, waivers, meetings and decisions, and who decided a gate."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    extend()
    create_gate_decider()
    create_programme_artefact()
    create_waiver()
    create_change_request()
    create_board_meeting()
    create_decision()


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


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=f"ck_{table}_{name}")


def refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def exact(precision: int, scale: int) -> sa.types.TypeEngine[Decimal]:
    return sa.Numeric(precision, scale).with_variant(sa.BigInteger(), "sqlite")


def extend() -> None:
    op.add_column("gate_review", sa.Column("quorum", sa.Boolean()))
    op.add_column("gate_review", sa.Column("rationale", sa.String()))
    op.add_column("gate_review", sa.Column("valid_until", sa.Date()))
    op.add_column("gate_review", sa.Column("funding_released", exact(14, 2)))
    op.add_column("exception_report", sa.Column("cause", sa.String()))
    op.add_column("exception_report", sa.Column("consequence", sa.String()))
    op.add_column("exception_report", sa.Column("recommendation", sa.String()))
    add_reference("board", "project_id", "project (project_id)")


def create_gate_decider() -> None:
    op.create_table(
        "gate_decider",
        sa.Column("review_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("review_id", "person_id", name="pk_gate_decider"),
        refers("gate_decider", "person_id", "person.person_id"),
        refers("gate_decider", "review_id", "gate_review.review_id"),
    )


def create_programme_artefact() -> None:
    op.create_table(
        "programme_artefact",
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("approved_on", sa.Date()),
        sa.Column("approved_by_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("programme_id", "type", "version", name="pk_programme_artefact"),
        words(
            "programme_artefact",
            "type",
            "MANDATE STRATEGIC_CASE OBC FBC OPTIONS_APPRAISAL BENEFIT_PROFILE "
            "BENEFIT_REALISATION_PLAN RISK_REGISTER QRA BASELINE_PLAN COST_ESTIMATE "
            "PROCUREMENT_STRATEGY CONTRACT_AWARD_RECOMMENDATION RESOURCE_PLAN DEPENDENCY_AGREEMENT "
            "ARCHITECTURE_APPROVAL DPIA SECURITY_ASSESSMENT SAFETY_CASE TEST_REPORT CUTOVER_PLAN "
            "TRAINING_PLAN OPERATIONAL_ACCEPTANCE EQUALITY_IMPACT CLOSURE_REPORT LESSONS_REPORT "
            "BENEFITS_REVIEW",
        ),
        words("programme_artefact", "status", "DRAFT IN_REVIEW APPROVED REJECTED EXPIRED"),
        check("programme_artefact", "approval_before_status", "approved_on <= status_on"),
        check("programme_artefact", "approval_dated", "status <> 'APPROVED' OR approved_on IS NOT NULL"),
        refers("programme_artefact", "approved_by_id", "person.person_id"),
        refers("programme_artefact", "programme_id", "programme.programme_id"),
    )


def create_waiver() -> None:
    op.create_table(
        "waiver",
        sa.Column("waiver_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("clause_ref", sa.String(), nullable=False),
        sa.Column("requirement", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("compensating_control", sa.String()),
        sa.Column("requested_by_id", sa.String()),
        sa.Column("requested_on", sa.Date()),
        sa.Column("board_id", sa.String()),
        sa.Column("approver_id", sa.String()),
        sa.Column("approved_on", sa.Date()),
        sa.Column("expires_on", sa.Date()),
        sa.Column("renewals", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("revoked_on", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("waiver_id", name="pk_waiver"),
        words("waiver", "status", "REQUESTED ACTIVE REVOKED REJECTED"),
        check("waiver", "active_until", "status <> 'ACTIVE' OR expires_on IS NOT NULL"),
        check("waiver", "approval_dated", "(status IN ('ACTIVE', 'REVOKED')) = (approved_on IS NOT NULL)"),
        check("waiver", "one_approver", "board_id IS NULL OR approver_id IS NULL"),
        check("waiver", "renewals", "renewals >= 0"),
        refers("waiver", "approver_id", "person.person_id"),
        refers("waiver", "board_id", "board.board_id"),
        refers("waiver", "project_id", "project.project_id"),
        refers("waiver", "requested_by_id", "person.person_id"),
    )
    op.create_index("ix_waiver_project_id", "waiver", ["project_id"])


def create_change_request() -> None:
    op.create_table(
        "change_request",
        sa.Column("change_request_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("raised_by_id", sa.String()),
        sa.Column("raised_on", sa.Date()),
        sa.Column("submitted_on", sa.Date()),
        sa.Column("returned_on", sa.Date()),
        sa.Column("resumed_on", sa.Date()),
        sa.Column("cost_impact", exact(14, 2)),
        sa.Column("schedule_days", sa.Integer()),
        sa.Column("benefit_impact", exact(14, 2)),
        sa.Column("risk_impact", sa.String()),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("board_id", sa.String()),
        sa.Column("approver_id", sa.String()),
        sa.Column("decided_on", sa.Date()),
        sa.Column("work_started_on", sa.Date()),
        sa.Column("new_baseline_version", sa.Integer()),
        *audit(),
        sa.PrimaryKeyConstraint("change_request_id", name="pk_change_request"),
        words("change_request", "type", "SCOPE COST SCHEDULE BENEFIT BASELINE COMBINED"),
        words("change_request", "status", "DRAFT SUBMITTED APPROVED REJECTED WITHDRAWN IMPLEMENTED"),
        check(
            "change_request",
            "decision_dated",
            "(status IN ('APPROVED', 'REJECTED', 'IMPLEMENTED')) = (decided_on IS NOT NULL)",
        ),
        check("change_request", "one_approver", "board_id IS NULL OR approver_id IS NULL"),
        check("change_request", "resumed_after_returned", "resumed_on >= returned_on"),
        refers("change_request", "approver_id", "person.person_id"),
        refers("change_request", "board_id", "board.board_id"),
        refers("change_request", "project_id", "project.project_id"),
        refers("change_request", "raised_by_id", "person.person_id"),
    )
    op.create_index("ix_change_request_project_id", "change_request", ["project_id"])


def create_board_meeting() -> None:
    op.create_table(
        "board_meeting",
        sa.Column("board_id", sa.String(), nullable=False),
        sa.Column("meeting_date", sa.Date(), nullable=False),
        sa.Column("papers_deadline", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("board_id", "meeting_date", name="pk_board_meeting"),
        check("board_meeting", "papers_before", "papers_deadline <= meeting_date"),
        refers("board_meeting", "board_id", "board.board_id"),
    )


def create_decision() -> None:
    op.create_table(
        "decision",
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("board_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String()),
        sa.Column("change_request_id", sa.String()),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date()),
        sa.Column("needed_by", sa.Date()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date()),
        sa.Column("outcome", sa.String()),
        sa.Column("rationale", sa.String()),
        sa.Column("minutes_ref", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("decision_id", name="pk_decision"),
        words("decision", "status", "NEEDED MADE DEFERRED WITHDRAWN"),
        check("decision", "made_dated", "(status = 'MADE') = (decided_on IS NOT NULL)"),
        check("decision", "made_says", "status <> 'MADE' OR outcome IS NOT NULL"),
        refers("decision", "board_id", "board.board_id"),
        refers("decision", "change_request_id", "change_request.change_request_id"),
        refers("decision", "project_id", "project.project_id"),
    )
    op.create_index("ix_decision_project_id", "decision", ["project_id"])
