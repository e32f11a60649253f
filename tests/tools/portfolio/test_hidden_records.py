"""Whatever is recorded of hidden projects and proposals, everything reads as if they had never been written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from typing import Any

import pytest
from forgetting import forget
from hypothesis import HealthCheck, given, settings
from sqlalchemy import ColumnElement, String, Table, cast, literal, select, union_all
from sqlalchemy.orm import Session
from worlds import World, guards, make, richest, worlds

from tests.databases import Databases
from tests.tools.test_demo_truth import PackagedRules
from tools.catalogue import TOOLS
from tools.enquiry import Enquiry
from tools.facts.portfolio import load_portfolio
from tools.facts.project import load_projects
from tools.portfolio.access import (
    LEVELS,
    Viewer,
    elsewhere_projects,
    visible_projects,
    visible_proposals,
)
from tools.portfolio.belonging import seen_by
from tools.portfolio.database import Portfolio, open_portfolio, writing
from tools.portfolio.records import find_records
from tools.portfolio.tables import METADATA, TABLES

OPEN = LEVELS.index("INTERNAL")
CONFIDENTIAL = LEVELS.index("CONFIDENTIAL")
LISTS: tuple[dict[str, Any], ...] = ({}, {"colour": "R"}, {"over_tolerance": True}, {"mine": True}, {"stage": "CLOSED"})
QUERIES: tuple[dict[str, Any], ...] = (
    {"entity": "risk", "group_by": ["portfolio"], "measures": [{"field": "risk_emv", "aggregate": "sum"}]},
    {"entity": "person", "order": {"field": "risks_owned"}},
    {"entity": "decision", "every": True},
    {"related": [{"entity": "dependency"}], "group_by": ["sponsor"]},
    {"entity": "programme"},
    {"entity": "booking", "group_by": ["role", "month"], "measures": [{"field": "days", "aggregate": "sum"}]},
)
ALIKE = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None, print_blob=True)


@pytest.fixture(scope="module")
def small_model(databases: Databases, demo_model: str) -> str:
    """A few projects of the demo with all that belongs to them, in a database that nobody opens."""
    url = databases.copy(demo_model)
    with writing(url) as connection:
        kept = richest(connection)
        ids = set(connection.scalars(select(TABLES["project"].c.project_id))) - set(kept)
        forget(connection, ids)
    return url


@pytest.fixture(scope="module")
def small(databases: Databases, small_model: str) -> str:
    """The same, to be changed and rolled back."""
    return databases.copy(small_model)


def may_read(viewer: Viewer, level: int, place: dict[str, str | None], today: date, anywhere: bool = False) -> bool:
    """The rule of who may see what, as it is written down."""
    if level <= OPEN:
        return True
    shown = anywhere or (
        viewer.channel != "public"
        if level == CONFIDENTIAL
        else viewer.channel != "public" and viewer.surface != "slack"
    )
    return shown and any(
        grant.live(viewer.on or today)
        and LEVELS.index(grant.max_classification) >= level
        and (grant.scope_type == "ALL" or grant.scope_id == place.get(grant.scope_type, ""))
        for grant in viewer.grants
    )


def seen_by_hand(connection: Any, viewer: Viewer, today: date) -> tuple[set[str], set[str], set[str]]:
    """Ids of visible projects, of those that may only be spoken of elsewhere, and of visible proposals."""
    levels = guards(connection, today)
    visible, elsewhere = set(), set()
    for row in connection.execute(select(TABLES["project"])).all():
        place = {"PORTFOLIO": row.portfolio_id, "PROGRAMME": row.programme_id, "PROJECT": row.project_id}
        level = levels.get(row.project_id)
        if level is not None and may_read(viewer, level, place, today):
            visible.add(row.project_id)
        elif level == CONFIDENTIAL and may_read(viewer, level, place, today, anywhere=True):
            elsewhere.add(row.project_id)
    proposals = {
        row.proposal_id
        for row in connection.execute(select(TABLES["proposal"])).all()
        if may_read(viewer, LEVELS.index(row.classification), {"PORTFOLIO": row.portfolio_id}, today)
        and row.converted_project_id in {None, *visible}
    }
    return visible, elsewhere, proposals


def check_sets(url: str, world: World) -> None:
    with writing(url) as connection:
        viewer = make(connection, world)
        visible, elsewhere, proposals = seen_by_hand(connection, viewer, world.today)
        with Session(connection) as session:
            assert visible_projects(session, viewer, world.today) == visible
            assert elsewhere_projects(session, viewer, world.today) == elsewhere
            assert visible_proposals(session, viewer, world.today) == proposals
            some = sorted(guards(connection, world.today))[::2]
            assert visible_projects(session, viewer, world.today, some) == visible & set(some)
            assert visible_proposals(session, viewer, world.today, ["PR-01"]) == proposals & {"PR-01"}
        connection.rollback()


def check_world(databases: Databases, model: str, world: World) -> None:
    """Hold the whole world against one in which all that is hidden was never written."""
    full, bare = databases.copy(model), ""
    try:
        with writing(full) as connection:
            viewer = make(connection, world)
            visible, elsewhere, proposals = seen_by_hand(connection, viewer, world.today)
            every = set(connection.scalars(select(TABLES["project"].c.project_id)))
            others = set(connection.scalars(select(TABLES["proposal"].c.proposal_id)))
        bare = databases.copy(full)
        with writing(bare) as connection:
            forget(connection, every - visible, others - proposals)
        asked = sorted(every - elsewhere)
        in_full, in_bare = (everything(url, viewer, world, asked) for url in (full, bare))
        for name, value in in_full.items():
            assert value == in_bare[name], name
    finally:
        for url in filter(None, (full, bare)):
            databases.drop(url)


def everything(url: str, viewer: Viewer, world: World, ids: list[str]) -> dict[str, Any]:
    portfolio = open_portfolio(url)
    try:
        return dict(_everything(portfolio, viewer, world, ids))
    finally:
        portfolio.close()


def _everything(portfolio: Portfolio, viewer: Viewer, world: World, ids: list[str]) -> Iterator[tuple[str, Any]]:
    today = world.today
    as_of = portfolio.newest_locked_month_end(today) or today
    yield "the date of the data", as_of
    with portfolio.session() as session:
        yield "records", find_records(session, viewer, today)
        yield "rows", rows_seen(session, viewer, today)
        yield "facts of projects", load_projects(session, viewer, as_of, today)
        yield "facts of some projects", load_projects(session, viewer, as_of, today, [*ids[::2], "P-999"])
        yield "facts of the portfolio", load_portfolio(session, viewer, today)
    rules: Any = PackagedRules()
    enquiry = Enquiry(viewer, portfolio, rules, today, as_of, portfolio.organisation())
    for name, arguments in asks(ids, world):
        (tool,) = (tool for tool in TOOLS if tool.name == name)
        yield f"{name} {arguments}", tool.call(enquiry, arguments)


def rows_seen(session: Session, viewer: Viewer, today: date) -> list[tuple[str, ...]]:
    """Table and key of every row that may be read."""
    seen = seen_by(viewer, today)
    tables = (table for table in METADATA.sorted_tables if table.name != "access_grant")
    every = union_all(*(select(literal(t.name), _key_text(t)).where(seen.rows(t)) for t in tables))
    return sorted(map(tuple, session.execute(every)))


def _key_text(table: Table) -> ColumnElement[str]:
    first, *others = (cast(column, String) for column in table.primary_key)
    return reduce(lambda text, column: text + "/" + column, others, first)


def asks(ids: list[str], world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "who_am_i", {}
    yield "list_projects", LISTS[world.seed % len(LISTS)]
    yield "query_portfolio", QUERIES[world.seed % len(QUERIES)]
    yield "duties", {}
    yield "decisions_needed", {}
    yield "what_changed", {"window": "quarter"}
    for id_ in ids[world.seed % 3 :: 3]:
        yield "find_record", {"record": id_}
        yield "project_status", {"project": id_}
        yield "tolerance_check", {"project": id_}


@given(world=worlds(changes=4))
@settings(ALIKE, max_examples=50)
def test_what_is_visible_is_what_the_rule_says(small: str, world: World) -> None:
    check_sets(small, world)


@pytest.mark.deep
@given(world=worlds(changes=4))
@settings(ALIKE, max_examples=5000)
def test_what_is_visible_is_so_in_thousands_of_worlds(small: str, world: World) -> None:
    check_sets(small, world)


@given(world=worlds(changes=60))
@settings(ALIKE, max_examples=5)
def test_everything_reads_as_if_hidden_records_had_never_been_written(
    small_model: str, databases: Databases, world: World
) -> None:
    check_world(databases, small_model, world)


@pytest.mark.deep
@given(world=worlds(changes=60))
@settings(ALIKE, max_examples=2000)
def test_everything_reads_so_in_thousands_of_worlds(small_model: str, databases: Databases, world: World) -> None:
    check_world(databases, small_model, world)
