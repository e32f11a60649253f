"""Right answers made wrong in every way that the operators know: all of them fail, and the right ones pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from mutations import Wrong, wrong_answers
from right_answers import ANSWERS, RightAnswer

EVERY = 4
"""Outside the deep suite every fourth wrong answer is tried; which ones is fixed."""


def all_wrong() -> Iterator[tuple[RightAnswer, Wrong]]:
    for answer in ANSWERS:
        for wrong in wrong_answers(answer):
            yield answer, wrong


def caught(step: int) -> tuple[Counter[str], list[str]]:
    tried: Counter[str] = Counter()
    missed: list[str] = []
    for number, (answer, wrong) in enumerate(all_wrong()):
        if number % step == 0:
            tried[wrong.operator] += 1
            if answer.check(wrong.text, wrong.spans).passed:
                missed.append(f"{wrong.operator}: {wrong.note}")
    return tried, missed


def table(tried: Counter[str], missed: list[str]) -> str:
    lines = [f"{operator:20} {count:5}" for operator, count in sorted(tried.items())]
    return "\n".join([*lines, f"{'caught':20} {tried.total() - len(missed):5} of {tried.total()}"])


def test_wrong_answers_of_every_kind_fail(capsys: pytest.CaptureFixture[str]) -> None:
    tried, missed = caught(EVERY)

    with capsys.disabled():
        print(f"\n{table(tried, missed)}")  # noqa: T201 - the counts are meant to be read
    assert tried.total() > 300
    assert missed == []


@pytest.mark.deep
def test_all_wrong_answers_fail() -> None:
    tried, missed = caught(1)

    assert tried.total() > 1200
    assert missed == []


def test_every_operator_applies_somewhere() -> None:
    operators = {wrong.operator for _, wrong in all_wrong()}

    assert {
        "figure changed", "unit changed", "sign turned", "date shifted", "colour flipped", "name swapped",
        "clause changed", "version changed", "document changed", "quotation changed", "figures swapped",
        "handle swapped", "verdict flipped", "aspect changed", "modality turned", "not dropped", "not put in",
        "origin turned", "origin dropped", "bound turned", "force turned", "literal changed", "label changed",
        "measure changed", "role swapped", "body swapped",
    } <= operators  # fmt: skip
