"""What the changes of one project add up to since its current baseline (F-CHG)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.growth import cumulative_change
from tools.calculations.outcome import Outcome
from tools.facts.changes import ChangeFacts
from tools.facts.project import ProjectFacts
from tools.judgement.scope import DECIDED


@dataclass(frozen=True, slots=True)
class History:
    """The changes of a project since its current baseline, with the money of which they are a share."""

    approved: tuple[ChangeFacts, ...]
    waiting: tuple[ChangeFacts, ...]
    """Submitted and not decided."""
    budget: Decimal | None
    """Budget at completion of the current baseline."""
    sources: tuple[str, ...]

    @property
    def cost(self) -> Decimal:
        """Money of the approved changes; savings are taken off."""
        return sum((change.cost_impact or Decimal(0) for change in self.approved), Decimal(0))

    @property
    def unpriced(self) -> tuple[ChangeFacts, ...]:
        """The approved changes whose cost is not recorded."""
        return tuple(change for change in self.approved if change.cost_impact is None)

    def share(self, asked: Decimal = Decimal(0)) -> Outcome[Decimal]:
        """Approved changes and what is asked for, as a fraction of the budget."""
        return cumulative_change((self.cost,), self.budget, asked)


def history_of(facts: ProjectFacts) -> History:
    """The changes that count since the current baseline; the change that made the baseline is part of it."""
    approved = tuple(change for change in facts.changes if change.status in DECIDED and _is_since(change, facts))
    waiting = tuple(change for change in facts.changes if change.status == "SUBMITTED")
    baseline = facts.baseline
    sources = (*(change.row for change in approved), *((baseline.row,) if baseline else ()))
    return History(approved, waiting, baseline.bac if baseline else None, sources or (facts.row,))


def _is_since(change: ChangeFacts, facts: ProjectFacts) -> bool:
    baseline = facts.baseline
    if change.new_baseline_version is not None:
        return False
    if baseline is None or baseline.approved_on is None or change.decided_on is None:
        return True
    return change.decided_on > baseline.approved_on
