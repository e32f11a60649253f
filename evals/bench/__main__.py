"""``python -m evals.bench``: measures, prints a table, writes JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict

from assistant.answer import Question
from evals.bench import calls, processes, turns
from evals.bench.timing import Timing, as_document, as_text, machine
from evals.home import DEMO, settings_of
from evals.loading import load

INPUTS = Path(__file__).parent / "inputs.yaml"


class Inputs(BaseModel):
    """What is timed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asked_by: str
    questions: list[str]
    searches: list[str]
    tools: dict[str, dict[str, Any]]


def bench(
    out: Annotated[Path, typer.Option(help="Where the JSON goes.")] = Path("bench.json"),
    tries: Annotated[int, typer.Option(min=1, help="Rounds of the questions and calls.")] = 5,
    starts: Annotated[int, typer.Option(min=1, help="New processes of each command.")] = 5,
    home: Annotated[Path | None, typer.Option(help="Folder with the demo; a temporary one by default.")] = None,
) -> None:
    """Measure answers, their parts, search, every tool and whole processes."""
    on = machine()
    timings = measure(load(INPUTS, Inputs), tries, starts, home)
    typer.echo(as_text(timings, on))
    out.write_text(json.dumps(as_document(timings, on), indent=2) + "\n", encoding="utf-8")


def measure(inputs: Inputs, tries: int, starts: int, home: Path | None) -> list[Timing]:
    """Everything, one thing after the other; nothing runs beside what is measured."""
    from assistant.wiring import build

    with settings_of(DEMO, home) as settings:
        typer.echo("Measuring whole processes …", err=True)
        ask = ["ask", "--as", inputs.asked_by, "--json", inputs.questions[0]]
        whole = [
            processes.measure("pmo --help", ["--help"], settings.home, starts),
            processes.measure("pmo ask", ask, settings.home, starts),
        ]
        typer.echo("Measuring answers, search and tools …", err=True)
        assistant = build(settings)
        enquiry = assistant.enquirer.open(Question("", inputs.asked_by))
        return [
            *turns.measure(assistant, inputs.questions, inputs.asked_by, tries),
            calls.search(enquiry.library, inputs.searches, enquiry.today, tries),
            *calls.tools(enquiry, inputs.tools, tries),
            *whole,
        ]


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(bench)
    app()
