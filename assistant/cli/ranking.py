"""How a question ranks clauses, as a table that the library's owner can follow."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator

from knowledge.findings import NAMED, Explanation, Weighed

FIRST = 10
"""Places that are shown besides those of the clauses asked for."""


def print_ranking(why: Explanation, asked_for: Collection[str]) -> None:
    """Print the ranked clauses with the parts of their scores, the verdict, and what was barred by its dates."""
    from rich.console import Console
    from rich.table import Table

    table = Table("place", "clause", "heading", "meaning", "title", "words", "named", "score", box=None)
    for place, each in enumerate(why.ranked, start=1):
        asked = each.clause.ref in asked_for
        if asked or place <= FIRST:
            table.add_row(
                str(place), each.clause.ref, each.clause.heading, *_parts(each), style="bold" if asked else ""
            )
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(table)
    for line in verdict(why):
        console.print(line, soft_wrap=True, markup=False, highlight=False)


def verdict(why: Explanation) -> Iterator[str]:
    """Sentences on what the ranking comes to."""
    found = why.search
    if not why.ranked:
        yield f"No clause was in force on {found.on}."
        return
    if found.hits and found.hits[0].why == NAMED:
        yield f"{found.hits[0].clause.ref} is named in the question and comes first whatever its score."
    nearest = why.ranked[0].clause
    if found.covered:
        yield f"Covered: the best score {why.best:.3f} reaches the {why.needed:.3f} that this question needs."
    elif why.best >= why.needed:
        yield f"Not covered: the score {why.best:.3f} would do, but what answers better was not in force yet."
    else:
        yield (
            f"Not covered: the best score {why.best:.3f} is below the {why.needed:.3f} that this question needs. "
            f"Nearest is {nearest.ref} ({nearest.heading}), whose owner is {nearest.version.owner}."
        )
    for each in why.barred[:FIRST]:
        yield f"Barred by its dates: {each.clause.ref} (score {each.total:.3f}), {_dates(each)}."


def _parts(each: Weighed) -> tuple[str, ...]:
    heading = f"{each.heading:.2f}" if each.heading > -1 else "–"
    named = f"{each.bonus:+.2f}" if each.bonus else ""
    return f"{each.meaning:.2f}", heading, f"{each.words:.2f}", named, f"{each.total:.3f}"


def _dates(each: Weighed) -> str:
    version = each.clause.version
    since, until = version.effective_from, version.effective_to
    return f"in force from {since or 'the start'} to {until or 'now'}"
