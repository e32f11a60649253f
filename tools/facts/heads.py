"""The heads of projects: what they are called, where they belong and who leads them, without their registers.

For questions that read one register of many projects, and nothing else of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from tools.facts.loading import states_query
from tools.facts.project import ENDED
from tools.facts.rows import batches, of_row, read, seen_among
from tools.portfolio.access import Viewer


@dataclass(frozen=True, slots=True)
class ProjectHead:
    """One visible project as it stood on a day."""

    project_id: str
    name: str
    portfolio_id: str
    programme_id: str | None
    stage: str
    run_state: str
    sponsor_id: str | None
    sponsor: str | None
    pm_id: str | None
    pm: str | None
    wlc: Decimal | None
    """Whole-life cost."""
    row: str
    state_row: str

    @property
    def running(self) -> bool:
        """Whether it has neither been closed nor stopped."""
        return self.stage != "CLOSED" and self.run_state not in ENDED


def load_heads(
    session: Session, viewer: Viewer, today: date, ids: Iterable[str] | None = None
) -> Iterator[ProjectHead]:
    """Give the visible projects (all, or those of ``ids`` that are visible), ordered by id."""
    chosen = sorted(seen_among(session, viewer, today, None if ids is None else frozenset(ids)))
    for batch in batches(chosen):
        for row in read(session, states_query(), batch, today=today).all():
            yield of_row(
                ProjectHead,
                row,
                row=f"project/{row.project_id}",
                state_row=f"project_state/{row.project_id}/{row.state_since}",
            )
