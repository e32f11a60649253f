"""``pmo standards``: the library of standards."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import AsOf, day

app = typer.Typer(help="The library of standards: take in, list, read, compare.", no_args_is_help=True)


@app.command()
def sync(
    folder: Annotated[Path, typer.Argument(help="Folder with the documents.", exists=True, file_okay=False)],
) -> None:
    """Read a folder into the library: adds, supersedes and removes what came from that folder before."""
    from assistant.cli.asking import answers_for, how_to_state
    from assistant.cli.progress import counted
    from assistant.settings import Settings
    from knowledge.embedding import offline_embedder
    from knowledge.reading.guides import read_folder
    from knowledge.sync import sync_folder, unstated
    from knowledge.vectors import KeptEmbedder
    from tools.portfolio.database import upgrade

    settings = Settings()
    upgrade(settings.url)
    with counted(f"Reading {folder}"):
        shelf = read_folder(folder)
    if sys.stdin.isatty() and answers_for(folder, unstated(settings.url, folder, shelf)):
        shelf = read_folder(folder)  # what was answered may make versions of one document out of two
    with counted(f"Taking in {folder}") as progress:
        embedder = KeptEmbedder(offline_embedder(), progress=progress)
        report = sync_folder(settings.url, settings.home, folder, embedder, shelf=shelf, chroma_url=settings.chroma_url)
    for label in ("added", "changed", "superseded", "removed", "unchanged"):
        names = getattr(report, label)
        if names:
            typer.echo(f"{label}: {', '.join(map(str, names))}")
    for sentence in report.copies:
        typer.echo(sentence)
    for problem in report.problems:
        typer.echo(f"needs a person: {problem}", err=True)
    for sentence in report.not_stated:
        typer.echo(f"not stated: {sentence}", err=True)
    if report.not_stated:
        typer.echo(how_to_state(folder, report.not_stated[0].partition(": ")[0]), err=True)


@app.command("list")
def list_() -> None:
    """Every held version with its dates."""
    from rich.console import Console
    from rich.table import Table

    from assistant.cli.opening import open_library_of

    table = Table("document", "version", "title", "owner", "in force from", "until", "review due", box=None)
    for v in open_library_of().documents():
        table.add_row(
            v.document, v.version, v.title, v.owner, str(v.effective_from or ""), str(v.effective_to or ""),
            str(v.review_due or ""),
        )  # fmt: skip
    Console(width=None if sys.stdout.isatty() else 160).print(table)


@app.command()
def show(
    reference: Annotated[str, typer.Argument(metavar="REF", help="A clause or a document, such as STD-004 §4.2.")],
    on: AsOf = None,
    why: Annotated[
        str | None, typer.Option(metavar="QUESTION", help="How this question ranks clauses, and where REF comes.")
    ] = None,
) -> None:
    """The words of a clause, or the contents of a document, in the version in force."""
    from assistant.cli.opening import open_library_of, today_of
    from assistant.errors import NothingLoaded
    from knowledge.clauses import Clause

    library, asked_day = open_library_of(), day(on) or today_of()
    found = library.find_reference(reference, asked_day)
    if not found:
        raise NothingLoaded(
            f"The library holds nothing under {reference!r} for {asked_day}. 'pmo standards list' shows it."
        )
    shown = [one for item in found for one in ((item,) if isinstance(item, Clause) else library.clauses(item))]
    if why is None or len(shown) == 1:
        for clause in shown:
            page = f", page {clause.page}" if clause.page else ""
            typer.echo(f"{clause.ref}  {clause.heading}{page}\n\n{clause.text}\n")
    if why:
        from assistant.cli.ranking import print_ranking

        print_ranking(library.explain(why, asked_day), {clause.ref for clause in shown})


@app.command()
def diff(
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document, such as PMO-STD-003.")],
    old: Annotated[str, typer.Argument(metavar="V1")],
    new: Annotated[str, typer.Argument(metavar="V2")],
) -> None:
    """What changed between two versions, clause by clause."""
    import difflib

    from assistant.cli.opening import open_library_of
    from assistant.errors import NothingLoaded

    library = open_library_of()
    held = {v.version: v for v in library.versions(document)}
    missing = [v for v in (old, new) if v not in held]
    if missing:
        known = ", ".join(held) or "no version"
        raise NothingLoaded(f"{document} {missing[0]} is not held; the library holds {known} of it.")
    before, after = ({c.number: c for c in library.clauses(held[v])} for v in (old, new))
    for number in dict.fromkeys([*before, *after]):
        was = before[number].text.splitlines() if number in before else []
        now = after[number].text.splitlines() if number in after else []
        if was != now:
            heading = (after.get(number) or before[number]).heading
            typer.echo(f"§{number} {heading}")
            typer.echo(
                "\n".join(list(difflib.unified_diff(was, now, f"v{old}", f"v{new}", lineterm="", n=0))[2:]) + "\n"
            )
