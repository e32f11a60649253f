"""The assistants that are judged: each over one organisation in a home of its own, never over somebody's data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.turn import Turns

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "organisations"
FILLED = "filled"
"""Stands in a home once everything is in it: one whose filling broke off is not taken for an organisation."""
DEMO = "demo"
"""The organisation that comes with the product; its data and standards stand there."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation that questions are asked of."""

    name: str
    data: Path
    """Folder of its portfolio, a CSV file a table."""
    standards: Path
    rulebook: Path | None
    """Its own rulebook; None where that of the product is its own."""
    facts: Path
    """What the tables of questions fill in for it."""


def organisations(folder: Path = FOLDER) -> Mapping[str, Organisation]:
    """The organisations by name, the demo first."""
    names = sorted((path.name for path in folder.iterdir() if path.is_dir()), key=lambda name: (name != DEMO, name))
    return {name: _organisation(folder / name) for name in names if not name.startswith("_")}


@contextmanager
def settings_of(organisation: str = DEMO, home: Path | None = None) -> Iterator[Settings]:
    """Settings with the organisation loaded: in ``home``, filled where it has no database yet, or a temporary one."""
    if home is not None:
        yield _filled(home, organisations()[organisation])
        return
    with TemporaryDirectory(prefix="pmo-evals-", ignore_cleanup_errors=True) as folder:
        yield _filled(Path(folder), organisations()[organisation])


@contextmanager
def assistant_over(organisation: str = DEMO, home: Path | None = None) -> Iterator[Turns]:
    """The assistant over an organisation, with the model that the settings name."""
    from assistant.wiring import build  # loads LangChain: only a run needs it

    with settings_of(organisation, home) as settings:
        yield build(settings)


def _organisation(folder: Path) -> Organisation:
    facts = folder / "facts.yaml"
    if folder.name == DEMO:
        return Organisation(DEMO, ROOT / "tools" / "portfolio" / "demo", ROOT / "knowledge" / "standards", None, facts)
    return Organisation(folder.name, folder / "data", folder / "standards", folder / "rulebook.yaml", facts)


def _filled(home: Path, organisation: Organisation) -> Settings:
    # Neither another database nor another day may stand in the environment: the cases are about these.
    settings = Settings().model_copy(
        update={"home": home, "database_url": None, "chroma_url": None, "fixed_today": None}
    )
    if not (home / FILLED).exists():
        _fill(settings, organisation)
        (home / FILLED).touch()
    return settings


def _fill(settings: Settings, organisation: Organisation) -> None:
    from assistant.wiring import prepare
    from knowledge.sync import sync_folder
    from tools.portfolio.database import upgrade
    from tools.portfolio.loading import load_folder

    upgrade(settings.url)
    load_folder(settings.url, organisation.data, by="evals", source=organisation.name)
    if organisation.rulebook:
        shutil.copyfile(organisation.rulebook, settings.home / "rulebook.yaml")
    sync_folder(settings.url, settings.home, organisation.standards, rulebook=organisation.rulebook)
    prepare(settings)
