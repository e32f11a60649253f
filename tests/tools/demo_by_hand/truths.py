"""What the demo must hold and what must come out of it: the printed tables."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "truth"


@cache
def printed(table: str) -> tuple[dict[str, str], ...]:
    """The lines of a printed table: ``projects``, ``year`` (the anchors of the year) or ``months``."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def column(name: str) -> dict[str, str]:
    """A column of the truth table, by project."""
    return {row["id"]: row[name] for row in printed("projects")}


def projects_with(flag: str) -> set[str]:
    """The projects of which a flag is expected."""
    return {each for each, flags in column("expected_flags").items() if flag in flags.split(";")}
