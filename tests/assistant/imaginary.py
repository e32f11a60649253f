"""An imaginary harbour office: two tools with made-up results, a person, and a model that plays a script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, cast

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, ToolCall
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import Field

from assistant.agent import Agent, TurnContext
from assistant.offline.plan import Ask, Plan
from tools.arguments import Arguments
from tools.currency import Currency
from tools.enquiry import Enquiry
from tools.result import Figure, ToolResult
from tools.tool import Tool


@dataclass(frozen=True)
class Person:
    """Who asks, as far as an agent looks at it."""

    name: str = "Ada Quayle"
    roles: frozenset[str] = frozenset({"HARBOUR_MASTER"})


@dataclass(frozen=True)
class Harbour:
    """Stands for the enquiry: the tools of this harbour need no database."""

    viewer: Person = field(default_factory=Person)
    today: date = date(2031, 5, 6)
    as_of: date = date(2031, 4, 30)
    library: Any = None
    currency: Currency | None = None
    organisation: str = "Harbour"


class OfShip(Arguments):
    """One ship."""

    ship: str = Field(description="The ship's name", max_length=12)
    decks: int = Field(default=1, description="How many decks count")


def weigh(enquiry: Enquiry, ship: str, decks: int = 1) -> ToolResult:
    """What a ship weighs: always seven tonnes for each deck."""
    weight = Figure(ship, "weight", "weight", Decimal(7 * decks), "count", as_of=enquiry.as_of)
    return ToolResult(
        "weigh", "OK", f"It weighs {{{ship}.weight}}.", figures=(weight,), subjects=(ship,), arguments={"ship": ship}
    )


def moor(enquiry: Enquiry, ship: str, decks: int = 1) -> ToolResult:
    """Where a ship lies: always at the north pier."""
    return ToolResult("moor", "OK", "It lies at the north pier.", subjects=(ship,), arguments={"ship": ship})


WEIGH = Tool("weigh", "What a ship weighs.", OfShip, weigh, "record")
MOOR = Tool("moor", "Where a ship lies.", OfShip, moor, "record")


def running(tool: Tool, run: Callable[..., ToolResult]) -> Tool:
    """The tool with another function."""
    return Tool(tool.name, tool.description, tool.arguments, run, tool.about)


def context(may_read: Callable[[ToolResult], bool] = lambda _: True, asks: Sequence[Ask] = ()) -> TurnContext:
    """A turn in the harbour, with the plan that the offline model would follow."""
    enquiry = cast(Enquiry, Harbour())
    return TurnContext(enquiry, lambda _: Plan(tuple(asks), "plain"), may_read)


def asking(*calls: tuple[str, dict[str, Any]], ids: Sequence[str] = ()) -> AIMessage:
    """A model's wish for tool calls."""
    named = ids or [f"call_{i}" for i in range(len(calls))]
    return AIMessage(
        "", tool_calls=[ToolCall(name=n, args=a, id=i) for (n, a), i in zip(calls, named, strict=True)]
    )  # fmt: skip


class ScriptedModel(BaseChatModel):
    """Plays its script and remembers what it was shown; asked once too often, it fails the test."""

    script: list[Any]
    """Messages to reply with, errors to raise, or functions that give either."""
    seen: list[list[BaseMessage]] = Field(default_factory=list)
    choices: list[str | None] = Field(default_factory=list)
    """Whether tools were free in each call."""

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Remember in each call whether tools are free."""
        return self.bind(free=tool_choice)

    def settle(self) -> None:
        """Fail where the script was not played to its end."""
        assert not self.script, f"not played: {self.script}"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        free: str | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        self.seen.append(list(messages))
        self.choices.append(free)
        if not self.script:
            pytest.fail("the model was asked once more than its script has replies")
        reply = self.script.pop(0)
        reply = reply() if callable(reply) else reply
        if isinstance(reply, Exception):
            raise reply
        return ChatResult(generations=[ChatGeneration(message=reply)])


class Play(Protocol):
    """Makes an agent whose model plays a script."""

    def __call__(
        self, *script: Any, catalogue: tuple[Tool, ...] = (WEIGH, MOOR), seconds: float = 60
    ) -> tuple[Agent, ScriptedModel]:
        """The agent, and its model to look into."""
