"""Asks at the terminal for what documents do not state of themselves, and keeps it in ``standards.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from knowledge.reading.documents import Document

_QUESTIONS = {
    "version": "Version (such as 2.1)",
    "effective_from": "First day in force (such as 2026-03-01)",
    "owner": "Owner (such as Head of Delivery)",
    "type": "Kind (POLICY, STANDARD, PROCEDURE or GUIDANCE)",
}
Prompt = Callable[[str], str]


def _prompt(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False))


def answers_for(folder: Path, documents: Iterable[Document], prompt: Prompt = _prompt) -> bool:
    """Asks for each document in turn and writes what is answered; whether anything was."""
    from knowledge.reading.statements import write_statements

    stated = {}
    for document in documents:
        typer.echo(f"\n{document.version.source} ({document.version.title}) leaves this open; Enter: not stated.")
        for doubt in document.stated.doubts if document.stated else ():
            typer.echo(f"  {doubt}.")
        if found := _asked(document.missing, prompt):
            stated[document.version.source] = found
    if not stated:
        return False
    try:
        write_statements(folder, stated)
    except OSError:
        typer.echo(f"{folder / 'standards.yaml'} cannot be written: the answers are lost. Use a copy of the folder.")
        return False
    return True


def how_to_state(folder: Path, source: str) -> str:
    """What to write, and where, for a document that leaves things open."""
    return (
        f"State it in {folder / 'standards.yaml'}, as much as is known, and run this again:\n"
        "files:\n"
        f'  "{source}":\n'
        '    version: "2.1"\n'
        "    effective_from: 2026-03-01\n"
        "    owner: Head of Delivery\n"
        "    type: STANDARD  # or POLICY, PROCEDURE, GUIDANCE"
    )


def _asked(names: Iterable[str], prompt: Prompt) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in names:
        while answer := prompt(f"  {_QUESTIONS[name]}").strip():
            try:
                found[name] = _value(name, answer)
                break
            except ValueError as error:
                typer.echo(f"  {error}")
    return found


def _value(name: str, answer: str) -> object:
    """The answer as it is kept; raises ValueError, which says what was wanted."""
    from pydantic import ValidationError

    from knowledge.reading.dates import day_of
    from knowledge.reading.statements import Statement

    if name == "effective_from":
        written = day_of(answer)
        if written is None or written.day is None:
            raise ValueError(f"{answer!r} is not one day: write it as 2026-03-01.")
        return written.day
    value = answer.lower().removeprefix("v") if name == "version" else answer.upper() if name == "type" else answer
    try:
        Statement.model_validate({name: value})
    except ValidationError as error:
        raise ValueError(f"{answer!r} is none: {_QUESTIONS[name].lower()}.") from error
    return value
