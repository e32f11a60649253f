"""Every table of the portfolio, in one place: importing this makes all of them known."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table

from tools.portfolio import (
    assessments,
    audit,
    boards,
    changes,
    delivery,
    governance,
    lessons,
    money,
    people,
    proposals,
    raid,
    reporting,
    resources,
    strategy,
    structure,
    value,
)
from tools.portfolio.schema import Recorded

SUBJECTS = (
    structure,
    people,
    strategy,
    delivery,
    money,
    value,
    governance,
    boards,
    changes,
    raid,
    resources,
    reporting,
    proposals,
    lessons,
    assessments,
    audit,
)
"""The modules that declare tables, in the order in which a person reads them."""
METADATA = Recorded.metadata
TABLES: Mapping[str, Table] = METADATA.tables
