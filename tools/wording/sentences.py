"""Parts of a sentence: lists, counts, capitals and full stops."""

from __future__ import annotations

from collections.abc import Sequence


def listed(parts: Sequence[str]) -> str:
    """Parts as a list in words: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentence(text: str) -> str:
    """The text with a capital and a full stop; a handle in front keeps its case."""
    text = text if text.startswith("{") else text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def count(number: int | str, noun: str) -> str:
    """A number, or its display, with its noun: ``1 clause``, ``2 clauses``."""
    return f"{number} {noun}" if str(number) == "1" else f"{number} {noun}s"
