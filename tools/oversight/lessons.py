"""Lessons that projects recorded: searched by meaning, with what came of each (PMO-STD-013 §3.1, §3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.clauses import Clause
from tools.enquiry import Enquiry
from tools.facts.portfolio import LessonFacts, lessons_of
from tools.oversight.asked import LessonStatus
from tools.oversight.lessons_found import Found, without_names
from tools.portfolio.access import visible
from tools.portfolio.records import Record, RecordKind, find_records
from tools.records.answering import answer
from tools.records.find import absent, named, not_found
from tools.result import Table, ToolResult
from tools.wording.embedded_instructions import quotable, reads_like_instruction
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "lessons"
COLUMNS = ("Lesson", "Project", "Raised", "Category", "What happened", "Recommendation", "Owner", "Status")
SHOWN = 12
PROJECTS: tuple[RecordKind, ...] = ("project",)
PLACES: tuple[RecordKind, ...] = ("portfolio",)


def lessons(
    enquiry: Enquiry,
    question: str | None = None,
    project: str | None = None,
    portfolio: str | None = None,
    status: LessonStatus | None = None,
) -> ToolResult:
    """The recorded lessons that come near a question, of a project or portfolio, in a status; all where none is given.

    A question that names a category of the register gives that category; any other is compared by meaning.
    """
    given = {"question": question, "project": project, "portfolio": portfolio, "status": status}
    arguments: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    with enquiry.portfolio.session() as session:
        records = find_records(session, enquiry.viewer, enquiry.today, (*PROJECTS, *PLACES))
        place = _place(records, {"project": project, "portfolio": portfolio})
        if place is None:
            if project is not None:
                return absent(enquiry, session, TOOL, project, arguments)
            return not_found(TOOL, portfolio or "", arguments)
        looked_at = [each for each in _held(enquiry, session, place) if status in (None, each.status)]
    text = without_names(question or "", [each for each in records if each.id in place.values()])
    found = Found.of(enquiry, text, looked_at, is_narrowed=bool(place or status))
    return Told(enquiry, found, {each.id: each for each in records}, place, status).result(arguments)


def _place(records: Sequence[Record], asked: Mapping[str, str | None]) -> dict[str, str] | None:
    """The ids of the project and the portfolio asked about; None where one is not that of one visible record."""
    ids: dict[str, str] = {}
    for kind, text in asked.items():
        if text is None:
            continue
        found = named([each for each in records if each.kind == kind], text)
        if len(found) != 1:
            return None
        ids[kind] = found[0].id
    return ids


def _held(enquiry: Enquiry, session: Session, place: Mapping[str, str]) -> list[LessonFacts]:
    held = lessons_of(session, visible(enquiry.viewer, enquiry.today), enquiry.today)
    return [
        each
        for each in held
        if place.get("project") in (None, each.project_id) and place.get("portfolio") in (None, each.portfolio_id)
    ]


@dataclass(slots=True)
class Told:
    """Lessons in words; their text is quoted as data."""

    enquiry: Enquiry
    found: Found
    records: Mapping[str, Record]
    place: Mapping[str, str]
    status: LessonStatus | None

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        evidence = Evidence("portfolio", self.enquiry.as_of)
        shown = self.found.lessons[:SHOWN]
        headline, facts = self._headline(evidence), tuple(self._facts(evidence))
        table = Table(COLUMNS, tuple(self._cells(evidence, each) for each in shown)) if shown else None
        return answer(
            TOOL,
            self.enquiry,
            evidence,
            headline,
            facts=facts,
            rules=tuple(self._rules(evidence)),
            cautions=tuple(self._cautions(evidence)),
            table=table,
            subjects=tuple(dict.fromkeys(each.project_id for each in shown)),
            arguments=arguments,
        )

    def _headline(self, evidence: Evidence) -> str:
        count = evidence.say("lessons_count", len(self.found.lessons), *(each.row for each in self.found.lessons))
        of = [self._record(evidence, id_) for id_ in self.place.values()]
        where = f" of {listed(of)}" if of else ""
        status = f" {evidence.say('lesson_status_asked', self.status, 'question')}" if self.status else ""
        if not self.found.lessons:
            about = " on that" if self.found.has_topic else ""
            return f"No{status} lesson{where}{about} is on record."
        noun, verb = ("lesson", "is") if len(self.found.lessons) == 1 else ("lessons", "are")
        near = "comes" if noun == "lesson" else "come"
        fits = f" that {near} near the question" if self.found.has_topic else ""
        return f"{count}{status} {noun}{where}{fits} {verb} on record."

    def _facts(self, evidence: Evidence) -> Iterator[str]:
        """What the nearest lessons recommend, and what the register is about where none comes near."""
        for each in self.found.lessons[:2]:
            advice = self._quoted(evidence, each, "recommendation", each.recommendation)
            project = self._record(evidence, each.project_id)
            yield f"{self._label(evidence, each)} of {project} recommends, as recorded: {advice}"
        if not self.found.lessons and self.found.looked_at:
            names = sorted({each.category for each in self.found.looked_at})[:SHOWN]
            said = [
                note(evidence, f"category_{n}", "category", text, "text", "lesson") for n, text in enumerate(names, 1)
            ]
            yield f"Lessons are recorded on: {listed(said)}."

    def _rules(self, evidence: Evidence) -> Iterator[str]:
        embed = self.enquiry.library.rule("lessons.embed", self.enquiry.today)
        record = self.enquiry.library.rule("lessons.record", self.enquiry.today)
        if embed is not None and self.found.lessons:
            words = "An accepted lesson gets an owner and a changed clause, and counts as embedded only then"
            yield f"{words} {evidence.cite(embed)}."
        if record is not None:
            words = "Lessons are recorded at each gate, and those of similar projects looked for before planning"
            yield f"{words} {evidence.cite(record)}."

    def _cautions(self, evidence: Evidence) -> Iterator[str]:
        waiting = [each for each in self.found.lessons if each.status == "ACCEPTED" and not each.embedded_in]
        if waiting:
            names = listed([self._label(evidence, each) for each in waiting])
            yield f"Accepted, with no changed clause recorded: {names}."
        if len(self.found.lessons) > SHOWN:
            yield "The table shows the nearest of them only."
        withheld = [each for each in self.found.lessons if any(map(reads_like_instruction, _texts(each)))]
        if withheld:
            rule = self.enquiry.library.rule("assistant.text_is_data", self.enquiry.today)
            cited = f" {evidence.cite(rule)}" if rule else ""
            names = listed([self._label(evidence, each) for each in withheld])
            yield f"Words of {names} read like an order to an assistant, so I do not repeat them; they are data{cited}."

    def _cells(self, evidence: Evidence, each: LessonFacts) -> tuple[str, ...]:
        return (
            self._label(evidence, each),
            self._record(evidence, each.project_id),
            evidence.say("lesson_raised", each.raised_on, each.row, subject=each.lesson_id),
            self._quoted(evidence, each, "category", each.category),
            self._quoted(evidence, each, "what_happened", each.what_happened),
            self._quoted(evidence, each, "recommendation", each.recommendation),
            evidence.say("lesson_owner", each.owner, each.row, subject=each.lesson_id),
            self._status(evidence, each),
        )

    def _status(self, evidence: Evidence, each: LessonFacts) -> str:
        """The status, with the clause in which the lesson is embedded."""
        status = evidence.say("lesson_status", each.status, each.row, subject=each.lesson_id)
        if not each.embedded_in:
            return status
        clauses = self.enquiry.library.find_reference(each.embedded_in, self.enquiry.today)
        held = next((clause for clause in clauses if isinstance(clause, Clause)), None)
        return f"{status} in {evidence.refer(held)}" if held else f"{status} in a clause that the library does not hold"

    def _quoted(self, evidence: Evidence, each: LessonFacts, key: str, text: str | None) -> str:
        if text and reads_like_instruction(text):
            return "withheld"
        said = evidence.say(f"lesson_{key}", quotable(text), each.row, subject=each.lesson_id)
        return said if text is None or key == "category" else f"“{said}”"

    def _label(self, evidence: Evidence, each: LessonFacts) -> str:
        return evidence.label(each.lesson_id, each.lesson_id, each.row)

    def _record(self, evidence: Evidence, id_: str) -> str:
        record = self.records[id_]
        return evidence.label(id_, f"{id_} {record.name}", f"{record.kind}/{id_}")


def _texts(each: LessonFacts) -> tuple[str | None, ...]:
    return each.category, each.what_happened, each.recommendation
