"""What a person owes: reports, approvals, papers, reviews, actions and decisions, by the day on which each is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.involved import boards_of, projects_naming
from tools.facts.project import iter_projects
from tools.facts.reporting import waiting_reports
from tools.oversight.asked import Area, Horizon
from tools.oversight.gathering import asked_of_boards, board_ids, duties_of
from tools.oversight.horizon import WORDS, last_day
from tools.oversight.owed import DECISIONS, Kind, Owed, once
from tools.portfolio.records import RecordKind, find_records
from tools.records.answering import answer
from tools.records.find import absent, find_project, named, not_found
from tools.result import Table, ToolResult, Verdict
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "duties"
COLUMNS = ("Item", "Due", "What to do", "Project", "Clause")
KINDS: dict[Area, frozenset[Kind]] = {
    "reports": frozenset(("report", "report_approval", "exception_report")),
    "gates": frozenset(("papers", "condition", "gate", "lapse")),
    "registers": frozenset(("risk_review", "risk_action", "issue", "assumption", "benefit")),
    "decisions": DECISIONS | {"report_approval"},
}
PEOPLE: tuple[RecordKind, ...] = ("person",)
SHOWN = 25
"""Up to how many rows a table has."""


def duties(
    enquiry: Enquiry,
    person: str | None = None,
    project: str | None = None,
    until: Horizon | None = None,
    about: Area | None = None,
) -> ToolResult:
    """What is due from a person (the asker where none is named), the earliest first, with what is overdue.

    Without ``until``, up to the end of the month. Only what the asker may read about is looked at.
    """
    given = {"person": person, "project": project, "until": until, "about": about}
    arguments: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    with enquiry.portfolio.session() as session:
        who = _person(enquiry, session, person)
        if who is None:
            return not_found(TOOL, person or "", arguments)
        only: frozenset[str] | None = None
        if project is not None:
            facts = find_project(enquiry, session, project)
            if facts is None:
                return absent(enquiry, session, TOOL, project, arguments)
            only = frozenset((facts.project_id,))
        owed = [each for each in _owed(enquiry, session, who[0], only) if about is None or each.kind in KINDS[about]]
    return Duties(enquiry, who, until or "month", owed).result(arguments)


def _person(enquiry: Enquiry, session: Session, name: str | None) -> tuple[str, str] | None:
    """Id and name of the person asked about; None where no single one that may be known has that name."""
    if name is None:
        return enquiry.viewer.person_id, enquiry.viewer.name
    found = named(find_records(session, enquiry.viewer, enquiry.today, PEOPLE), name)
    return (found[0].id, found[0].name) if len(found) == 1 else None


def _owed(enquiry: Enquiry, session: Session, person_id: str, only: frozenset[str] | None) -> list[Owed]:
    """Everything that is due from the person, whenever it is due."""
    today, viewer = enquiry.today, enquiry.viewer
    ids = projects_naming(session, viewer, today, person_id)
    ids = ids if only is None else ids & only
    waiting, mine = waiting_reports(session, ids, today), boards_of(session, person_id)
    boards = board_ids(enquiry, session)
    projects = list(iter_projects(session, viewer, enquiry.as_of, today, ids)) if ids else []
    found = [
        each for facts in projects for each in duties_of(facts, enquiry, waiting.get(facts.project_id, ()), boards)
    ]
    asked = [each for each in asked_of_boards(enquiry, session, projects) if only is None or each.facts is not None]
    return [each for each in once([*found, *asked]) if each.falls_to(person_id, mine)]


class Duties:
    """What one person owes, in words."""

    def __init__(self, enquiry: Enquiry, who: tuple[str, str], horizon: Horizon, owed: Sequence[Owed]) -> None:
        self.enquiry, self.person_id, self.horizon = enquiry, who[0], horizon
        self.evidence = Evidence(who[0], enquiry.as_of)
        self.is_asker = who[0] == enquiry.viewer.person_id
        self.label = self.evidence.label(who[0], who[1], f"person/{who[0]}")
        self.end = last_day(horizon, enquiry.today)
        self.listed = [each for each in owed if each.due is not None and each.due <= self.end]
        self.later = [each for each in owed if each.due is not None and each.due > self.end]
        self.undated = [each for each in owed if each.due is None]

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        rows = [*self.listed, *self.undated][:SHOWN]
        table = Table(COLUMNS, tuple(self._cells(each) for each in rows)) if rows else None
        headline, facts = self._headline(), tuple(self._facts())
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            headline,
            facts=facts,
            next_steps=self._next_steps(),
            cautions=tuple(self._cautions(len(rows))),
            table=table,
            subjects=tuple(dict.fromkeys(each.facts.project_id for each in rows if each.facts)) or (self.person_id,),
            arguments=arguments,
        )

    def _headline(self) -> str:
        words = WORDS[self.horizon]
        if not self.listed:
            whom = "you" if self.is_asker else self.label
            until = "" if self.horizon == "overdue" else f", up to {self._until()}"
            return f"Nothing on record is {words} from {whom}{until}."
        has = "You have" if self.is_asker else f"{self.label} has"
        count = self._count("owed_count", self.listed)
        if self.horizon == "overdue":
            return f"{has} {self._things(self.listed)} overdue: {count} in all."
        late = [each for each in self.listed if each.is_overdue(self.enquiry.today)]
        overdue = f"; {self._count('owed_overdue', late)} of them overdue" if late else "; none is overdue"
        return f"{has} {count} {self._things(self.listed)} {words}, up to {self._until()}{overdue}."

    def _facts(self) -> Iterator[str]:
        for each in self.listed[:3]:
            late = "Overdue since" if each.is_overdue(self.enquiry.today) else "Due"
            self._judge(each)
            yield f"{late} {each.due_said(self.evidence)}: {each.sentence(self.evidence)}"
        if self.later:
            after = self.later[0]
            more = self._count("owed_later", self.later)
            yield f"Due later: {more}, the next on {after.due_said(self.evidence)}: {after.sentence(self.evidence)}"

    def _next_steps(self) -> tuple[str, ...]:
        if not self.listed:
            return ()
        first = self.listed[0]
        return (f"Begin with this: {first.sentence(self.evidence)}",)

    def _cautions(self, shown: int) -> Iterator[str]:
        left = len(self.listed) + len(self.undated) - shown
        if left > 0:
            yield f"The table stops here; {self._count('owed_count', self.listed)} are due in all."
        if self.undated:
            yield "What has no date on record and no rule that gives one stands last."

    def _judge(self, each: Owed) -> None:
        if each.is_overdue(self.enquiry.today):
            self.evidence.judge(
                Verdict(each.facts.project_id if each.facts else self.person_id, each.kind, "time", "late")
            )

    def _cells(self, each: Owed) -> tuple[str, ...]:
        evidence = self.evidence
        said = (each.due_said(evidence), each.said(evidence), each.about(evidence), each.cited(evidence))
        return (each.called(evidence), *said)

    def _until(self) -> str:
        return self.evidence.say("owed_until", self.end, "question")

    def _count(self, key: str, owed: Sequence[Owed]) -> str:
        return self.evidence.say(key, len(owed), *(each.row for each in owed))

    @staticmethod
    def _things(owed: Sequence[Owed]) -> str:
        return "thing" if len(owed) == 1 else "things"
