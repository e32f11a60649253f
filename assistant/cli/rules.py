"""``pmo rules``: which rule rests on which clause, which have drifted, and a person's word that they still follow."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from assistant.cli.operator import Operator
from assistant.cli.options import AsOf, day

if TYPE_CHECKING:
    from assistant.settings import Settings
    from knowledge.rule_check import Desk, Standing

app = typer.Typer(help="The rulebook: the limits that are read from the standards.", no_args_is_help=True)

Folder = Annotated[
    Path | None,
    typer.Option(
        "--in",
        metavar="FOLDER",
        exists=True,
        file_okay=False,
        help="A folder with rulebook.yaml and standards instead.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document, and nothing else.")]


@app.command("list")
def list_(
    every: Annotated[bool, typer.Option("--all", help="Also versions that are not in force.")] = False,
    folder: Folder = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Every rule with its clause, its values, and whether it is confirmed."""
    from assistant.cli.rules_said import row, table
    from knowledge.rule_kinds import kind_of

    bench = _bench(folder, as_of)
    shown = [each for each in bench.desk.standings() if every or each.in_force or each.clause is None]
    if as_json:
        kinds = {each.rule_id: kind_of(each.rule_id) for each in shown}
        read = {rule_id: kind is not None and kind.is_read for rule_id, kind in kinds.items()}
        typer.echo(json.dumps([row(each) | {"read": read[each.rule_id]} for each in shown], ensure_ascii=False))
        return
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 180).print(table(shown))
    states = [each.state for each in shown]
    typer.echo(", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states)) + f" in {bench.path}")


@app.command()
def check(folder: Folder = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Hold the rulebook against the standards: what needs a person, and which clauses disagree."""
    from assistant.cli.progress import counted
    from assistant.cli.rules_said import document, lines
    from assistant.errors import NothingLoaded
    from knowledge.embedding import offline_embedder
    from knowledge.vectors import KeptEmbedder

    bench = _bench(folder, as_of)
    with counted("Comparing clauses") as progress:
        report = bench.desk.check(KeptEmbedder(offline_embedder(), progress=progress).embed)
    if as_json:
        typer.echo(json.dumps(document(report), ensure_ascii=False))
    else:
        for line in lines(report):
            typer.echo(line)
    if report.problems:
        if not any(each.clause for each in bench.desk.standings()):
            raise NothingLoaded(
                f"No clause of the rulebook {bench.path} is held here: write one about your own standards into "
                f"{bench.home / 'rulebook.yaml'}; docs/rulebook.md says how."
            )
        many = f"{len(report.problems)} things need" if len(report.problems) > 1 else "One thing needs"
        typer.echo(
            f"{many} a person: read the clause; 'pmo rules confirm RULE' shows what changed and where to correct it.",
            err=True,
        )
        raise typer.Exit(1)


@app.command()
def confirm(
    rules: Annotated[list[str], typer.Argument(metavar="RULE...", help="Rules, or 'all' for every one that waits.")],
    yes: Annotated[bool, typer.Option("--yes", help="Without asking.")] = False,
    folder: Folder = None,
    person: Operator = None,
) -> None:
    """Say that the values of a rule follow from its clause as it stands now: shows both texts, asks, writes it down."""
    from assistant.cli.rules_said import comparison

    bench = _bench(folder, None)
    waiting = _waiting(bench, rules)
    if not waiting:
        typer.echo("Nothing to do: what you name is confirmed already.")
        return
    for each in waiting:
        typer.echo(comparison(each, bench.home))
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter("add --yes to confirm without being asked")
        if not typer.confirm(f"Do the values of {len(waiting)} follow from these words?"):
            raise typer.Exit(1)
    _write(bench, waiting, person)


@app.command()
def schema() -> None:
    """The JSON Schema of a rulebook, for editors: put it beside your file and name it on the first line."""
    from knowledge.rulebook import schema as of_file

    typer.echo(json.dumps(of_file(), indent=2))


class _Bench(NamedTuple):
    """A rulebook beside its standards, and where it is kept."""

    desk: Desk
    path: Path
    home: Path
    settings: Settings | None
    """None for a folder: it has no audit."""


def _bench(folder: Path | None, as_of: str | None) -> _Bench:
    from assistant.cli.opening import open_library_of, today_of
    from assistant.errors import NothingLoaded
    from assistant.settings import Settings
    from knowledge.rule_check import Desk

    settings = Settings()
    if folder is None:
        library = open_library_of()
        desk = Desk(*library.rulebook(), day(as_of) or today_of())
        return _Bench(desk, library.rulebook_path, settings.home, settings)
    if not (folder / "rulebook.yaml").is_file() or not (folder / "standards").is_dir():
        raise NothingLoaded(f"{folder} holds no rulebook.yaml beside a folder 'standards'; see docs/rulebook.md.")
    today = day(as_of) or settings.fixed_today or date.today()  # noqa: DTZ011 - the day of whoever keeps the folder
    return _Bench(Desk.of_folder(folder, today), folder / "rulebook.yaml", folder, None)


def _waiting(bench: _Bench, rules: list[str]) -> list[Standing]:
    """What is to be confirmed; raises RulebookError for a rule that is not there or whose words are missing."""
    import difflib

    from knowledge.confirming import own_copy
    from knowledge.rulebook import RulebookError, missing_words

    desk = bench.desk
    known = desk.rulebook.rule_ids
    for rule_id in rules:
        if rule_id != "all" and rule_id not in known:
            near = difflib.get_close_matches(rule_id, known, n=1)
            raise RulebookError(
                f"No rule is called {rule_id!r}" + (f"; did you mean {near[0]!r}?" if near else "; see pmo rules list.")
            )
    named = [each for each in desk.standings() if "all" in rules or each.rule_id in rules]
    waiting = [each for each in named if each.clause is not None and each.state != "confirmed"]
    words = {(entry.id, entry.clause): entry.words for entry in desk.rulebook.entries}
    for each in waiting:
        if each.clause and (missing := missing_words(words[each.rule_id, each.ref], [each.clause])):
            path = own_copy(bench.home, bench.path) if bench.settings else bench.path  # the package's is never edited
            raise RulebookError(
                f"{each.rule_id} (line {each.line} of {path}) rests on the words {missing[0]!r}, which "
                f"no longer stand in {each.ref}: copy the words of today and correct the values, then confirm."
            )
    return waiting


def _write(bench: _Bench, waiting: list[Standing], person: str | None) -> None:
    from knowledge.confirming import confirm as write
    from knowledge.confirming import keep, own_copy

    clauses = bench.desk.holdings.by_ref
    names = list(dict.fromkeys(each.rule_id for each in waiting))
    if bench.settings is None:
        for name in names:
            write(bench.path, clauses, name)
        typer.echo(f"Confirmed in {bench.path}: {', '.join(names)}.")
        return
    from assistant.cli.opening import today_of
    from assistant.cli.operator import command
    from tools.portfolio.auditing import Event

    given, today = command(bench.settings, person), today_of()
    path = own_copy(bench.home, bench.path)
    for name in names:
        write(path, clauses, name, given.actor, today)
    keep(bench.home, bench.desk.holdings.clauses, {each.clause.text_hash for each in waiting if each.clause})
    given.note(
        bench.settings.url,
        *(
            Event(
                "rules.confirm",
                f"rulebook/{each.rule_id}/{each.ref}",
                {"hash": each.hash},
                {"hash": each.clause.text_hash},
            )
            for each in waiting
            if each.clause
        ),
    )
    typer.echo(f"Confirmed in {path}: {', '.join(names)}.")
