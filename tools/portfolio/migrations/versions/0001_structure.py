"""The organisation, its people, portfolios, programmes and projects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

POUNDS = sa.Numeric(14, 2).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    create_person()
    create_board()
    create_board_member()
    create_organisation()
    create_portfolio()
    create_programme()
    create_project()
    create_project_alias()
    create_project_state()
    create_access_grant()


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


def create_person() -> None:
    op.create_table(
        "person",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String()),
        sa.Column("title", sa.String()),
        sa.Column("active", sa.Boolean(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("person_id", name="pk_person"),
        sa.CheckConstraint("email = lower(email)", name="ck_person_email_lower"),
        sa.CheckConstraint("name <> ''", name="ck_person_name_given"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )


def create_board() -> None:
    op.create_table(
        "board",
        sa.Column("board_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("board_id", name="pk_board"),
        sa.UniqueConstraint("name", name="uq_board_name"),
    )


def create_board_member() -> None:
    op.create_table(
        "board_member",
        sa.Column("board_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("board_id", "person_id", name="pk_board_member"),
        sa.ForeignKeyConstraint(["board_id"], ["board.board_id"], name="fk_board_member_board_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name="fk_board_member_person_id"),
    )


def create_organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("fy_start_month", sa.Integer(), nullable=False),
        sa.Column("today", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_organisation"),
        sa.CheckConstraint("fy_start_month BETWEEN 1 AND 12", name="ck_organisation_fy_start_month"),
        sa.CheckConstraint("organisation_id = 1", name="ck_organisation_only_one"),
    )


def create_portfolio() -> None:
    op.create_table(
        "portfolio",
        sa.Column("portfolio_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String()),
        sa.Column("director_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("portfolio_id", name="pk_portfolio"),
        words("portfolio", "type", "CHANGE INFRASTRUCTURE DIGITAL REGULATORY PEOPLE"),
        sa.ForeignKeyConstraint(["director_id"], ["person.person_id"], name="fk_portfolio_director_id"),
    )


def create_programme() -> None:
    op.create_table(
        "programme",
        sa.Column("programme_id", sa.String(), nullable=False),
        sa.Column("portfolio_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sro_id", sa.String()),
        *audit(),
        sa.PrimaryKeyConstraint("programme_id", name="pk_programme"),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.portfolio_id"], name="fk_programme_portfolio_id"),
        sa.ForeignKeyConstraint(["sro_id"], ["person.person_id"], name="fk_programme_sro_id"),
        sa.UniqueConstraint("programme_id", "portfolio_id", name="uq_programme_programme_id_portfolio_id"),
    )


def create_project() -> None:
    op.create_table(
        "project",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("portfolio_id", sa.String(), nullable=False),
        sa.Column("programme_id", sa.String()),
        sa.Column("description", sa.String()),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("delivery_class", sa.String(), nullable=False),
        sa.Column("mandate_type", sa.String(), nullable=False),
        sa.Column("mandate_deadline", sa.Date()),
        sa.Column("wlc", POUNDS),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", name="pk_project"),
        words("project", "type", "CHANGE INFRASTRUCTURE DIGITAL REGULATORY PEOPLE"),
        words("project", "delivery_class", "A B C"),
        words("project", "mandate_type", "NONE REGULATORY SAFETY LIFE_EXPIRED CONTRACTUAL"),
        sa.CheckConstraint("mandate_type = 'NONE' OR mandate_deadline IS NOT NULL", name="ck_project_mandate_dated"),
        sa.CheckConstraint("name <> ''", name="ck_project_name_given"),
        sa.CheckConstraint("wlc >= 0", name="ck_project_wlc_positive"),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.portfolio_id"], name="fk_project_portfolio_id"),
        sa.ForeignKeyConstraint(
            ["programme_id", "portfolio_id"],
            ["programme.programme_id", "programme.portfolio_id"],
            name="fk_project_programme_id_portfolio_id",
        ),
    )


def create_project_alias() -> None:
    op.create_table(
        "project_alias",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "alias", name="pk_project_alias"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_project_alias_project_id"),
    )


def create_project_state() -> None:
    op.create_table(
        "project_state",
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("run_state", sa.String(), nullable=False),
        sa.Column("hold_date", sa.Date()),
        sa.Column("sponsor_id", sa.String()),
        sa.Column("pm_id", sa.String()),
        sa.Column("classification", sa.String(), nullable=False),
        *audit(),
        sa.PrimaryKeyConstraint("project_id", "valid_from", name="pk_project_state"),
        words("project_state", "stage", "IDEA DEFINE PLAN DELIVER TRANSITION CLOSED"),
        words("project_state", "run_state", "ACTIVE ON_HOLD STOPPED COMPLETE CANCELLED"),
        words("project_state", "classification", "PUBLIC INTERNAL CONFIDENTIAL RESTRICTED"),
        sa.CheckConstraint("run_state = 'ON_HOLD' OR hold_date IS NULL", name="ck_project_state_hold_only_on_hold"),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_project_state_valid"),
        sa.ForeignKeyConstraint(["pm_id"], ["person.person_id"], name="fk_project_state_pm_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_project_state_project_id"),
        sa.ForeignKeyConstraint(["sponsor_id"], ["person.person_id"], name="fk_project_state_sponsor_id"),
    )
    op.create_index(
        "uq_project_state_open",
        "project_state",
        ["project_id"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )


def create_access_grant() -> None:
    op.create_table(
        "access_grant",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("scope_type", sa.String(), nullable=False),
        sa.Column("portfolio_id", sa.String()),
        sa.Column("programme_id", sa.String()),
        sa.Column("project_id", sa.String()),
        sa.Column("access_role", sa.String(), nullable=False),
        sa.Column("max_classification", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        *audit(),
        sa.PrimaryKeyConstraint("grant_id", name="pk_access_grant"),
        words("access_grant", "scope_type", "ALL PORTFOLIO PROGRAMME PROJECT"),
        words(
            "access_grant",
            "access_role",
            "VIEWER PM SPONSOR PMO_ANALYST PMO_ADMIN PORTFOLIO_DIRECTOR EXEC FINANCE AUDITOR EVALUATOR SERVICE",
        ),
        words("access_grant", "max_classification", "PUBLIC INTERNAL CONFIDENTIAL RESTRICTED"),
        sa.CheckConstraint(
            "(scope_type = 'PORTFOLIO') = (portfolio_id IS NOT NULL)", name="ck_access_grant_scope_portfolio"
        ),
        sa.CheckConstraint(
            "(scope_type = 'PROGRAMME') = (programme_id IS NOT NULL)", name="ck_access_grant_scope_programme"
        ),
        sa.CheckConstraint("(scope_type = 'PROJECT') = (project_id IS NOT NULL)", name="ck_access_grant_scope_project"),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_access_grant_valid"),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name="fk_access_grant_person_id"),
        sa.ForeignKeyConstraint(["portfolio_id"], ["portfolio.portfolio_id"], name="fk_access_grant_portfolio_id"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.programme_id"], name="fk_access_grant_programme_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.project_id"], name="fk_access_grant_project_id"),
    )
    op.create_index("ix_access_grant_person_id", "access_grant", ["person_id"])
