"""Recorded text that reads like an order to an assistant: it is reported, never repeated and never followed."""

from __future__ import annotations

import re

TEXT_LIMIT = 200

_SPEAKER = (
    r"(?:^|[\n.;:(\[{>\"'“‘*#|-])\s*(?:system|assistant|developer|user|ai|chatbot|bot)\s*(?:prompt|message)?\s*[:>\]]"
)
_OVERRIDE = (
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}"
    r"\b(?:instructions?|prompts?|rules?|guidelines|guardrails|polic(?:y|ies)|everything above|the above)\b"
)
_ROLE = (
    r"\byou are (?:now|no longer)\b|\b(?:act|behave|respond) as (?:if|though|an?\b[^.\n]{0,20}\b(?:admin|assistant|ai))"
)
_TARGET = (
    r"\b(?:assistant|chatbot|language model|llm|ai)\b[^.\n]{0,30}\b(?:must|should|shall|please|will)\b[^.\n]{0,30}"
    r"\b(?:set|post|reveal|list|show|mark|approve|rate|report|send|delete|grant|hide)\b"
)
_MARKUP = r"<\|?\s*(?:im_start|im_end|system|assistant|endoftext)\b|\[/?INST\]"
_DISCLOSE = r"\b(?:reveal|print|repeat|leak|output)\b[^.\n]{0,30}\b(?:system prompt|your instructions|hidden)\b"

_INSTRUCTION = re.compile("|".join((_SPEAKER, _OVERRIDE, _ROLE, _TARGET, _MARKUP, _DISCLOSE)), re.IGNORECASE)


def reads_like_instruction(text: str | None) -> bool:
    """Whether recorded text addresses an assistant or a model rather than a reader."""
    return bool(text) and _INSTRUCTION.search(_plain(text or "")) is not None


def quotable(text: str | None) -> str | None:
    """The text on one line, without braces and cut to a readable length; None where it may not be repeated."""
    if text is None or not text.strip() or reads_like_instruction(text):
        return None
    line = " ".join(text.replace("{", "(").replace("}", ")").split())
    return line if len(line) <= TEXT_LIMIT else line[: TEXT_LIMIT - 1].rstrip() + "…"


def _plain(text: str) -> str:
    """Without the invisible characters that hide words from a reader."""
    return re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]", "", text)
