"""Hand-made answers, built with the product's own words so that a change of the document is noticed here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Question, ToolCall, Traced
from tools.result import Option


def figure(subject: str, name: str, value: Any, unit: str, text: str = "…", as_of: str = "2026-10-31") -> Traced:
    return Traced(text, name, value, unit, subject, as_of, "F-EVM", ("row",))


def citation(ref: str) -> Citation:
    version, _, clause = ref.partition(" §")
    document, _, number = version.partition(" v")
    return Citation(ref, document, number, clause, "words", "2025-10-01", None)


def answer(question: str = "q", **changes: Any) -> Answer:
    given: dict[str, Any] = {
        "id": "1",
        "question": question,
        "asked_by": "ann@example.org",
        "surface": "cli",
        "channel": "dm",
        "as_of": "2026-10-31",
        "today": "2026-11-03",
        "kind": "answer",
        "text": "P-1 Harbour costs £1.3m, over the limit (PMO-STD-004 v2.3 §4.2).",
        "figures": (figure("P-1", "EAC (BAC/CPI)", 1300000, "GBP", "£1.3m"),),
        "citations": (citation("PMO-STD-004 v2.3 §4.2"),),
        "options": (Option("P-2 Harbour Bridge", "How is P-2 doing?"),),
        "tools": (ToolCall("earned_value", {"project": "P-1"}, "OK", 3.1),),
        "milliseconds": 12.0,
    }
    return Answer(**{**given, **changes})


class Scripted:
    """An assistant with its answers written down; it keeps what it was asked."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.asked: list[Question] = []

    def __call__(self, question: Question) -> Answer:
        self.asked.append(question)
        given = self.answers[question.text]
        if isinstance(given, list):
            given = given.pop(0)
        if isinstance(given, Exception):
            raise given
        return given


@pytest.fixture
def make_answer() -> Callable[..., Answer]:
    return answer


@pytest.fixture
def make_figure() -> Callable[..., Traced]:
    return figure


@pytest.fixture
def make_citation() -> Callable[[str], Citation]:
    return citation


@pytest.fixture
def scripted() -> type[Scripted]:
    return Scripted
