"""Records that stand across projects: programmes, people with their duties, and the decisions of boards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from tools.enquiry import Enquiry
from tools.facts.portfolio import DecisionFacts, ProgrammeFacts, load_decisions, load_programmes
from tools.facts.project import ProjectFacts
from tools.query.declared import Entity, Row, Subject
from tools.wording.embedded_instructions import quotable


@dataclass(slots=True)
class ProgrammeTally:
    """A programme with what its visible running projects come to; money is None where none has a baseline."""

    facts: ProgrammeFacts
    projects: int = 0
    bac: Decimal | None = None
    eac: Decimal | None = None
    late: int = 0

    def take(self, facts: ProjectFacts, slip: int | None) -> None:
        """Count one project."""
        self.projects += 1
        self.late += slip is not None and slip > 0
        if facts.baseline:
            self.bac = (self.bac or Decimal(0)) + facts.baseline.bac
        if facts.snapshot and facts.snapshot.pm_eac is not None:
            self.eac = (self.eac or Decimal(0)) + facts.snapshot.pm_eac


@dataclass(slots=True)
class PersonTally:
    """A person with their duties in visible records."""

    person_id: str
    name: str
    sponsored: int = 0
    managed: int = 0
    risks: int = 0
    issues: int = 0
    benefits: int = 0
    days: Decimal = Decimal(0)
    roles: set[str] = field(default_factory=set)


def programme_rows(entity: Entity, enquiry: Enquiry, subjects: Iterable[Subject]) -> Iterator[Row]:
    """The programmes with their running projects added up."""
    with enquiry.portfolio.session() as session:
        found = load_programmes(session, enquiry.viewer, enquiry.today)
    tallies = {each.programme_id: ProgrammeTally(each) for each in found}
    for subject in subjects:
        tally = tallies.get(subject.facts.programme_id or "")
        if tally is not None and subject.facts.running:
            tally.take(subject.facts, subject.measurement.slip.value)
    for tally in tallies.values():
        facts = tally.facts
        yield Row(tally, facts.programme_id, f"{facts.programme_id} {facts.name}", facts.row, None, enquiry, entity)


def person_rows(entity: Entity, enquiry: Enquiry, subjects: Iterable[Subject]) -> Iterator[Row]:
    """The people who have a duty in a running project, by id."""
    tallies: dict[str, PersonTally] = {}
    for subject in subjects:
        if subject.facts.running:
            _count_duties(tallies, subject.facts)
    for key in sorted(tallies):
        yield Row(tallies[key], key, tallies[key].name, f"person/{key}", None, enquiry, entity)


def _count_duties(tallies: dict[str, PersonTally], facts: ProjectFacts) -> None:
    duties = [
        ("sponsored", facts.sponsor_id, facts.sponsor),
        ("managed", facts.pm_id, facts.pm),
        *(("risks", r.owner.person_id, r.owner.name) for r in facts.risks if r.owner and r.status == "OPEN"),
        *(("issues", i.owner.person_id, i.owner.name) for i in facts.issues if i.owner and i.status == "OPEN"),
        *(("benefits", b.owner.person_id, b.owner.name) for b in facts.benefits if b.owner),
    ]
    for duty, person_id, name in duties:
        if person_id and name:
            tally = tallies.setdefault(person_id, PersonTally(person_id, name))
            setattr(tally, duty, getattr(tally, duty) + 1)
    for booking in facts.bookings:
        if booking.person_id and booking.person:
            tally = tallies.setdefault(booking.person_id, PersonTally(booking.person_id, booking.person))
            tally.days += sum((days for _, days in booking.months), Decimal(0))
            tally.roles.add(booking.role)


def decision_rows(entity: Entity, enquiry: Enquiry, subjects: Iterable[Subject]) -> Iterator[Row]:
    """The decisions, each with its project where it is about one."""
    with enquiry.portfolio.session() as session:
        found = load_decisions(session, enquiry.viewer, enquiry.today)
    of_project: dict[str | None, list[DecisionFacts]] = defaultdict(list)
    for each in found:
        of_project[each.project_id].append(each)
    for subject in subjects:
        yield from (_decision(each, subject, enquiry, entity) for each in of_project[subject.facts.project_id])
    yield from (_decision(each, None, enquiry, entity) for each in of_project[None])


def _decision(facts: DecisionFacts, subject: Subject | None, enquiry: Enquiry, entity: Entity) -> Row:
    label = f"{facts.decision_id} {quotable(facts.question) or ''}".strip()
    return Row(facts, facts.decision_id, label, facts.row, subject, enquiry, entity)
