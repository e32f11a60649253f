"""Decisions that are waited for: changes, exceptions, and what boards were asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tools.enquiry import Enquiry
from tools.facts.permissions import ExceptionFacts
from tools.facts.portfolio import DecisionFacts
from tools.facts.project import ProjectFacts
from tools.judgement.authority import body_for, cumulative_change
from tools.judgement.forecast import number
from tools.judgement.scope import decision_due
from tools.judgement.tolerances import tolerances
from tools.oversight.owed import Owed
from tools.portfolio.calendar import add_working_days

Boards = Mapping[str, str]
"""Ids of boards by name."""


def changes_owed(facts: ProjectFacts, enquiry: Enquiry, boards: Boards) -> Iterator[Owed]:
    """Changes that were submitted and not decided; the clock stops while one is with its author."""
    library, today = enquiry.library, enquiry.today
    rule, authority = library.rule("changes.decision", today), library.rule("authority.changes", today)
    days = number(rule, "working_days")
    for change in (each for each in facts.changes if each.status == "SUBMITTED"):
        due = None if days is None else decision_due(change, int(days), enquiry.calendar)
        amount, bac = cumulative_change(facts, change), facts.baseline.bac if facts.baseline else None
        body = change.approver or body_for(authority, amount, bac)
        board_id, owners = _decider(facts, change.approver_id, body, boards, change.raised_by_id)
        yield Owed(
            "change", change.row, due, rule, facts, owners, board_id, body, change.change_request_id,
            change.description, {"submitted": change.submitted_on},
        )  # fmt: skip


def exceptions_owed(facts: ProjectFacts, enquiry: Enquiry, boards: Boards) -> Iterator[Owed]:
    """Exception reports that were raised and not decided."""
    library, today = enquiry.library, enquiry.today
    rule, authority = library.rule("exceptions.decision", today), library.rule("authority.changes", today)
    days = number(rule, "working_days")
    for report in (each for each in facts.exceptions if each.decision == "PENDING"):
        raised = report.raised_on
        due = add_working_days(raised, int(days), enquiry.calendar) if raised and days is not None else None
        body = report.approver or body_for(authority, _over(facts, enquiry, report), _bac(facts))
        board_id, owners = _decider(facts, report.approver_id, body, boards, None)
        yield Owed(
            "exception", report.row, due, rule, facts, owners, board_id, body, report.exception_id,
            report.recommendation, {"submitted": raised},
        )  # fmt: skip


def decisions_owed(decisions: Sequence[DecisionFacts], projects: Mapping[str, ProjectFacts]) -> Iterator[Owed]:
    """What boards were asked and have not decided."""
    for each in decisions:
        if each.status == "NEEDED":
            facts = projects.get(each.project_id or "")
            yield Owed(
                "decision", each.row, each.needed_by, None, facts, (), each.board_id, each.board, each.decision_id,
                each.question, change_id=each.change_request_id,
            )  # fmt: skip


def _decider(
    facts: ProjectFacts, approver_id: str | None, body: str | None, boards: Boards, raised_by: str | None
) -> tuple[str | None, tuple[str | None, ...]]:
    """The board that decides, or the people; nobody decides what they raised themselves."""
    board_id = boards.get(body or "")
    if board_id is not None:
        return board_id, ()
    roles = {"sponsor": facts.sponsor_id, "project manager": facts.pm_id}
    person = approver_id or roles.get((body or "").casefold())
    return None, () if person is None or person == raised_by else (person,)


def _over(facts: ProjectFacts, enquiry: Enquiry, report: ExceptionFacts) -> Decimal | None:
    """By how much the forecast is over, in money: the size by which an exception is decided."""
    state = next((each for each in tolerances(facts, enquiry) if each.dimension == report.dimension), None)
    bac = _bac(facts)
    return state.share * bac if state and state.share is not None and bac is not None else None


def _bac(facts: ProjectFacts) -> Decimal | None:
    return facts.baseline.bac if facts.baseline else None
