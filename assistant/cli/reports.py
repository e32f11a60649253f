"""``pmo report``: drafts of reports as files."""

from __future__ import annotations

import calendar
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import Person

KINDS = ("status",)
"""Kinds that can be drafted."""


def report(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="status")],
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="The project's id.")],
    out: Annotated[Path, typer.Option(help="The file to write, ending in .md.")],
    person: Person = None,
    period: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="The month; the newest by default.")] = None,
) -> None:
    """Draft a report to a file, every figure traced, marked DRAFT."""
    from assistant.answer import Question
    from assistant.cli.opening import asker, open_enquirer
    from assistant.errors import AssistantError
    from tools.reports.export.markdown import to_markdown
    from tools.reports.material import CannotDraft
    from tools.reports.status import status_report
    from tools.wording.handles import fill
    from tools.wording.sentences import count

    if kind not in KINDS:
        raise typer.BadParameter(f"one of {', '.join(KINDS)}", param_hint="KIND")
    if out.suffix != ".md":
        raise typer.BadParameter("a file ending in .md", param_hint="--out")
    if not out.parent.is_dir():
        raise typer.BadParameter(f"the folder {out.parent} does not exist", param_hint="--out")
    enquirer = open_enquirer()
    enquiry = enquirer.open(Question("", asker(person, enquirer)))
    try:
        drafted = status_report(enquiry, subject, month_end(period))
    except CannotDraft as trouble:
        filled = fill(trouble.result.headline, trouble.result.figures, trouble.result.clauses)
        raise AssistantError(filled.text) from trouble
    out.write_text(to_markdown(drafted), encoding="utf-8")
    figures, clauses = count(len(drafted.figures), "figure"), count(len(drafted.clauses), "clause")
    typer.echo(f"Drafted to {out}: {figures}, {clauses}. A person approves it.")


def month_end(period: str | None) -> date | None:
    """The last day of a ``YYYY-MM`` month; a wrong one is a usage error."""
    if period is None:
        return None
    try:
        first = date.fromisoformat(f"{period}-01")
    except ValueError:
        raise typer.BadParameter(f"{period!r} is not a month; write it as 2026-10", param_hint="--period") from None
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
