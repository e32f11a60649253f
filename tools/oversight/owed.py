"""One thing that is due from somebody: what it is, by when, from whom, and the rule that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from tools.facts.project import ProjectFacts
from tools.result import Value
from tools.wording.display import show_value
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence
from tools.wording.labels import label, note

if TYPE_CHECKING:
    from knowledge.library import Rule

Kind = Literal[
    "report", "report_approval", "papers", "condition", "exception_report", "exception_end", "lapse", "waiver",
    "risk_review", "risk_action", "issue", "assumption", "benefit", "change", "exception", "gate", "decision",
]  # fmt: skip
WORDS: Mapping[Kind, str] = {
    "report": "Submit the status report for the period to {period}",
    "report_approval": "Approve or return the status report for the period to {period}, submitted on {submitted}",
    "papers": "Send the papers for {gate} to the board that meets on {meeting}",
    "condition": "Close condition {record} of {gate}",
    "exception_report": "Raise the exception report on {dimension}",
    "exception_end": "Bring the forecast back or renew the exception: {record}",
    "lapse": "Begin the stage that {gate} opened, or have the approval of {approved} renewed",
    "waiver": "Comply, or have the waiver renewed: {record}",
    "risk_review": "Review risk {record}",
    "risk_action": "Finish action {record} on risk {risk}",
    "issue": "Resolve issue {record}",
    "assumption": "Validate or reject assumption {record}",
    "benefit": "Report the actual value of benefit {record}",
    "change": "Decide change {record}, submitted on {submitted}",
    "exception": "Decide exception {record}, raised on {submitted}",
    "gate": "Decide {gate}",
    "decision": "Decide {record}",
}
NAMED: Mapping[Kind, str] = {
    "report": "{project} report to {period}",
    "report_approval": "{project} approval of the report to {period}",
    "papers": "{project} {gate} papers",
    "gate": "{project} {gate}",
    "lapse": "{project} {gate} approval",
    "exception_report": "{project} exception report on {dimension}",
    "exception_end": "{record} end",
    "waiver": "{record} end",
    "benefit": "{record} to {period}",
}
"""The name of what has no id of its own, by which figures about it are known as its project's."""
DECISIONS: frozenset[Kind] = frozenset(("change", "exception", "gate", "decision", "lapse"))
"""What a body decides, rather than what somebody does."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty or decision of one project, or of the portfolio where there is no project."""

    kind: Kind
    row: str
    due: date | None
    """The last day on which it is on time; None where neither a record nor a rule says so."""
    rule: Rule | None = None
    facts: ProjectFacts | None = None
    owners: tuple[str | None, ...] = ()
    """Ids of the people from whom it is due."""
    board_id: str | None = None
    body: str | None = None
    """Name of the board, or of the role that decides by its size."""
    record: str = ""
    """Id by which people speak of it, such as a risk's."""
    title: str | None = None
    """Recorded words that say what it is about: data, never instruction."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """What its sentence says besides, by place: days, a gate, a dimension."""
    change_id: str | None = None
    """The change that a question to a board is about."""
    asked_as: Owed | None = None
    """The question put to a board about it."""

    @property
    def name(self) -> str:
        """By what name it is listed, which no other has: its record's id, or its project's with what it is."""
        words = NAMED.get(self.kind)
        if words is None:
            return self.record
        values = {
            key: show_value(value, "date") if isinstance(value, date) else value for key, value in self.values.items()
        }
        return words.format(project=self.facts.project_id if self.facts else "", record=self.record, **values)

    def falls_to(self, person_id: str, boards: frozenset[str]) -> bool:
        """Whether it is due from a person: by name, or as a member of the board that decides it."""
        return person_id in self.owners or (self.board_id is not None and self.board_id in boards)

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < today

    def called(self, evidence: Evidence) -> str:
        """Its name as a handle."""
        return evidence.label(self.name, self.name, self.row)

    def said(self, evidence: Evidence, titled: bool = True) -> str:
        """What to do, with handles and without a full stop; ``titled`` adds the recorded words."""
        places = {name: self._place(evidence, name, value) for name, value in self.values.items()}
        places["record"] = self.called(evidence)
        words = WORDS[self.kind].format_map(places) + self._asked(evidence)
        title = quotable(self.title) if titled or self.kind == "decision" else None
        if title is None:
            return words
        about = note(evidence, "about", "words on record", title.rstrip("."), "text", self.row, subject=self.name)
        return f"{words}: {about}"

    def sentence(self, evidence: Evidence) -> str:
        """What to do and for which project, with a full stop, as it stands inside a sentence."""
        words = self.said(evidence, titled=False)
        return f"{words[:1].lower()}{words[1:]} ({self.about(evidence)})."

    def about(self, evidence: Evidence) -> str:
        """The project that it is about, as a handle; words where it is about none."""
        return label(evidence, self.facts) if self.facts else "the portfolio"

    def due_said(self, evidence: Evidence) -> str:
        """The day by which it is due, as a handle."""
        source = (self.row, f"rulebook/{self.rule.rule_id}/{self.rule.clause.ref}") if self.rule else (self.row,)
        return evidence.say("owed_due", self.due, *source, subject=self.name)

    def cited(self, evidence: Evidence) -> str:
        """The clause that asks for it, as a handle; a dash where the library holds no such rule."""
        return evidence.cite(self.rule).strip("()") if self.rule else "–"

    def _asked(self, evidence: Evidence) -> str:
        asked = self.asked_as
        if asked is None:
            return ""
        return f" (asked of the board as {asked.called(evidence)}, by {asked.due_said(evidence)})"

    def _place(self, evidence: Evidence, name: str, value: Value) -> str:
        if name in ("dimension", "risk"):
            return str(value) if name == "dimension" else evidence.label(str(value), str(value), self.row)
        return evidence.say(f"owed_{name}", value, self.row, subject=self.name)


def in_order(owed: list[Owed]) -> list[Owed]:
    """The earliest first; what has no day comes last."""
    return sorted(owed, key=lambda each: (each.due or date.max, each.kind, each.record, each.row))


def once(owed: Iterable[Owed]) -> list[Owed]:
    """Each decision once, the earliest first: a change takes up the question that was put to a board about it."""
    held = list(owed)
    asked = {each.change_id: each for each in held if each.kind == "decision" and each.change_id}
    changes = {each.record for each in held if each.kind == "change"}
    merged = [
        replace(each, asked_as=asked[each.record], board_id=asked[each.record].board_id, body=asked[each.record].body)
        if each.kind == "change" and each.record in asked
        else each
        for each in held
        if each.kind != "decision" or each.change_id not in changes
    ]
    return in_order(merged)
