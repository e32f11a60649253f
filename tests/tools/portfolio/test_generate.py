"""Generated portfolios: as many projects as asked for, each with rows that hold together as the demo's do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select

from tests.databases import Databases
from tests.tools.worked_projects import AS_OF, TODAY, enquiry
from tools.facts.project import load_projects
from tools.judgement.rating import judge
from tools.portfolio.access import identify
from tools.portfolio.database import Portfolio, count_rows, open_portfolio, reading, writing
from tools.portfolio.errors import DatabaseNotEmpty
from tools.portfolio.generate import ONCE, generate
from tools.portfolio.tables import METADATA, TABLES

DEMO_PROJECTS = 24
PROJECTS = 2 * DEMO_PROJECTS + 6
"""Two whole copies, and one with a quarter of the projects."""
Rows = Mapping[str, list[Any]]


@pytest.fixture(scope="module")
def generated(databases: Databases) -> Iterator[str]:
    url = databases.new()
    generate(url, PROJECTS, seed=7)
    yield url
    databases.drop(url)


@pytest.fixture(scope="module")
def rows(generated: str) -> Rows:
    return everything(generated)


def everything(url: str) -> Rows:
    """All rows but for the moment in which they came."""
    with reading(url) as connection:
        return {table.name: _sorted_rows(connection, table.name) for table in METADATA.sorted_tables}


def counts(url: str) -> Mapping[str, int]:
    with reading(url) as connection:
        return count_rows(connection, TABLES)


def _sorted_rows(connection: Connection, name: str) -> list[Any]:
    table = TABLES[name]
    kept = [column for column in table.columns if column.name != "created_at"]
    return list(connection.execute(select(*kept).order_by(*table.primary_key)))


def copy_of(key: str) -> str:
    """The ending by which a copy's records are told apart; the demo's own have none."""
    ending = key[-5:]
    return ending if ending[0] == "-" and ending[1:].isdigit() and ending[1:3] == "00" else ""


def running(rows: Rows) -> set[str]:
    ended = {row.project_id for row in rows["project_state"] if row.stage == "CLOSED"}
    return {row.project_id for row in rows["project"]} - ended


def test_as_many_projects_run_as_were_asked_for(rows: Rows) -> None:
    assert len(running(rows)) == PROJECTS


@pytest.mark.parametrize("projects", [5, pytest.param(24, marks=pytest.mark.deep)])
def test_a_portfolio_smaller_than_the_demo_or_as_large_holds_together(databases: Databases, projects: int) -> None:
    url = databases.new()

    written = generate(url, projects)

    found = everything(url)
    assert len(running(found)) == projects
    assert written == sum(map(len, found.values()))
    databases.drop(url)


def test_the_same_number_and_seed_give_the_same_rows(databases: Databases) -> None:
    def generated(seed: int) -> Rows:
        url = databases.new()
        generate(url, DEMO_PROJECTS + 1, seed)
        rows = everything(url)
        databases.drop(url)
        return rows

    rows = generated(seed=7)
    assert generated(seed=7) == rows
    assert generated(seed=8)["budget_line"] != rows["budget_line"]


def test_each_table_keeps_the_ratio_of_the_demo(databases: Databases, demo_model: str) -> None:
    url = databases.new()
    generate(url, 3 * DEMO_PROJECTS)

    original, found = counts(demo_model), counts(url)

    for name in set(TABLES) - {"audit_event", "audit_seal"}:
        times = 1 if name in ONCE else 3
        assert found[name] == times * original[name], name
    databases.drop(url)


def test_the_demo_itself_is_the_first_copy(rows: Rows, demo_model: str) -> None:
    original = everything(demo_model)

    for name in set(TABLES) - {"audit_event", "audit_seal", "access_grant"}:
        assert set(original[name]) <= set(rows[name]), name


def test_a_baseline_is_still_the_sum_of_its_periods(rows: Rows) -> None:
    periods = {
        key: sum(row.pv for row in held)
        for key, held in groupby(rows["baseline_period"], lambda row: (row.project_id, row.version))
    }
    baselines = {(row.project_id, row.version): row.bac for row in rows["project_baseline"]}

    assert len({copy_of(project_id) for project_id, _ in periods}) == 3
    assert {key: baselines[key] for key in periods} == periods


def test_money_of_a_copy_is_multiplied_by_one_factor_and_days_by_none(rows: Rows) -> None:
    bac = {(row.project_id, row.version): row.bac for row in rows["project_baseline"]}
    budget = {(row.project_id, row.fy_start, row.cost_type, row.category): row.revised for row in rows["budget_line"]}
    days = {(row.allocation_id, row.month): row.days for row in rows["allocation_month"]}

    factors = {
        _grown(key, value, held) for held in (bac, budget) for key, value in held.items() if copy_of(key[0]) == "-0001"
    } - {None}

    assert len(factors) == 1
    assert factors != {Decimal(1)}
    assert {_grown(key, value, days) for key, value in days.items() if copy_of(key[0])} == {Decimal(1)}


def _grown(key: tuple[Any, ...], value: Decimal | None, held: Mapping[Any, Decimal | None]) -> Decimal | None:
    original = held[key[0].removesuffix(copy_of(key[0])), *key[1:]]
    return value / original if value and original else None


def test_names_and_addresses_tell_copies_from_each_other(rows: Rows) -> None:
    addresses = [row.email for row in rows["person"] if row.email]

    assert len(set(addresses)) == len(addresses)
    for name, words in (("project", "name"), ("person", "name"), ("role", "name"), ("proposal", "title")):
        said = [getattr(row, words) for row in rows[name]]
        assert len(set(said)) == len(said), name


def test_projects_left_out_take_their_rows_with_them(rows: Rows) -> None:
    held = {row.project_id for row in rows["project"] if copy_of(row.project_id) == "-0002"}

    assert len(held & running(rows)) == 6
    for name in ("risk", "milestone", "project_baseline", "snapshot_month", "status_report"):
        assert {row.project_id for row in rows[name] if copy_of(row.project_id) == "-0002"} <= held


def test_the_colours_of_copies_are_those_of_the_originals(generated: str) -> None:
    portfolio = open_portfolio(generated)
    colours = _colours(portfolio)
    portfolio.close()

    # The third copy lacks projects that ask for the same people: it may do better than the original.
    whole = {project_id: held for project_id, held in colours.items() if copy_of(project_id) in ("", "-0001")}
    assert len(whole) == 2 * DEMO_PROJECTS
    for project_id, held in whole.items():
        assert held == colours[project_id.removesuffix(copy_of(project_id))], project_id


def _colours(portfolio: Portfolio) -> dict[str, list[tuple[str, str]]]:
    asker = identify(portfolio, "daniel.reyes@calderwyre.example")
    asked = replace(enquiry(), viewer=asker, portfolio=portfolio)
    with portfolio.session() as session:
        facts = load_projects(session, asker, AS_OF, TODAY)
    judgements = {each.project_id: judge(each, asked) for each in facts if each.running}
    return {
        project_id: [("OVERALL", judgement.overall.colour), *((d.name, d.colour) for d in judgement.dimensions)]
        for project_id, judgement in judgements.items()
    }


def test_a_database_that_holds_rows_is_left_as_it_is(databases: Databases, empty: str) -> None:
    mine = {"role_id": "R-1", "name": "Mine", "scarce": False, "created_by": "t", "source_system": "t"}
    with writing(empty) as connection:
        connection.execute(insert(TABLES["role"]).values(**mine))

    with pytest.raises(DatabaseNotEmpty, match="already holds 1 rows"):
        generate(empty, 3)

    with reading(empty) as connection:
        assert connection.scalar(select(func.count()).select_from(TABLES["project"])) == 0


def test_what_is_told_on_the_way_are_rows_that_are_there(databases: Databases) -> None:
    url = databases.new()
    told: list[tuple[int, int]] = []

    def note(written: int) -> None:
        told.append((written, sum(counts(url).values())))

    total = generate(url, DEMO_PROJECTS + 1, progress=note)

    assert [written for written, _ in told] == sorted({written for written, _ in told})
    assert all(written == held for written, held in told)
    assert told[-1][0] == total
    databases.drop(url)
