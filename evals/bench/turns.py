"""Whole answers in one process, and what a turn costs beside its tools and its understanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING, cast

from assistant.answer import Answer, Question
from evals.bench.timing import Spent, Timing, once, timing

if TYPE_CHECKING:
    from assistant.conversation import Thread
    from assistant.offline.plan import Plan
    from assistant.offline.understand import Understanding
    from assistant.turn import Turns
    from tools.enquiry import Enquiry


@dataclass
class TimedUnderstanding:
    """Understands as the one it wraps, and adds up the time that takes."""

    wrapped: Understanding
    spent: float = field(default=0.0)
    """Milliseconds since it was last set to 0."""

    @property
    def fingerprint(self) -> str:
        """That of the wrapped one."""
        return self.wrapped.fingerprint

    def plan(self, question: str, enquiry: Enquiry, thread: Thread) -> Plan:
        """The plan of the wrapped one."""
        started = perf_counter()
        try:
            return self.wrapped.plan(question, enquiry, thread)
        finally:
            self.spent += (perf_counter() - started) * 1000


def measure(turns: Turns, questions: Sequence[str], asked_by: str, tries: int) -> list[Timing]:
    """Answers, understanding, tools and the rest of a turn, over all questions after one round that is not counted."""
    timed = TimedUnderstanding(turns.desk.understanding)
    desk = replace(turns.desk, understanding=cast("Understanding", timed))
    watched = replace(turns, desk=desk)
    parts: dict[str, list[Spent]] = {"answer": [], "understanding": [], "tools": [], "rest": []}
    for round in range(tries + 1):
        for question in questions:
            spent = _answer(watched, timed, Question(question, asked_by))
            if round:
                for name, part in spent.items():
                    parts[name].append(part)
    return [
        timing("answer", parts["answer"], f"offline, one process, {len(questions)} questions"),
        timing("  understanding", parts["understanding"]),
        timing("  tools", parts["tools"]),
        timing("  rest of the turn", parts["rest"], "agent, composing, checker, receipt"),
    ]


def _answer(turns: Turns, timed: TimedUnderstanding, question: Question) -> dict[str, Spent]:
    timed.spent = 0.0
    answers: list[Answer] = []
    whole = once(lambda: answers.append(turns.answer(question)))
    tools = sum(call.milliseconds for call in answers[0].tools)
    rest = whole.wall - tools - timed.spent
    return {"answer": whole, "understanding": Spent(timed.spent), "tools": Spent(tools), "rest": Spent(rest)}
