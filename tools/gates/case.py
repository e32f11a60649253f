"""One gate of one project before its judge: the review, the matrix of the day, and what the project holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.artefacts import ArtefactFacts
from tools.facts.governance import GateFacts
from tools.facts.project import ProjectFacts
from tools.gates.requirements import Holding, Outcome, artefact_name, holdings, read_matrix, words_in
from tools.judgement.areas import Bound, binding
from tools.result import Family, Kind, Status, ToolResult, Verdict
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from knowledge.library import Rule

GATES = ("G0", "G1", "G2", "G3", "G4", "G5")
APPROVING = ("APPROVE", "APPROVE_WITH_CONDITIONS")
HeldOn = Callable[[date], "Sequence[ArtefactFacts] | None"]
"""Gives the artefacts of the project as they stood on a day; None where the records do not reach back to it."""


def is_passed(review: GateFacts | None) -> bool:
    """Whether a board approved it, with or without conditions."""
    return review is not None and review.decision in APPROVING


@dataclass(frozen=True, slots=True)
class GateCase:
    """Everything about one gate of one project, judged on ``day``."""

    enquiry: Enquiry
    facts: ProjectFacts
    gate: str
    review: GateFacts | None
    day: date
    """The decision's day, the board's day ahead, or today."""
    board_day: date | None
    """The day the board meets, as asked or as planned."""
    matrix: Rule | None
    """None where the standards held for that day know no such gate."""
    holdings: tuple[Holding, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """What the keys of this gate's figures begin with."""
        return self.gate.lower()

    @property
    def required(self) -> tuple[Holding, ...]:
        """What the project must bring; conditions that the records cannot settle are left out."""
        return tuple(h for h in self.holdings if h.requirement.need != "O" and h.outcome != "unclear")

    @property
    def lacking(self) -> tuple[Holding, ...]:
        """What it must bring and does not have as required."""
        return tuple(h for h in self.required if h.outcome != "met")

    def held(self, rule_id: str) -> Rule | None:
        """The rule in force on the day of judging."""
        return self.enquiry.library.rule(rule_id, self.day)

    def combining(self, on: date | None = None) -> Bound:
        """The rule by which a project of this class may combine gates (class C), and the one it prevails over."""
        if self.facts.delivery_class != "C":
            return Bound()
        return binding(self.facts, self.enquiry.library, self.enquiry.today, "gates.class_c", "combine", on or self.day)

    def combined(self, gate: str | None = None, on: date | None = None) -> Rule | None:
        """The rule by which it may combine the gate with another one; None where it may not.

        What a waiver allows adds to the general route, and takes nothing from it.
        """
        bound = self.combining(on)
        held = (bound.rule, bound.over if bound.waiver else None)
        return next((rule for rule in held if combines(rule, gate or self.gate)), None)

    def cite_of_time(self, rule_id: str) -> str:
        """The citation of a rule about time itself: those are read as of today, also for past events."""
        rule = self.enquiry.library.rule(rule_id, self.enquiry.today)
        return self.evidence.cite(rule) if rule else ""

    def gate_handle(self, gate: str | None = None, row: str | None = None) -> str:
        """The code of this gate, or of another one, as a handle."""
        code = gate or self.gate
        return note(self.evidence, f"{code.lower()}_gate", "gate", code, "state", row or self.row)

    @property
    def row(self) -> str:
        """The row of the review, or of the project where there is none."""
        return self.review.row if self.review else self.facts.row

    def status_of(self, holding: Holding) -> str:
        """The artefact in words with its status and, where it is approved, the day: ``test report (draft)``."""
        artefact, name = holding.artefact, holding.requirement.name
        key = f"{self.key}_{holding.requirement.type.lower()}"
        if artefact is None:
            note(self.evidence, key, f"{name} for {self.gate}", None, "state", self.facts.row)
            return name
        status = note(self.evidence, key, f"{name} for {self.gate}", artefact.status, "state", artefact.row)
        if artefact.status != "APPROVED" or artefact.approved_on is None:
            return f"{name} ({status})"
        on = note(self.evidence, f"{key}_on", f"{name} approved on", artefact.approved_on, "date", artefact.row)
        return f"{name} ({status} {on})"

    def named(self, lead: str, *outcomes: Outcome) -> tuple[str, ...]:
        """One line that lists the required artefacts of these outcomes with their status; none where there are none."""
        names = [self.status_of(h) for h in self.required if h.outcome in outcomes]
        return (f"{lead}: {listed(names)}.",) if names else ()

    def counts(self) -> tuple[str, str]:
        """How many required artefacts are in place, and how many are required, as handles."""
        sources = tuple(h.artefact.row for h in self.required if h.artefact)
        met = sum(h.outcome == "met" for h in self.required)
        return (
            note(self.evidence, f"{self.key}_met", "required artefacts in place", met, "count", *sources),
            note(
                self.evidence,
                f"{self.key}_required",
                "required artefacts",
                len(self.required),
                "count",
                *self._matrix(),
            ),
        )

    def optional(self) -> tuple[str, ...]:
        """A sentence on what may be brought but need not be."""
        spare = []
        for held in (h for h in self.holdings if h.requirement.need == "O"):
            spare.append(
                self.status_of(held) + {"later": " after the decision", "missing": " (not held)"}.get(held.outcome, "")
            )
        return (f"Optional at this gate, so not counted: {listed(spare)}.",) if spare else ()

    def unsettled(self) -> tuple[str, ...]:
        """Cautions on what the gate asks and these records cannot settle."""
        open_ = [h.requirement.name for h in self.holdings if h.outcome == "unclear"]
        records = [artefact_name(word) for word in words_in(self.matrix.values, "records")] if self.matrix else []
        said = []
        if open_:
            said.append(f"Whether it needs a {listed(open_)} depends on a condition that the records do not settle.")
        if records:
            said.append(f"The gate also asks for this in the records, which I cannot check here: {listed(records)}.")
        return tuple(said)

    def judge(self, holds: str) -> None:
        """Record the verdict on the gate."""
        family: Family = "readiness" if holds.endswith("ready") else "compliance"
        self.evidence.judge(Verdict(self.facts.project_id, f"gate {self.gate}", family, holds))

    def result(
        self,
        arguments: dict[str, object],
        headline: str,
        facts: tuple[str, ...],
        rules: tuple[str, ...] = (),
        next_steps: tuple[str, ...] = (),
        cautions: tuple[str, ...] = (),
        status: Status = "OK",
        kind: Kind = "answer",
    ) -> ToolResult:
        """The tool's result, with everything that the sentences named."""
        return ToolResult(
            tool="gate_readiness",
            status=status,
            kind=kind,
            headline=headline,
            facts=facts,
            rules=rules,
            next_steps=next_steps,
            cautions=cautions,
            figures=self.evidence.figures,
            clauses=self.evidence.clauses,
            verdicts=self.evidence.verdicts,
            subjects=(self.facts.project_id,),
            as_of=self.enquiry.as_of,
            on=self.day,
            arguments=arguments,
        )

    def _matrix(self) -> tuple[str, ...]:
        return (f"rulebook/{self.matrix.rule_id}/{self.matrix.clause.ref}",) if self.matrix else ()


def combines(rule: Rule | None, gate: str) -> bool:
    """Whether a rule names the gate among those that may be held in one meeting."""
    return rule is not None and gate in words_in(rule.values, "combine")


def open_case(
    enquiry: Enquiry, facts: ProjectFacts, gate: str, review: GateFacts | None, board_day: date | None, held_on: HeldOn
) -> GateCase:
    """Choose the day of judging, read the matrix in force on it, and lay the artefacts of that day beside it."""
    day = _day(enquiry, facts, gate, review, board_day)
    matrix = enquiry.library.rule(f"gates.matrix.{gate}", day)
    # Ahead of the board only what is approved today can be seen.
    seen = min(day, enquiry.today)
    asked = read_matrix(matrix.values) if matrix else ()
    held = holdings(asked, facts, seen, held_on(seen) if seen < enquiry.today else None)
    evidence = Evidence(facts.project_id, enquiry.as_of)
    return GateCase(enquiry, facts, gate, review, day, board_day, matrix, held, evidence)


def approved_after(gates: Sequence[GateFacts], gate: str) -> GateFacts | None:
    """The first approval of a later gate: with one, a gate without a review is no longer ahead."""
    later = [g for g in gates if is_passed(g) and g.gate > gate]
    return min(later, key=lambda g: g.decision_date or date.max, default=None)


def _day(enquiry: Enquiry, facts: ProjectFacts, gate: str, review: GateFacts | None, board_day: date | None) -> date:
    """The decision's day; for a gate that was passed over, that of the next one; else the board's, or today."""
    decided = review if is_passed(review) else None if review else approved_after(facts.gates, gate)
    if decided is not None and decided.decision_date is not None:
        return decided.decision_date
    return max(board_day or enquiry.today, enquiry.today)
