"""The demo organisation in a database: made once, read by all, copied where a test writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.portfolio.database import Portfolio, open_portfolio, upgrade
from tools.portfolio.loading import load_demo


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("demo") / "pmo.db"
    upgrade(f"sqlite:///{file}")
    load_demo(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def demo(demo_file: Path) -> Iterator[Portfolio]:
    """The demo portfolio, for reading."""
    portfolio = open_portfolio(f"sqlite:///{demo_file}")
    yield portfolio
    portfolio.close()


@pytest.fixture
def demo_copy(demo_file: Path, tmp_path: Path) -> str:
    """The URL of a copy of the demo that the test may change."""
    return f"sqlite:///{shutil.copyfile(demo_file, tmp_path / 'copy.db')}"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "pmo.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def empty(empty_file: Path, tmp_path: Path) -> str:
    """The URL of an upgraded database without rows."""
    return f"sqlite:///{shutil.copyfile(empty_file, tmp_path / 'empty.db')}"
