"""Gathers what is due from projects that are already loaded, and from the boards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.portfolio import decisions
from tools.facts.project import ProjectFacts
from tools.facts.reporting import WaitingReport
from tools.oversight.owed import Owed
from tools.oversight.owed_decisions import Boards, changes_owed, decisions_owed, exceptions_owed
from tools.oversight.owed_registers import benefits_owed, issues_owed, risks_owed
from tools.oversight.owed_reports import gates_owed, reports_owed, tolerances_owed
from tools.portfolio.access import visible
from tools.portfolio.records import RecordKind, find_records

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


BOARDS: tuple[RecordKind, ...] = ("board",)


def duties_of(
    facts: ProjectFacts, enquiry: Enquiry, waiting: Sequence[WaitingReport], boards: Boards
) -> Iterator[Owed]:
    """Everything that is due of one project, from whomever."""
    yield from reports_owed(facts, enquiry, waiting)
    yield from gates_owed(facts, enquiry)
    yield from tolerances_owed(facts, enquiry)
    yield from risks_owed(facts, enquiry)
    yield from issues_owed(facts, enquiry)
    yield from benefits_owed(facts, enquiry)
    yield from changes_owed(facts, enquiry, boards)
    yield from exceptions_owed(facts, enquiry, boards)


def board_ids(enquiry: Enquiry, session: Session) -> Boards:
    """The ids of the visible boards by name."""
    return {each.name: each.id for each in find_records(session, enquiry.viewer, enquiry.today, BOARDS)}


def asked_of_boards(enquiry: Enquiry, session: Session, projects: Iterable[ProjectFacts]) -> list[Owed]:
    """The decisions that boards were asked for and have not made, on visible projects or on none."""
    held: Mapping[str, ProjectFacts] = {each.project_id: each for each in projects}
    asked = decisions(session, visible(enquiry.viewer, enquiry.today), enquiry.today)
    return list(decisions_owed(asked, held))
