"""Milestones as they stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.tools.demo_by_hand.projects import Project
from tests.tools.demo_by_hand.reading import Row, day, day_or_none, of, on_or_before


@dataclass(frozen=True, slots=True)
class Milestone:
    milestone_id: str
    name: str
    kind: str
    critical: bool
    baseline: date | None
    forecast: date | None
    achieved: date | None
    status: str

    @property
    def is_open(self) -> bool:
        return self.achieved is None and self.status != "REMOVED"

    @property
    def expected(self) -> date | None:
        """Its forecast, and the baseline date where there is none."""
        return self.forecast or self.baseline


def milestones(each: Project) -> list[Milestone]:
    """Those that were known on the day."""
    found = []
    for row in of("milestone", project_id=each.project_id):
        planned = newest("milestone_baseline", row["milestone_id"], "set_on", each.on.today)
        said = newest("milestone_progress", row["milestone_id"], "as_of", each.on.today)
        if planned or said:
            found.append(_milestone(row, planned, said))
    return found


def newest(table: str, milestone_id: str, since: str, today: date) -> Row | None:
    known = [row for row in of(table, milestone_id=milestone_id) if on_or_before(row[since], today)]
    return max(known, key=lambda row: row[since], default=None)


def _milestone(row: Row, planned: Row | None, said: Row | None) -> Milestone:
    return Milestone(
        row["milestone_id"], row["name"], row["kind"], row["critical"] == "yes",
        day(planned["baseline_date"]) if planned else None,
        day_or_none(said["forecast_date"]) if said else None,
        day_or_none(said["actual_date"]) if said else None,
        said["status"] if said else "NOT_STARTED",
    )  # fmt: skip
