"""A row that everybody may read names nothing that only a hidden record explains."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from tools.facts.portfolio import PortfolioFacts, load_portfolio
from tools.facts.project import ProjectFacts, load_projects
from tools.portfolio.access import identify
from tools.portfolio.database import open_portfolio, writing
from tools.portfolio.tables import TABLES

TODAY, AS_OF = date(2026, 11, 3), date(2026, 10, 31)
SEEN, HIDDEN, COMMITTEE = "P-101", "P-502", "BD-HIDDEN"
MARKS = {"created_by": "t", "source_system": "t"}


def read(url: str, name: str = "sam.viewer") -> tuple[dict[str, ProjectFacts], PortfolioFacts]:
    portfolio = open_portfolio(url)
    viewer = identify(portfolio, f"{name}@calderwyre.example")
    with portfolio.session() as session:
        projects = {each.project_id: each for each in load_projects(session, viewer, AS_OF, TODAY)}
        found = projects, load_portfolio(session, viewer, TODAY)
    portfolio.close()
    return found


def first(connection: Connection, table: str, column: str, project_id: str) -> Any:
    rows = TABLES[table].c
    return connection.scalar(select(rows[column]).where(rows.project_id == project_id).order_by(rows[column]).limit(1))


@pytest.fixture
def referring(demo_copy: str) -> str:
    """The demo, in which rows of a visible project refer to what belongs to a hidden one."""
    with writing(demo_copy) as connection:
        board = {"board_id": COMMITTEE, "name": "Kestrel steering committee", "project_id": HIDDEN}
        connection.execute(insert(TABLES["board"]).values(**board, **MARKS))
        for table, column in (
            ("gate_review", "board_id"),
            ("risk_state", "escalated_to_id"),
            ("rag_assessment", "escalated_to_id"),
        ):
            connection.execute(update(TABLES[table]).values({column: COMMITTEE}))
        for table in ("change_request", "exception_report", "waiver"):
            connection.execute(update(TABLES[table]).values(board_id=COMMITTEE, approver_id=None))
        hidden_risk = {"risk_id": "R-HIDDEN", "project_id": HIDDEN, "title": "T", "category": "FINANCIAL"}
        connection.execute(insert(TABLES["risk"]).values(**hidden_risk, is_opportunity=False, raised_on=TODAY, **MARKS))
        milestone = {"milestone_id": "M-HIDDEN", "project_id": HIDDEN, "name": "N", "kind": "KEY", "critical": False}
        connection.execute(insert(TABLES["milestone"]).values(**milestone, **MARKS))
        said = {"milestone_id": "M-HIDDEN", "as_of": AS_OF, "status": "IN_PROGRESS", "forecast_date": date(2077, 1, 1)}
        connection.execute(insert(TABLES["milestone_progress"]).values(**said, **MARKS))
        connection.execute(update(TABLES["contingency_drawdown"]).values(risk_id="R-HIDDEN", board_id=COMMITTEE))
        hard = TABLES["dependency"].c.provider_id.is_not(None)
        lead = {"milestone_id": "M-HIDDEN", "forecast_date": None}
        connection.execute(update(TABLES["dependency"]).where(hard).values(lead))
        relation = TABLES["proposal_relation"]
        connection.execute(delete(relation))
        proposal_id = connection.scalar(select(TABLES["proposal"].c.proposal_id).order_by("proposal_id").limit(1))
        for other in (SEEN, HIDDEN, "P-NOWHERE"):
            row = {"proposal_id": proposal_id, "relation": "NEEDS", "other_id": other}
            connection.execute(insert(relation).values(**row, **MARKS))
    return demo_copy


def test_no_facts_of_a_visible_project_name_what_is_hidden(referring: str) -> None:
    projects, portfolio = read(referring)

    told = str((projects, portfolio))
    assert len(projects) > 20
    for name in (COMMITTEE, "Kestrel", "R-HIDDEN", "M-HIDDEN", "2077", HIDDEN):
        assert name not in told


def test_rows_that_refer_to_what_is_hidden_stay(referring: str, demo_url: str) -> None:
    projects, _ = read(referring)
    before, _ = read(demo_url)

    for project_id, facts in projects.items():
        for part in ("gates", "risks", "changes", "exceptions", "waivers", "drawdowns", "dependencies", "reports"):
            assert len(getattr(facts, part)) == len(getattr(before[project_id], part)), (project_id, part)


def test_a_relation_of_a_proposal_is_told_where_both_sides_may_be_seen(referring: str) -> None:
    _, seen = read(referring)
    _, more = read(referring, "daniel.reyes")

    assert [relation for each in seen.proposals for relation in each.relations] == [("NEEDS", SEEN)]
    assert [relation for each in more.proposals for relation in each.relations] == [("NEEDS", SEEN), ("NEEDS", HIDDEN)]


def test_a_decision_about_a_change_of_a_hidden_project_is_hidden(demo_copy: str) -> None:
    with writing(demo_copy) as connection:
        change = {"change_request_id": "CR-HIDDEN", "project_id": HIDDEN, "type": "COST", "description": "D"}
        connection.execute(
            insert(TABLES["change_request"]).values(**change, emergency=False, status="SUBMITTED", **MARKS)
        )
        board_id = connection.scalar(select(TABLES["board"].c.board_id).where(TABLES["board"].c.project_id.is_(None)))
        decision = {"decision_id": "DEC-HIDDEN", "board_id": board_id, "change_request_id": "CR-HIDDEN"}
        connection.execute(insert(TABLES["decision"]).values(**decision, question="Q", status="NEEDED", **MARKS))

    def decisions(name: str) -> set[str]:
        return {each.decision_id for each in read(demo_copy, name)[1].decisions}

    assert "DEC-HIDDEN" not in decisions("sam.viewer")
    assert "DEC-HIDDEN" in decisions("daniel.reyes")
