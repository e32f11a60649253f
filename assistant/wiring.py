"""The composition root: settings in, a ready assistant out. Nothing is built at import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from assistant.enquire import Enquirer
from assistant.settings import Settings
from knowledge.library import Library, open_library
from tools.portfolio.database import Portfolio, open_engine, open_portfolio

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.offline.understand import Understanding
    from assistant.turn import Turns


def build(
    settings: Settings,
    *,
    model: BaseChatModel | None = None,
    portfolio: Portfolio | None = None,
    library: Library | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Turns:
    """The assistant for these settings; each part can be handed in, the real one is the default."""
    from assistant.agent import Agent
    from assistant.drafting import Desk
    from assistant.models import chat_model, turn_seconds
    from assistant.offline.model import OfflineModel
    from assistant.receipts import Receipts
    from assistant.store.threads import Threads
    from assistant.turn import Turns
    from prompts.loader import load

    held = enquirer(settings, portfolio=portfolio, library=library, now=now)
    understanding = prepare(settings, held.library)
    prompt = load("answer")
    offline = Agent(OfflineModel(), "offline", prompt)
    named = settings.model if model is None else f"given:{type(model).__name__}"
    seconds = turn_seconds(settings)
    agent = offline if named == "offline" else Agent(model or chat_model(settings), named, prompt, seconds=seconds)
    desk = Desk(agent, offline, understanding, load("redraft"), settings.model_max_classification)
    engine = open_engine(settings.url)
    return Turns(held, desk, Receipts(engine), Threads(engine), now)


def prepare(settings: Settings, library: Library | None = None) -> Understanding:
    """The understanding of questions; learns from the examples where this home has not done so yet."""
    from assistant.offline.choose import Chooser
    from assistant.offline.lexicon import lexicon
    from assistant.offline.train import learned
    from assistant.offline.understand import Understanding
    from knowledge.embedding import offline_embedder
    from knowledge.vectors import KeptEmbedder, place_or

    embedder = offline_embedder()
    known = learned(KeptEmbedder(embedder), place_or(settings.home))
    ordinary = lexicon(known.ordinary, library or library_of(settings))
    return Understanding(Chooser(known, embedder), ordinary)


def warm() -> None:
    """Compute, at installation, what every home needs: vectors of the packaged standards, and what is learned."""
    from importlib import resources
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from knowledge.sync import sync_folder
    from tools.portfolio.database import upgrade

    with TemporaryDirectory(prefix="pmo-warm-") as folder:
        settings = Settings().model_copy(update={"home": Path(folder), "database_url": None, "chroma_url": None})
        upgrade(settings.url)
        with resources.as_file(resources.files("knowledge") / "standards") as standards:
            sync_folder(settings.url, settings.home, standards)
        prepare(settings)


def library_of(settings: Settings) -> Library:
    """The library that these settings name."""
    return open_library(settings.url, settings.home, chroma_url=settings.chroma_url)


def enquirer(
    settings: Settings,
    *,
    portfolio: Portfolio | None = None,
    library: Library | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Enquirer:
    """The open portfolio and library, for commands that need no model."""
    return Enquirer(
        portfolio or open_portfolio(settings.url),
        library or library_of(settings),
        lambda: _local_day(now()),
        settings.fixed_today,
    )


def _local_day(moment: datetime) -> date:
    return moment.astimezone().date()
