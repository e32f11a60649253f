"""How forecasts and colours of one project moved between two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.calculations.rag import is_worse
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.judgement.rating import judge
from tools.oversight.events import Event, events
from tools.result import Colour, Verdict
from tools.wording.evidence import Evidence
from tools.wording.labels import label
from tools.wording.sentences import sentence

KNOWN = ("G", "A", "R")


@dataclass(frozen=True, slots=True)
class Stand:
    """What is compared: forecasts and overall colours as they were known on a day."""

    eac: Decimal | None
    finish: date | None
    reported: Colour
    calculated: Colour
    row: str

    @classmethod
    def of(cls, facts: ProjectFacts, enquiry: Enquiry) -> Stand:
        """A project as it stood on the day of an enquiry."""
        snapshot, held = facts.snapshot, facts.report.colour("OVERALL") if facts.report else None
        row = snapshot.row if snapshot else facts.row
        eac = snapshot.pm_eac if snapshot else None
        calculated = judge(facts, enquiry).overall.colour
        return cls(eac, facts.forecast_finish, held.reported if held else "NR", calculated, row)


@dataclass(frozen=True, slots=True)
class Moves:
    """One project between two days; ``before`` is None where it was not on record."""

    facts: ProjectFacts
    before: Stand | None
    now: Stand
    events: tuple[Event, ...]

    @classmethod
    def of(cls, then: ProjectFacts | None, now: ProjectFacts, back: Enquiry, enquiry: Enquiry) -> Moves:
        """The moves between two loads of one project; ``back`` is the enquiry of the earlier day."""
        before = Stand.of(then, back) if then else None
        return cls(now, before, Stand.of(now, enquiry), tuple(events(then, now, back.today)))

    @property
    def cost(self) -> Decimal:
        """By how much the manager's forecast cost moved, in money; 0 where it did not, or is not known."""
        if self.before is None or self.before.eac is None or self.now.eac is None:
            return Decimal(0)
        return self.now.eac - self.before.eac

    @property
    def days(self) -> int:
        """By how many days the forecast finish moved; above 0 where it is later."""
        if self.before is None or self.before.finish is None or self.now.finish is None:
            return 0
        return (self.now.finish - self.before.finish).days

    @property
    def colours(self) -> tuple[tuple[str, Colour, Colour], ...]:
        """The overall colours that changed: which, before and now."""
        if self.before is None:
            return ()
        pairs = (
            ("reported", self.before.reported, self.now.reported),
            ("calculated", self.before.calculated, self.now.calculated),
        )
        return tuple(each for each in pairs if each[1] != each[2])

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.cost or self.days or self.colours or self.events)

    @property
    def rank(self) -> tuple[Decimal, int, int, str]:
        """What puts the largest movement first: money, then days, then how much else happened."""
        return -abs(self.cost), -abs(self.days), -len(self.events) - len(self.colours), self.facts.project_id

    def cost_line(self, evidence: Evidence, is_named: bool = True) -> str:
        """How the manager's forecast cost moved, with the project's name or without; empty where it did not."""
        if not self.cost or self.before is None:
            return ""
        say, subject = evidence.say, self.facts.project_id
        now = say("eac_pm", self.now.eac, self.now.row, subject=subject)
        by = say("eac_change", self.cost, self.before.row, self.now.row, subject=subject)
        return self._named(evidence, is_named, f"the manager's own EAC moved by {by}, to {now}")

    def finish_line(self, evidence: Evidence, is_named: bool = True) -> str:
        """How the manager's forecast finish moved, with the project's name or without; empty where it did not."""
        if not self.days or self.before is None:
            return ""
        say, subject = evidence.say, self.facts.project_id
        now = say("finish_pm", self.now.finish, self.now.row, subject=subject)
        by = say("finish_change", self.days, self.before.row, self.now.row, subject=subject)
        return self._named(evidence, is_named, f"the manager's forecast finish moved by {by}, to {now}")

    def colour_lines(self, evidence: Evidence) -> list[str]:
        """How the overall colours changed."""
        subject, said = self.facts.project_id, []
        for kind, then, now in self.colours:
            before = evidence.say(
                f"rag_{kind}_last_overall", then, self.before.row if self.before else "", subject=subject
            )
            held = evidence.say(f"rag_{kind}_overall", now, self.now.row, subject=subject)
            by = "by calculation" if kind == "calculated" else "as reported"
            if then in KNOWN and now in KNOWN:
                evidence.judge(
                    Verdict(subject, "overall colour", "trend", "worse" if is_worse(now, then) else "better")
                )
            was = f"after {before} {by}" if then in KNOWN else "with none before"
            said.append(f"{label(evidence, self.facts)}: the overall colour {by} is {held}, {was}.")
        return said

    def _named(self, evidence: Evidence, is_named: bool, words: str) -> str:
        return f"{label(evidence, self.facts)}: {words}." if is_named else sentence(words)
