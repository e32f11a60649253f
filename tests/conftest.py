"""The databases that tests run on, and the demo organisation in a home of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from assistant.settings import Settings
from assistant.turn import Turns
from tests.chroma_server import running_chroma
from tests.databases import DatabaseKind, Databases, Files, Server, running_server

TESTS = Path(__file__).resolve().parent
STANDARDS = TESTS.parent / "knowledge" / "standards"
MOMENT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    words = get_args(DatabaseKind)
    parser.addoption("--database", choices=words, help="run what a database can change, on this kind alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on SQLite, or on the kind of database that is asked for."""
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("database")
        kinds = [kind for kind in _kinds(metafunc.definition) if chosen in (None, kind)]
        metafunc.parametrize("database_kind", kinds, indirect=True, scope="session")


def _kinds(test: pytest.Item) -> Sequence[DatabaseKind]:
    if mark := test.get_closest_marker("database"):
        return mark.args
    every = get_args(DatabaseKind)
    return every if test.config.getoption("database") else every[:1]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what no database can change where one database is asked for."""
    if config.getoption("database"):
        config.hook.pytest_deselected(items=[item for item in items if "database_kind" not in item.fixturenames])
        items[:] = [item for item in items if "database_kind" in item.fixturenames]


@pytest.fixture(scope="session")
def database_kind(request: pytest.FixtureRequest) -> DatabaseKind:
    return request.param


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of these tests alone."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def chroma() -> Iterator[str]:
    """The URL of a Chroma server of these tests alone."""
    with running_chroma() as url:
        yield url


@pytest.fixture(scope="session")
def databases(
    database_kind: DatabaseKind, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    """Databases of the kind that the test runs on."""
    if database_kind == "postgresql":
        return request.getfixturevalue("postgresql")
    return Files(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo's portfolio and standards, and with what is learned from the examples."""
    from assistant.wiring import prepare
    from knowledge.sync import sync_folder
    from tools.portfolio.database import upgrade
    from tools.portfolio.loading import load_demo

    home = tmp_path_factory.mktemp("home")
    settings = at(home)
    upgrade(settings.url)
    load_demo(settings.url)
    sync_folder(settings.url, home, STANDARDS)
    prepare(settings)
    return home


@pytest.fixture(scope="session")
def turns(demo_home: Path) -> Turns:
    """The whole assistant over the demo, offline, at one fixed moment."""
    from assistant.wiring import build

    return build(at(demo_home), now=lambda: MOMENT)


@pytest.fixture
def copied_home(demo_home: Path, tmp_path: Path) -> Path:
    """A copy of the demo's home that a test may change."""
    return Path(shutil.copytree(demo_home, tmp_path / "home"))


@pytest.fixture(scope="session")
def address() -> Callable[[str], str]:
    """The address of a person of the demo."""
    return lambda name: f"{name}@calderwyre.example"


def at(home: Path) -> Settings:
    """Settings of a home, whatever stands in the environment."""
    return Settings().model_copy(
        update={
            "home": home,
            "database_url": None,
            "chroma_url": None,
            "fixed_today": None,
            "model": "offline",
            "openai_api_key": None,
        }
    )
