"""Months of roles and people as a table."""

from __future__ import annotations

from collections.abc import Sequence

from tools.people.clashes import say
from tools.people.loads import Limits, Load, month_name, worst_of
from tools.result import Table
from tools.wording.evidence import Evidence

COLUMNS = ("Who and when", "Net person-days", "Person-days booked hard", "Hard share", "Share with soft", "Headroom")
MOST = 24


def table(evidence: Evidence, loads: Sequence[Load], limits: Limits, every_month: bool) -> Table:
    """Every month of what was named; otherwise the heaviest of each role, and of people beyond the ceiling."""
    shown = list(loads) if every_month else [load for load in worst_of(loads) if _matters(load, limits)]
    return Table(COLUMNS, tuple(_cells(evidence, load) for load in shown[:MOST]))


def _matters(load: Load, limits: Limits) -> bool:
    if not load.pool.person_id:
        return True
    return load.is_over(limits.ceiling if limits.ceiling is not None else limits.over)


def _cells(evidence: Evidence, load: Load) -> tuple[str, ...]:
    return (
        evidence.label(load.key, f"{load.pool.name}, {month_name(load.month.month)}", load.month.row),
        say(evidence, load, "net_days", load.net),
        say(evidence, load, "hard_days", load.month.hard_days),
        say(evidence, load, "load_hard", load.hard),
        say(evidence, load, "load_both", load.both),
        say(evidence, load, "headroom_days", load.left) if load.left is not None else "",
    )
