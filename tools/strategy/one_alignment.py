"""How far one project or proposal serves the strategy, and what it falls short by (F-ALN)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.alignment import Alignment
from tools.enquiry import Enquiry
from tools.facts.project import ProjectFacts
from tools.facts.proposals import ProposalFacts
from tools.judgement.forecast import number
from tools.records.answering import answer
from tools.records.find import absent, find_project, find_proposal
from tools.result import Table, ToolResult
from tools.strategy.links import ended_words, link_rules
from tools.strategy.objectives import Linked, Strategy
from tools.strategy.spend import is_mandated
from tools.wording.evidence import Evidence
from tools.wording.labels import note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "alignment"
COLUMNS = ("Objective", "Share", "Contribution", "Status", "Weight")


@dataclass(frozen=True, slots=True)
class Subject:
    """A project or a proposal as alignment sees it."""

    id: str
    name: str
    links: Sequence[Linked]
    budget: Decimal | None
    """The budget at completion, or the whole-life cost before a baseline exists; money."""
    mandated: bool
    row: str
    is_project: bool

    @classmethod
    def of_project(cls, facts: ProjectFacts) -> Subject:
        """A project."""
        budget = facts.baseline.bac if facts.baseline else facts.wlc
        return cls(facts.project_id, facts.name, facts.links, budget, is_mandated(facts), facts.row, True)

    @classmethod
    def of_proposal(cls, facts: ProposalFacts) -> Subject:
        """A proposal."""
        mandated = facts.mandate_type != "NONE" and bool(facts.mandate_ref)
        return cls(facts.proposal_id, facts.title, facts.links, facts.wlc, mandated, facts.row, False)


def align_one(enquiry: Enquiry, text: str) -> ToolResult:
    """Alignment and strategic value of the project or proposal of that id or name."""
    arguments: dict[str, object] = {"project": text}
    with enquiry.portfolio.session() as session:
        subject = _subject(enquiry, session, text)
        if subject is None:
            return absent(enquiry, session, TOOL, text, arguments)
        strategy = Strategy.of(session, enquiry.today)
    return OneAlignment(enquiry, Evidence(subject.id, enquiry.as_of), strategy, subject).result()


def _subject(enquiry: Enquiry, session: Session, text: str) -> Subject | None:
    if project := find_project(enquiry, session, text):
        return Subject.of_project(project)
    proposal = find_proposal(enquiry, session, text)
    return Subject.of_proposal(proposal) if proposal else None


@dataclass(frozen=True, slots=True)
class OneAlignment:
    """The alignment of one subject, and how it is said."""

    enquiry: Enquiry
    evidence: Evidence
    strategy: Strategy
    subject: Subject

    def result(self) -> ToolResult:
        """The tool's result."""
        subject, worth = self.subject, self.strategy.worth(self.subject.links)
        self.evidence.label(subject.id, f"{subject.id} {subject.name}", subject.row)
        headline = self._headline(worth)
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            headline,
            status=worth.alignment.status,
            facts=tuple(self._facts(worth)),
            rules=(*link_rules(self.enquiry, self.evidence), *self._low(worth)),
            next_steps=tuple(self._next_steps(worth)),
            table=self._table(),
            subjects=(subject.id,),
            reason=worth.alignment.reason,
            arguments={"project": subject.id},
        )

    def _headline(self, worth: Alignment) -> str:
        say, rows = self.evidence.say, tuple(each.row for each in self.subject.links) or (self.subject.row,)
        me = f"{{{self.subject.id}}}"
        if worth.alignment.value is None:
            return f"The alignment of {me} cannot be told: {worth.alignment.reason}."
        points = say("alignment", worth.alignment, *rows)
        value = say("strategic_value", worth.strategic_value, *rows)
        said = f"{me} has an alignment of {points} and a strategic value of {value}, each on a scale up to a hundred"
        return f"{said}; it is mandated work." if self.subject.mandated else f"{said}."

    def _facts(self, worth: Alignment) -> Iterable[str]:
        rows = tuple(each.row for each in self.subject.links) or (self.subject.row,)
        if not self.subject.links:
            yield "It has no link to an objective."
        lost = (
            ("points_unlinked", worth.unlinked, "to a share of its rationale that is linked to no objective"),
            ("points_retired", worth.retired, "to objectives that are not active"),
            ("points_weak", worth.weak, "to contributions that are not direct or critical"),
        )
        for key, points, words in lost:
            if worth.alignment.value is not None and points:
                yield f"It loses {self.evidence.say(key, points, *rows)} points {words}."
        for objective in self.strategy.ended(self.subject.links):
            yield f"It is linked to {ended_words(self.evidence, self.strategy, objective)}."

    def _table(self) -> Table | None:
        if not self.subject.links:
            return None
        return Table(COLUMNS, tuple(self._cells(link) for link in self.subject.links))

    def _cells(self, link: Linked) -> tuple[str, ...]:
        key, held = link.objective_id, self.strategy.known.get(link.objective_id)
        state = held.state_row if held else link.row
        say = self.evidence.say
        mine = self.subject.id.lower()  # so that two projects in one answer do not collide
        return (
            self.strategy.label(self.evidence, key),
            note(self.evidence, f"share_{mine}", "share of the rationale", link.share, "ratio", link.row, subject=key),
            note(
                self.evidence, f"contribution_{mine}", "contribution", link.contribution, "count", link.row, subject=key
            ),
            say("objective_status", held.status if held else None, state, subject=key),
            say("objective_weight", held.weight if held else None, state, subject=key),
        )

    def _low(self, worth: Alignment) -> Iterable[str]:
        """What the standard asks for where much money has a low alignment."""
        rule = self.enquiry.library.rule("strategy.low_alignment", self.enquiry.today)
        if rule is None or not self.subject.is_project:
            return
        below, money = (
            self.evidence.limit(rule, "alignment_below", "score"),
            self.evidence.limit(rule, "bac_from", "money"),
        )
        days = self.evidence.limit(rule, "days", "days")
        yield (
            f"A project with an alignment below {below} and a budget of {money} or more shall go to the "
            f"{rule.values['body']} within {days}; mandated work is exempt {self.evidence.cite(rule)}."
        )

    def _next_steps(self, worth: Alignment) -> Iterable[str]:
        if not self.subject.is_project:
            return
        if self._is_low(worth):
            yield "It meets the condition of the rule on low alignment: take it to that board."
        ended = self.strategy.ended(self.subject.links)
        rule = self.enquiry.library.rule("strategy.retired_objective", self.enquiry.today)
        days = number(rule, "days")
        if ended and days is not None:
            due = min(each.since for each in ended) + timedelta(days=int(days))
            said = self.evidence.say("rejustify_by", due, *(each.state_row for each in ended))
            yield f"Re-justify it: link it to an active objective, give a mandate, or propose to stop; due {said}."
        elif worth.unlinked and not self.subject.mandated:
            yield "Ask the sponsor to add the missing link and the objective's owner to confirm it."

    def _is_low(self, worth: Alignment) -> bool:
        rule = self.enquiry.library.rule("strategy.low_alignment", self.enquiry.today)
        below, least = number(rule, "alignment_below"), number(rule, "bac_from")
        points, budget = worth.alignment.value, self.subject.budget
        if below is None or least is None or points is None or budget is None or self.subject.mandated:
            return False
        return points < below and budget >= least
