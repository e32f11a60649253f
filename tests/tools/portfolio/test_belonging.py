"""What belongs to a hidden record is hidden with it, in whatever table it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Column, Connection, insert, not_, select, update
from sqlalchemy.orm import Session

from tools.portfolio.access import Viewer, identify
from tools.portfolio.belonging import people_named, seen_by
from tools.portfolio.clearance import at_most
from tools.portfolio.database import Portfolio, open_portfolio, writing
from tools.portfolio.records import NAMES_NOBODY, find_records
from tools.portfolio.tables import TABLES

TODAY = date(2026, 11, 3)
STRANGER = "nobody.known"
ANYBODY = Viewer("sam.viewer", "Sam Viewer", "sam.viewer@calderwyre.example", frozenset(), ())
MARKS = {"created_by": "t", "source_system": "t"}
NAMING = [column for column in people_named() if column.table.name not in NAMES_NOBODY]
"""Columns by which somebody becomes known."""
OPEN = {"portfolio", "objective_state", "assessment"}
"""Tables among them whose rows belong to nothing that may be hidden."""


@pytest.fixture
def stranger(demo_copy: str) -> Iterator[Connection]:
    """The demo, and somebody whom no record names."""
    with writing(demo_copy) as connection:
        person = {"person_id": STRANGER, "name": "Nobody Known", "active": True}
        connection.execute(insert(TABLES["person"]).values(**person, **MARKS))
        yield connection


def is_known(connection: Connection, viewer: Viewer = ANYBODY) -> bool:
    with Session(connection) as session:
        return STRANGER in {record.id for record in find_records(session, viewer, TODAY, ("person",))}


def named_in(connection: Connection, column: Column[Any], seen: bool) -> bool:
    """Whether the stranger is known by one row, visible or not, that names them in the place of somebody."""
    rows = seen_by(ANYBODY, TODAY).rows(column.table)
    keys = list(column.table.primary_key)
    chosen = select(*keys).where(rows if seen else not_(rows)).order_by(column.is_(None), *keys).limit(1)
    row = connection.execute(chosen).one()
    where = [key == value for key, value in zip(keys, row, strict=True)]
    in_place_of_a_board = {"board_id": None} if column.name == "approver_id" else {}
    with connection.begin_nested() as tried:
        values = {column.name: STRANGER, **in_place_of_a_board}
        connection.execute(update(column.table).where(*where).values(values))
        known = is_known(connection)
        tried.rollback()
    return known


def test_somebody_whom_a_visible_row_names_is_known_in_whatever_table(stranger: Connection) -> None:
    assert not is_known(stranger)

    assert [str(column) for column in NAMING if not named_in(stranger, column, seen=True)] == []


def test_somebody_whom_hidden_rows_alone_name_is_unknown_in_whatever_table(stranger: Connection) -> None:
    hide_everything(stranger)

    naming = [column for column in NAMING if column.table.name not in OPEN]

    assert len(naming) > 30
    assert [str(column) for column in naming if named_in(stranger, column, seen=False)] == []


def hide_everything(connection: Connection) -> None:
    board = TABLES["board"]
    connection.execute(update(TABLES["project_state"]).values(classification="RESTRICTED"))
    connection.execute(update(TABLES["proposal"]).values(classification="RESTRICTED"))
    first = connection.scalar(select(TABLES["project"].c.project_id).limit(1))
    connection.execute(update(board).where(board.c.project_id.is_(None)).values(project_id=first))


def test_a_row_that_was_taken_out_names_nobody(stranger: Connection) -> None:
    risk_state = TABLES["risk_state"]
    risk_id = stranger.scalar(select(risk_state.c.risk_id).where(seen_by(ANYBODY, TODAY).rows(risk_state)).limit(1))
    stranger.execute(update(risk_state).where(risk_state.c.risk_id == risk_id).values(owner_id=STRANGER))
    assert is_known(stranger)

    stranger.execute(update(TABLES["risk"]).where(TABLES["risk"].c.risk_id == risk_id).values(is_void=True))

    assert not is_known(stranger)


def test_pools_of_time_make_nobody_known(stranger: Connection) -> None:
    role = stranger.scalar(select(TABLES["role"].c.role_id).limit(1))
    stranger.execute(insert(TABLES["person_role"]).values(person_id=STRANGER, role_id=role, **MARKS))

    assert not is_known(stranger)


def test_a_projects_own_committee_is_as_visible_as_the_project(stranger: Connection) -> None:
    for board_id, project_id in (("B-OPEN", "P-101"), ("B-HIDDEN", "P-502")):
        board = {"board_id": board_id, "name": f"Committee of {project_id}", "project_id": project_id}
        stranger.execute(insert(TABLES["board"]).values(**board, **MARKS))

    with Session(stranger) as session:
        boards = {record.id for record in find_records(session, ANYBODY, TODAY, ("board",))}

    assert "B-OPEN" in boards
    assert "B-HIDDEN" not in boards


def test_a_reference_that_may_be_absent_hides_no_row(stranger: Connection) -> None:
    board, risk_state = TABLES["board"], TABLES["risk_state"]
    rows = seen_by(ANYBODY, TODAY).rows(risk_state)
    before = stranger.execute(select(risk_state.c.risk_id).where(rows)).all()
    stranger.execute(update(risk_state).values(escalated_to_id=select(board.c.board_id).limit(1).scalar_subquery()))
    stranger.execute(update(board).values(project_id="P-502"))

    assert stranger.execute(select(risk_state.c.risk_id).where(rows)).all() == before


@pytest.mark.parametrize(
    ("ids", "up_to", "cleared"),
    [
        ({"P-101"}, "INTERNAL", True),
        ({"P-101", "P-501"}, "INTERNAL", False),
        ({"P-501"}, "CONFIDENTIAL", True),
        ({"P-502"}, "CONFIDENTIAL", False),
        ({"P-502"}, "RESTRICTED", True),
        ({"PMO-STD-004", "portfolio", "2026-10-31"}, "INTERNAL", True),
        (set(), "PUBLIC", True),
        ({"P-101"}, "PUBLIC", False),
    ],
)
def test_a_third_party_reads_up_to_a_classification(demo: Portfolio, ids: set[str], up_to: str, cleared: bool) -> None:
    assert at_most(demo, ids, up_to) is cleared


def test_a_third_party_reads_no_row_of_a_guarded_record(demo_copy: str) -> None:
    risk, proposal = TABLES["risk"].c, TABLES["proposal"].c
    with writing(demo_copy) as connection:
        hidden = connection.scalar(select(risk.risk_id).where(risk.project_id.in_(("P-501", "P-502"))).limit(1))
        seen = connection.scalar(select(risk.risk_id).where(risk.project_id == "P-101").limit(1))
        first = connection.scalar(select(proposal.proposal_id).order_by(proposal.proposal_id).limit(1))
        connection.execute(
            update(TABLES["proposal"]).where(proposal.proposal_id == first).values(classification="CONFIDENTIAL")
        )
        option = connection.scalar(
            select(TABLES["proposal_option"].c.proposal_id)
            .where(TABLES["proposal_option"].c.proposal_id == first)
            .limit(1)
        )
    portfolio = open_portfolio(demo_copy)

    assert at_most(portfolio, {"risk", seen}, "INTERNAL")
    assert not at_most(portfolio, {"risk", hidden}, "INTERNAL")
    assert not at_most(portfolio, {first}, "INTERNAL")
    assert not at_most(portfolio, {"proposal_option", option}, "INTERNAL")
    assert at_most(portfolio, {first}, "CONFIDENTIAL")
    portfolio.close()


def test_what_was_guarded_once_is_guarded_for_a_third_party(demo_copy: str) -> None:
    state = {"project_id": "P-101", "valid_from": date(1999, 1, 1), "valid_to": date(1999, 12, 31), "stage": "PLAN"}
    with writing(demo_copy) as connection:
        guarded = {**state, "run_state": "ACTIVE", "classification": "RESTRICTED"}
        connection.execute(insert(TABLES["project_state"]).values(**guarded, **MARKS))
    portfolio = open_portfolio(demo_copy)

    assert not at_most(portfolio, {"P-101"}, "INTERNAL")
    with portfolio.session() as session:
        viewer = identify(portfolio, "sam.viewer@calderwyre.example")
        assert "P-101" in {record.id for record in find_records(session, viewer, TODAY, ("project",))}
    portfolio.close()
