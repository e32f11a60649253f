"""What stopping a project would save and cost, what is sunk, and whose work it would break (F-STOP)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.appraisal import Rate
from tools.calculations.investment import present_value
from tools.calculations.stopping import Exit, StopImpact, stop_impact
from tools.enquiry import Enquiry
from tools.facts.money import StopFacts
from tools.facts.project import ProjectFacts
from tools.investment.cases import APPROVED, newest
from tools.investment.consumers import broken_line, consumers_table
from tools.investment.house import house_line, house_rate
from tools.investment.run_rate import by_run_rate
from tools.investment.to_go import cost_to_go
from tools.records.answering import answer
from tools.records.empty import not_recorded
from tools.records.find import absent, find_project
from tools.result import ToolResult
from tools.wording.evidence import Evidence
from tools.wording.labels import label
from tools.wording.sentences import listed

TOOL = "stop_impact"
FIELDS = {
    "committed": "what of the cost to go is committed",
    "run_cost_avoided": "the run cost that stopping avoids",
    "exit_cost": "the cost of leaving",
}
ENDED = "it has already ended"


def stop_project(enquiry: Enquiry, project: str) -> ToolResult:
    """What stopping one project now would save or cost net, apart from what is sunk, and what it would break."""
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(enquiry, session, TOOL, project, {"project": project})
    return stopped(facts, enquiry)


def stopped(facts: ProjectFacts, enquiry: Enquiry) -> ToolResult:
    """The result for facts that are already loaded."""
    evidence = Evidence(facts.project_id, enquiry.as_of)
    label(evidence, facts)
    stop = Stop(facts, enquiry, evidence)
    if not facts.running:
        return stop.not_running()
    missing = stop.missing()
    return stop.unknown(missing) if missing else stop.result()


@dataclass(frozen=True, slots=True)
class Stop:
    """One project before the question of stopping, while it is put into words."""

    facts: ProjectFacts
    enquiry: Enquiry
    evidence: Evidence

    @property
    def arguments(self) -> dict[str, object]:
        """The arguments as they were understood."""
        return {"project": self.facts.project_id}

    @property
    def rate(self) -> Rate | None:
        """The house rate, else that of the approved case."""
        case = newest(self.facts.cases, APPROVED)
        own = None if case is None or case.discount_rate is None else Rate(case.discount_rate)
        return house_rate(self.enquiry) or own

    def missing(self) -> list[str]:
        """What has to be recorded before the net saving can be computed."""
        held = self.facts.stop
        if held is None:
            return [*FIELDS.values(), "the benefits that would be forgone"]
        lacking = [words for field, words in FIELDS.items() if getattr(held, field) is None]
        return lacking + (["a rate of discount"] if held.forgone and self.rate is None else [])

    def unknown(self, missing: list[str]) -> ToolResult:
        """The answer where the net saving cannot be computed: what is missing, and what is known."""
        reason = f"not recorded: {listed(missing)}"
        return not_recorded(
            self.enquiry,
            TOOL,
            self.evidence,
            f"What stopping {{{self.facts.project_id}}} would save cannot be computed; {reason}.",
            reason,
            self.arguments,
            facts=[line for line in (self._cost_to_go(), self._sunk(), self._broken()) if line],
            next_steps=["Have the manager record what stopping would save and cost, as an estimate with its date."],
            table=consumers_table(self.evidence, self.facts),
        )

    def not_running(self) -> ToolResult:
        """The answer for a project that is closed, stopped or cancelled."""
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            f"{{{self.facts.project_id}}} cannot be stopped: {ENDED}.",
            status="NOT_APPLICABLE",
            facts=tuple(line for line in (self._sunk(),) if line),
            subjects=(self.facts.project_id,),
            reason=ENDED,
            arguments=self.arguments,
        )

    def result(self) -> ToolResult:
        """The answer where everything is recorded, save perhaps the estimate to complete."""
        held = self.facts.stop
        if held is None:
            return self.unknown(self.missing())
        leaving = self._leaving(held)
        etc, spent, _ = cost_to_go(self.facts)
        if etc is None:
            impact, parts = by_run_rate(self.evidence, self.facts, leaving, spent or Decimal(0))
        else:
            impact, parts = stop_impact(etc, leaving, spent or Decimal(0)), self._parts(held, leaving, etc)
        if impact.high.value is None or impact.low.value is None:
            return self._invalid(impact)
        cited = house_line(self.evidence, self.enquiry) if held.forgone else ()
        said = (*parts, self._exit(held, leaving), self._sunk(), self._broken())
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            self._headline(impact),
            facts=tuple(line for line in said if line),
            rules=cited,
            cautions=self._cautions(held),
            table=consumers_table(self.evidence, self.facts),
            subjects=(self.facts.project_id,),
            arguments=self.arguments,
        )

    def _leaving(self, held: StopFacts) -> Exit:
        years, rate = dict(held.forgone), self.rate
        flows = [years.get(year, Decimal(0)) for year in range(max(years, default=-1) + 1)]
        forgone = present_value(flows, rate.value) if rate is not None else Decimal(0)
        return Exit(
            held.committed or Decimal(0), held.run_cost_avoided or Decimal(0), held.exit_cost or Decimal(0), forgone
        )

    def _headline(self, impact: StopImpact) -> str:
        named, rows = f"{{{self.facts.project_id}}}", self._rows()
        low, high = impact.low.value or Decimal(0), impact.high.value or Decimal(0)
        if low != high:
            span = (self.evidence.say("saving_low", low, *rows), self.evidence.say("saving_high", high, *rows))
            dearer = " Stopping costs more than finishing at either end." if high < 0 else ""
            return f"Stopping {named} now would save between {span[0]} and {span[1]} net.{dearer}"
        if high < 0:
            more = self.evidence.say("net_cost", -high, *rows)
            return f"Stopping {named} now would cost {more} more than finishing it."
        return f"Stopping {named} now would save {self.evidence.say('net_saving', high, *rows)} net."

    def _parts(self, held: StopFacts, leaving: Exit, etc: Decimal) -> tuple[str, ...]:
        say, rows = self.evidence.say, self._rows()
        left = say("cost_to_go", etc, *cost_to_go(self.facts)[2])
        bound = say("committed", leaving.committed, held.row)
        run = say("run_cost_avoided", leaving.run_cost_avoided, held.row)
        avoidable = say("avoidable", etc - leaving.committed + leaving.run_cost_avoided, *rows)
        return (f"Avoidable is {avoidable}: the cost to go of {left} less {bound} committed, and {run} of run cost.",)

    def _exit(self, held: StopFacts, leaving: Exit) -> str:
        leave = self.evidence.say("exit_cost", leaving.exit_cost, held.row)
        lost = self.evidence.say("forgone_benefits", leaving.forgone_benefits, held.row)
        return f"Against that stand {leave} for leaving, and forgone benefits worth {lost} today."

    def _cost_to_go(self) -> str:
        etc, _, rows = cost_to_go(self.facts)
        return "" if etc is None else f"The cost to go is {self.evidence.say('cost_to_go', etc, *rows)}."

    def _sunk(self) -> str:
        _, spent, rows = cost_to_go(self.facts)
        return (
            ""
            if spent is None
            else f"What is spent, {self.evidence.say('sunk', spent, *rows)}, is sunk and not counted."
        )

    def _broken(self) -> str:
        return broken_line(self.evidence, self.facts)

    def _rows(self) -> tuple[str, ...]:
        own = (self.facts.stop.row,) if self.facts.stop else ()
        return (*cost_to_go(self.facts)[2], *own)

    def _invalid(self, impact: StopImpact) -> ToolResult:
        reason = impact.net_saving.reason or ""
        headline = f"What stopping {{{self.facts.project_id}}} would save cannot be computed: {reason}."
        return not_recorded(self.enquiry, TOOL, self.evidence, headline, reason, self.arguments, facts=[self._sunk()])

    def _cautions(self, held: StopFacts) -> tuple[str, ...]:
        said = ["Whether to stop is for people to decide; this is what the records give."]
        if not held.forgone:
            said.append("No forgone benefit is recorded, so none is counted.")
        return tuple(said)
