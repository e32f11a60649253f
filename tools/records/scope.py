"""Over which projects a question goes: one, those of a programme or a portfolio, or all that may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.clarify import PLACE
from tools.enquiry import Enquiry
from tools.facts.heads import ProjectHead, load_heads
from tools.portfolio.records import RecordKind, find_records
from tools.records.find import PROJECTS, absent, named, not_found
from tools.result import ToolResult
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

ALL = "portfolio"
"""Subject of figures about the visible whole."""
GROUPS: tuple[RecordKind, ...] = ("programme", "portfolio")


@dataclass(frozen=True, slots=True)
class Scope:
    """The projects that are asked about; where several conditions are given, all hold."""

    heads: tuple[ProjectHead, ...]
    subject: str
    """The record asked about; ``portfolio`` for the visible whole."""
    kind: RecordKind | None
    """What the record is; None for the visible whole."""
    evidence: Evidence
    """Opened for the subject, with its label."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the projects, in order."""
        return tuple(head.project_id for head in self.heads)

    @property
    def project(self) -> ProjectHead | None:
        """The one project that is asked about; None where it is a group or the whole."""
        return self.heads[0] if self.kind == "project" else None

    @property
    def words(self) -> str:
        """The scope in words with handles: ``P-1 Name``, ``the projects of PF-X``, or the whole."""
        if self.kind is None:
            return "the projects that you may read about"
        return f"{{{self.subject}}}" if self.kind == "project" else f"the projects of {{{self.subject}}}"

    def label(self, project_id: str) -> str:
        """The handle of one of its projects."""
        head = next(head for head in self.heads if head.project_id == project_id)
        return label_of(self.evidence, head)


def label_of(evidence: Evidence, head: ProjectHead) -> str:
    """A project's label as a handle: ``P-1 Name``."""
    return evidence.label(head.project_id, f"{head.project_id} {head.name}", head.row)


def scope_of(
    enquiry: Enquiry,
    session: Session,
    tool: str,
    *,
    project: str | None = None,
    programme: str | None = None,
    portfolio: str | None = None,
    ask: str = f"What is {PLACE}?",
) -> Scope | ToolResult:
    """The scope that the arguments name, or the answer that such a record is not known.

    Several projects of one name are offered with ``ask`` for each.
    """
    given = {"project": project, "programme": programme, "portfolio": portfolio}
    arguments: dict[str, object] = {key: value for key, value in given.items() if value}
    if project:
        return _one(enquiry, session, project) or absent(enquiry, session, tool, project, arguments, ask)
    heads = tuple(load_heads(session, enquiry.viewer, enquiry.today))
    evidence = Evidence(ALL, enquiry.as_of)
    subject: str | None = None
    kind: RecordKind | None = None
    for group in GROUPS:
        text = given[group]
        if not text:
            continue
        found = named(find_records(session, enquiry.viewer, enquiry.today, (group,)), text)
        if len(found) != 1:
            return not_found(tool, text, arguments)
        heads = tuple(head for head in heads if _BELONGS[group](head) == found[0].id)
        if subject is None:
            subject, kind = found[0].id, group
            evidence = Evidence(subject, enquiry.as_of)
        evidence.label(found[0].id, f"{found[0].id} {found[0].name}", f"{group}/{found[0].id}")
    return Scope(heads, subject or ALL, kind, evidence)


_BELONGS: dict[RecordKind, Callable[[ProjectHead], str | None]] = {
    "programme": lambda head: head.programme_id,
    "portfolio": lambda head: head.portfolio_id,
}


def _one(enquiry: Enquiry, session: Session, text: str) -> Scope | None:
    """The scope of the one visible project of that id or unambiguous name."""
    heads = tuple(load_heads(session, enquiry.viewer, enquiry.today, (text,)))
    if not heads:
        found = named(find_records(session, enquiry.viewer, enquiry.today, PROJECTS), text)
        ids = (found[0].id,) if len(found) == 1 else ()
        heads = tuple(load_heads(session, enquiry.viewer, enquiry.today, ids)) if ids else ()
    if not heads:
        return None
    evidence = Evidence(heads[0].project_id, enquiry.as_of)
    label_of(evidence, heads[0])
    return Scope(heads, heads[0].project_id, "project", evidence)
