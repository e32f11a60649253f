"""Commands of an operator for tests, and what the audit tells of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from tools.portfolio.audit import AuditEventRow
from tools.portfolio.auditing import standing, verify
from tools.portfolio.database import reading
from tools.portfolio.operating import Command

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
COMMAND = Command("an operator", AT, "R-1")


def told(url: str) -> list[tuple[str, str | None, Any, Any]]:
    """Action, row, before and after of every event; the audit holds, and all of it is sealed."""
    with reading(url) as connection:
        assert verify(connection) == ()
        assert standing(connection).unsealed == 0
        rows = connection.execute(select(AuditEventRow.__table__).order_by(AuditEventRow.event_number)).all()
    return [(row.action, row.entity, _read(row.before), _read(row.after)) for row in rows]


def _read(text: str | None) -> Any:
    return None if text is None else json.loads(text)
