"""The worth of a project's case: as approved, now, and for what is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tools.calculations.appraisal import Case, Refreshed, refreshed
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.facts.value import CaseFacts
from tools.investment.appraised import NO_RATE, Appraised, worths
from tools.investment.cases import Recomputed, money_of, recomputed
from tools.investment.to_go import ToGo, to_go
from tools.investment.worth import Worth, worth_table
from tools.records.answering import answer
from tools.records.empty import not_recorded
from tools.result import ToolResult
from tools.wording.evidence import Evidence

TOOL = "investment_case"
Focus = Literal["sensitivity", "to_go"]


@dataclass(frozen=True, slots=True)
class ProjectCase:
    """One project's case, while it is put into words."""

    facts: ProjectFacts
    enquiry: Enquiry
    evidence: Evidence
    approved: CaseFacts
    refreshed: CaseFacts | None
    today: Recomputed | None
    """The approved case with today's forecasts, where no case was refreshed."""
    then: tuple[Worth, ...]
    now: tuple[Worth, ...]
    ahead: ToGo

    @classmethod
    def of(
        cls,
        facts: ProjectFacts,
        enquiry: Enquiry,
        evidence: Evidence,
        approved: CaseFacts,
        newer: CaseFacts | None,
    ) -> ProjectCase:
        """Compute the case as approved and as it stands now."""
        then = worths(enquiry, "approved", approved, money_of(approved), approved.row)
        today = None if newer else recomputed(facts, approved, enquiry.currency)
        now: tuple[Worth, ...] = ()
        if newer is not None:
            now = worths(enquiry, "refreshed", newer, money_of(newer), newer.row)
        elif today is not None:
            now = worths(enquiry, "today", approved, today.case, *today.rows)
        return cls(facts, enquiry, evidence, approved, newer, today, then, now, to_go(facts, newer or approved))

    def result(self, arguments: dict[str, object], focus: Focus | None) -> ToolResult:
        """The tool's result."""
        if not self.then:
            said = f"The NPV of {{{self.facts.project_id}}} is open: {NO_RATE}."
            return not_recorded(self.enquiry, TOOL, self.evidence, said, NO_RATE, arguments)
        appraised = Appraised.of(self.enquiry, self.evidence, (self.now or self.then)[-1])
        verdict, choice, tests = self._verdict(), self._choice(), appraised.lines()
        first: tuple[str, ...] = {"sensitivity": tests[:1], "to_go": (choice,)}.get(focus or "", ())
        lead = (*first, verdict, *(() if focus else (choice,)))
        facts = [*([choice] if focus == "sensitivity" else []), *self._movements(), *tests]
        cases = [self.approved, *([self.refreshed] if self.refreshed else [])]
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            " ".join(line for line in lead if line),
            facts=tuple(line for line in facts if line and line not in first),
            rules=appraised.rules(),
            next_steps=self._next_steps(),
            cautions=(*self._cautions(), *appraised.cautions(cases)),
            table=worth_table(self.evidence, (*self.then, *self.now)),
            subjects=(self.facts.project_id,),
            arguments=arguments,
        )

    def _verdict(self) -> str:
        """Whether it still pays as a whole, against what was approved."""
        named, then = f"{{{self.facts.project_id}}}", self.then[-1]
        approved = f"an NPV of {then.say(self.evidence, 'npv')} and a BCR of {then.say(self.evidence, 'bcr')}"
        at = f"at {then.say(self.evidence, 'rate')}"
        if not self.now or self.now[-1].npv is None or then.npv is None:
            return f"{named} was approved with {approved} {at}; no forecast allows a newer figure."
        now = self.now[-1]
        npv, bcr = now.say(self.evidence, "npv"), now.say(self.evidence, "bcr")
        source = f"the refreshed case {self._refreshed_on()}gives" if self.refreshed else "today's forecasts give"
        figures = f"{source} an NPV of {npv} and a BCR of {bcr}, against {approved} as approved, {at}"
        if now.npv is not None and now.npv < 0 <= then.npv:
            return f"{named} no longer stacks up as a whole: {figures}."
        if then.npv < 0:
            return f"{named} had a negative NPV when it was approved: {figures}."
        return f"{named} still stacks up: {figures}."

    def _refreshed_on(self) -> str:
        day = self.refreshed.approved_on if self.refreshed else None
        row = self.refreshed.row if self.refreshed else self.approved.row
        return f"of {self.evidence.say('case_refreshed_on', day, row)} " if day else ""

    def _still_ahead(self) -> Refreshed | None:
        """The choice that is left; None where the cost to go or the benefits are not recorded."""
        ahead = self.ahead
        if ahead.cost is None or ahead.cost < 0 or not ahead.benefits or not self.facts.running:
            return None
        rest = Case((ahead.cost,), ahead.benefits, self.then[-1].rate.basis)
        return refreshed(rest, self.then[-1].rate, ahead.spent or Decimal(0))

    def _choice(self) -> str:
        """Cost to go against remaining benefits, as a sentence; empty where they are not recorded."""
        left, ahead, say = self._still_ahead(), self.ahead, self.evidence.say
        if left is None or left.npv_to_go.value is None or ahead.cost is None:
            return ""
        worth = left.npv_to_go.value + ahead.cost
        rows = (*ahead.rows, *ahead.benefit_rows)
        cost = say("cost_to_go", ahead.cost, *ahead.rows)
        gain, benefits = say("npv_to_go", left.npv_to_go, *rows), say("remaining_benefits", worth, *ahead.benefit_rows)
        how = "Finishing still pays" if left.npv_to_go.value > 0 else "Finishing does not pay any more"
        return f"{how}: the cost to go is {cost} and the remaining benefits are worth {benefits} today, {gain} in all."

    def _movements(self) -> list[str]:
        """What moved since the approval: cost by the EAC, and benefits by their forecast."""
        held, say = self.today, self.evidence.say
        if held is None:
            return []
        lines = [f"Today's EAC differs by {say('cost_growth', held.growth, *held.rows)} from the budget then approved."]
        if held.benefits.value is not None:
            share = say("benefit_share", held.benefits, *held.rows)
            lines.append(f"Benefits in money are now forecast at {share} of their plan.")
        return lines

    def _next_steps(self) -> tuple[str, ...]:
        worth = self.now[-1].npv if self.now else None
        if worth is None or worth >= 0:
            return ()
        return ("Bring the newer figures to the body that approved the case, with what stopping would save or cost.",)

    def _cautions(self) -> tuple[str, ...]:
        said = []
        if self.ahead.spent is not None and self._choice():
            sunk = self.evidence.say("sunk", self.ahead.spent, *self.ahead.rows)
            said.append(
                f"What is spent, {sunk}, is sunk: it does not count in the choice between going on and stopping."
            )
            if not self.ahead.is_of_stop:
                said.append(
                    "The remaining benefits are those of the case less its running cost, all taken as still ahead."
                )
        if self.today is not None and self.today.benefits.value is None:
            said.append("No forecast of the benefits in money is recorded, so they stand as approved.")
        return tuple(said)
