"""What is wanting in the staffing of projects: vacant key roles, those without a name, soft bookings that lapsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.heads import ProjectHead
from tools.facts.pools import HARD, SOFT
from tools.facts.resources import BookingFacts, VacancyFacts, bookings, vacancies
from tools.facts.rows import batches
from tools.judgement.forecast import number
from tools.records.scope import Scope, label_of
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STAGES = ("IDEA", "DEFINE", "PLAN", "DELIVER", "TRANSITION", "CLOSED")
NAMED = 5


@dataclass(frozen=True, slots=True)
class Staffing:
    """Bookings and vacancies of the running projects that are asked about."""

    enquiry: Enquiry
    evidence: Evidence
    heads: Mapping[str, ProjectHead]
    bookings: tuple[tuple[str, BookingFacts], ...]
    """With the project of each."""
    vacancies: tuple[tuple[str, VacancyFacts], ...]

    @classmethod
    def load(cls, enquiry: Enquiry, session: Session, scope: Scope) -> Staffing:
        """Load those of the scope; one project that is asked about by name counts whatever its state."""
        heads = {head.project_id: head for head in scope.heads if head.running or scope.project}
        booked, vacant = [], []
        for batch in batches(sorted(heads)):
            booked += [(key, each) for key, held in bookings(session, batch, enquiry.today).items() for each in held]
            vacant += [(key, each) for key, held in vacancies(session, batch, enquiry.today).items() for each in held]
        return cls(enquiry, scope.evidence, heads, tuple(booked), tuple(vacant))

    def vacancy_line(self) -> str:
        """Vacant key roles with their age, and which of them are due for a report or for escalation."""
        key = [(project, each) for project, each in self.vacancies if each.key_role]
        if not key:
            return "No key role is vacant."
        count = self.evidence.say("vacancies_key", len(key), *(each.row for _, each in key))
        return f"Vacant key roles: {count}. {' '.join(self._vacancy(project, each) for project, each in key[:NAMED])}"

    def vacancy_rule(self) -> str:
        """What an old vacancy of a key role calls for; empty where there is none."""
        rule = self.enquiry.library.rule("capacity.vacancy", self.enquiry.today)
        report, escalate = number(rule, "report_over_days"), number(rule, "escalate_over_days")
        if rule is None or report is None or escalate is None or not any(each.key_role for _, each in self.vacancies):
            return ""
        said = (self.evidence.limit(rule, key, "days") for key in ("report_over_days", "escalate_over_days"))
        first, second = said
        return (
            f"A key role vacant for more than {first} is reported, for more than {second} escalated "
            f"{self.evidence.cite(rule)}."
        )

    def unnamed_line(self) -> str:
        """Key roles that no named person fills although the project has passed the gate from which one must."""
        rule = self.enquiry.library.rule("capacity.key_roles", self.enquiry.today)
        opens = self.enquiry.library.rule("gates.opens", self.enquiry.today)
        stage = str(opens.values.get(str(rule.values.get("from_gate")))) if rule and opens else ""
        if rule is None or stage not in STAGES:
            return ""
        found = [
            (project, each)
            for project, each in self.bookings
            if each.key_role and (each.person_id is None or each.booking != HARD) and self._is_from(project, stage)
        ]
        if not found:
            return ""
        count = self.evidence.say("key_unnamed", len(found), *(each.row for _, each in found))
        names = listed([f"{self._role(each)} ({self._label(project)})" for project, each in found[:NAMED]])
        return (
            f"Key roles without a named person who is booked hard: {count}, {names}; from that stage on each needs one "
            f"{self.evidence.cite(rule)}."
        )

    def soft_line(self) -> str:
        """Soft bookings that have lapsed by their age; the others where none has."""
        rule = self.enquiry.library.rule("capacity.soft_booking", self.enquiry.today)
        most = number(rule, "days")
        soft = [(project, each) for project, each in self.bookings if each.booking == SOFT]
        if not soft:
            return "No soft booking is recorded."
        if rule is None or most is None:
            return f"Soft bookings: {listed([self._soft(project, each) for project, each in soft[:NAMED]])}."
        lapsed = [(project, each) for project, each in soft if (self._age(each.booked_on) or 0) > most]
        limit, cited = self.evidence.limit(rule, "days", "days"), self.evidence.cite(rule)
        if not lapsed:
            held = listed([self._soft(project, each) for project, each in soft[:NAMED]])
            return f"No soft booking has lapsed; those held: {held}. They lapse {limit} after they were made {cited}."
        count = self.evidence.say("soft_lapsed", len(lapsed), *(each.row for _, each in lapsed))
        names = listed([self._soft(project, each) for project, each in lapsed[:NAMED]])
        return f"Soft bookings that have lapsed: {count}, {names}. They lapse {limit} after they were made {cited}."

    def _vacancy(self, project: str, vacancy: VacancyFacts) -> str:
        begun = max(vacancy.since, vacancy.needed_from or date.min)
        role = self.evidence.label(f"{vacancy.row}.role", vacancy.role, vacancy.row)
        days = (self.enquiry.today - begun).days
        if days < 0:
            needed = self.evidence.say("need_by", vacancy.needed_from, vacancy.row, subject=vacancy.row)
            return f"{role} of {self._label(project)} is needed by {needed}."
        age = self.evidence.say("vacancy_age", days, vacancy.row, subject=vacancy.row)
        return f"{role} of {self._label(project)} has been vacant for {age}."

    def _soft(self, project: str, booking: BookingFacts) -> str:
        age = self._age(booking.booked_on)
        if age is None:
            return f"{self._role(booking)} for {self._label(project)}"
        days = self.evidence.say("soft_age", age, booking.row, subject=booking.allocation_id)
        return f"{self._role(booking)} for {self._label(project)}, made {days} ago"

    def _age(self, booked_on: date | None) -> int | None:
        return (self.enquiry.today - booked_on).days if booked_on else None

    def _role(self, booking: BookingFacts) -> str:
        return self.evidence.label(booking.role_id, booking.role, booking.row)

    def _label(self, project: str) -> str:
        return label_of(self.evidence, self.heads[project])

    def _is_from(self, project: str, stage: str) -> bool:
        return STAGES.index(self.heads[project].stage) >= STAGES.index(stage)
