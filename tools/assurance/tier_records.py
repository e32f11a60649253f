"""Criteria of the PMO's tiers that the records themselves show, so that nobody has to believe an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.assurance.checks import Setting, reached
from tools.assurance.timeliness import timeliness
from tools.assurance.validity_strategy import IN_DELIVERY, investment_was_approved
from tools.calculations.outcome import divide
from tools.facts.project import ProjectFacts
from tools.judgement.forecast import number

if TYPE_CHECKING:
    from knowledge.library import Rule

REGISTERED = ("sponsor_id", "pm_id", "description", "wlc", "owning_unit")
"""What the portfolio register holds of every project."""


@dataclass
class Share:
    """How many projects have something, of those from which it is asked."""

    met: int = 0
    asked: int = 0
    failing: list[str] = field(default_factory=list)
    """Rows of the projects that have it not."""

    def add(self, row: str, holds: bool | None) -> None:
        """Count one project; None where nothing is asked of it."""
        if holds is None:
            return
        self.asked += 1
        self.met += holds
        if not holds:
            self.failing.append(row)

    @property
    def value(self) -> Decimal | None:
        """The share as a fraction; None where nothing is asked of any project."""
        return divide(Decimal(self.met), Decimal(self.asked)) if self.asked else None


@dataclass(frozen=True, slots=True)
class Measure:
    """One criterion that the records show, and where the rulebook holds its limit."""

    tier: int
    key: str | None
    """Under which the tier's rule holds the limit; None where every project must have it."""
    holds: Callable[[ProjectFacts, Setting], bool | None]


def reports_on_time(project: ProjectFacts, setting: Setting) -> bool | None:
    """Every report of the quarter came when it was due."""
    judged = timeliness(project, setting)
    return judged.punctual if judged.owed else None


def controls_used(project: ProjectFacts, _: Setting) -> bool | None:
    """A project in delivery has an approved baseline, and works on no change before it was approved."""
    if project.stage not in IN_DELIVERY:
        return None
    early = any(each.work_started_on and not each.decided_on for each in project.changes)
    return project.baseline is not None and project.baseline.approved_on is not None and not early


def registered(project: ProjectFacts, _: Setting) -> bool | None:
    """The register holds what it must of the project."""
    return all(getattr(project, name) not in (None, "") for name in REGISTERED)


def gates_enforced(project: ProjectFacts, setting: Setting) -> bool | None:
    """A project in delivery passed the gate that opens it."""
    found = investment_was_approved(project, setting)
    return None if found is None else not found


def linked(project: ProjectFacts, setting: Setting) -> bool | None:
    """The project serves an active objective, or has a mandate."""
    if setting.linked_from is not None and not reached(project, setting.linked_from):
        return None
    serves = (setting.objectives.get(link.objective_id) for link in project.links)
    return project.mandate_type != "NONE" or any(each is not None and each.active(setting.today) for each in serves)


MEASURES: Mapping[str, Measure] = {
    "REPORTS_ON_TIME": Measure(2, "reports_on_time_from", reports_on_time),
    "CONTROLS_USED": Measure(2, "controls_from", controls_used),
    "REGISTER_COMPLETE": Measure(3, None, registered),
    "GATES_ENFORCED": Measure(3, "gates_from", gates_enforced),
    "ALL_LINKED": Measure(4, "linked_from", linked),
}


def judged(measure: Measure, share: Share, rule: Rule | None) -> bool | None:
    """Whether the records meet a criterion; None where they or the rulebook cannot tell."""
    limit = Decimal(1) if measure.key is None and rule is not None else number(rule, measure.key or "")
    return None if share.value is None or limit is None else share.value >= limit
