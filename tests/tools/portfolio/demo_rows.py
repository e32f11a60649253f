"""Rows of the demo as they stand in its tables, for tests that recompute what must come out of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, select

from tools.portfolio.database import Portfolio
from tools.portfolio.tables import TABLES

HIDDEN = ("P-501", "P-502")
"""Projects above INTERNAL: printed figures are those of a portfolio without them."""


def rows(demo: Portfolio, name: str, **wanted: Any) -> Sequence[RowMapping]:
    """The rows of a table, by its key; ``wanted`` keeps those with these values."""
    table = TABLES[name]
    query = select(table).filter_by(**wanted).order_by(*table.primary_key)
    with demo.session() as session:
        return session.execute(query).mappings().all()


def sums(each: Iterable[tuple[Any, Decimal]]) -> dict[Any, Decimal]:
    """Add amounts up by their key."""
    total: dict[Any, Decimal] = defaultdict(Decimal)
    for key, amount in each:
        total[key] += amount
    return dict(total)


def spent(demo: Portfolio, day: Any) -> dict[str, Decimal]:
    """Cumulative cost of each project at a month end."""
    return {row["project_id"]: row["ac_cum"] for row in rows(demo, "snapshot_month", period_end=day)}
