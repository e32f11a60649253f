"""A database that an earlier version filled is brought up with all its rows, on both kinds of database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData

from tests.databases import Databases
from tools.facts.project import load_projects
from tools.portfolio.access import identify
from tools.portfolio.database import info, migration_config, newest_revision, open_portfolio, upgrade, writing
from tools.portfolio.errors import DatabaseOutdated

D = date.fromisoformat
EARLIER = "0006"
DAY = D("2026-03-10")
AUDIT = {"created_by": "an earlier version", "source_system": "test"}
ROWS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"organisation_id": 1, "name": "Orchard", "currency": "EUR", "calendar": "DE-BY", "fy_start_month": 1}
    ],
    "person": [{"person_id": "A", "name": "Anna", "email": "anna@orchard.example", "active": True}],
    "board": [{"board_id": "B", "name": "Board"}],
    "board_member": [{"board_id": "B", "person_id": "A"}],
    "portfolio": [{"portfolio_id": "X", "name": "Everything", "director_id": "A"}],
    "programme": [{"programme_id": "G", "portfolio_id": "X", "name": "Growth", "sro_id": "A"}],
    "project": [
        {
            "project_id": "P",
            "name": "Press house",
            "portfolio_id": "X",
            "programme_id": "G",
            "type": "INFRASTRUCTURE",
            "delivery_class": "C",
            "mandate_type": "NONE",
        }
    ],
    "project_alias": [{"project_id": "P", "alias": "Press"}],
    "project_state": [
        {
            "project_id": "P",
            "valid_from": D("2026-01-01"),
            "stage": "DELIVER",
            "run_state": "ACTIVE",
            "sponsor_id": "A",
            "classification": "INTERNAL",
        }
    ],
    "access_grant": [
        {
            "person_id": "A",
            "scope_type": "ALL",
            "access_role": "EXEC",
            "max_classification": "CONFIDENTIAL",
            "valid_from": D("2026-01-01"),
        }
    ],
    "project_baseline": [
        {
            "project_id": "P",
            "version": 0,
            "approved_on": D("2026-02-01"),
            "start": D("2026-02-02"),
            "finish": D("2026-04-15"),
            "bac": 100,
        }
    ],
    "gate_review": [
        {
            "review_id": "P-G3",
            "project_id": "P",
            "gate_code": "G3",
            "decision": "APPROVE",
            "decision_date": D("2026-02-01"),
            "board_id": "B",
        }
    ],
    "status_report": [{"report_id": "R", "project_id": "P", "period_end": D("2026-02-28")}],
    "status_report_version": [
        {"report_id": "R", "version": 1, "status": "APPROVED", "approved_by_id": "A", "approved_on": D("2026-03-05")}
    ],
}


@pytest.fixture
def earlier(databases: Databases) -> str:
    """The URL of a database as an earlier version left it."""
    url = databases.new()
    with writing(url, create=True) as connection:
        command.upgrade(migration_config(connection), EARLIER)
    with writing(url) as connection:
        held = MetaData()
        held.reflect(connection)
        for table in held.sorted_tables:
            for row in ROWS.get(table.name, ()):
                connection.execute(table.insert().values(**AUDIT, **_kept(row, connection.dialect.name)))
    return url


def _kept(row: dict[str, Any], database: str) -> dict[str, Any]:
    """SQLite keeps money in pence."""
    return {**row, "bac": row["bac"] * 100} if "bac" in row and database == "sqlite" else row


def test_it_asks_for_the_upgrade_first(earlier: str) -> None:
    with pytest.raises(DatabaseOutdated, match=EARLIER):
        open_portfolio(earlier)


def test_its_rows_are_there_and_read_as_before(earlier: str) -> None:
    upgrade(earlier)

    portfolio = open_portfolio(earlier)
    viewer = identify(portfolio, "anna@orchard.example")
    with portfolio.session() as session:
        (facts,) = load_projects(session, viewer, DAY, DAY)
    portfolio.close()

    found = info(earlier)
    assert found.revision == newest_revision()
    assert {name: rows for name, rows in found.tables if rows} == {name: len(rows) for name, rows in ROWS.items()}
    assert viewer.roles == {"EXEC"}
    assert (facts.name, facts.aliases, facts.programme, facts.sponsor) == ("Press house", ("Press",), "Growth", "Anna")
    assert facts.baseline is not None
    assert facts.baseline.bac == Decimal(100)
    assert [gate.decision for gate in facts.gates] == ["APPROVE"]
    assert facts.report is not None
