"""What an answer needs, looked at part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.errors import AssistantError
from assistant.settings import Settings
from knowledge.errors import KnowledgeError
from tools.portfolio.errors import PortfolioError


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, whether it is well, and what it holds or what to do."""

    what: str
    well: bool
    detail: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Look at the portfolio, the standards, the rulebook, the words model and the chat model, one after the other."""
    looks: dict[str, Callable[[Settings], str]] = {
        "portfolio": _portfolio,
        "standards": _standards,
        "embedding": _embedding,
        "model": _model,
    }
    for what, look in looks.items():
        try:
            yield Finding(what, True, look(settings))
        except (AssistantError, PortfolioError, KnowledgeError) as trouble:
            yield Finding(what, False, str(trouble))


def _portfolio(settings: Settings) -> str:
    from tools.portfolio.database import info, open_portfolio

    organisation = open_portfolio(settings.url).organisation()
    rows = dict(info(settings.url).tables)
    return f"{organisation.name}, {rows.get('project', 0)} projects"


def _standards(settings: Settings) -> str:
    from knowledge.library import open_library

    library = open_library(settings.url, settings.home)
    documents = library.documents()
    if not documents:
        raise AssistantError("The library is empty: 'pmo standards sync FOLDER' or 'pmo demo load' fills it.")
    return f"{len(documents)} document versions, index {library.fingerprint[:12]}"


def _embedding(settings: Settings) -> str:
    from knowledge.embedding import offline_embedder

    vectors = offline_embedder().embed(["A word."])
    return f"{vectors.shape[1]} dimensions"


def _model(settings: Settings) -> str:
    from assistant.models import chat_model

    chat_model(settings)
    return settings.model
