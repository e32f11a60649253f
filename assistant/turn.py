"""The main path of every answer, on every surface: guard, agent, fill, check, record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING

from assistant import guard
from assistant.answer import Answer, Question
from assistant.drafting import Desk
from assistant.enquire import Enquirer
from assistant.errors import UnusableQuestion
from assistant.receipts import Receipts
from assistant.recording import answer_of, past_turn
from assistant.store.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Turns:
    """Answers questions; one for the whole program, used by many threads."""

    enquirer: Enquirer
    desk: Desk
    receipts: Receipts
    threads: Threads
    now: Callable[[], datetime]

    def answer(self, question: Question) -> Answer:
        """Answer one question; raises AssistantError with a sentence for the person where that cannot be."""
        started = perf_counter()
        verdict = guard.inspect(question.text)
        if not verdict.allowed:
            raise UnusableQuestion(verdict.reason)
        enquiry = self.enquirer.open(question)
        thread = self.threads.load(question.surface, question.thread, question.asked_by)
        worded = self.desk.word(question, enquiry, thread)
        answer = answer_of(question, enquiry, worded, (perf_counter() - started) * 1000)
        self.receipts.keep(answer, worded.draft, worded.results, self.now())
        if question.thread:
            turn = past_turn(answer, worded)
            self.threads.add(question.surface, question.thread, question.asked_by, turn, self.now())
        return answer

    def close(self) -> None:
        """Close all connections to the database."""
        self.enquirer.portfolio.close()
        self.enquirer.library.close()
        self.receipts.close()
