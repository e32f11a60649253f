"""The agent: a model, the catalogue as its tools, a prompt; LangChain runs the loop between them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    ModelCallLimitMiddleware,
    ModelRequest,
    ModelResponse,
    ToolCallRequest,
)
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import ValidationError

from assistant.answer import ToolCall
from assistant.conversation import Thread
from assistant.errors import ModelFailed
from assistant.models import UNREADABLE, ask, trace_nothing, usable
from assistant.offline.plan import Plan
from prompts.loader import Prompt
from tools.catalogue import TOOLS
from tools.enquiry import Enquiry
from tools.limits import no_portfolio
from tools.portfolio.errors import EmptyDatabase
from tools.result import ToolResult
from tools.tool import Tool
from tools.wording.display import show
from tools.wording.other_money import not_converted

MOST_MODEL_CALLS = 8
"""Calls of the model in one turn; a model that wants more is going in circles."""


class TooSensitive(Exception):
    """A result may not be shown to this model; the turn is worded offline instead."""


@dataclass
class TurnContext:
    """What a turn carries past the model to the tools and middleware; the model never sees it."""

    enquiry: Enquiry
    planner: Callable[[str], Plan]
    may_read: Callable[[ToolResult], bool] = lambda result: True
    """Whether the model may be shown a result, by its classification."""
    other_money: tuple[str, ...] = ()
    """Amounts of the question, as typed, that are not in the organisation's currency."""
    calls: dict[str, ToolCall] = field(default_factory=dict)
    """What was called, by the id of the call; calls of one step run side by side."""
    started: float = field(default_factory=time.monotonic)
    """When the turn began to ask the model, by the clock that only counts."""
    may_call: bool = True
    """Whether the model may still call tools; wording the same results once more needs none."""

    def run(self, tool: Tool, arguments: dict[str, Any], call_id: str) -> ToolResult:
        """Call the tool and keep the call; raises TooSensitive where the model may not read the result."""
        started = time.perf_counter()
        try:
            result = tool.call(self.enquiry, arguments)
        except EmptyDatabase:
            result = no_portfolio(tool.name)
        result = not_converted(result, self.enquiry, self.other_money)
        spent = (time.perf_counter() - started) * 1000
        if not self.may_read(result):
            raise TooSensitive
        self.calls[call_id] = ToolCall(tool.name, result.arguments or arguments, result.status, round(spent, 2))
        return result


@dataclass(frozen=True, slots=True)
class Draft:
    """What the agent gives back: a text with handles, and what its tools returned in the order of the calls."""

    text: str
    results: tuple[ToolResult, ...]
    calls: tuple[ToolCall, ...]
    messages: tuple[AnyMessage, ...] = ()


class Agent:
    """Drafts answers with one model; built once, used by many turns."""

    def __init__(
        self,
        model: BaseChatModel,
        name: str,
        prompt: Prompt,
        catalogue: Sequence[Tool] = TOOLS,
        seconds: float = 180.0,
    ) -> None:
        """``seconds`` is how long all calls of a hosted model in one turn may take together."""
        self.name = name
        self.prompt = prompt
        self.hosted = name != "offline"
        limit: AgentMiddleware[Any, Any] = ModelCallLimitMiddleware(run_limit=MOST_MODEL_CALLS, exit_behavior="error")
        trace_nothing()
        self._graph: Any = create_agent(
            model,
            tools=[_as_langchain(tool) for tool in catalogue],
            middleware=[_Turn(self.hosted, {tool.name: tool for tool in catalogue}, seconds), limit],
            context_schema=TurnContext,
        )

    def draft(self, question: str, context: TurnContext, thread: Thread) -> Draft:
        """Run the loop for one question; raises ModelFailed where the model gives nothing usable."""
        return self._run([*self._opening(context, thread), HumanMessage(question)], context)

    def again(self, first: Draft, demand: str, context: TurnContext) -> Draft:
        """Let the model word the same results once more, told what was wrong; where it has none, it may get some."""
        second = self._run([*first.messages, HumanMessage(demand)], replace(context, may_call=not first.results))
        if not second.results:
            raise ModelFailed("The language model looked nothing up.")
        return second

    def _opening(self, context: TurnContext, thread: Thread) -> list[AnyMessage]:
        if not self.hosted:
            return []
        enquiry = context.enquiry
        values = {
            "person": enquiry.viewer.name,
            "roles": ", ".join(sorted(enquiry.viewer.roles)) or "no role recorded",
            "today": enquiry.today.isoformat(),
            "as_of": enquiry.as_of.isoformat(),
        }
        return [SystemMessage(self.prompt.fill(values)), *_history(thread, context)]

    def _run(self, messages: list[AnyMessage], context: TurnContext) -> Draft:
        try:
            outcome = self._graph.invoke({"messages": messages}, context=context)
        except ModelCallLimitExceededError:
            raise ModelFailed("The language model went in circles.") from None
        produced: list[AnyMessage] = outcome["messages"]
        answers = [m for m in produced if isinstance(m, ToolMessage)]
        results = tuple(m.artifact for m in answers if isinstance(m.artifact, ToolResult))
        calls = tuple(context.calls[m.tool_call_id] for m in answers if m.tool_call_id in context.calls)
        final = produced[-1]
        text = final.text.strip() if isinstance(final, AIMessage) else ""
        if not text:
            raise ModelFailed("The language model gave no words.")
        return Draft(text, results, calls, tuple(produced))


def _history(thread: Thread, context: TurnContext) -> Iterator[AnyMessage]:
    """The turns before this one, without those about records that the model may not read."""
    for turn in thread.turns:
        # An earlier answer may have been worded offline for the very reason that this model may not read it.
        if context.may_read(ToolResult("thread", "OK", turn.text, subjects=turn.subjects)):
            yield HumanMessage(turn.question)
            yield AIMessage(turn.text)


class _Turn(AgentMiddleware[Any, TurnContext]):
    """Gives the offline model its planner and the hosted one patience; explains failed calls to the model."""

    def __init__(self, hosted: bool, catalogue: Mapping[str, Tool], seconds: float) -> None:
        super().__init__()
        self._hosted = hosted
        self._catalogue = catalogue
        self._seconds = seconds

    def wrap_model_call(
        self, request: ModelRequest[TurnContext], handler: Callable[[ModelRequest[TurnContext]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """Pass the planner to the offline model beside the messages; ask the hosted one within the turn's time."""
        context = request.runtime.context
        if not self._hosted:
            settings = {**request.model_settings, "planner": context.planner}
            return handler(request.override(model_settings=settings))
        asked = request if context.may_call else request.override(tool_choice="none")
        response = ask(lambda: handler(asked), context.started + self._seconds)
        taken = [message.tool_call_id for message in request.messages if isinstance(message, ToolMessage)]
        whole = [usable(m, taken) if isinstance(m, AIMessage) else m for m in response.result]
        return replace(response, result=whole)

    def wrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], ToolMessage | Any]
    ) -> ToolMessage | Any:
        """Run the catalogue's tool for the person of this turn; a call that cannot be run is explained."""
        call = request.tool_call
        tool = self._catalogue.get(call["name"])
        if tool is None:
            return _explained(request, f"There is no tool {call['name']!r}. There are: {', '.join(self._catalogue)}.")
        if UNREADABLE in call["args"]:
            return _explained(request, "The arguments are not a JSON object. Write them as one and call again.")
        runtime: Any = request.runtime
        try:
            result = runtime.context.run(tool, call["args"], call["id"] or "")
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
            return _explained(request, f"The arguments do not fit: {wrong}. Correct them and call again.")
        return ToolMessage(for_model(result), tool_call_id=call["id"], name=tool.name, artifact=result)


def _explained(request: ToolCallRequest, why: str) -> ToolMessage:
    call = request.tool_call
    return ToolMessage(why, tool_call_id=call["id"], name=call["name"], status="error")


def _as_langchain(tool: Tool) -> BaseTool:
    """The tool's name, description and arguments; it is run by the middleware, which knows the person."""

    def declared_only(**arguments: Any) -> str:
        raise NotImplementedError(tool.name)

    return StructuredTool.from_function(
        func=declared_only, name=tool.name, description=tool.description, args_schema=tool.arguments
    )


def for_model(result: ToolResult) -> str:
    """A result as a model reads it: templates, the figures behind their handles, and the clauses' words."""
    return json.dumps(
        {
            "status": result.status,
            "headline": result.headline,
            "facts": result.facts,
            "rules": result.rules,
            "next_steps": result.next_steps,
            "cautions": (*result.cautions, *result.warnings),
            "choices": [option.label for option in result.options],
            "table": {"columns": result.table.columns, "rows": result.table.rows} if result.table else None,
            "figures": [
                {"handle": f"{{{f.handle}}}", "name": f.name, "shown": show(f), "as_of": str(f.as_of or "")}
                for f in result.figures
            ],
            "clauses": [{"handle": f"{{{c.ref}}}", "heading": c.heading, "text": c.text} for c in result.clauses],
        },
        ensure_ascii=False,
    )
