"""Month by month under the present baseline: what the manager forecast, and CPI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tools.calculations.earned_value import earned_value
from tools.facts.delivery import SnapshotFacts
from tools.facts.project import ProjectFacts
from tools.judgement.dimensions import Case
from tools.judgement.measurement import totals_of
from tools.result import Table, Unit

COLUMNS = ("Month end", "Manager's own EAC", "Manager's forecast finish", "CPI")


@dataclass(frozen=True, slots=True)
class Series:
    """One measure at each month end at which it is known, the oldest first."""

    unit: Unit
    values: tuple[Decimal, ...]
    """Money, an index, or days after ``start``."""
    snapshots: tuple[SnapshotFacts, ...]
    """The month ends of the values."""
    left_out: int
    """Month ends under earlier baselines."""
    start: date | None = None
    """The first forecast finish, from which days are counted."""

    def day(self, value: Decimal) -> date | None:
        """A forecast finish as a date, rounded to the day; None where the values are no days."""
        return None if self.start is None else self.start + timedelta(days=round(value))


def series_of(facts: ProjectFacts, measure: str) -> Series:
    """The month ends under the newest baseline version, and the values of a measure where they are recorded."""
    newest = facts.snapshot
    version = newest.baseline_version if newest else None
    held = [each for each in facts.snapshots if each.baseline_version == version]
    left_out = len(facts.snapshots) - len(held)
    if measure == "finish":
        known = [(each, each.forecast_finish) for each in held if each.forecast_finish is not None]
        start = known[0][1] if known else None
        days = tuple(Decimal((day - start).days) for _, day in known if start is not None)
        return Series("days", days, tuple(each for each, _ in known), left_out, start)
    pairs = [(each, each.pm_eac if measure == "cost" else _cpi(facts, each)) for each in held]
    known_values = [(each, value) for each, value in pairs if value is not None]
    unit: Unit = "money" if measure == "cost" else "index"
    return Series(unit, tuple(v for _, v in known_values), tuple(each for each, _ in known_values), left_out)


def history_table(case: Case, snapshots: Sequence[SnapshotFacts]) -> Table | None:
    """The month ends as a table; None where there are none."""
    rows = tuple(_cells(case, each) for each in snapshots[-12:])
    return Table(COLUMNS, rows) if rows else None


def _cells(case: Case, each: SnapshotFacts) -> tuple[str, ...]:
    subject, say = f"{case.facts.project_id}/{each.period_end}", case.evidence.say
    return (
        say("history_month", each.period_end, each.row, subject=subject),
        say("eac_pm", each.pm_eac, each.row, subject=subject),
        say("finish_pm", each.forecast_finish, each.row, subject=subject),
        say("cpi", _cpi(case.facts, each), each.row, subject=subject),
    )


def _cpi(facts: ProjectFacts, each: SnapshotFacts) -> Decimal | None:
    return earned_value(totals_of(each, facts.baseline)).cpi.value
