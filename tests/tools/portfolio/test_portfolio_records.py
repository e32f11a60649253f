"""What can be named; and that a hidden project leaves no trace in anything that is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from forgetting import forget

from tests.databases import Databases
from tools.facts.project import load_projects
from tools.portfolio.access import elsewhere_projects, identify, visible_projects
from tools.portfolio.database import Portfolio, open_engine, open_portfolio
from tools.portfolio.records import Record, RecordKind, find_records
from tools.portfolio.tables import TABLES

TODAY = date(2026, 11, 3)
HIDDEN = "P-502"


def found(portfolio: Portfolio, name: str, *kinds: RecordKind) -> list[Record]:
    viewer = identify(portfolio, f"{name}@calderwyre.example")
    with portfolio.session() as session:
        return find_records(session, viewer, TODAY, kinds or None)


def visible(portfolio: Portfolio, name: str) -> frozenset[str]:
    with portfolio.session() as session:
        return visible_projects(session, identify(portfolio, f"{name}@calderwyre.example"), TODAY)


def test_projects_are_found_with_their_aliases(demo: Portfolio) -> None:
    projects = found(demo, "sam.viewer", "project")

    assert Record("project", "P-101", "Aurora CRM", ("Aurora", "CRM")) in projects
    assert [record.id for record in projects] == sorted(visible(demo, "sam.viewer"))


def test_all_kinds_are_found_in_one_list(demo: Portfolio) -> None:
    kinds = [record.kind for record in found(demo, "daniel.reyes")]

    order = ["project", "proposal", "programme", "portfolio", "objective", "board", "person"]
    assert kinds == sorted(kinds, key=order.index)
    assert kinds.count("board") > 1


@pytest.mark.parametrize(
    ("viewer", "person", "known"),
    [
        ("sam.viewer", "Priya Raman", True),  # sponsors a visible project
        ("sam.viewer", "Beatriz Almeida", True),  # approved documents of one
        ("sam.viewer", "Helen Strand", True),  # sits on a board
        ("sam.viewer", "Sam Viewer", True),  # the viewer
        ("sam.viewer", "Ines Marchetti", False),  # named by no record
        ("sam.viewer", "Victor Lindgren", False),  # manages a hidden project only
        ("sam.viewer", "Claire Beaumont", False),
        ("helen.strand", "Victor Lindgren", True),
        ("helen.strand", "Claire Beaumont", False),
        ("daniel.reyes", "Claire Beaumont", True),
    ],
)
def test_a_person_is_known_through_visible_records_only(demo: Portfolio, viewer: str, person: str, known: bool) -> None:
    names = {record.name for record in found(demo, viewer, "person")}

    assert (person in names) is known


@pytest.mark.parametrize(("review", "known"), [("P-101-G3", True), (f"{HIDDEN}-G2", False)])
def test_the_owner_of_a_condition_is_known_where_its_project_is(demo_copy: str, review: str, known: bool) -> None:
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        connection.execute(
            TABLES["gate_condition"]
            .insert()
            .values(
                condition_id="C-1", review_id=review, text="Prove it.", status="OPEN",
                owner_id="ines.marchetti", created_by="t", source_system="t",
            )
        )  # fmt: skip
    engine.dispose()

    portfolio = open_portfolio(demo_copy)
    names = {record.name for record in found(portfolio, "sam.viewer", "person")}
    portfolio.close()

    assert ("Ines Marchetti" in names) is known


def test_a_programme_is_as_visible_as_its_projects(demo_copy: str) -> None:
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        connection.execute(
            TABLES["programme"]
            .insert()
            .values(programme_id="PG-99", portfolio_id="PF-ENT", name="Kestrel", created_by="t", source_system="t")
        )
        project = TABLES["project"]
        connection.execute(project.update().where(project.c.project_id == HIDDEN).values(programme_id="PG-99"))
    engine.dispose()
    portfolio = open_portfolio(demo_copy)

    seen = {
        name: {record.id for record in found(portfolio, name, "programme")} for name in ("sam.viewer", "daniel.reyes")
    }
    portfolio.close()

    assert "PG-99" not in seen["sam.viewer"]
    assert "PG-99" in seen["daniel.reyes"]


@pytest.fixture(scope="module")
def without(databases: Databases, demo_model: str) -> Iterator[Portfolio]:
    """The demo in which the hidden project never was."""
    url = databases.copy(demo_model)
    engine = open_engine(url)
    with engine.begin() as connection:
        forget(connection, [HIDDEN])
    engine.dispose()
    portfolio = open_portfolio(url)
    yield portfolio
    portfolio.close()
    databases.drop(url)


@pytest.mark.parametrize(("surface", "channel"), [("cli", "dm"), ("slack", "public")])
@pytest.mark.parametrize("name", ["sam.viewer", "helen.strand", "laurent.dubois"])
@pytest.mark.parametrize("today", [date(2026, 11, 3), date(2026, 5, 4)])
def test_without_a_grant_everything_reads_as_if_the_project_did_not_exist(
    demo: Portfolio, without: Portfolio, name: str, surface: str, channel: str, today: date
) -> None:
    assert everything(demo, name, surface, channel, today) == everything(without, name, surface, channel, today)


def test_with_a_grant_the_difference_is_seen(demo: Portfolio, without: Portfolio) -> None:
    seen = ["daniel.reyes", "cli", "dm", TODAY]

    assert everything(demo, *seen) != everything(without, *seen)


def everything(portfolio: Portfolio, name: str, surface: str, channel: str, today: date) -> list[object]:
    viewer = identify(portfolio, f"{name}@calderwyre.example", surface, channel)
    as_of = portfolio.newest_locked_month_end(today)
    assert as_of is not None
    with portfolio.session() as session:
        return [
            as_of,
            visible_projects(session, viewer, today),
            elsewhere_projects(session, viewer, today),
            find_records(session, viewer, today),
            load_projects(session, viewer, as_of, today),
            load_projects(session, viewer, as_of, today, [HIDDEN, "P-999"]),
        ]


def test_a_hidden_project_does_not_move_the_date_of_the_data(demo_copy: str) -> None:
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        connection.execute(
            TABLES["snapshot_month"]
            .insert()
            .values(
                project_id=HIDDEN,
                period_end=date(2026, 11, 2),
                locked_on=date(2026, 11, 2),
                created_by="t",
                source_system="t",
            )
        )
    engine.dispose()
    portfolio = open_portfolio(demo_copy)

    newest = portfolio.newest_locked_month_end(TODAY)
    portfolio.close()

    assert newest == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (date(2026, 11, 3), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 9, 30)),  # October was locked on 2 November
        (date(2026, 9, 3), date(2026, 8, 31)),
        (date(2026, 9, 2), date(2026, 7, 31)),
        (date(2021, 10, 1), None),
    ],
)
def test_the_date_of_the_data_is_the_newest_locked_month_end(demo: Portfolio, today: date, newest: date | None) -> None:
    assert demo.newest_locked_month_end(today) == newest
