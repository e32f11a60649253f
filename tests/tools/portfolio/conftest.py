"""The small organisation in a database: planted once, copied for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.databases import Databases, copied
from tests.tools.portfolio.orchard import plant


@pytest.fixture(scope="session")
def orchard_model(databases: Databases, empty_model: str) -> str:
    """The small organisation in a database that nobody opens: it is there to be copied."""
    url = databases.copy(empty_model)
    plant(url)
    return url


@pytest.fixture
def orchard(databases: Databases, orchard_model: str) -> Iterator[str]:
    """The URL of the small organisation, which the test may change."""
    with copied(databases, orchard_model) as url:
        yield url
