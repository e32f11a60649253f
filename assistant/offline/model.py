"""The offline model as a LangChain chat model: it plans tool calls first, and words their results next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolCall, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool

from assistant.offline.compose import compose
from assistant.offline.plan import Plan
from tools.result import ToolResult

Planner = Callable[[str], Plan]
"""From a question to its plan, for the person and thread of this turn."""


class OfflineModel(BaseChatModel):
    """Deterministic: the same question over the same data gives the same answer. Needs no key."""

    @property
    def _llm_type(self) -> str:
        return "offline"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """The model itself: it knows the catalogue."""
        return self.bind(**kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        planner: Planner | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._reply(messages, planner))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        planner: Planner | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._reply(messages, planner)
        calls = [
            {"name": c["name"], "args": json.dumps(c["args"]), "id": c["id"], "index": i, "type": "tool_call_chunk"}
            for i, c in enumerate(reply.tool_calls)
        ]
        for line in str(reply.content).splitlines(keepends=True):
            yield ChatGenerationChunk(message=AIMessageChunk(content=line))
        last = AIMessageChunk(content="", tool_call_chunks=calls, usage_metadata=reply.usage_metadata)
        yield ChatGenerationChunk(message=last)

    def _reply(self, messages: Sequence[BaseMessage], planner: Planner | None) -> AIMessage:
        asked = max(i for i, message in enumerate(messages) if isinstance(message, HumanMessage))
        plan = planner(str(messages[asked].text)) if planner else None
        results = [m.artifact for m in messages[asked:] if isinstance(m, ToolMessage)]
        usage = {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
        if not results and plan:
            calls = [
                ToolCall(name=ask.tool, args=dict(ask.arguments), id=f"call_{i}", type="tool_call")
                for i, ask in enumerate(plan.asks)
            ]
            return AIMessage(content="", tool_calls=calls, usage_metadata=usage)
        whole = [result for result in results if isinstance(result, ToolResult)]
        text = compose(whole, plan.form if plan else "plain")
        return AIMessage(content=text, usage_metadata=usage)
