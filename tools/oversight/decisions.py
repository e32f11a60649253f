"""The decisions that the visible portfolio waits for, by body and by the day on which each is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.involved import boards_of, projects_awaiting
from tools.facts.portfolio import MeetingFacts, meetings
from tools.facts.project import ProjectFacts, iter_projects
from tools.oversight.asked import Horizon
from tools.oversight.gathering import asked_of_boards, board_ids
from tools.oversight.horizon import WORDS, last_day
from tools.oversight.owed import DECISIONS, Owed, once
from tools.oversight.owed_decisions import Boards, changes_owed, exceptions_owed
from tools.oversight.owed_reports import STAGES, gates_owed
from tools.oversight.stakes import stake
from tools.portfolio.access import visible
from tools.portfolio.records import RecordKind, find_records
from tools.records.answering import answer
from tools.records.find import named, not_found
from tools.result import Table, ToolResult
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "decisions_needed"
COLUMNS = ("Item", "Due", "Who decides", "Decision", "About", "Money at stake", "Clause")
NOBODY = "nobody named"
SHOWN = 25
KINDS: tuple[RecordKind, ...] = ("portfolio", "programme", "project", "board", "person")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the question narrows the decisions to."""

    ids: Mapping[str, str]
    """Ids of the records that it names, by kind."""
    mine: bool
    meetings: Mapping[str, MeetingFacts]
    """The next meeting of each board, by its id."""


def decisions_needed(
    enquiry: Enquiry,
    portfolio: str | None = None,
    programme: str | None = None,
    project: str | None = None,
    board: str | None = None,
    person: str | None = None,
    mine: bool = False,
    until: Horizon | None = None,
) -> ToolResult:
    """What waits for a decision: what boards were asked, changes, exceptions, gates ahead, approvals that lapse.

    Without ``until``, whenever it is due. A change that a board was asked about is listed once, as the change.
    """
    given = {"portfolio": portfolio, "programme": programme, "project": project, "board": board, "person": person}
    asked = {kind: text for kind, text in given.items() if text is not None}
    arguments: dict[str, object] = {**asked, **({"mine": True} if mine else {}), **({"until": until} if until else {})}
    evidence = Evidence("portfolio", enquiry.as_of)
    with enquiry.portfolio.session() as session:
        ids = _referred(enquiry, session, evidence, asked)
        if isinstance(ids, str):
            return not_found(TOOL, ids, arguments)
        scope = Scope(ids | ({"person": enquiry.viewer.person_id} if mine else {}), mine, _next(enquiry, session))
        pending = _pending(enquiry, session, scope.ids)
    return Agenda(enquiry, evidence, pending, scope, until).result(arguments)


def _referred(enquiry: Enquiry, session: Session, evidence: Evidence, asked: Mapping[str, str]) -> dict[str, str] | str:
    """The ids of the records that the question names, or the first name that is not that of one visible record."""
    ids: dict[str, str] = {}
    for kind in (kind for kind in KINDS if kind in asked):
        found = named(find_records(session, enquiry.viewer, enquiry.today, (kind,)), asked[kind])
        if len(found) != 1:
            return asked[kind]
        record = ids[kind] = found[0].id
        text = found[0].name if kind in ("board", "person") else f"{record} {found[0].name}"
        evidence.label(record, text, f"{kind}/{record}")
    return ids


def _next(enquiry: Enquiry, session: Session) -> dict[str, MeetingFacts]:
    """The next meeting of each board, by its id."""
    ahead = meetings(session, visible(enquiry.viewer, enquiry.today))
    return {each.board_id: each for each in reversed(ahead) if each.meeting_date >= enquiry.today}


def _pending(enquiry: Enquiry, session: Session, scope: Mapping[str, str]) -> list[Owed]:
    """Every decision of the scope, the earliest first."""
    boards = board_ids(enquiry, session)
    ids = projects_awaiting(session, enquiry.viewer, enquiry.today, _stages_before(enquiry))
    ids = ids & {scope["project"]} if "project" in scope else ids
    found: list[Owed] = []
    about: list[ProjectFacts] = []
    for facts in iter_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today, ids) if ids else ():
        if scope.get("portfolio") in (None, facts.portfolio_id) and scope.get("programme") in (
            None,
            facts.programme_id,
        ):
            about.append(facts)
            found += _of_project(enquiry, facts, boards)
    asked = asked_of_boards(enquiry, session, about)
    narrowed = any(kind in scope for kind in ("portfolio", "programme", "project"))
    found = once([*found, *(each for each in asked if each.facts is not None or not narrowed)])
    if "board" in scope:
        found = [each for each in found if each.board_id == scope["board"]]
    if "person" in scope:
        mine = boards_of(session, scope["person"])
        found = [each for each in found if each.falls_to(scope["person"], mine)]
    return found


def _stages_before(enquiry: Enquiry) -> dict[str, tuple[str, ...]]:
    """For each gate that opens a stage, the stages before that one."""
    rule = enquiry.library.rule("gates.opens", enquiry.today)
    opened = rule.values.items() if rule else ()
    return {gate: STAGES[: STAGES.index(str(stage))] for gate, stage in opened if stage in STAGES}


def _of_project(enquiry: Enquiry, facts: ProjectFacts, boards: Boards) -> Iterator[Owed]:
    yield from (each for each in gates_owed(facts, enquiry) if each.kind in DECISIONS)
    yield from changes_owed(facts, enquiry, boards)
    yield from exceptions_owed(facts, enquiry, boards)


class Agenda:
    """The decisions of a scope, in words."""

    def __init__(
        self, enquiry: Enquiry, evidence: Evidence, pending: Sequence[Owed], scope: Scope, until: Horizon | None
    ) -> None:
        self.enquiry, self.evidence, self.scope, self.horizon = enquiry, evidence, scope, until
        self.end = last_day(until, enquiry.today) if until else None
        self.listed = [each for each in pending if self.end is None or (each.due is not None and each.due <= self.end)]
        self.left_out = len(pending) - len(self.listed)

    def result(self, arguments: dict[str, object]) -> ToolResult:
        """The tool's result."""
        rows = self.listed[:SHOWN]
        headline, facts = self._headline(), tuple(self._by_body())
        table = Table(COLUMNS, tuple(self._cells(each) for each in rows)) if rows else None
        return answer(
            TOOL,
            self.enquiry,
            self.evidence,
            headline,
            facts=facts,
            rules=self._rules(),
            cautions=tuple(self._cautions()),
            table=table,
            subjects=tuple(dict.fromkeys(each.facts.project_id for each in rows if each.facts)),
            arguments=arguments,
        )

    def _headline(self) -> str:
        where = self._where()
        if not self.listed:
            when = f" and is {WORDS[self.horizon]}" if self.horizon else ""
            return f"Nothing on record waits for a decision{where}{when}."
        count = self._count("decisions_count", self.listed)
        verb = "decision waits" if len(self.listed) == 1 else "decisions wait"
        late = [each for each in self.listed if each.is_overdue(self.enquiry.today)]
        overdue = f", {self._count('decisions_overdue', late)} of them overdue" if late else ""
        when = f" {WORDS[self.horizon]}" if self.horizon else ""
        first = self.listed[0]
        due, words = first.due_said(self.evidence), first.sentence(self.evidence)
        return f"{count} {verb}{where}{when}{overdue}; the first is due on {due}: {words}"

    def _where(self) -> str:
        """For whom and about what, as the question narrowed it."""
        ids = self.scope.ids
        about = [f"{{{ids[kind]}}}" for kind in ("portfolio", "programme", "project") if kind in ids]
        whom = [f"{{{ids[kind]}}}" for kind in ("board", "person") if kind in ids and not self.scope.mine]
        whom += ["you"] if self.scope.mine else []
        return (f" for {listed(whom)}" if whom else "") + (f" in {listed(about)}" if about else "")

    def _by_body(self) -> Iterator[str]:
        """For each board how many decisions it has before it, when it meets, and which is due first."""
        for board_id in dict.fromkeys(each.board_id for each in self.listed if each.board_id):
            its = [each for each in self.listed if each.board_id == board_id]
            rows = tuple(each.row for each in its)
            count = self.evidence.say("decisions_count", len(its), *rows, subject=board_id)
            noun = "decision" if len(its) == 1 else "decisions"
            yield f"{self._decider(its[0])} has {count} {noun} before it{self._meets(board_id)}."
            yield f"The first is due on {its[0].due_said(self.evidence)}: {its[0].sentence(self.evidence)}"

    def _meets(self, board_id: str) -> str:
        meeting = self.scope.meetings.get(board_id)
        if meeting is None:
            return ""
        day = self.evidence.say("board_meets", meeting.meeting_date, meeting.row, subject=board_id)
        return f" and meets next on {day}"

    def _rules(self) -> tuple[str, ...]:
        """Who decides changes and exceptions by size, where one is listed."""
        rule = self.enquiry.library.rule("authority.changes", self.enquiry.today)
        if rule is None or not any(each.kind in ("change", "exception") for each in self.listed):
            return ()
        return (
            f"Changes and exceptions are decided by size, with what was approved before {self.evidence.cite(rule)}.",
        )

    def _cautions(self) -> Iterator[str]:
        if len(self.listed) > SHOWN:
            yield "The table shows the earliest; the counts are of all."
        if any(each.facts is None for each in self.listed):
            yield "A question about the portfolio at large names no project, so no money is recorded with it."

    def _cells(self, each: Owed) -> tuple[str, ...]:
        evidence = self.evidence
        return (
            each.called(evidence),
            each.due_said(evidence),
            self._decider(each),
            each.said(evidence),
            each.about(evidence),
            stake(evidence, each),
            each.cited(evidence),
        )

    def _decider(self, each: Owed) -> str:
        """The board as a label, or the role that decides by size."""
        if each.body is None:
            return NOBODY
        if each.board_id is not None:
            return self.evidence.label(each.board_id, each.body, f"board/{each.board_id}")
        return self.evidence.say("decider", each.body, each.row, subject=each.name)

    def _count(self, key: str, owed: Sequence[Owed]) -> str:
        return self.evidence.say(key, len(owed), *(each.row for each in owed))
