"""Every table of the portfolio, in one place: importing this makes all of them known."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table

from tools.portfolio import delivery, governance, people, reporting, structure
from tools.portfolio.schema import Recorded

SUBJECTS = (people, structure, delivery, governance, reporting)
METADATA = Recorded.metadata
TABLES: Mapping[str, Table] = METADATA.tables
