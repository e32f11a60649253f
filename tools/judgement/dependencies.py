"""What a hard dependency that comes too late does to the schedule of both projects (F-RAG)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tools.facts.dependencies import DependencyFacts
from tools.judgement.grounds import Ground, sentence

if TYPE_CHECKING:
    from tools.judgement.dimensions import Case

HARD, DELIVERED = "HARD", "DELIVERED"


def late_deliveries(case: Case) -> list[Ground]:
    """Grounds that make the schedule at least Amber; none where no rule says so."""
    rule = case.enquiry.library.rule("rag.dependency", case.enquiry.today)
    if rule is None:
        return []
    found = []
    for dependency in case.facts.dependencies:
        expected = latest(dependency)
        if dependency.type == HARD and dependency.status != DELIVERED and is_late(dependency):
            label = case.evidence.label(dependency.dependency_id, dependency.dependency_id, dependency.row)
            coming = case.evidence.say(
                "dependency_forecast", expected, dependency.row, subject=dependency.dependency_id
            )
            needed = case.evidence.say("need_by", dependency.need_by, dependency.row, subject=dependency.dependency_id)
            text = "A hard dependency that comes later than it is needed makes schedule at least"
            says = sentence(case.evidence, text, "schedule", rule)
            found.append(Ground("A", f"dependency {label} is forecast for {coming}, needed by {needed}", says))
    return found


def latest(dependency: DependencyFacts) -> date | None:
    """The later of what the provider promised and what it forecasts."""
    return max((day for day in (dependency.promised_date, dependency.forecast_date) if day), default=None)


def is_late(dependency: DependencyFacts) -> bool:
    """Whether it comes after the day on which the consumer needs it."""
    expected = latest(dependency)
    return expected is not None and dependency.need_by is not None and expected > dependency.need_by
