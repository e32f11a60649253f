"""A thread: the turns that came before in one place, and what they leave for the next question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tools.result import Kind, Option


@dataclass(frozen=True, slots=True)
class PastAsk:
    """A tool that was called, with its arguments."""

    tool: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One earlier question of the thread and what came of it."""

    question: str
    text: str
    kind: Kind
    asks: tuple[PastAsk, ...] = ()
    subjects: tuple[str, ...] = ()
    """Ids of the records it was about, the main one first."""
    documents: tuple[str, ...] = ()
    """Documents of the standards that the answer cited, the leading one first."""
    options: tuple[Option, ...] = ()
    """Choices that were offered and are still open."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The last turns, oldest first; empty for a new conversation."""

    turns: tuple[PastTurn, ...] = ()

    @property
    def last(self) -> PastTurn | None:
        """The turn just before this one."""
        return self.turns[-1] if self.turns else None

    @property
    def subjects(self) -> tuple[str, ...]:
        """What “it” means now: the records of the newest turn that had any."""
        return next((turn.subjects for turn in reversed(self.turns) if turn.subjects), ())
