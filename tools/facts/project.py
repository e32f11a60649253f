"""What was recorded about a project, as of a date, ready for rules and reports.

Facts are loaded set-wise: the number of queries does not depend on the number of projects.
Nothing here is computed beyond choosing the rows that held on the date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.result import Colour

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tools.portfolio.access import Viewer


@dataclass(frozen=True, slots=True)
class BaselineFacts:
    """One approved baseline; version 0 is the original and is kept for life (PMO-STD-004 §2.2)."""

    version: int
    approved_on: date | None
    start: date
    finish: date
    bac: Decimal
    """Budget at completion in pounds, without contingency."""
    contingency: Decimal | None
    plan: tuple[tuple[date, Decimal], ...]
    """Cumulative planned value at each period end, pounds."""
    row: str


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """A month end as it was locked; money is cumulative pounds, None where not recorded."""

    period_end: date
    pv: Decimal | None
    ev: Decimal | None
    ac: Decimal | None
    pm_eac: Decimal | None
    """The project manager's own estimate at completion."""
    forecast_finish: date | None
    reason: str | None
    baseline_version: int | None
    locked_on: date | None
    row: str


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A milestone with its dates; ``original_date`` is that of baseline version 0."""

    milestone_id: str
    name: str
    kind: str
    baseline_date: date | None
    original_date: date | None
    forecast_date: date | None
    actual_date: date | None
    status: str
    critical: bool
    row: str


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """A condition of an approval; ``status`` is OPEN until the day on which it was met or waived."""

    text: str
    owner: str | None
    due_date: date | None
    status: str
    row: str


@dataclass(frozen=True, slots=True)
class GateFacts:
    """One review of one gate; ``decision`` is PENDING until a board has decided."""

    gate: str
    planned_date: date | None
    decision: str
    decision_date: date | None
    board: str | None
    papers_submitted_on: date | None
    row: str
    conditions: tuple[ConditionFacts, ...] = ()
    """Of the approval, by due date; none before the decision."""


@dataclass(frozen=True, slots=True)
class ArtefactFacts:
    """The newest version of one artefact of a project."""

    type: str
    version: str
    status: str
    approved_on: date | None
    approved_by: str | None
    row: str


@dataclass(frozen=True, slots=True)
class ExceptionFacts:
    """An exception report and its decision; ``approved_limit`` is a fraction over BAC for cost."""

    exception_id: str
    dimension: str
    breach_detected_on: date | None
    raised_on: date | None
    decision: str
    decided_on: date | None
    approver: str | None
    approved_limit: Decimal | None
    approved_until: date | None
    row: str


@dataclass(frozen=True, slots=True)
class ReportedColour:
    """What the last approved report says about one dimension."""

    dimension: str
    reported: Colour
    reason: str | None
    path_to_green: str | None
    path_to_green_date: date | None
    row: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The newest approved status report."""

    period_end: date
    submitted_on: date | None
    approved_by: str | None
    approved_on: date | None
    colours: tuple[ReportedColour, ...]
    row: str

    def colour(self, dimension: str) -> ReportedColour | None:
        """The reported colour of one dimension, None where the report has none."""
        return next((c for c in self.colours if c.dimension == dimension), None)


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """One visible project as of a date."""

    project_id: str
    name: str
    aliases: tuple[str, ...]
    description: str | None
    """Recorded text: data, never instruction."""
    portfolio_id: str
    portfolio: str
    programme_id: str | None
    programme: str | None
    type: str
    delivery_class: str
    stage: str
    run_state: str
    hold_date: date | None
    classification: str
    mandate_type: str
    sponsor: str | None
    pm: str | None
    wlc: Decimal | None
    """Whole-life cost in pounds."""
    baselines: tuple[BaselineFacts, ...]
    """By version; empty before gate 3."""
    snapshots: tuple[SnapshotFacts, ...]
    """Locked ones up to the date, oldest first."""
    milestones: tuple[MilestoneFacts, ...]
    gates: tuple[GateFacts, ...]
    artefacts: tuple[ArtefactFacts, ...]
    exceptions: tuple[ExceptionFacts, ...]
    report: ReportFacts | None
    row: str
    state_row: str
    portfolio_type: str | None = None
    """Kind of work of the portfolio, by which local procedures apply."""

    @property
    def baseline(self) -> BaselineFacts | None:
        """The current baseline as of the date."""
        return self.baselines[-1] if self.baselines else None

    @property
    def original(self) -> BaselineFacts | None:
        """The original baseline."""
        return self.baselines[0] if self.baselines else None

    @property
    def snapshot(self) -> SnapshotFacts | None:
        """The newest locked snapshot."""
        return self.snapshots[-1] if self.snapshots else None

    @property
    def forecast_finish(self) -> date | None:
        """The manager's forecast finish of the newest snapshot."""
        return self.snapshot.forecast_finish if self.snapshot else None


def load_projects(
    session: Session, viewer: Viewer, as_of: date, today: date, ids: Iterable[str] | None = None
) -> list[ProjectFacts]:
    """Load the visible projects (all, or those of ``ids`` that are visible), ordered by id.

    Snapshots are those with a period end up to ``as_of`` that are locked on the real day of asking
    (``viewer.on``, else ``today``); state, gates, artefacts, exceptions and approved reports are those
    known on ``today``.
    """
    from tools.facts.loading import load  # it builds the classes of this file

    return load(session, viewer, as_of, today, ids)
