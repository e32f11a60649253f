"""A hosted model over the wire of the stand-in, and what it may never let out."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from imaginary import MOOR, WEIGH, context
from langchain_core.language_models import BaseChatModel
from wire.server import StandIn

from assistant.agent import Agent, Draft
from assistant.conversation import Thread
from assistant.models import chat_model
from assistant.settings import Settings
from prompts.loader import load

KEY = "sk-harbour-secret-1234"
RAW = "RAW SERVER TEXT"
"""What the stand-in's faults say; no person should ever read it."""
SECRETS = (KEY, RAW, "porter", "hush", "cG9ydGVyOmh1c2g")
"""Nothing of this may stand anywhere: key, server's words, credentials of an address and their encoded form."""


def settings(**given: Any) -> Settings:
    """Settings with a hosted model."""
    return Settings.model_validate({"PMO_MODEL": "openai:small-1", **given})


@cache  # a client reads the certificates of the world each time one is made
def hosted(url: str, key: str | None = KEY, silence: float = 20) -> BaseChatModel:
    """The model of the settings; ``silence`` is how many seconds its server may take."""
    return chat_model(settings(OPENAI_BASE_URL=url, OPENAI_API_KEY=key, PMO_MODEL_TIMEOUT=silence))


@dataclass(frozen=True)
class Asker:
    """Asks one question through an agent with two imaginary tools."""

    server: StandIn
    streamed: bool

    def __call__(self, url: str | None = None, seconds: float = 60, silence: float = 20) -> Draft:
        """The draft; ``seconds`` is for the whole turn."""
        model = hosted(url or self.server.url, KEY, silence).model_copy(update={"streaming": self.streamed})
        agent = Agent(model, "openai:small-1", load("answer"), (WEIGH, MOOR), seconds)
        return agent.draft("What does the Tern weigh?", context(), Thread())


def keeps_quiet(failure: Exception, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing that is secret stands in the failure, behind it, or in a log."""
    told = "".join(traceback.format_exception(failure)) + repr(failure) + caplog.text
    assert failure.__context__ is None
    assert failure.__cause__ is None
    assert [secret for secret in SECRETS if secret in told] == []
