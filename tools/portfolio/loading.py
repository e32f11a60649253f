"""Loading a folder of data files into an empty database: all of it, or nothing.

The demo organisation is one such folder; another organisation is loaded in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tools.portfolio.auditing import AUDIT_TABLES, Event
from tools.portfolio.database import count_rows, require_revision, shown, writing
from tools.portfolio.errors import DatabaseNotEmpty
from tools.portfolio.importing.merging import prepare
from tools.portfolio.importing.writing import Signature, write
from tools.portfolio.operating import Command
from tools.portfolio.tables import TABLES

DEMO = Path(__file__).parent / "demo"


def load_demo(url: str, command: Command | None = None) -> Mapping[str, int]:
    """Load the demo organisation; see ``load_folder``."""
    return load_folder(url, DEMO, by="pmo demo load", source="demo", command=command)


def load_folder(url: str, folder: Path, *, by: str, source: str, command: Command | None = None) -> Mapping[str, int]:
    """Load an organisation into an upgraded, empty database; return the rows written to each table.

    The ``command`` of an operator is told in the audit. Raises ``DataInvalid`` with every problem of the files,
    ``DatabaseOutdated`` or ``DatabaseNotEmpty``.
    """
    with writing(url) as connection:
        require_revision(connection)
        if held := sum(count_rows(connection, set(TABLES) - AUDIT_TABLES).values()):
            raise DatabaseNotEmpty(shown(url), held)
        merging = prepare(connection, [folder])
        write(connection, merging.stages, merging.removals, Signature(by, source))
        rows = {table.table: table.new for table in merging.plan.tables if table.new}
        if command:
            command.record(connection, Event("load", "organisation/1", after={"source": source, "rows": rows}))
        return rows
