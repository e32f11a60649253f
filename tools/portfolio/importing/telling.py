"""What the audit is told of an import: once of the whole, then row by row.

Of a row that changes or goes, the values that it had are kept nowhere else, so each has an event of its own. Of
new rows the table itself holds all, so that many of them are told in one event with their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from tools.portfolio.auditing import Event
from tools.portfolio.importing.merging import Merging
from tools.portfolio.importing.planning import changes, created, removed
from tools.portfolio.importing.staging import Stage
from tools.portfolio.importing.writing import Signature

EACH = 50
"""New rows of a table that are told one by one; more of them are told together."""
COUNTS = ("new", "changed", "revived", "removed")


def events(connection: Connection, merging: Merging, paths: Sequence[Path], signature: Signature) -> Iterator[Event]:
    """Give the events of a merging that is about to be written: what is there still is what was there."""
    counts = {plan.table: _counts(asdict(plan)) for plan in merging.plan.tables if plan.writes}
    yield Event("import", after={"files": [path.name for path in paths], "rows": counts}, reason=signature.source)
    for table in merging.removals.tables():
        for entity, before in removed(connection, table, merging.removals):
            yield Event(f"{table.name}.remove", entity, before, None, signature.reason)
    for stage in merging.stages.values():
        yield from _of_stage(connection, stage)


def _of_stage(connection: Connection, stage: Stage) -> Iterator[Event]:
    name, fates = stage.table.name, stage.fates(connection)
    if fates.get("CHANGED") or fates.get("REVIVED"):
        for change in changes(connection, stage):
            action = "revive" if change.revived else "update"
            yield Event(f"{name}.{action}", change.entity, change.before, change.after)
    new = fates.get("NEW", 0)
    if 0 < new <= EACH:
        for entity, after in created(connection, stage):
            yield Event(f"{name}.add", entity, None, after)
    elif new:
        yield Event(f"{name}.add", name, None, {"rows": new})


def _counts(plan: dict[str, Any]) -> dict[str, int]:
    return {name: plan[name] for name in COUNTS if plan[name]}
