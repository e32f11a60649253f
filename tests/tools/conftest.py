"""The demo organisation in a database: made once, read by all, copied where a test writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Select, UnaryExpression, event
from sqlalchemy.sql import visitors
from sqlalchemy.sql.operators import nulls_first_op, nulls_last_op

from tests.databases import Databases, copied
from tools.portfolio.database import Portfolio, open_portfolio, upgrade
from tools.portfolio.loading import load_demo


@pytest.fixture(scope="session")
def empty_model(databases: Databases) -> str:
    """An upgraded database without rows, which nobody opens: it is there to be copied."""
    url = databases.new()
    upgrade(url)
    return url


@pytest.fixture(scope="session")
def demo_model(databases: Databases, empty_model: str) -> str:
    """The demo in a database that nobody opens: it is there to be copied."""
    url = databases.copy(empty_model)
    load_demo(url)
    return url


@pytest.fixture(scope="session")
def demo_url(databases: Databases, demo_model: str) -> str:
    """The URL of the demo, for reading."""
    return databases.copy(demo_model)


@pytest.fixture(scope="session")
def demo(demo_url: str) -> Iterator[Portfolio]:
    """The demo portfolio, for reading."""
    portfolio = open_portfolio(demo_url)
    event.listen(portfolio.engine, "before_execute", refuse_open_order)
    yield portfolio
    portfolio.close()


@pytest.fixture
def demo_copy(databases: Databases, demo_model: str) -> Iterator[str]:
    """The URL of a copy of the demo that the test may change."""
    with copied(databases, demo_model) as url:
        yield url


@pytest.fixture
def empty(databases: Databases, empty_model: str) -> Iterator[str]:
    """The URL of an upgraded database without rows."""
    with copied(databases, empty_model) as url:
        yield url


def refuse_open_order(_: Connection, statement: object, *__: object) -> None:
    """No query may leave open where rows without a value stand: PostgreSQL puts them last and SQLite first."""
    selects = visitors.iterate(statement) if isinstance(statement, Select) else ()
    for clause in (clause for select in selects for clause in getattr(select, "_order_by_clauses", ())):
        said = clause
        while isinstance(clause, UnaryExpression) and clause.modifier not in (nulls_first_op, nulls_last_op):
            clause = clause.element
        assert not getattr(clause, "nullable", False), f"say nulls_first() or nulls_last() of {said}"
