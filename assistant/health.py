"""What an answer needs, looked at part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.settings import Settings
from knowledge.errors import KnowledgeError
from tools.portfolio.errors import PortfolioError

if TYPE_CHECKING:
    from knowledge.library import Library

FAULTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One part, whether it is well, and what it holds or what to do."""

    what: str
    well: bool
    detail: str


def findings(settings: Settings, seal: str | None = None) -> Iterator[Finding]:
    """Look at the portfolio, its audit, the standards, the words model and the chat model, one after the other.

    ``seal`` is the hash of a seal of the audit that was noted elsewhere.
    """
    looks: dict[str, Callable[[Settings], str]] = {
        "portfolio": _portfolio,
        "audit": lambda settings: _audit(settings, seal),
        "standards": _standards,
        "index": _index,
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


def _audit(settings: Settings, seal: str | None) -> str:
    from tools.portfolio.auditing import standing, verify
    from tools.portfolio.database import reading, require_revision
    from tools.wording.sentences import count

    try:
        with reading(settings.url) as connection:
            require_revision(connection)
            held, faults = standing(connection), verify(connection, seal)
    except PortfolioError:  # told of the portfolio already
        return "nothing to look at yet"
    if faults:
        raise AssistantError(
            f"{'; '.join(faults[:FAULTS_SHOWN])}. Somebody changed it past this program: compare with a backup."
        )
    newest = f", the newest {held.newest[:12]}" if held.newest else ""
    left = f", {held.unsealed} not sealed yet" if held.unsealed else ""
    return f"{count(held.events, 'event')} under {count(held.seals, 'seal')}{newest}{left}"


def _standards(settings: Settings) -> str:
    library = _library(settings)
    documents = library.documents()
    if not documents:
        raise AssistantError("The library is empty: 'pmo standards sync FOLDER' fills it.")
    return f"{len(documents)} document versions, {library.fingerprint[:12]}"


def _index(settings: Settings) -> str:
    try:
        library = _library(settings)
    except PortfolioError:  # told of the standards already
        return "nothing to look at yet"
    held = library.index_standing()
    if held.passages is None:
        behind = "none yet" if held.newest is None else f"at generation {held.newest}"
        return f"{held.address}: {behind}, the register at generation {held.register}; the next search builds it"
    return f"{held.address}: at generation {held.register} as the register, {held.passages:,} passages"


def _library(settings: Settings) -> Library:
    from knowledge.library import open_library
    from tools.portfolio.database import reading, require_revision

    with reading(settings.url) as connection:
        require_revision(connection)  # the register stands in the same database
    return open_library(settings.url, settings.home, chroma_url=settings.chroma_url)


def _embedding(settings: Settings) -> str:
    from knowledge.embedding import offline_embedder

    vectors = offline_embedder().embed(["A word."])
    return f"{vectors.shape[1]} dimensions"


def _model(settings: Settings) -> str:
    from assistant.models import chat_model

    chat_model(settings)
    return settings.model
