"""What people who read and write at the same time can count on, on both kinds of database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from sqlalchemy import func, inspect, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from knowledge.register import Register
from tests.databases import Databases
from tools.portfolio.database import (
    REVISION_TABLE,
    Portfolio,
    info,
    newest_revision,
    open_engine,
    open_portfolio,
    upgrade,
)
from tools.portfolio.errors import DatabaseNotEmpty, DatabaseUnreachable
from tools.portfolio.loading import load_demo
from tools.portfolio.structure import ProjectAliasRow, ProjectRow

on_postgresql = pytest.mark.database("postgresql")


@pytest.fixture
def opened(demo_copy: str) -> Iterator[Portfolio]:
    """A portfolio of the test's own, open for reading."""
    portfolio = open_portfolio(demo_copy)
    yield portfolio
    portfolio.close()


def names(session: Session) -> set[str]:
    return set(session.scalars(select(ProjectRow.name)))


def rename(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(update(ProjectRow).values(name="Changed"))
    engine.dispose()


def at_once(*works: Callable[[], object]) -> list[object]:
    """Let all begin at one moment; return what each gave or raised."""
    start = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        start.wait()
        try:
            return work()
        except Exception as error:  # the test says which it expects
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_a_session_keeps_seeing_the_state_in_which_it_began(opened: Portfolio, demo_copy: str) -> None:
    with opened.session() as session:
        before = names(session)
        rename(demo_copy)

        assert names(session) == before

    with opened.session() as session:
        assert names(session) == {"Changed"}


def test_two_readers_go_on_while_a_writer_writes(opened: Portfolio, demo_copy: str) -> None:
    writer = open_engine(demo_copy)
    with opened.session() as first, opened.session() as second:
        before = names(first)
        with writer.begin() as changing:
            changing.execute(update(ProjectRow).values(name="Changed"))

            assert names(first) == names(second) == before
        assert names(first) == names(second) == before
    writer.dispose()


@pytest.mark.parametrize(
    "statement", ["UPDATE project SET name = 'Changed'", "DELETE FROM project_alias", "CREATE TABLE mine (id INTEGER)"]
)
def test_a_session_cannot_write(opened: Portfolio, statement: str) -> None:
    with opened.session() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        session.execute(text(statement))


@pytest.mark.database("sqlite")
def test_two_that_open_a_new_file_at_once_both_get_in_and_it_is_shared_from_then_on(databases: Databases) -> None:
    for _ in range(25):
        url = databases.new()

        def mode(url: str = url) -> str:
            engine = open_engine(url)
            with engine.connect() as connection:
                found: str = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
            engine.dispose()
            return found

        assert set(at_once(mode, mode)) <= {"wal", "delete"}
        assert mode() == "wal"


def test_two_upgrades_at_once_make_the_tables_once(databases: Databases) -> None:
    url = databases.new()

    done = at_once(*[lambda: upgrade(url)] * 2)

    assert done == [newest_revision()] * 2
    databases.drop(url)


def test_of_two_loads_at_once_one_finds_the_rows_of_the_other(empty: str) -> None:
    done = at_once(*[lambda: load_demo(empty)] * 2)

    assert sorted(isinstance(each, DatabaseNotEmpty) for each in done) == [False, True], done
    assert dict(info(empty).tables)["organisation"] == 1


def test_of_two_first_changes_of_the_standards_none_is_lost(empty: str) -> None:
    registers = [Register(empty) for _ in range(4)]

    def change(register: Register) -> int:
        with register.change() as change:
            change.made = True
        return register.generation()

    done = at_once(*[lambda register=register: change(register) for register in registers])

    assert max(done) == 4, done
    for register in registers:
        register.close()


def test_text_is_sorted_by_code_point_whatever_the_locale(demo_copy: str) -> None:
    aliases = ["alpha", "Beta", "P-1", "P1", "Zulu", "a b", "ab", "éclair", "_x"]
    engine = open_engine(demo_copy)
    with engine.begin() as connection:
        audit = {"created_by": "a test", "source_system": "test", "project_id": connection.scalar(one_project())}
        connection.execute(ProjectAliasRow.__table__.delete())
        connection.execute(ProjectAliasRow.__table__.insert(), [{**audit, "alias": alias} for alias in aliases])

        found = list(connection.scalars(select(ProjectAliasRow.alias).order_by(ProjectAliasRow.alias)))
        least = connection.scalar(select(func.min(ProjectAliasRow.alias)))
    engine.dispose()

    assert found == sorted(aliases)
    assert least == min(aliases)


def one_project() -> object:
    return select(ProjectRow.project_id).order_by(ProjectRow.project_id).limit(1)


@on_postgresql
def test_every_text_of_every_table_is_compared_by_code_point(empty: str) -> None:
    engine = open_engine(empty)
    found = inspect(engine)
    texts = {
        f"{table}.{column['name']}": column["type"].collation
        for table in set(found.get_table_names()) - {REVISION_TABLE}
        for column in found.get_columns(table)
        if hasattr(column["type"], "collation")
    }
    engine.dispose()

    # A step that adds a column in SQL of its own has to say COLLATE "C" there; see 0016.
    assert {name for name, collation in texts.items() if collation != "C"} == set()
    assert len(texts) > 100


@on_postgresql
@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_the_addresses_that_other_programs_use_are_understood(demo_url: str, scheme: str) -> None:
    url = demo_url.replace("postgresql:", f"{scheme}:", 1)

    portfolio, register = open_portfolio(url), Register(url)
    name, generation = portfolio.organisation().name, register.generation()
    portfolio.close()
    register.close()

    assert (name, generation) == ("Calderwyre Group", 0)


@on_postgresql
def test_a_question_after_the_server_has_dropped_its_connections_is_answered(opened: Portfolio, demo_copy: str) -> None:
    register = Register(demo_copy)
    before = opened.organisation(), register.generation()
    with psycopg.connect(demo_copy, autocommit=True) as operator:
        operator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert (opened.organisation(), register.generation()) == before
    register.close()


@on_postgresql
def test_who_may_not_make_tables_is_told_so(databases: Databases) -> None:
    url = databases.new()
    with psycopg.connect(url, autocommit=True) as operator:
        operator.execute("DROP ROLE IF EXISTS visitor")
        operator.execute("CREATE ROLE visitor LOGIN")

    with pytest.raises(DatabaseUnreachable, match="permission denied for schema public"):
        upgrade(url.replace("postgres:@", "visitor:@"))
    databases.drop(url)
