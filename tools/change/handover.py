"""One dependency: whether it comes in time, whether both sides agreed it, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tools.calculations.dependencies import Link, late_days
from tools.enquiry import Enquiry
from tools.facts.dependencies import DependencyFacts
from tools.judgement.dependencies import DELIVERED, HARD, latest
from tools.judgement.forecast import number
from tools.portfolio.calendar import working_days_between
from tools.result import Value, Verdict
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from knowledge.library import Rule

OUTSIDER = "outsider"
COLUMNS = ("Dependency", "From", "To", "What", "Kind", "Needed by", "Promised", "Forecast", "Days after need")


@dataclass(frozen=True, slots=True)
class Handover:
    """One open dependency, with the days by which it comes late."""

    facts: DependencyFacts
    evidence: Evidence
    late: int | None
    """Days after it is needed, negative before; None where a date is missing."""
    unagreed_wd: int | None
    """Working days since it was recorded, where a side has not agreed it; None where both have."""

    @property
    def is_late(self) -> bool:
        """Whether it is promised or forecast for a day after it is needed."""
        return self.late is not None and self.late > 0

    @property
    def name(self) -> str:
        """Its id as a handle."""
        return self.evidence.label(self.facts.dependency_id, self.facts.dependency_id, self.facts.row)

    @property
    def provider(self) -> str:
        """Who provides, as a handle."""
        if self.facts.provider_id:
            return _project(self.evidence, self.facts.provider_id, self.facts.provider or "", self.facts.row)
        return self.evidence.label(f"{self.facts.dependency_id}.{OUTSIDER}", self.facts.provider or "", self.facts.row)

    @property
    def consumer(self) -> str:
        """Who waits, as a handle."""
        return _project(self.evidence, self.facts.consumer_id, self.facts.consumer, self.facts.row)

    @property
    def what(self) -> str:
        """What is handed over, quoted; its words are not repeated where they read like an order."""
        words = quotable(self.facts.deliverable)
        return f"“{self.say('dependency_what', words)}”" if words else "something"

    def say(self, key: str, value: Value) -> str:
        """A figure of the dependency as a handle."""
        return self.evidence.say(key, value, self.facts.row, subject=self.facts.dependency_id)

    @property
    def dates(self) -> str:
        """When it is needed, promised and forecast."""
        said = []
        if self.facts.forecast_date:
            said.append(f"forecast for {self.say('dependency_forecast', self.facts.forecast_date)}")
        if self.facts.promised_date and self.facts.promised_date != self.facts.forecast_date:
            said.append(f"promised for {self.say('dependency_promised', self.facts.promised_date)}")
        if self.facts.need_by:
            said.append(f"needed by {self.say('need_by', self.facts.need_by)}")
        return ", ".join(said) or "without any date on record"

    @property
    def lateness(self) -> str:
        """How late it comes, or how many days are to spare."""
        if self.late is None:
            return "whether it comes in time cannot be said"
        if self.late > 0:
            self.evidence.judge(Verdict(self.facts.dependency_id, "delivery", "time", "late"))
            return f"{self.say('dependency_late', self.late)} late"
        self.evidence.judge(Verdict(self.facts.dependency_id, "delivery", "time", "on time"))
        return f"{self.say('dependency_spare', -self.late)} to spare"

    def line(self, project_id: str | None) -> str:
        """The dependency in a sentence, as the project sees it that is asked about."""
        if project_id == self.facts.provider_id:
            head = f"It provides {self.what} to {self.consumer}"
        elif project_id == self.facts.consumer_id:
            head = f"It waits for {self.what} from {self.provider}"
        else:
            head = f"{self.consumer} waits for {self.what} from {self.provider}"
        return f"{head} ({self.name}, {self.say('dependency_type', self.facts.type)}): {self.dates}; {self.lateness}."

    def cells(self) -> tuple[str, ...]:
        """The dependency as a row of a table."""
        late = self.say("dependency_late", self.late) if self.is_late else ""
        return (
            self.name,
            self.provider,
            self.consumer,
            self.what,
            self.say("dependency_type", self.facts.type),
            self.say("need_by", self.facts.need_by),
            self.say("dependency_promised", self.facts.promised_date),
            self.say("dependency_forecast", self.facts.forecast_date),
            late,
        )

    def link(self) -> Link:
        """The dependency as a link of a chain."""
        return link_of(self.facts)


def handovers(
    enquiry: Enquiry, evidence: Evidence, held: Mapping[str, Iterable[DependencyFacts]]
) -> tuple[Handover, ...]:
    """The open dependencies, each once: latest first, then by id."""
    every = {each.dependency_id: each for facts in held.values() for each in facts if each.status != DELIVERED}
    made = [
        Handover(each, evidence, late_days(latest(each), each.need_by), _unagreed(enquiry, each))
        for each in every.values()
    ]
    return tuple(
        sorted(made, key=lambda each: (-(each.late if each.late is not None else -(10**6)), each.facts.dependency_id))
    )


def link_of(facts: DependencyFacts) -> Link:
    """A dependency as a link; what an outsider provides begins at that outsider."""
    provider = facts.provider_id or f"{facts.dependency_id}.{OUTSIDER}"
    is_hard = facts.type == HARD
    return Link(facts.dependency_id, provider, facts.consumer_id, is_hard, latest(facts), facts.need_by)


def agreement_rule(enquiry: Enquiry) -> tuple[Rule | None, int | None]:
    """The rule on agreeing, with its working days; None where it has none."""
    rule = enquiry.library.rule("raid.dependency", enquiry.today)
    days = number(rule, "working_days")
    return rule, None if days is None else int(days)


def _unagreed(enquiry: Enquiry, facts: DependencyFacts) -> int | None:
    if facts.provider_agreed_on and facts.consumer_agreed_on:
        return None
    return working_days_between(facts.raised_on or date.max, enquiry.today, enquiry.calendar) if facts.raised_on else 0


def _project(evidence: Evidence, project_id: str, name: str, row: str) -> str:
    return evidence.label(project_id, f"{project_id} {name}", row)
