"""The demo organisation in a home of its own: made once, copied where a test writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.turn import Turns

STANDARDS = Path(__file__).resolve().parent.parent / "knowledge" / "standards"
MOMENT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


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
        update={"home": home, "database_url": None, "fixed_today": None, "model": "offline", "openai_api_key": None}
    )
