"""``pmo demo``, ``pmo db`` and ``pmo doctor``: the data of this home."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.operator import Operator

demo = typer.Typer(help="The demo organisation.", no_args_is_help=True)
database = typer.Typer(help="The database of this home.", no_args_is_help=True)


@demo.callback()
def _demo() -> None:
    """The demo organisation."""


@demo.command()
def load() -> None:
    """Put the demo organisation and its standards into an empty home."""
    from importlib import resources

    from assistant.cli.operator import command
    from assistant.cli.progress import counted
    from assistant.settings import Settings
    from assistant.wiring import prepare
    from knowledge.embedding import offline_embedder
    from knowledge.sync import sync_folder
    from knowledge.vectors import KeptEmbedder
    from tools.portfolio.database import upgrade
    from tools.portfolio.loading import load_demo

    settings = Settings()
    typer.echo("Building the portfolio …", err=True)
    upgrade(settings.url)
    rows = load_demo(settings.url, command(settings))
    embedder = offline_embedder()
    with (
        resources.as_file(resources.files("knowledge") / "standards") as folder,
        counted("Indexing the standards") as progress,
    ):
        kept = KeptEmbedder(embedder, progress=progress)
        report = sync_folder(settings.url, settings.home, folder, kept, chroma_url=settings.chroma_url)
    typer.echo("Learning the questions …", err=True)
    prepare(settings)
    typer.echo(f"Loaded {rows.get('project', 0)} projects and {len(report.added)} documents into {settings.home}.")


@database.command("upgrade")
def upgrade_() -> None:
    """Bring the tables to this program's revision."""
    from assistant.cli.operator import command
    from assistant.settings import Settings
    from tools.portfolio.operating import upgrade

    settings = Settings()
    typer.echo(f"The database is at revision {upgrade(settings.url, command(settings))}.")


@database.command()
def info() -> None:
    """Revision, and rows per table."""
    from assistant.settings import Settings
    from tools.portfolio.database import info as read

    held = read(Settings().url)
    typer.echo(f"{held.address}\nrevision {held.revision or 'none'} (newest {held.newest_revision})")
    for table, rows in held.tables:
        typer.echo(f"{rows:8}  {table}")


@database.command()
def copy(url: Annotated[str, typer.Argument(help="URL of an empty database.")], person: Operator = None) -> None:
    """Copy everything to another database."""
    from assistant.cli.operator import command
    from assistant.settings import Settings
    from tools.portfolio.transfer import copy as copy_to

    settings = Settings()
    copy_to(settings.url, url, command(settings, person))
    typer.echo("Copied.")


@database.command()
def backup(
    file: Annotated[Path, typer.Argument(help="A file that does not exist yet.")], person: Operator = None
) -> None:
    """Write everything to one file."""
    from assistant.cli.operator import command
    from assistant.settings import Settings
    from tools.portfolio.transfer import backup as write

    settings = Settings()
    write(settings.url, file, command(settings, person))
    typer.echo(f"Written to {file}.")


@database.command()
def restore(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Read a backup into an empty database."""
    from assistant.cli.operator import command
    from assistant.settings import Settings
    from tools.portfolio.transfer import restore as read

    settings = Settings()
    read(settings.url, file, command=command(settings))
    typer.echo("Restored.")


def doctor(
    seal: Annotated[
        str | None, typer.Option(metavar="HASH", help="Hash of a seal of the audit, or its beginning, noted earlier.")
    ] = None,
) -> None:
    """Check what an answer needs and whether the audit stands as written; say what to do about what is not well."""
    from assistant.health import findings
    from assistant.settings import Settings

    settings = Settings()
    trouble = False
    for finding in findings(settings, seal):
        trouble = trouble or not finding.well
        typer.echo(f"{'ok   ' if finding.well else 'FIX  '} {finding.what}: {finding.detail}")
    free = shutil.disk_usage(settings.home if settings.home.exists() else Path.cwd()).free
    typer.echo(f"ok    disk: {free // 2**20} MiB free")
    if trouble:
        sys.exit(1)
