"""Running suites: every case is asked of an assistant, every answer judged, and nothing leaves the count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ulid import ULID

from assistant.answer import Answer, Question
from evals.agreement import agreement, twin
from evals.case import Case, Outcome, Suite, Turn
from evals.scorers import Document, Score, outcome_of, score

Asker = Callable[[Question], Answer]
"""Answers one question; may raise, which counts as a failed answer."""

WORST: tuple[Outcome, ...] = ("error", "wrong", "no answer", "right")
"""Outcomes, the worst first: a case is as bad as its worst answer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer with its scores."""

    turn: Turn
    document: Document
    scores: tuple[Score, ...]

    @property
    def outcome(self) -> Outcome:
        """How the answer went."""
        return outcome_of(self.scores, self.document)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case with all its answers: those of every turn, for every time it was asked."""

    suite: str
    case: Case
    attempts: tuple[tuple[Judged, ...], ...]
    agreed: tuple[Score, ...] = ()
    """Whether the repeated answers agree, turn by turn; empty where the case does not ask for it."""

    @property
    def passed(self) -> bool:
        """Whether every answer was right each time: a case that fails sometimes is a case that fails."""
        return self.outcome == "right"

    @property
    def outcome(self) -> Outcome:
        """The worst that happened; answers that do not agree are wrong."""
        seen: set[Outcome] = {judged.outcome for judged in self.answers}
        if not all(made.passed for made in self.agreed):
            seen.add("wrong")
        return next(outcome for outcome in WORST if outcome in seen)

    @property
    def answers(self) -> tuple[Judged, ...]:
        """All answers in the order in which they were given."""
        return tuple(judged for attempt in self.attempts for judged in attempt)

    @property
    def failures(self) -> tuple[Score, ...]:
        """Every score that did not pass; equal ones of repeated answers once."""
        failed = [s for judged in self.answers for s in judged.scores if not s.passed]
        failed += [s for s in self.agreed if not s.passed]
        return tuple({(s.name, str(s.expected), str(s.got)): s for s in failed}.values())


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found."""

    run: str
    """Identifier of the run; its threads carry it, so that no conversation is met twice."""
    repeat: int
    results: tuple[CaseResult, ...]


def run(
    suites: Sequence[Suite],
    asker: Asker,
    repeat: int = 1,
    run_id: str = "",
    on_case: Callable[[CaseResult], None] = lambda result: None,
) -> Report:
    """Ask every case of the suites ``repeat`` times, one after the other, and judge the answers."""
    run_id = run_id or str(ULID())
    results = []
    for suite in suites:
        for case in suite.cases:
            results.append(_run_case(suite, case, asker, repeat, run_id))
            on_case(results[-1])
    return Report(run_id, repeat, tuple(results))


def _run_case(suite: Suite, case: Case, asker: Asker, repeat: int, run_id: str) -> CaseResult:
    times = max(repeat, 2) if case.stability else repeat
    attempts = tuple(
        tuple(_attempt(suite, case, asker, f"{run_id}-{suite.name}-{case.id}-{time}")) for time in range(times)
    )
    by_turn = zip(*attempts, strict=True)
    agreed = tuple(agreement([judged.document for judged in same]) for same in by_turn) if case.stability else ()
    return CaseResult(suite.name, case, attempts, agreed)


def _attempt(suite: Suite, case: Case, asker: Asker, thread: str) -> Iterator[Judged]:
    for turn in case.steps:
        document = ask(asker, _question(turn.question, suite, case, thread if case.turns else None))
        scores = score(turn.expect, document)
        if turn.expect.twin:
            other = ask(asker, _question(turn.expect.twin.question, suite, case, None))
            scores = (*scores, twin(document, other, turn.expect.twin.swap))
        yield Judged(turn, document, scores)


def _question(text: str, suite: Suite, case: Case, thread: str | None) -> Question:
    asked_by = case.asked_by or suite.asked_by
    return Question(text, asked_by, case.surface, case.channel, thread, case.as_of)


def ask(asker: Asker, question: Question) -> Document:
    """The answer document; an exception becomes one of kind error, so that it is judged and counted."""
    try:
        return asker(question).as_document()
    except Exception as error:  # whatever breaks fails its case, and never the run
        return _broken(question, error)


def _broken(question: Question, error: Exception) -> dict[str, Any]:
    untraced = [f"{type(error).__name__}: {error}"]
    checked = {"passed": False, "figures": 0, "untraced": untraced, "citations": 0, "unsupported": []}
    lists: dict[str, Any] = {name: [] for name in ("figures", "citations", "options", "tools", "warnings")}
    return {
        "id": "", "question": question.text, "asked_by": question.asked_by, "surface": question.surface,
        "channel": question.channel, "as_of": None, "today": None, "kind": "error", "text": "", **lists,
        "checked": checked, "model": "", "prompt": "", "index": "", "receipt": "", "milliseconds": 0.0,
    }  # fmt: skip
