"""``pmo import``: one transaction that writes all of it, with its audit, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tools.portfolio.database import require_revision, writing
from tools.portfolio.errors import RemovalsUnconfirmed
from tools.portfolio.importing.merging import Progress, no_progress, prepare
from tools.portfolio.importing.planning import Plan
from tools.portfolio.importing.telling import events
from tools.portfolio.importing.writing import Signature, write
from tools.portfolio.operating import Command


def plan_import(
    url: str, paths: Sequence[Path], *, replace: Sequence[str] = (), progress: Progress = no_progress
) -> Plan:
    """Return what an import would do; nothing is written. Raises as ``import_files`` does."""
    with writing(url) as connection:
        require_revision(connection)
        return prepare(connection, paths, replace, progress).plan


def import_files(
    url: str,
    paths: Sequence[Path],
    command: Command,
    *,
    replace: Sequence[str] = (),
    may_remove: Callable[[Plan], bool] = lambda plan: False,
    progress: Progress = no_progress,
) -> Plan:
    """Merge files into the database by key; return what was done.

    Rows of the scopes in ``replace`` that no file holds are taken out, where ``may_remove`` agrees to the plan.
    Raises ``DataInvalid``, ``SourceRefused``, ``UnknownScope``, ``RemovalsUnconfirmed``, ``DatabaseOutdated``.
    """
    with writing(url) as connection:
        require_revision(connection)
        merging = prepare(connection, paths, replace, progress)
        plan = merging.plan
        if plan.removed and not may_remove(plan):
            raise RemovalsUnconfirmed(plan.removed)
        if plan.writes:
            signature = Signature(command.actor, f"import of {', '.join(path.name for path in paths)}", command.at)
            command.record(connection, *events(connection, merging, paths, signature))
            write(connection, merging.stages, merging.removals, signature)
        return plan
