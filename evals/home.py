"""The assistant that is judged: over the demo organisation in a home of its own, never over somebody's data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.turn import Turns

STANDARDS = Path(__file__).parent.parent / "knowledge" / "standards"
"""The library that the cases speak of."""


@contextmanager
def demo_settings(home: Path | None = None) -> Iterator[Settings]:
    """Settings with the demo loaded: in ``home``, filled where it has no database yet, or in a temporary one."""
    if home is not None:
        yield _filled(home)
        return
    with TemporaryDirectory(prefix="pmo-evals-", ignore_cleanup_errors=True) as folder:
        yield _filled(Path(folder))


@contextmanager
def demo_assistant(home: Path | None = None) -> Iterator[Turns]:
    """The assistant over the demo organisation, with the model that the settings name."""
    from assistant.wiring import build  # loads LangChain: only a run needs it

    with demo_settings(home) as settings:
        yield build(settings)


def _filled(home: Path) -> Settings:
    # Neither another database nor another day may stand in the environment: the cases are about the demo's.
    settings = Settings().model_copy(update={"home": home, "database_url": None, "fixed_today": None})
    if not (home / "pmo.db").exists():
        _fill(settings)
    return settings


def _fill(settings: Settings) -> None:
    from assistant.wiring import prepare
    from knowledge.sync import sync_folder
    from tools.portfolio.database import upgrade
    from tools.portfolio.loading import load_demo

    upgrade(settings.url)
    load_demo(settings.url)
    sync_folder(settings.url, settings.home, STANDARDS)
    prepare(settings)
