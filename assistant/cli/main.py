"""``pmo``: the commands, each in the file of its subject; what a command does not use is not imported."""

from __future__ import annotations

import sys
import traceback
from importlib.metadata import entry_points
from pathlib import Path

import typer

from assistant.cli import ask, data, measures, people, portfolio, receipts, reports, rules, standards, start

app = typer.Typer(
    name="pmo",
    help="Questions to the project standards and the portfolio, answered with their sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("ask")(ask.ask)
app.command("chat")(ask.chat)
app.command("report")(reports.report)
app.command("measures")(measures.measures)
app.command("import")(portfolio.import_)
app.command("export")(portfolio.export)
app.command("init")(start.init)
app.add_typer(people.people, name="people")
app.add_typer(people.grant, name="grant")
app.add_typer(standards.app, name="standards")
app.add_typer(rules.app, name="rules")
app.add_typer(receipts.app, name="receipt")
app.add_typer(data.demo, name="demo")
app.add_typer(data.database, name="db")
app.command("doctor")(data.doctor)


def run() -> None:
    """Run the program: a known trouble is one sentence on standard error and exit code 1."""
    from assistant.errors import AssistantError
    from knowledge.errors import KnowledgeError
    from tools.portfolio.errors import PortfolioError

    for command in entry_points(group="pmo.commands"):
        app.add_typer(command.load(), name=command.name)
    try:
        app()
    except (AssistantError, PortfolioError, KnowledgeError) as trouble:
        sys.stderr.write(f"{trouble}\n")
        sys.exit(1)
    except Exception as fault:  # a fault of ours: a person gets a sentence, a maintainer the place
        place = traceback.extract_tb(fault.__traceback__)[-1]
        sys.stderr.write(
            f"Something went wrong inside ({type(fault).__name__} in {Path(place.filename).name}:{place.lineno}). "
            "Nothing was changed. Please report it with that place; 'pmo doctor' checks this home.\n"
        )
        sys.exit(1)
