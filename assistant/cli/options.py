"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

Person = Annotated[
    str | None, typer.Option("--as", metavar="EMAIL", help="Who asks; the PMO analyst of the demo by default.")
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Data and rules of that day, YYYY-MM-DD.")]


def day(text: str | None) -> date | None:
    """The day of an option; a wrong one is a usage error."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-10-31") from None
