"""The command: run suites and print what came out, write the schema. ``python -m evals`` and ``pmo evals``.

``pmo`` loads this file for every command, so that nothing but typer is imported before a suite is run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evals.case import Suite
    from evals.run import CaseResult, Report

SCHEMA = Path(__file__).parent / "suite.schema.json"
FAILED, USAGE, UNDER = 1, 2, 100
"""Exit codes: the work failed; wrong usage, a suite that cannot be read included; a rate is under its mark."""

app = typer.Typer(
    help="Does it answer well? Runs the evaluation suites.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command("run")
def run_suites(
    suites: Annotated[list[str] | None, typer.Argument(help="Names of suites; all by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    repeat: Annotated[int, typer.Option(min=1, help="How often each case is asked.")] = 1,
    home: Annotated[
        Path | None, typer.Option(help="Folder to keep the organisations in; a temporary one by default.")
    ] = None,
) -> None:
    """Ask every case and judge the answers; exit code 100 where a rate is under its mark."""
    from evals.loading import BadFile, load, load_suites
    from evals.report import as_document, as_text
    from evals.summary import summarise, under
    from evals.thresholds import FILE, Thresholds

    try:
        held, marks = load_suites(suites or []), load(FILE, Thresholds)
    except BadFile as bad:
        typer.echo(str(bad), err=True)
        raise typer.Exit(USAGE) from bad
    report = _run(held, repeat, home)
    summary = summarise(report)
    short = under(summary, marks, all_suites=not suites)
    document = as_document(report, summary, short)
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2) if as_json else as_text(report, summary, short))
    raise typer.Exit(UNDER if short else 0)


@app.command("list")
def list_suites() -> None:
    """List the suites with their number of cases."""
    from evals.loading import BadFile, load_suites

    try:
        for suite in load_suites():
            typer.echo(f"{suite.name}: {len(suite.cases)} cases. {suite.description.strip()}")
    except BadFile as bad:
        typer.echo(str(bad), err=True)
        raise typer.Exit(USAGE) from bad


@app.command("schema")
def write_schema() -> None:
    """Write the JSON Schema of a suite, which editors read from its first line."""
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    typer.echo(f"Wrote {SCHEMA}")


def schema_text() -> str:
    """The JSON Schema of a suite as it stands in the file."""
    from evals.case import Suite

    return json.dumps(Suite.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def main(argv: list[str]) -> int:
    """Run the command with these arguments, all suites without any; returns the exit code."""
    from assistant.errors import AssistantError
    from knowledge.errors import KnowledgeError
    from tools.portfolio.errors import PortfolioError

    try:
        app(args=argv or ["run"], prog_name="evals")
    except (AssistantError, PortfolioError, KnowledgeError) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return FAILED
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else FAILED
    return 0


def _run(suites: tuple[Suite, ...], repeat: int, home: Path | None) -> Report:
    from evals.home import assistant_over
    from evals.run import Report, run

    reports: list[Report] = []
    for organisation in dict.fromkeys(suite.organisation for suite in suites):
        own = [suite for suite in suites if suite.organisation == organisation]
        typer.echo(f"Loading the organisation {organisation} …", err=True)
        with assistant_over(organisation, home / organisation if home else None) as assistant:
            run_id = reports[0].run if reports else ""
            reports.append(run(own, assistant.answer, repeat, run_id, on_case=_progress))
    return Report(reports[0].run, repeat, tuple(result for report in reports for result in report.results))


def _progress(result: CaseResult) -> None:
    typer.echo(f"{result.outcome:>9}  {result.suite}/{result.case.id}", err=True)
