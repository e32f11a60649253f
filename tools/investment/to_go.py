"""What a project still has to spend and to bring: the only money that counts for going on or stopping."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tools.facts.project import ProjectFacts
from tools.facts.value import CaseFacts
from tools.investment.cases import net_benefits


@dataclass(frozen=True, slots=True)
class ToGo:
    """Money that is still ahead, as recorded."""

    cost: Decimal | None
    """The manager's EAC less what is spent; None where either is not recorded."""
    spent: Decimal | None
    benefits: tuple[Decimal, ...]
    """By year from now, year 0 first, not discounted and less what it costs to run; empty where none are recorded."""
    is_of_stop: bool
    """Whether the benefits are those of a stop estimate; otherwise they are all those of the case."""
    rows: tuple[str, ...]
    benefit_rows: tuple[str, ...]


def to_go(facts: ProjectFacts, case: CaseFacts | None) -> ToGo:
    """What is left to spend, and the benefits that are still ahead: of the stop estimate, else of the case."""
    cost, spent, rows = cost_to_go(facts)
    if facts.stop is not None and facts.stop.forgone:
        years = dict(facts.stop.forgone)
        ahead = tuple(years.get(year, Decimal(0)) for year in range(max(years) + 1))
        return ToGo(cost, spent, ahead, True, rows, (facts.stop.row,))
    ahead = net_benefits(case) if case is not None else ()
    return ToGo(cost, spent, ahead, False, rows, (case.row,) if case is not None else ())


def cost_to_go(facts: ProjectFacts) -> tuple[Decimal | None, Decimal | None, tuple[str, ...]]:
    """The estimate to complete and what is spent, money, with their rows; a bottom-up estimate comes first."""
    snapshot = facts.snapshot
    if snapshot is None:
        return None, None, ()
    if snapshot.etc_bottom_up is not None:
        return snapshot.etc_bottom_up, snapshot.ac, (snapshot.row,)
    if snapshot.pm_eac is None or snapshot.ac is None:
        return None, snapshot.ac, (snapshot.row,)
    return snapshot.pm_eac - snapshot.ac, snapshot.ac, (snapshot.row,)
