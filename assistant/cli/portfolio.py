"""``pmo import`` and ``pmo export``: the portfolio as a workbook or as CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.operator import Operator, command

if TYPE_CHECKING:
    from tools.portfolio.importing.planning import Plan, TablePlan


NOTHING = "Nothing to do: all of it is recorded already."


def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE...", help="A workbook (.xlsx), a folder or zip of CSV files, or a CSV file."),
    ] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="FILE.xlsx", help="Write an empty workbook to fill in, and import nothing.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and write nothing.")] = False,
    replacing: Annotated[
        list[str] | None,
        typer.Option(
            "--replace",
            metavar="SCOPE",
            help="Take out rows that the files do not hold: of ALL tables in them, of one TABLE, or of one portfolio.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Agree to the removals.")] = False,
    person: Operator = None,
) -> None:
    """Merge a workbook or CSV files into the portfolio by key: all of it, or nothing."""
    if template is not None:
        _write_template(template)
        return
    if not files:
        raise typer.BadParameter("give a workbook, a folder or a zip", param_hint="FILE")
    from assistant.cli.progress import counted
    from assistant.settings import Settings
    from tools.portfolio.importing.running import import_files, plan_import

    settings, scopes = Settings(), replacing or []
    shown: Plan | None = None
    if dry_run or (scopes and not yes):
        with counted("Looking") as progress:
            shown = plan_import(settings.url, files, replace=scopes, progress=progress)
        _tell(shown)
    if shown and not shown.writes:
        typer.echo(NOTHING)
        return
    if dry_run:
        typer.echo("Nothing was written.")
        return
    if shown and shown.removed and not typer.confirm(f"Remove {shown.removed:,} of these?", err=True):
        typer.echo("Nothing was written.")
        return
    with counted("Importing") as progress:
        done = import_files(
            settings.url,
            files,
            replace(command(settings, person), channel="IMPORT"),
            replace=scopes,
            may_remove=lambda plan: yes or plan == shown,
            progress=progress,
        )
    if not shown:
        _tell(done)
    typer.echo("Imported." if done.writes else NOTHING)


def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="FILE.xlsx a workbook, FILE.zip CSV files, anything else a folder.")
    ],
    person: Operator = None,
) -> None:
    """Write the whole portfolio to a file that is not there yet; what it holds can be imported again."""
    from assistant.cli.progress import counted
    from assistant.settings import Settings
    from tools.portfolio.exporting import export as write

    _require_folder(file)
    settings = Settings()
    with counted("Exporting") as progress:
        rows = write(settings.url, file, command(settings, person), progress=progress)
    held = sum(1 for number in rows.values() if number)
    typer.echo(f"Exported {sum(rows.values()):,} rows of {held} tables to {file}.")


def _write_template(file: Path) -> None:
    from tools.portfolio.exporting import write_template

    if file.suffix != ".xlsx":
        raise typer.BadParameter("a file ending in .xlsx", param_hint="--template")
    _require_folder(file)
    write_template(file, at=datetime.now(UTC))
    typer.echo(f"Written to {file}: fill it in, then 'pmo import {file} --dry-run'.")


def _require_folder(file: Path) -> None:
    if not file.parent.is_dir():
        raise typer.BadParameter(f"the folder {file.parent} does not exist", param_hint="FILE")


def _tell(plan: Plan) -> None:
    """Print a plan: counts of each table that it touches, then the first changes and removals."""
    for table in plan.tables:
        if table.writes:
            typer.echo(f"{table.table}: {', '.join(_counts(table))}")
            for line in table.changes:
                typer.echo(f"  ~ {line}")
            for line in table.removals:
                typer.echo(f"  - {line}")
            if (more := table.changed + table.revived + table.removed - len(table.changes) - len(table.removals)) > 0:
                typer.echo(f"  and {more:,} more")


def _counts(table: TablePlan) -> Iterator[str]:
    counted = {
        "new": table.new,
        "changed": table.changed,
        "back again": table.revived,
        "removed": table.removed,
        "as recorded": table.same,
    }
    return (f"{number:,} {what}" for what, number in counted.items() if number)
