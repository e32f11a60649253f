"""What the database itself refuses, and what it gives back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from tools.portfolio.database import Portfolio, open_engine
from tools.portfolio.delivery import SnapshotRow
from tools.portfolio.governance import ExceptionReportRow
from tools.portfolio.structure import ProjectRow
from tools.portfolio.tables import TABLES

D = date.fromisoformat
AUDIT = {"created_by": "a test", "source_system": "test"}
STATE = {
    "project_id": "P-101",
    "stage": "DELIVER",
    "run_state": "ACTIVE",
    "classification": "INTERNAL",
}
GRANT = {
    "person_id": "sam.viewer",
    "access_role": "VIEWER",
    "max_classification": "INTERNAL",
    "valid_from": D("2026-01-01"),
}
BASELINE = {"project_id": "P-502", "start": D("2027-02-01"), "finish": D("2028-03-31"), "bac": 1}
REPORT = {"report_id": "SR-101-2026-10-31", "version": 2}


@pytest.fixture
def connection(demo_copy: str) -> Iterator[Connection]:
    engine = open_engine(demo_copy)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    ("table", "row", "constraint"),
    [
        ("person", {"person_id": "x", "name": "", "active": True}, "ck_person_name_given"),
        ("person", {"person_id": "x", "name": "X", "email": "X@y.example", "active": True}, "ck_person_email_lower"),
        (
            "person",
            {"person_id": "x", "name": "X", "email": "sam.viewer@calderwyre.example", "active": True},
            "person.email",
        ),
        (
            "organisation",
            {"organisation_id": 2, "name": "B", "currency": "GBP", "calendar": "GB-ENG", "fy_start_month": 4},
            "ck_organisation_only_one",
        ),
        (
            "project",
            {
                "project_id": "P-1",
                "name": "One",
                "portfolio_id": "PF-DIG",
                "programme_id": "PG-20",  # a programme of another portfolio
                "type": "DIGITAL",
                "delivery_class": "B",
                "mandate_type": "NONE",
            },
            "(?i)foreign key",
        ),
        (
            "project",
            {
                "project_id": "P-1",
                "name": "One",
                "portfolio_id": "PF-DIG",
                "type": "DIGITAL",
                "delivery_class": "B",
                "mandate_type": "SAFETY",
            },
            "ck_project_mandate_dated",
        ),
        (
            "project_state",
            {**STATE, "valid_from": D("2026-11-01"), "stage": "BUILD"},
            "ck_project_state_stage",
        ),
        (
            "project_state",
            {**STATE, "valid_from": D("2026-11-02"), "valid_to": D("2026-11-01")},
            "ck_project_state_valid",
        ),
        # A second open state of one project.
        ("project_state", {**STATE, "valid_from": D("2026-11-02")}, "project_state.project_id|uq_project_state_open"),
        ("access_grant", {**GRANT, "scope_type": "PROJECT"}, "ck_access_grant_scope_project"),
        ("access_grant", {**GRANT, "scope_type": "ALL", "portfolio_id": "PF-DIG"}, "ck_access_grant_scope_portfolio"),
        ("access_grant", {**GRANT, "scope_type": "PROJECT", "project_id": "P-999"}, "(?i)foreign key"),
        (
            "project_baseline",
            {**BASELINE, "version": 0, "change_request_id": "CR-1"},
            "ck_project_baseline_original_without_change",
        ),
        ("project_baseline", {**BASELINE, "version": 1, "finish": D("2027-01-01")}, "ck_project_baseline_dates"),
        (
            "snapshot_month",
            {"project_id": "P-101", "period_end": D("2026-11-30"), "ac_cum": -1},
            "ck_snapshot_month_money",
        ),
        (
            "snapshot_month",
            {"project_id": "P-101", "period_end": D("2026-11-30"), "baseline_version": 7},
            "(?i)foreign key",
        ),
        (
            "milestone_progress",
            {"milestone_id": "P-101-M4", "as_of": D("2026-11-02"), "status": "ACHIEVED"},
            "ck_milestone_progress_achieved_dated",
        ),
        (
            "milestone_progress",
            {
                "milestone_id": "P-101-M4",
                "as_of": D("2026-11-02"),
                "status": "ACHIEVED",
                "actual_date": D("2026-11-20"),
            },
            "ck_milestone_progress_achieved_before_said",
        ),
        (
            "gate_review",
            {"review_id": "R", "project_id": "P-101", "gate_code": "G5", "decision": "APPROVE"},
            "ck_gate_review_decision_dated",
        ),
        (
            "gate_review",
            {"review_id": "R", "project_id": "P-101", "gate_code": "G6", "decision": "PENDING"},
            "ck_gate_review_gate_code",
        ),
        (
            "artefact",
            {
                "project_id": "P-101",
                "type": "TEST_REPORT",
                "version": "1.0",
                "status": "APPROVED",
                "status_on": D("2026-11-02"),
            },
            "ck_artefact_approval_dated",
        ),
        (
            "exception_report",
            {
                "exception_id": "EX-1",
                "project_id": "P-101",
                "dimension": "COST",
                "decision": "APPROVED_NEW_LIMIT",
                "decided_on": D("2026-11-02"),
            },
            "ck_exception_report_limit_stated",
        ),
        (
            "gate_condition",
            {"condition_id": "C-1", "review_id": "P-101-G3", "text": "Prove it.", "status": "MET"},
            "ck_gate_condition_closing_dated",
        ),
        (
            "gate_condition",
            {
                "condition_id": "C-1",
                "review_id": "P-101-G3",
                "text": "Prove it.",
                "status": "OVERDUE",
                "closed_on": D("2026-11-02"),
            },
            "ck_gate_condition_status",
        ),
        # A second approved version of one report.
        (
            "status_report_version",
            {
                **REPORT,
                "status": "APPROVED",
                "approved_by_id": "priya.raman",
                "approved_on": D("2026-11-03"),
            },
            "status_report_version.report_id|uq_status_report_version_approved",
        ),
        ("status_report_version", {**REPORT, "status": "APPROVED"}, "ck_status_report_version_approval_signed"),
        (
            "rag_assessment",
            {"report_id": "SR-101-2026-10-31", "version": 1, "dimension": "QUALITY", "reported": "GREEN"},
            "ck_rag_assessment_reported",
        ),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(
    connection: Connection, table: str, row: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        connection.execute(insert(TABLES[table]).values(**AUDIT, **row))


@pytest.mark.parametrize("amount", ["0.01", "0.10", "999999999999.99", "1234567.89", "0"])
def test_money_comes_back_exactly_as_it_was_stored(connection: Connection, amount: str) -> None:
    connection.execute(update(ProjectRow).where(ProjectRow.project_id == "P-101").values(wlc=Decimal(amount)))

    stored = connection.scalar(select(ProjectRow.wlc).where(ProjectRow.project_id == "P-101"))

    assert stored == Decimal(amount)
    assert str(stored) == f"{Decimal(amount):.2f}"


def test_sums_and_comparisons_are_in_pounds(connection: Connection) -> None:
    over = select(func.sum(SnapshotRow.ac_cum)).where(
        SnapshotRow.period_end == D("2026-10-31"), SnapshotRow.ac_cum > Decimal("4000000")
    )

    assert connection.scalar(over) == Decimal("14730000.00")  # P-201 and P-301


def test_a_fraction_comes_back_exactly(connection: Connection) -> None:
    assert connection.scalar(select(ExceptionReportRow.approved_limit)) == Decimal("0.18")


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        ("0.005", r"0\.005 has more than 2 decimals"),
        ("1000000000000", "1000000000000 has more than 12 digits before the point"),
    ],
)
def test_an_amount_that_cannot_be_kept_exactly_is_refused(connection: Connection, amount: str, problem: str) -> None:
    with pytest.raises(StatementError, match=problem):
        connection.execute(update(ProjectRow).values(wlc=Decimal(amount)))


def test_moments_are_utc(connection: Connection) -> None:
    created = connection.scalar(select(ProjectRow.created_at).limit(1))

    assert created is not None
    assert created.utcoffset() is not None


def test_what_reads_cannot_write(demo: Portfolio) -> None:
    with demo.session() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        session.execute(update(ProjectRow).values(name="Changed"))


def test_a_reader_is_not_disturbed_by_a_writer(demo_copy: str) -> None:
    writer, reader = open_engine(demo_copy), open_engine(demo_copy, readonly=True)
    with writer.begin() as changing:
        changing.execute(update(ProjectRow).values(name="Changed"))

        with reader.connect() as reading:
            names = set(reading.scalars(select(ProjectRow.name)))
    writer.dispose()
    reader.dispose()

    assert "Changed" not in names


def test_threads_share_one_open_portfolio(demo: Portfolio) -> None:
    found: list[int | None] = []
    threads = [Thread(target=lambda: found.append(_projects(demo.engine))) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [_projects(demo.engine)] * 8


def _projects(engine: Engine) -> int | None:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(ProjectRow))
