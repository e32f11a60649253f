"""Gets an answer into words that passed the check: by the model, by the model once more, or by the tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.agent import Agent, Draft, TooSensitive, TurnContext
from assistant.answer import Checked, Question, ToolCall
from assistant.check import Verdicts, check
from assistant.conversation import Thread
from assistant.errors import ModelFailed
from assistant.offline.compose import compose
from assistant.offline.normalise import normalise
from assistant.offline.plan import Plan
from assistant.offline.understand import Understanding
from assistant.offline.values import in_other_money
from assistant.rendering import render
from prompts.loader import Prompt
from tools.enquiry import Enquiry
from tools.portfolio.clearance import at_most
from tools.result import ToolResult
from tools.wording.handles import Filled, HandleError

NEVER_DONE = ("act", "leak")
"""Wishes that are declined before any hosted model sees them."""


@dataclass(frozen=True, slots=True)
class Worded:
    """An answer in words, with everything it rests on."""

    filled: Filled
    draft: str
    """The model's own text, as it came."""
    results: tuple[ToolResult, ...]
    calls: tuple[ToolCall, ...]
    checked: Checked
    model: str
    prompt: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """Words answers with one model, and with the offline one where that one may not or cannot."""

    agent: Agent
    offline: Agent
    understanding: Understanding
    redraft: Prompt
    reads_up_to: str
    """Highest classification that the agent's model may read."""

    def word(self, question: Question, enquiry: Enquiry, thread: Thread) -> Worded:
        """Word the answer; never raises for a failing model, and never gives unchecked text."""
        plan = self.understanding.plan(question.text, enquiry, thread)
        agent = self.offline if plan.asks and plan.asks[0].tool in NEVER_DONE else self.agent
        try:
            context = self._context(plan, question, enquiry, agent)
            draft = agent.draft(question.text, context, thread)
            return self._checked(agent, draft, context, question, enquiry)
        except TooSensitive:
            reason = "Worded offline: the hosted model may not read what this answer rests on."
        except ModelFailed as failure:
            reason = f"Worded offline: {failure}"
        context = self._context(plan, question, enquiry, self.offline)
        draft = self.offline.draft(question.text, context, thread)
        worded = self._checked(self.offline, draft, context, question, enquiry)
        return replace(worded, warnings=(reason,))

    def _context(self, plan: Plan, question: Question, enquiry: Enquiry, agent: Agent) -> TurnContext:
        def may_read(result: ToolResult) -> bool:
            return not agent.hosted or at_most(enquiry.portfolio, records_in(result), self.reads_up_to)

        other = in_other_money(normalise(question.text), enquiry.today, enquiry.currency) if enquiry.currency else ()
        return TurnContext(enquiry, lambda _: plan, may_read, other)

    def _checked(
        self, agent: Agent, draft: Draft, context: TurnContext, question: Question, enquiry: Enquiry
    ) -> Worded:
        """The draft if it passes, the second draft if that passes, otherwise the tools' own words."""
        first, filled = verdict(draft.text, draft.results, question.text, enquiry)
        if not first.passed and agent.hosted:
            demand = self.redraft.fill({"findings": "\n".join(f"- {f}" for f in findings(first))})
            draft = agent.again(draft, demand, context)
            first, filled = verdict(draft.text, draft.results, question.text, enquiry)
        if first.passed and filled:
            return self._worded(agent, draft, filled, first, replaced=False)
        plain, filled = verdict(compose(draft.results), draft.results, question.text, enquiry)
        return self._worded(agent, draft, filled or NOTHING, plain, replaced=True, stopped=first)

    def _worded(
        self,
        agent: Agent,
        draft: Draft,
        filled: Filled,
        verdicts: Verdicts,
        *,
        replaced: bool,
        stopped: Verdicts | None = None,
    ) -> Worded:
        if not verdicts.passed:
            filled, draft = NOTHING, replace(draft, results=())
        warnings = tuple(f"Held back: {f}" for f in findings(stopped)) if stopped else ()
        checked = Checked(
            passed=verdicts.passed,
            figures=verdicts.figures,
            untraced=verdicts.untraced,
            citations=verdicts.citations,
            unsupported=verdicts.unsupported,
            replaced=replaced,
        )
        prompt = agent.prompt.fingerprint if agent.hosted else self.understanding.fingerprint
        return Worded(filled, draft.text, draft.results, draft.calls, checked, agent.name, prompt, warnings)


NOTHING = Filled(
    "I could not put this answer into words that pass the check, so I hold it back. Ask it another way.", ()
)


def verdict(
    text: str, results: Sequence[ToolResult], question: str, enquiry: Enquiry
) -> tuple[Verdicts, Filled | None]:
    """The checker's verdicts on a draft, and the draft filled; a handle that no result has fails it."""
    try:
        filled = render(text, results)
    except HandleError as error:
        return Verdicts(passed=False, mentions=(), figures=0, citations=0, untraced=(str(error),), unsupported=()), None
    return check(filled.text, filled.spans, results, question, enquiry.today), filled


def findings(verdicts: Verdicts) -> tuple[str, ...]:
    """What was wrong with a draft, for the model and for the receipt."""
    return (*verdicts.untraced, *verdicts.unsupported)


def records_in(result: ToolResult) -> frozenset[str]:
    """Ids of every record that the result speaks of or was computed from."""
    rows = {part for figure in result.figures for row in figure.source for part in row.split("/")}
    return frozenset({*result.subjects, *(figure.subject for figure in result.figures), *rows})
