"""A small organisation, and workbooks and folders that tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import insert, select

from tools.portfolio.database import reading, writing
from tools.portfolio.operating import Command
from tools.portfolio.tables import TABLES

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
BY = Command("anna@orchard.example", AT, "01J", "IMPORT")
D, M = date.fromisoformat, datetime.fromisoformat
Sheets = Mapping[str, Sequence[Sequence[Any]]]
STATE = {"stage": "PLAN", "run_state": "ACTIVE", "classification": "INTERNAL"}
ROWS: dict[str, list[dict[str, Any]]] = {
    "person": [
        {"person_id": "anna", "name": "Anna Kern", "email": "anna@orchard.example", "active": True},
        {"person_id": "ben", "name": "Ben Moos", "email": "ben@orchard.example", "active": True},
    ],
    "organisation": [
        {
            "organisation_id": 1,
            "name": "Orchard Trust",
            "currency": "EUR",
            "calendar": "DE-BY",
            "fy_start_month": 1,
        }
    ],
    "portfolio": [{"portfolio_id": "PF-A", "name": "Apples"}, {"portfolio_id": "PF-B", "name": "Pears"}],
    "programme": [{"programme_id": "PG-1", "portfolio_id": "PF-A", "name": "Cider"}],
    "project": [
        {
            "project_id": name,
            "name": title,
            "portfolio_id": portfolio,
            "type": "CHANGE",
            "delivery_class": "C",
            "mandate_type": "NONE",
            "wlc": Decimal("1000.50"),
            "description": "A press",
        }
        for name, title, portfolio in (("P-1", "Press", "PF-A"), ("P-2", "Cellar", "PF-A"), ("P-3", "Hedge", "PF-B"))
    ],
    "project_state": [
        {"project_id": "P-1", "valid_from": D("2026-01-01"), "sponsor_id": "anna", **STATE},
        {"project_id": "P-3", "valid_from": D("2026-01-01"), "sponsor_id": "ben", **STATE},
    ],
    "risk": [
        {
            "risk_id": f"R-{n}",
            "project_id": f"P-{n}",
            "title": "Frost",
            "category": "SCHEDULE",
            "is_opportunity": False,
            "raised_on": D("2026-02-01"),
        }
        for n in (1, 2, 3)
    ],
    "risk_action": [
        {"action_id": "A-1", "risk_id": "R-1", "action": "Heat", "owner_id": "ben", "status": "OPEN"},
    ],
}


def plant(url: str) -> None:
    """Write the organisation into an empty database."""
    with writing(url) as connection:
        for name, rows in ROWS.items():
            for row in rows:
                connection.execute(insert(TABLES[name]), {**row, "created_by": "a test", "source_system": "test"})


def book(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook: of each sheet its header and its rows."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def rows_of(url: str, table: str, *names: str) -> list[tuple[Any, ...]]:
    """The rows of a table as they are, those that were taken out among them."""
    columns = [TABLES[table].c[name] for name in names]
    with reading(url) as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(*columns))]
