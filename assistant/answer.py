"""The words that every surface knows: a question, and the answer document of ``docs/contracts.md``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from tools.result import Kind, Option

Surface = Literal["web", "api", "cli", "slack", "mcp"]
Channel = Literal["dm", "private", "public"]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, by whom, where, and for which date."""

    text: str
    asked_by: str
    """Address of a known person; identity comes from the surface, never from the text."""
    surface: Surface = "cli"
    channel: Channel = "dm"
    thread: str | None = None
    as_of: date | None = None
    """Sets both the date of the data and the date of the rules; None means the newest data and today."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A figure that stands in the text, with its source."""

    text: str
    name: str
    value: Any
    unit: str
    subject: str
    as_of: str | None
    formula: str | None
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that the text cites, with words of it."""

    ref: str
    document: str
    version: str
    clause: str
    quote: str
    effective_from: str | None
    effective_to: str | None


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One call of one tool in this turn."""

    name: str
    arguments: Mapping[str, Any]
    status: str
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checker found; ``passed`` is true on everything that leaves."""

    passed: bool
    figures: int = 0
    untraced: tuple[str, ...] = ()
    citations: int = 0
    unsupported: tuple[str, ...] = ()
    replaced: bool = False
    """Whether the model's words were stopped and replaced by the tools' own plain rendering."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer document; ``as_document`` gives it as JSON-ready data."""

    id: str
    question: str
    asked_by: str
    surface: str
    channel: str
    as_of: str
    today: str
    kind: Kind
    text: str
    figures: tuple[Traced, ...] = ()
    citations: tuple[Citation, ...] = ()
    options: tuple[Option, ...] = ()
    tools: tuple[ToolCall, ...] = ()
    checked: Checked = field(default_factory=lambda: Checked(passed=True))
    warnings: tuple[str, ...] = ()
    model: str = "offline"
    prompt: str = ""
    index: str = ""
    receipt: str = ""
    milliseconds: float = 0.0

    def as_document(self) -> dict[str, Any]:
        """The answer as data that ``json.dumps`` takes: dates as ISO text, money as numbers."""
        return {key: json_ready(value) for key, value in asdict(self).items()}


def json_ready(value: Any) -> Any:
    """The same data with dates as ISO text, decimals as numbers and tuples as lists."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): json_ready(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [json_ready(item) for item in value]
    return value
