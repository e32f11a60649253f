"""The home of the demo organisation: made once a session, because learning the questions takes its time."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.wiring import prepare
from knowledge.sync import sync_folder
from tools.portfolio.database import upgrade
from tools.portfolio.loading import load_demo


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with portfolio, standards and everything learned; a test that writes works on a copy."""
    home = tmp_path_factory.mktemp("home")
    settings = Settings.model_validate({"PMO_HOME": home})
    upgrade(settings.url)
    load_demo(settings.url)
    with resources.as_file(resources.files("knowledge") / "standards") as folder:
        sync_folder(settings.url, home, folder)
    prepare(settings)
    return home
