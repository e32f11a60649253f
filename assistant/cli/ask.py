"""``pmo ask`` and ``pmo chat``: questions in the terminal."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import AsOf, Person, day

if TYPE_CHECKING:
    from assistant.answer import Answer, Channel


def ask(
    question: Annotated[str, typer.Argument(help="The question, in your words.")],
    person: Person = None,
    as_of: AsOf = None,
    channel: Annotated[str, typer.Option(help="Who will read: dm, private or public.")] = "dm",
    thread: Annotated[str | None, typer.Option(help="Go on in this conversation.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The whole answer document, as JSON.")] = False,
) -> None:
    """Answer one question, with its sources."""
    from assistant.answer import Question
    from assistant.cli.opening import asker, open_turns

    if channel not in ("dm", "private", "public"):
        raise typer.BadParameter("dm, private or public", param_hint="--channel")
    turns = open_turns()
    place: Channel = channel  # type: ignore[assignment]
    answer = turns.answer(Question(question, asker(person, turns.enquirer), "cli", place, thread, day(as_of)))
    if as_json:
        sys.stdout.write(json.dumps(answer.as_document(), ensure_ascii=False, indent=2) + "\n")
        return
    show(answer)


def chat(person: Person = None) -> None:
    """A conversation in the terminal; an empty line or Ctrl-D ends it."""
    from ulid import ULID

    from assistant.answer import Question
    from assistant.cli.opening import asker, open_turns
    from assistant.errors import AssistantError

    turns, thread = open_turns(), str(ULID())
    email = asker(person, turns.enquirer)
    typer.echo("Ask away; an empty line ends the conversation.")
    while text := _line():
        try:
            show(turns.answer(Question(text, email, "cli", "dm", thread)))
        except AssistantError as trouble:
            typer.echo(str(trouble), err=True)


def show(answer: Answer) -> None:
    """The answer as a person reads it: the text, then where its figures and rules come from."""
    from rich.console import Console
    from rich.markdown import Markdown

    from tools.wording.sentences import count

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    console.print(Markdown(answer.text))
    sources = list(dict.fromkeys(row for figure in answer.figures for row in figure.source))
    held_back = "" if answer.checked.passed and not answer.checked.replaced else " · the model's words were held back"
    console.print(
        f"\n[dim]{count(len(answer.figures), 'figure')} from {count(len(sources), 'row')} · "
        f"{count(len(answer.citations), 'clause')} · "
        f"data of {answer.as_of}, asked on {answer.today}{held_back} · receipt {answer.receipt}[/dim]"
    )
    for warning in answer.warnings:
        console.print(f"[dim]{warning}[/dim]", markup=True)


def _line() -> str:
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""
