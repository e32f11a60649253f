"""Records by name: what they are, who may see them, and the one answer for what may not be known."""

from __future__ import annotations

from tools.result import Figure, ToolResult

ECHO_LIMIT = 80


def not_found(tool: str, text: str, arguments: dict[str, object] | None = None) -> ToolResult:
    """The answer for a record that does not exist and for one that may not be known: the same words.

    Only the asker's own words are echoed, and nothing that resembles them is suggested.
    """
    return ToolResult(
        tool=tool,
        status="NOT_FOUND",
        kind="not_found",
        headline="I find no record {given.name} among those you may read.",
        next_steps=("Check the name or the id, or ask for the list of your projects.",),
        figures=(given(text),),
        reason="no such record for this person",
        arguments=arguments or {"record": text},
    )


def given(text: str) -> Figure:
    """The asker's own words as a figure, on one line and cut to a readable length."""
    return Figure(
        subject="given", key="name", name="name as typed", value=_echo(text), unit="text", source=("question",)
    )


def _echo(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= ECHO_LIMIT else words[: ECHO_LIMIT - 1] + "…"
