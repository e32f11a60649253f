"""Gates, documents, exceptions and status reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

FRACTION = sa.Numeric(9, 6).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    create_gate_review()
    create_artefact()
    create_exception_report()
    create_status_report()
    create_status_report_version()
    create_rag_assessment()


def audit() -> list[sa.Column[object]]:
    now = sa.text("CURRENT_TIMESTAMP")
    return [
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=now, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("source_system", sa.String(), nullable=False),
    ]


def words(table: str, column: str, allowed: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in allowed.split())
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def create_gate_review() -> None:
    op.create_table(
        "gate_review",
        sa.Column("review_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("gate_code", sa.String(), nullable=False),
        sa.Column("booked_on", sa.Date()),
        sa.Column("planned_date", sa.Date()),
        sa.Column("papers_submitted_on", sa.Date()),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decision_date", sa.Date()),
        sa.Column("board_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("review_id", name="pk_gate_review"),
        words("gate_review", "gate_code", "G0 G1 G2 G3 G4 G5"),
        words("gate_review", "decision", "PENDING APPROVE APPROVE_WITH_CONDITIONS DEFER REWORK REJECT STOP"),
        sa.CheckConstraint("(decision = 'PENDING') = (decision_date IS NULL)", name="ck_gate_review_decision_dated"),
        sa.ForeignKeyConstraint(["board_id"], ["board.board_id"], name="fk_gate_review_board_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_gate_review_project_id"),
    )
    op.create_index("ix_gate_review_project_id", "gate_review", ["project_id"])


def create_artefact() -> None:
    op.create_table(
        "artefact",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("approved_on", sa.Date()),
        sa.Column("approved_by_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "type", "version", name="pk_artefact"),
        words(
            "artefact",
            "type",
            "MANDATE STRATEGIC_CASE OBC FBC OPTIONS_APPRAISAL BENEFIT_PROFILE BENEFIT_REALISATION_PLAN "
            "RISK_REGISTER QRA BASELINE_PLAN COST_ESTIMATE PROCUREMENT_STRATEGY "
            "CONTRACT_AWARD_RECOMMENDATION RESOURCE_PLAN DEPENDENCY_AGREEMENT ARCHITECTURE_APPROVAL "
            "DPIA SECURITY_ASSESSMENT SAFETY_CASE TEST_REPORT CUTOVER_PLAN TRAINING_PLAN "
            "OPERATIONAL_ACCEPTANCE EQUALITY_IMPACT CLOSURE_REPORT LESSONS_REPORT BENEFITS_REVIEW",
        ),
        words("artefact", "status", "DRAFT IN_REVIEW APPROVED REJECTED EXPIRED"),
        sa.CheckConstraint("approved_on <= status_on", name="ck_artefact_approval_before_status"),
        sa.CheckConstraint("status <> 'APPROVED' OR approved_on IS NOT NULL", name="ck_artefact_approval_dated"),
        sa.ForeignKeyConstraint(["approved_by_id"], ["person.person_id"], name="fk_artefact_approved_by_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_artefact_project_id"),
    )


def create_exception_report() -> None:
    op.create_table(
        "exception_report",
        sa.Column("exception_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("breach_detected_on", sa.Date()),
        sa.Column("raised_on", sa.Date()),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date()),
        sa.Column("board_id", sa.String()),
        sa.Column("approver_id", sa.String()),
        sa.Column("approved_limit", FRACTION),
        sa.Column("approved_until", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("exception_id", name="pk_exception_report"),
        words(
            "exception_report",
            "dimension",
            "COST SCHEDULE SCOPE QUALITY BENEFITS RESOURCES RISK STAKEHOLDER OVERALL",
        ),
        words("exception_report", "decision", "PENDING APPROVED_NEW_LIMIT REPLAN STOP REJECTED"),
        sa.CheckConstraint("(decision = 'PENDING') = (decided_on IS NULL)", name="ck_exception_report_decision_dated"),
        sa.CheckConstraint(
            "decision <> 'APPROVED_NEW_LIMIT' OR (approved_limit IS NOT NULL AND approved_until IS NOT NULL)",
            name="ck_exception_report_limit_stated",
        ),
        sa.CheckConstraint("board_id IS NULL OR approver_id IS NULL", name="ck_exception_report_one_approver"),
        sa.ForeignKeyConstraint(["approver_id"], ["person.person_id"], name="fk_exception_report_approver_id"),
        sa.ForeignKeyConstraint(["board_id"], ["board.board_id"], name="fk_exception_report_board_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_exception_report_project_id"),
    )
    op.create_index("ix_exception_report_project_id", "exception_report", ["project_id"])


def create_status_report() -> None:
    op.create_table(
        "status_report",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("report_id", name="pk_status_report"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_status_report_project_id"),
        sa.UniqueConstraint("project_id", "period_end", name="uq_status_report_project_id_period_end"),
    )


def create_status_report_version() -> None:
    op.create_table(
        "status_report_version",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("author_id", sa.String()),
        sa.Column("submitted_on", sa.Date()),
        sa.Column("approved_by_id", sa.String()),
        sa.Column("approved_on", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("report_id", "version", name="pk_status_report_version"),
        words("status_report_version", "status", "DRAFT SUBMITTED APPROVED REJECTED SUPERSEDED"),
        sa.CheckConstraint(
            "status <> 'APPROVED' OR (approved_by_id IS NOT NULL AND approved_on IS NOT NULL)",
            name="ck_status_report_version_approval_signed",
        ),
        sa.CheckConstraint("approved_on >= submitted_on", name="ck_status_report_version_approved_after_submitted"),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.person_id"], name="fk_status_report_version_approved_by_id"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.person_id"], name="fk_status_report_version_author_id"),
        sa.ForeignKeyConstraint(["report_id"], ["status_report.report_id"], name="fk_status_report_version_report_id"),
    )
    op.create_index(
        "uq_status_report_version_approved",
        "status_report_version",
        ["report_id"],
        unique=True,
        sqlite_where=sa.text("status = 'APPROVED'"),
        postgresql_where=sa.text("status = 'APPROVED'"),
    )


def create_rag_assessment() -> None:
    op.create_table(
        "rag_assessment",
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("reported", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("path_to_green", sa.String()),
        sa.Column("path_to_green_date", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("report_id", "version", "dimension", name="pk_rag_assessment"),
        words(
            "rag_assessment",
            "dimension",
            "COST SCHEDULE SCOPE QUALITY BENEFITS RESOURCES RISK STAKEHOLDER OVERALL",
        ),
        words("rag_assessment", "reported", "G A R NR NA"),
        sa.ForeignKeyConstraint(
            ["report_id", "version"],
            ["status_report_version.report_id", "status_report_version.version"],
            name="fk_rag_assessment_report_id_version",
        ),
    )
