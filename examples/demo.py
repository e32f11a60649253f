"""``make demo``: one question of each kind of user, a drafted report, and an answer that the check stops."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolCall, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.rule import Rule

from assistant.answer import Answer, Question
from assistant.cli.ask import show
from assistant.settings import Settings
from assistant.turn import Turns
from assistant.wiring import build, enquirer
from tools.portfolio.database import info
from tools.reports.export.markdown import to_markdown
from tools.reports.status import status_report

ASKED = (
    ("a project manager", "maya.okafor", "Am I ready for G4 on Aurora? The board is on the 19th."),
    ("an executive", "helen.strand", "Is Aurora really green, and what will it cost in the end?"),
    ("a PMO analyst", "tomasz.wolny", "Is Ledger ERP within tolerance, and if not, what has to happen?"),
    ("an evaluator", "ines.marchetti", "As of 2025-12-15, what was the amber threshold for cost?"),
)
SMOOTH = "Aurora CRM is Green and will cost £1.03m, so nothing needs deciding."
"""What a model might say that has read the report and not the ledger."""
NEXT = """
- `.venv/bin/pmo chat` for a conversation; `--as maya.okafor` to ask as somebody else
- `.venv/bin/pmo ask "Which projects are late?" --json` for the whole answer document
- `.venv/bin/pmo standards diff PMO-STD-003 4.0 5.0` for what changed in a standard
- `.venv/bin/pmo standards sync FOLDER` for standards of your own: Word, PDF, HTML or Markdown
- `PMO_MODEL=openai:NAME` with a key or `OPENAI_BASE_URL` for a hosted model, held to the same check
"""


class ScriptedModel(BaseChatModel):
    """Calls one tool and then says what it was told to say, whatever the tool returned."""

    tool: str
    arguments: dict[str, Any]
    says: str

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Any:
        """The model itself: it knows what it will call."""
        return self

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        called = any(isinstance(message, ToolMessage) for message in messages)
        call = ToolCall(name=self.tool, args=self.arguments, id="call_0", type="tool_call")
        said = AIMessage(content=self.says) if called else AIMessage(content="", tool_calls=[call])
        return ChatResult(generations=[ChatGeneration(message=said)])


def main() -> int:
    """Run the demo in this home, filling it first where it is empty."""
    console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)
    settings = Settings()
    _fill(settings)
    turns = build(settings)
    for who, name, text in ASKED:
        _ask(console, turns, who, name, text)
    _draft(console, settings)
    _act(console, settings)
    console.print(Rule("Try next"))
    console.print(Markdown(NEXT))
    return 0


def _fill(settings: Settings) -> None:
    from assistant.cli.data import load
    from tools.portfolio.errors import PortfolioError

    try:
        filled = dict(info(settings.url).tables).get("organisation", 0) > 0
    except PortfolioError:
        filled = False
    if not filled:
        load()


def _ask(console: Console, turns: Turns, who: str, name: str, text: str) -> Answer:
    console.print(Rule(f"{who} asks"))
    console.print(f"[bold]{text}[/bold]\n")
    answer = turns.answer(Question(text, f"{name}@calderwyre.example"))
    show(answer)
    return answer


def _draft(console: Console, settings: Settings) -> None:
    console.print(Rule("a status report, drafted"))
    held = enquirer(settings)
    enquiry = held.open(Question("", "tomasz.wolny@calderwyre.example"))
    drafted = status_report(enquiry, "P-101")
    file = settings.home / "P-101-status.md"
    file.write_text(to_markdown(drafted), encoding="utf-8")
    console.print(f"{file}: {len(drafted.figures)} figures, {len(drafted.clauses)} clauses, marked DRAFT")


def _act(console: Console, settings: Settings) -> None:
    """The executive's question once more, to a model that repeats the report's colour and the manager's figure."""
    console.print(Rule("the same question, answered by a model that repeats what it likes to hear"))
    model = ScriptedModel(tool="project_status", arguments={"project": "P-101"}, says=SMOOTH)
    text = ASKED[1][2]
    answer = build(settings, model=model).answer(Question(text, "helen.strand@calderwyre.example"))
    console.print(Panel(SMOOTH, title="what the model wrote: stopped", border_style="red"))
    for finding in answer.warnings:
        console.print(f"[dim]{finding}[/dim]")
    console.print(Panel(Markdown(answer.text), title="what was sent instead", border_style="green"))


if __name__ == "__main__":
    sys.exit(main())
