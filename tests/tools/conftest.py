"""The demo organisation in a database: made once, read by all, copied where a test writes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import Databases
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
    yield portfolio
    portfolio.close()


@pytest.fixture
def demo_copy(databases: Databases, demo_model: str) -> Iterator[str]:
    """The URL of a copy of the demo that the test may change."""
    url = databases.copy(demo_model)
    yield url
    databases.drop(url)


@pytest.fixture
def empty(databases: Databases, empty_model: str) -> Iterator[str]:
    """The URL of an upgraded database without rows."""
    url = databases.copy(empty_model)
    yield url
    databases.drop(url)
