"""Which projects name a person, in whatever part: so that what is due from somebody is read of those alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from sqlalchemy import BindParameter, and_, bindparam, false, or_, select, union
from sqlalchemy.orm import Session

from tools.facts.rows import TODAY, Query, prepared
from tools.portfolio.access import Viewer, visible
from tools.portfolio.boards import BoardMemberRow, DecisionRow
from tools.portfolio.changes import ChangeRequestRow
from tools.portfolio.governance import ExceptionReportRow, GateConditionRow, GateReviewRow, WaiverRow
from tools.portfolio.raid import AssumptionRow, IssueRow, RiskActionRow, RiskRow, RiskStateRow
from tools.portfolio.structure import ProjectStateRow
from tools.portfolio.value import BenefitRow

PERSON: BindParameter[str] = bindparam("person")


def boards_of(session: Session, person_id: str) -> frozenset[str]:
    """Return the ids of the boards on which a person sits."""
    rows = session.scalars(select(BoardMemberRow.board_id).where(BoardMemberRow.person_id == person_id))
    return frozenset(rows)


def projects_naming(session: Session, viewer: Viewer, today: date, person_id: str) -> frozenset[str]:
    """Return the visible projects that name a person today: as sponsor, manager or owner, or before their boards."""
    return frozenset(session.scalars(_naming_query(viewer, today), {"person": person_id, "today": today}))


def projects_awaiting(
    session: Session, viewer: Viewer, today: date, before: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """Return the visible projects on which something waits to be decided, or whose approval has not been used.

    ``before`` gives, for each gate, the stages that lie before the one that it opens.
    """
    seen, gate, state = visible(viewer, today), GateReviewRow, ProjectStateRow
    holds = (state.valid_from <= today, or_(state.valid_to.is_(None), state.valid_to >= today))
    unused = [and_(gate.gate_code == code, state.stage.in_(stages)) for code, stages in before.items()]
    approved = select(gate.project_id).join(state, state.project_id == gate.project_id)
    named = union(*_open(), approved.where(*holds, gate.decision_date <= today, or_(false(), *unused))).subquery()
    query = prepared(seen.where(seen.selected_columns[0].in_(select(named.c.project_id))))
    return frozenset(session.scalars(query, {"today": today}))


def _open() -> tuple[Query, ...]:
    """Projects with a gate ahead, a change, an exception or a question to a board that is not decided."""
    change, report, gate, decision = ChangeRequestRow, ExceptionReportRow, GateReviewRow, DecisionRow
    return (
        select(change.project_id).where(or_(change.decided_on.is_(None), change.decided_on > TODAY)),
        select(report.project_id).where(or_(report.decided_on.is_(None), report.decided_on > TODAY)),
        select(gate.project_id).where(or_(gate.decision_date.is_(None), gate.decision_date > TODAY)),
        select(decision.project_id).where(
            decision.project_id.is_not(None), or_(decision.decided_on.is_(None), decision.decided_on > TODAY)
        ),
    )


@lru_cache(maxsize=64)
def _naming_query(viewer: Viewer, today: date) -> Query:
    seen = visible(viewer, today)
    named = union(*_as_owner(), *_as_decider(), *_undecided()).subquery()
    return prepared(seen.where(seen.selected_columns[0].in_(select(named.c.project_id))))


def _as_owner() -> tuple[Query, ...]:
    """Projects on which something is theirs to do."""
    state, condition, action = ProjectStateRow, GateConditionRow, RiskActionRow
    holds = (state.valid_from <= TODAY, or_(state.valid_to.is_(None), state.valid_to >= TODAY))
    of_risk = select(RiskRow.project_id).join(RiskStateRow, RiskStateRow.risk_id == RiskRow.risk_id)
    return (
        select(state.project_id).where(or_(state.sponsor_id == PERSON, state.pm_id == PERSON), *holds),
        of_risk.where(RiskStateRow.owner_id == PERSON),
        select(RiskRow.project_id).join(action, action.risk_id == RiskRow.risk_id).where(action.owner_id == PERSON),
        select(IssueRow.project_id).where(IssueRow.owner_id == PERSON),
        select(AssumptionRow.project_id).where(AssumptionRow.owner_id == PERSON),
        select(GateReviewRow.project_id)
        .join(condition, condition.review_id == GateReviewRow.review_id)
        .where(condition.owner_id == PERSON),
        select(BenefitRow.project_id).where(BenefitRow.owner_id == PERSON, BenefitRow.project_id.is_not(None)),
        select(WaiverRow.project_id).where(WaiverRow.requested_by_id == PERSON),
    )


def _as_decider() -> tuple[Query, ...]:
    """Projects on which something waits for them, or for a board on which they sit."""
    change, report, gate, decision = ChangeRequestRow, ExceptionReportRow, GateReviewRow, DecisionRow
    boards = select(BoardMemberRow.board_id).where(BoardMemberRow.person_id == PERSON)
    return (
        select(change.project_id).where(
            or_(change.approver_id == PERSON, change.board_id.in_(boards)),
            or_(change.decided_on.is_(None), change.decided_on > TODAY),
        ),
        select(report.project_id).where(
            or_(report.approver_id == PERSON, report.board_id.in_(boards)),
            or_(report.decided_on.is_(None), report.decided_on > TODAY),
        ),
        select(gate.project_id).where(
            gate.board_id.in_(boards), or_(gate.decision_date.is_(None), gate.decision_date > TODAY)
        ),
        select(decision.project_id).where(
            decision.board_id.in_(boards),
            decision.project_id.is_not(None),
            or_(decision.decided_on.is_(None), decision.decided_on > TODAY),
        ),
    )


def _undecided() -> tuple[Query, ...]:
    """Projects with a request that names nobody to decide it: whose it is, is worked out from its size."""
    change, report = ChangeRequestRow, ExceptionReportRow
    return (
        select(change.project_id).where(
            change.status == "SUBMITTED", change.board_id.is_(None), change.approver_id.is_(None)
        ),
        select(report.project_id).where(
            report.decision == "PENDING", report.board_id.is_(None), report.approver_id.is_(None)
        ),
    )
