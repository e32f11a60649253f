"""The open risks of one project, worst first, and what they lack of what the standard asks (F-RSK)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Literal

from tools.calculations.risk import exposure_ratio
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.facts.raid import RiskFacts, at_least_since
from tools.judgement.forecast import number
from tools.judgement.risk import contingency_left, exposure, open_threats
from tools.records.answering import answer
from tools.records.empty import not_recorded
from tools.records.find import absent, find_project
from tools.result import ToolResult, Verdict
from tools.risk.register_rules import rules_said
from tools.risk.register_table import risk_label, risk_table
from tools.risk.shortcomings import RiskRules, Shortcoming, review_due, shortcomings
from tools.wording.evidence import Evidence
from tools.wording.labels import label
from tools.wording.sentences import listed

TOOL = "project_risks"
Only = Literal["overdue", "unowned", "lacking"]
LACKS = {
    "owner": "{} has no active owner; the time allowed to name one ended on {}",
    "response": "{} has no response chosen; the time allowed for that ended on {}",
    "review_date": "{} has no day for its next review; the time allowed to set one ended on {}",
    "review": "{} is overdue for review, which was due on {}",
    "action": "{} has no open action with an owner and a date; the time allowed for one ended on {}",
    "escalation": "{} is not recorded as escalated, which was due by {}",
}
STEPS = {
    "owner": "Name an owner for {}.",
    "response": "Choose a response to {}.",
    "review_date": "Set the day of the next review of {}.",
    "review": "Review {} now, and set the day of the next review.",
    "action": "Record an open action on {} with its owner and date, or have the sponsor accept the risk.",
    "escalation": "Escalate {} now, and record to whom.",
}
KINDS: Mapping[Only, tuple[str, ...]] = {"overdue": ("review",), "unowned": ("owner",), "lacking": tuple(LACKS)}
"""What of the shortcomings each narrower question is about."""
ONLY_WORDS: Mapping[Only, tuple[str, str]] = {
    "overdue": ("Open risks of {} that are overdue for review: {}.", "No open risk of {} is overdue for review."),
    "unowned": ("Open risks of {} without an active owner: {}.", "Every open risk of {} has an active owner."),
    "lacking": (
        "Open risks of {} on which something that the standard asks is lacking: {}.",
        "Every open risk of {} has what the standard asks.",
    ),
}


def project_risks(enquiry: Enquiry, project: str, only: Only | None = None) -> ToolResult:
    """The open risks of one project by residual score with band, owner, response and reviews, and what they lack."""
    arguments: dict[str, object] = {"project": project, **({"only": only} if only else {})}
    rules = RiskRules.of(enquiry.library, enquiry.today)
    with enquiry.portfolio.session() as session:
        facts = find_project(enquiry, session, project)
        if facts is None:
            return absent(enquiry, session, TOOL, project, arguments)
        score = number(rules.escalation, "score_from")
        ids = [facts.project_id]
        risen = {} if score is None else at_least_since(session, ids, enquiry.today, score)
    return registered(facts, enquiry, rules, risen, only)


def registered(
    facts: ProjectFacts, enquiry: Enquiry, rules: RiskRules, risen: Mapping[str, date], only: Only | None = None
) -> ToolResult:
    """The result for facts that are already loaded; ``risen`` says since when a risk is to be escalated."""
    arguments: dict[str, object] = {"project": facts.project_id, **({"only": only} if only else {})}
    evidence = Evidence(facts.project_id, enquiry.as_of)
    named = label(evidence, facts)
    if not open_threats(facts):
        closed = "no risk is recorded" if not facts.risks else "every risk that is recorded has ended"
        return not_recorded(enquiry, TOOL, evidence, f"No risk of {named} is open: {closed}.", closed, arguments)
    return Register.of(facts, enquiry, evidence, rules, risen, only).result(arguments)


@dataclass(frozen=True, slots=True)
class Register:
    """The open threats of one project, while they are put into words."""

    facts: ProjectFacts
    enquiry: Enquiry
    evidence: Evidence
    rules: RiskRules
    risks: tuple[RiskFacts, ...]
    """Worst first."""
    every: tuple[Shortcoming, ...]
    only: Only | None

    @classmethod
    def of(
        cls,
        facts: ProjectFacts,
        enquiry: Enquiry,
        evidence: Evidence,
        rules: RiskRules,
        risen: Mapping[str, date],
        only: Only | None,
    ) -> Register:
        """Put the open threats in order and hold each against the rules."""
        risks = tuple(sorted(open_threats(facts), key=_rank))
        days = {risk.risk_id: risen.get(risk.risk_id, risk.since) for risk in risks}
        lacks = (shortcomings(each, rules, days[each.risk_id], enquiry.today, enquiry.calendar) for each in risks)
        return cls(facts, enquiry, evidence, rules, risks, tuple(chain.from_iterable(lacks)), only)

    @property
    def lacks(self) -> tuple[Shortcoming, ...]:
        """The shortcomings that are asked about."""
        return tuple(each for each in self.every if self.only is None or each.kind in KINDS[self.only])

    @property
    def shown(self) -> tuple[RiskFacts, ...]:
        """The risks that are asked about; without an owner is one also while there is still time to name one."""
        match self.only:
            case None:
                return self.risks
            case "unowned":
                return tuple(each for each in self.risks if each.owner is None or not each.owner.active)
            case "overdue":
                due = ((each, review_due(each, self.rules)) for each in self.risks)
                return tuple(each for each, day in due if day is not None and day < self.enquiry.today)
            case "lacking":
                return tuple(each for each in self.risks if each in {found.risk for found in self.every})

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        for each in self.lacks:
            self.evidence.judge(_verdict(each))
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            self._headline(),
            facts=(*map(self._lack, self.lacks), self._exposure()),
            rules=rules_said(self.evidence, self.rules, self.lacks),
            next_steps=tuple(STEPS[each.kind].format(risk_label(self.evidence, each.risk)) for each in self.lacks),
            cautions=self._cautions(),
            table=risk_table(self.evidence, self.shown, self.rules),
            subjects=(self.facts.project_id, *(each.risk_id for each in self.shown)),
            arguments=arguments,
        )

    def _headline(self) -> str:
        named = f"{{{self.facts.project_id}}}"
        if self.only == "lacking" and self.rules.upkeep is None and self.rules.review is None:
            return f"What the open risks of {named} lack cannot be judged: no rule on it is held for this day."
        if self.only:
            some, none = ONLY_WORDS[self.only]
            found = [risk_label(self.evidence, risk) for risk in self.shown]
            return some.format(named, listed(found)) if found else none.format(named)
        rows = tuple(each.state_row for each in self.risks)
        count = self.evidence.say("risks_open", len(self.risks), *rows)
        lacking = dict.fromkeys(risk_label(self.evidence, each.risk) for each in self.lacks)
        said = f"Open risks of {named}: {count}; {self._highest()}."
        return f"{said} Something that the standard asks is lacking on {listed(list(lacking))}." if lacking else said

    def _highest(self) -> str:
        worst, say = self.risks[0], self.evidence.say
        if worst.residual is None:
            return "none has a residual score"
        of, row = worst.risk_id, worst.state_row
        score = say("risk_residual", worst.residual, row, subject=of)
        parts = (
            f"probability {say('risk_p', worst.residual_p, row, subject=of)} × "
            f"impact {say('risk_i', worst.residual_i, row, subject=of)}"
        )
        band = self.rules.band(worst.residual)
        placed = f", band {say('risk_band', band, row, subject=of)}," if band else ""
        return f"the highest residual score is {score} ({parts}){placed} on {risk_label(self.evidence, worst)}"

    def _lack(self, found: Shortcoming) -> str:
        due = self.evidence.say("risk_due", found.due, found.risk.state_row, subject=found.risk.risk_id)
        return f"{LACKS[found.kind].format(risk_label(self.evidence, found.risk), due)}."

    def _exposure(self) -> str:
        left, rows = contingency_left(self.facts)
        expected: Decimal = exposure(self.facts)
        if expected <= 0:
            return "No open risk has both a probability and a cost, so no exposure can be computed."
        sources = tuple(each.state_row for each in self.risks)
        emv = self.evidence.say("emv", expected, *sources)
        if left is None:
            return f"The exposure (EMV) is {emv}; contingency is not recorded."
        kept = self.evidence.say("contingency_left", left, *rows)
        ratio = exposure_ratio(expected, left)
        share = self.evidence.say("exposure_ratio", ratio, *sources, *rows)
        if ratio.value is None:
            return f"The exposure (EMV) is {emv}, and no contingency is left."
        return f"The exposure (EMV) is {emv}, {share} of the contingency left ({kept})."

    def _cautions(self) -> tuple[str, ...]:
        said = []
        if self.rules.upkeep is None:
            said.append("No rule on what an open risk has is held for this day, so that is not judged.")
        chances = [each for each in self.facts.risks if each.status == "OPEN" and each.is_opportunity]
        if chances:
            count = self.evidence.say("opportunities_open", len(chances), *(each.row for each in chances))
            said.append(f"Opportunities are not in this list; open ones: {count}.")
        return tuple(said)


def _rank(risk: RiskFacts) -> tuple[int, int, str]:
    """Worst first: by residual score, then by impact; what has no score comes last."""
    return -(risk.residual or 0), -(risk.residual_i or 0), risk.risk_id


def _verdict(found: Shortcoming) -> Verdict:
    if found.kind == "review":
        return Verdict(found.risk.risk_id, "review", "time", "late")
    return Verdict(found.risk.risk_id, found.kind, "compliance", "not met")
