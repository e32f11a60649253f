"""``pmo receipt``: how an answer came about."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from assistant.cli.options import Person

app = typer.Typer(help="How an answer came about.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """How an answer came about."""


@app.command()
def show(
    receipt: Annotated[str, typer.Argument(metavar="ID", help="The id at the end of an answer.")],
    person: Person = None,
    as_json: Annotated[bool, typer.Option("--json", help="The whole receipt, as JSON.")] = False,
) -> None:
    """What was asked, called, returned, cited and checked."""
    from assistant.cli.opening import asker, open_enquirer
    from assistant.receipts import Receipts
    from assistant.settings import Settings
    from tools.portfolio.database import open_engine

    settings = Settings()
    kept = Receipts(open_engine(settings.url)).show(receipt, asker(person, open_enquirer(settings)))
    if as_json:
        sys.stdout.write(json.dumps(kept, ensure_ascii=False, indent=2) + "\n")
        return
    answer = kept["answer"]
    typer.echo(f"{answer['question']}\n  asked by {answer['asked_by']} on {answer['today']}, data of {answer['as_of']}")
    for call in answer["tools"]:
        typer.echo(f"  called {call['name']} {json.dumps(call['arguments'], ensure_ascii=False)}: {call['status']}")
    for figure in answer["figures"]:
        typer.echo(f"  {figure['text']} is {figure['name']} of {figure['subject']}, from {', '.join(figure['source'])}")
    for citation in answer["citations"]:
        typer.echo(f"  {citation['ref']}: {citation['quote']}")
    verdict = "passed" if answer["checked"]["passed"] else "failed"
    typer.echo(f"  the check {verdict}; model {answer['model']}, prompt {answer['prompt']}, index {answer['index']}")
    typer.echo(f"\n{answer['text']}")
