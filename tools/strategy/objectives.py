"""The strategy as it stands on a day: its active objectives with their weights, and what links to them are worth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from tools.calculations.alignment import Alignment, Link, alignment
from tools.facts.strategy import ObjectiveFacts, objectives
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Linked(Protocol):
    """A link of a project or a proposal to an objective."""

    @property
    def objective_id(self) -> str:
        """The objective."""

    @property
    def share(self) -> Decimal:
        """Part of the rationale, a fraction."""

    @property
    def contribution(self) -> int:
        """0 to 3."""

    @property
    def row(self) -> str:
        """The row of the link."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """The objectives as they stood on a day."""

    known: Mapping[str, ObjectiveFacts]
    on: date

    @classmethod
    def of(cls, session: Session, today: date) -> Strategy:
        """The objectives that were set by the day, whatever their status."""
        return cls({each.objective_id: each for each in objectives(session, today)}, today)

    @property
    def weights(self) -> dict[str, Decimal]:
        """The weights of the active objectives, fractions; one without a weight counts as 0."""
        return {key: each.weight or Decimal(0) for key, each in self.known.items() if each.active(self.on)}

    def worth(self, links: Iterable[Linked]) -> Alignment:
        """Alignment and strategic value of a project or a proposal with these links (F-ALN)."""
        weights = self.weights
        made = [
            Link(
                each.objective_id,
                each.share,
                each.contribution,
                each.objective_id in weights,
                weights.get(each.objective_id, Decimal(0)),
            )
            for each in links
        ]
        return alignment(made, max(weights.values(), default=Decimal(0)))

    def ended(self, links: Iterable[Linked]) -> tuple[ObjectiveFacts, ...]:
        """The objectives among the links that are not active, as far as they are known."""
        active = self.weights
        return tuple(
            self.known[each.objective_id]
            for each in links
            if each.objective_id in self.known and each.objective_id not in active
        )

    def label(self, evidence: Evidence, objective_id: str) -> str:
        """An objective's label as a handle."""
        held = self.known.get(objective_id)
        name, row = (f"{objective_id} {held.title}", held.row) if held else (objective_id, "objective_link")
        return evidence.label(objective_id, name, row)

    def rows(self, objective_ids: Collection[str]) -> tuple[str, ...]:
        """The rows that say the status and weight of these objectives."""
        return tuple(self.known[each].state_row for each in sorted(objective_ids) if each in self.known)
