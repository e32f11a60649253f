"""The demo's boards: who sits on them, when they meet, and that they decide as their rules ask."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from tools.portfolio.calendar import working_days_between
from tools.portfolio.database import Portfolio
from tools.portfolio.tables import TABLES

D = date.fromisoformat
TODAY, UK = D("2026-11-03"), "GB-ENG"


def test_gates_are_decided_by_members_who_do_not_lead_the_project(demo: Portfolio) -> None:
    review, decider, member = (TABLES[name] for name in ("gate_review", "gate_decider", "board_member"))
    state = TABLES["project_state"]
    with demo.session() as session:
        reviews = session.execute(select(review).where(review.c.decision != "PENDING")).all()
        decided = session.execute(select(decider)).all()
        members = {tuple(row) for row in session.execute(select(member.c.board_id, member.c.person_id))}
        leads = {tuple(row) for row in session.execute(select(state.c.project_id, state.c.sponsor_id))}
        leads |= {tuple(row) for row in session.execute(select(state.c.project_id, state.c.pm_id))}

    for row in reviews:
        people = [each.person_id for each in decided if each.review_id == row.review_id]
        assert len(people) >= 4, row.review_id
        assert row.quorum
        assert {(row.board_id, each) for each in people} <= members
        assert not {(row.project_id, each) for each in people} & leads, row.review_id


def test_boards_meet_on_the_days_on_which_they_decide(demo: Portfolio) -> None:
    meeting, review = TABLES["board_meeting"], TABLES["gate_review"]
    with demo.session() as session:
        days = {(row.board_id, row.meeting_date): row.papers_deadline for row in session.execute(select(meeting))}
        reviews = session.execute(select(review)).all()

    for row in reviews:
        deadline = days[row.board_id, row.decision_date or row.planned_date]
        assert row.papers_submitted_on is None or row.papers_submitted_on <= deadline, row.review_id
    ahead = sorted((day.isoformat(), board) for board, day in days if day > TODAY)
    assert ahead == [
        ("2026-11-09", "BD-P401"),
        ("2026-11-12", "BD-IC"),
        ("2026-11-19", "BD-PB"),
        ("2026-11-24", "BD-EB"),
        ("2026-11-26", "BD-PB"),
        ("2026-12-10", "BD-IC"),
        ("2026-12-17", "BD-PB"),
        ("2027-01-14", "BD-IC"),
        ("2027-01-21", "BD-PB"),
    ]
    assert working_days_between(days["BD-PB", D("2026-11-19")], D("2026-11-19"), UK) == 10


def test_a_projects_own_committee_decides_no_gate(demo: Portfolio) -> None:
    board, review = TABLES["board"], TABLES["gate_review"]
    with demo.session() as session:
        own = session.execute(select(board.c.board_id, board.c.project_id).where(board.c.project_id.is_not(None))).all()
        deciding = set(session.scalars(select(review.c.board_id)))

    assert [tuple(row) for row in own] == [("BD-P401", "P-401")]
    assert "BD-P401" not in deciding
