"""The command: run suites and print what came out, write the schema. ``python -m evals`` and ``pmo evals``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals.case import Suite
from evals.home import demo_assistant
from evals.loading import SUITES, BadFile, load, load_suites
from evals.report import as_document, as_text
from evals.run import CaseResult, run
from evals.summary import summarise, under
from evals.thresholds import FILE, Thresholds

SCHEMA = Path(__file__).parent / "suite.schema.json"
FAILED, USAGE, UNDER = 1, 2, 100
"""Exit codes: the work failed; wrong usage, a suite that cannot be read included; a rate is under its mark."""

app = typer.Typer(help="Run the evaluation suites.", no_args_is_help=True, add_completion=False)


@app.command("run")
def run_suites(
    suites: Annotated[list[str] | None, typer.Argument(help="Names of suites; all by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    repeat: Annotated[int, typer.Option(min=1, help="How often each case is asked.")] = 1,
    home: Annotated[Path | None, typer.Option(help="Folder to keep the demo in; a temporary one by default.")] = None,
) -> None:
    """Ask every case and judge the answers; exit code 100 where a rate is under its mark."""
    try:
        held = load_suites(suites or [])
        marks = load(FILE, Thresholds)
    except BadFile as bad:
        typer.echo(str(bad), err=True)
        raise typer.Exit(USAGE) from bad
    typer.echo("Loading the demo organisation …", err=True)
    with demo_assistant(home) as assistant:
        report = run(held, assistant.answer, repeat, on_case=_progress)
    summary = summarise(report)
    short = under(summary, marks, all_suites=not suites)
    document = as_document(report, summary, short)
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2) if as_json else as_text(report, summary, short))
    raise typer.Exit(UNDER if short else 0)


@app.command("schema")
def write_schema() -> None:
    """Write the JSON Schema of a suite, which editors read from its first line."""
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    typer.echo(f"Wrote {SCHEMA}")


@app.command("list")
def list_suites() -> None:
    """List the suites with their number of cases."""
    for suite in load_suites(folder=SUITES):
        typer.echo(f"{suite.name}: {len(suite.cases)} cases. {suite.description.strip()}")


def schema_text() -> str:
    """The JSON Schema of a suite as it stands in the file."""
    return json.dumps(Suite.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def main(argv: list[str]) -> int:
    """Run the command with these arguments, all suites without any; returns the exit code."""
    try:
        app(args=argv or ["run"], prog_name="evals")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FAILED
    return 0


def _progress(result: CaseResult) -> None:
    typer.echo(f"{result.outcome:>9}  {result.suite}/{result.case.id}", err=True)
