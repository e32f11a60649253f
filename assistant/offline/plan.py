"""What to do for one question: the tools to call, with their arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.offline.choose import Choice
from assistant.offline.form import Form


@dataclass(frozen=True, slots=True)
class Ask:
    """One tool call of the plan."""

    tool: str
    arguments: Mapping[str, Any]
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do for one question."""

    asks: tuple[Ask, ...]
    form: Form
    choices: tuple[Choice, ...] = ()
    """What the chooser thought, the likeliest first."""
    masked: str = ""
