"""Right answers pass: with handles, all literal, reformatted, reordered, and wrapped in polite phrases."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from asking import failings
from right_answers import ANSWERS, RightAnswer


def bold(text: str) -> str:
    return re.sub(r"(£[\d.]+[mk]?|\d+ days|\b0\.\d+)", r"**\1**", text)


def long_money(text: str) -> str:
    """£1.3m as £1,300,000 and £650k as £650,000, where nothing is lost by it."""
    text = re.sub(r"£(\d)\.(\d)m", lambda m: f"£{m.group(1)},{m.group(2)}00,000", text)
    return re.sub(r"£(\d+)k", r"£\1,000", text)


def long_months(text: str) -> str:
    for short, long in (("Nov ", "November "), ("Oct ", "October "), ("Mar ", "March "), ("Dec ", "December ")):
        text = text.replace(f" {short}", f" {long}")
    return text


def spaced_percent(text: str) -> str:
    return re.sub(r"(\d)%", r"\1 %", text)


def polite(text: str) -> str:
    return (
        f"Good morning! Here is what I found.\n\n{text}\n\n"
        "I can draft the report if you like. Would you like to see the milestones?"
    )


def as_bullets(text: str) -> str:
    """Every paragraph of prose as a list."""
    return "\n\n".join(p if p.startswith(("-", "|")) else "- " + p.replace("\n", " ") for p in text.split("\n\n"))


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line and not line.startswith(("|", "-")) else line for line in text.split("\n"))


def spaced(text: str) -> str:
    return text.replace("£", "£").replace(" is ", "  is ").replace(". ", ".  ")


def hard_spaces(text: str) -> str:
    return re.sub(r"(\d) (days|working)", "\\1\u00a0\\2", text)


FORMATS = (bold, long_money, long_months, spaced_percent, polite, as_bullets, quoted, spaced, hard_spaces)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: a.name)
def test_a_right_answer_with_handles_passes(answer: RightAnswer) -> None:
    filled = answer.filled()

    verdicts = answer.check(filled.text, filled.spans)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: a.name)
def test_a_right_answer_without_handles_passes(answer: RightAnswer) -> None:
    verdicts = answer.check(answer.filled().text)

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize("reformat", FORMATS)
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: a.name)
def test_a_reformatted_right_answer_passes(answer: RightAnswer, reformat: Callable[[str], str]) -> None:
    verdicts = answer.check(reformat(answer.filled().text))

    assert verdicts.passed, failings(verdicts)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: a.name)
def test_paragraphs_may_change_places(answer: RightAnswer) -> None:
    paragraphs = answer.filled().text.split("\n\n")
    turned = "\n\n".join(reversed(paragraphs)) if all(map(_names_its_record, paragraphs)) else "\n\n".join(paragraphs)

    verdicts = answer.check(turned)

    assert verdicts.passed, failings(verdicts)


def _names_its_record(paragraph: str) -> bool:
    return bool(re.search(r"X-\d", paragraph))
