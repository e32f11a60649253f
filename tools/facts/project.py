"""What was recorded about a project, as of a date, ready for rules and reports.

Facts are loaded set-wise: the number of queries does not depend on the number of projects.
Nothing here is computed beyond choosing the rows that held on the date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.facts.artefacts import ArtefactFacts
from tools.facts.changes import ChangeFacts
from tools.facts.delivery import BaselineFacts, ConfidenceFacts, ForecastFacts, SnapshotFacts
from tools.facts.dependencies import DependencyFacts
from tools.facts.governance import GateFacts
from tools.facts.milestones import MilestoneFacts
from tools.facts.money import BudgetFacts, DrawdownFacts, SpendForecastFacts, StopFacts
from tools.facts.permissions import ExceptionFacts, WaiverFacts
from tools.facts.pools import PoolFacts
from tools.facts.raid import AssumptionFacts, IssueFacts, RiskFacts
from tools.facts.reporting import ReportFacts
from tools.facts.resources import BookingFacts, VacancyFacts
from tools.facts.strategy import LinkFacts
from tools.facts.value import BenefitFacts, CaseFacts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tools.portfolio.access import Viewer


ENDED = ("STOPPED", "COMPLETE", "CANCELLED")


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
    """Whole-life cost."""
    baselines: tuple[BaselineFacts, ...]
    """By version; empty before gate 3."""
    snapshots: tuple[SnapshotFacts, ...]
    """Locked ones up to the date, oldest first."""
    milestones: tuple[MilestoneFacts, ...]
    gates: tuple[GateFacts, ...]
    artefacts: tuple[ArtefactFacts, ...]
    exceptions: tuple[ExceptionFacts, ...]
    reports: tuple[ReportFacts, ...]
    """Approved ones, by period."""
    row: str
    state_row: str
    portfolio_type: str | None = None
    """Kind of work of the portfolio, by which local procedures apply."""
    mandate_ref: str | None = None
    mandate_deadline: date | None = None
    delivery_method: str | None = None
    complexity_score: int | None = None
    safety_relevant: bool | None = None
    owning_unit: str | None = None
    estimate_uplift: Decimal | None = None
    """Fraction added to the estimate for the usual optimism."""
    scoring_exemption: str | None = None
    state_since: date | None = None
    state_reason: str | None = None
    """Why it is on hold or stopped."""
    sponsor_id: str | None = None
    sponsor_active: bool | None = None
    pm_id: str | None = None
    pm_active: bool | None = None
    tags: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    forecasts: tuple[ForecastFacts, ...] = ()
    """Between month ends, oldest first."""
    confidences: tuple[ConfidenceFacts, ...] = ()
    waivers: tuple[WaiverFacts, ...] = ()
    changes: tuple[ChangeFacts, ...] = ()
    links: tuple[LinkFacts, ...] = ()
    """To objectives, as they held on the day."""
    budgets: tuple[BudgetFacts, ...] = ()
    spend_forecasts: tuple[SpendForecastFacts, ...] = ()
    drawdowns: tuple[DrawdownFacts, ...] = ()
    stop: StopFacts | None = None
    benefits: tuple[BenefitFacts, ...] = ()
    cases: tuple[CaseFacts, ...] = ()
    """Business cases, the oldest first."""
    risks: tuple[RiskFacts, ...] = ()
    issues: tuple[IssueFacts, ...] = ()
    assumptions: tuple[AssumptionFacts, ...] = ()
    dependencies: tuple[DependencyFacts, ...] = ()
    """What it provides and what it waits for."""
    bookings: tuple[BookingFacts, ...] = ()
    vacancies: tuple[VacancyFacts, ...] = ()
    pools: tuple[PoolFacts, ...] = ()
    """The roles and people that it has booked, with all that visible projects ask of them."""

    @property
    def report(self) -> ReportFacts | None:
        """The newest approved status report."""
        return self.reports[-1] if self.reports else None

    @property
    def running(self) -> bool:
        """Whether it has neither been closed nor stopped: what is meant by the projects of a portfolio."""
        return self.stage != "CLOSED" and self.run_state not in ENDED

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
    (``viewer.on``, else ``today``); everything else is as it was known on ``today``.
    """
    return list(iter_projects(session, viewer, as_of, today, ids))


def iter_projects(
    session: Session, viewer: Viewer, as_of: date, today: date, ids: Iterable[str] | None = None
) -> Iterator[ProjectFacts]:
    """Give the same projects one after the other, a batch of them in memory at a time."""
    from tools.facts.loading import load  # it builds the classes of this file

    return load(session, viewer, as_of, today, ids)
