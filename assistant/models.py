"""From settings to a chat model: the offline one, or any that speaks the OpenAI wire format."""

from __future__ import annotations

from langchain_core.language_models import BaseChatModel

from assistant.errors import WrongSetting
from assistant.settings import Settings

RETRIES = 2
"""Tries after the first, for servers that are busy or broken for a moment."""


def chat_model(settings: Settings) -> BaseChatModel:
    """The model that is set; raises WrongSetting with what to set instead."""
    if settings.model == "offline":
        from assistant.offline.model import OfflineModel

        return OfflineModel()
    provider, _, name = settings.model.partition(":")
    if provider != "openai" or not name:
        raise WrongSetting(f"PMO_MODEL is {settings.model!r}; set it to 'offline' or to 'openai:NAME'.")
    if settings.openai_api_key is None and settings.openai_base_url is None:
        raise WrongSetting(
            "PMO_MODEL asks for a hosted model: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of yours."
        )
    from langchain_openai import ChatOpenAI

    key = settings.openai_api_key
    return ChatOpenAI(
        model=name,
        api_key=key if key else lambda: "not-needed",
        base_url=settings.openai_base_url,
        timeout=settings.model_timeout_seconds,
        max_retries=RETRIES,
        use_responses_api=False,
        stream_usage=True,
        temperature=0,
    )
