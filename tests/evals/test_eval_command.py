from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from assistant.answer import Answer, Question
from assistant.errors import ModelUnavailable
from evals.command import main
from evals.loading import load_suites


class Speechless:
    """An assistant that breaks on every question."""

    def answer(self, question: Question) -> Answer:
        raise RuntimeError("no voice")


@pytest.fixture
def speechless(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def assistant(organisation: str, home: object) -> Iterator[Speechless]:
        yield Speechless()

    monkeypatch.setattr("evals.home.assistant_over", assistant)


@pytest.mark.usefixtures("speechless")
def test_a_run_under_its_marks_ends_with_100_and_prints_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    cases = len(load_suites(["typed_numbers"])[0].cases)

    code = main(["run", "typed_numbers", "--json"])

    told = capsys.readouterr()
    document: dict[str, Any] = json.loads(told.out)
    assert code == 100
    assert document["suites"]["typed_numbers"] | {"low": 0, "high": 0} == {
        "passed": 0, "n": cases, "value": 0.0, "low": 0, "high": 0, "error": cases,
    }  # fmt: skip
    assert [short["what"] for short in document["under"]] == ["suite typed_numbers", "grounded"]
    assert told.err.count("typed_numbers/") == cases


@pytest.mark.usefixtures("speechless")
def test_all_suites_are_run_where_none_is_named_and_held_against_the_mark_of_the_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main([])

    told = capsys.readouterr().out
    assert code == 100
    assert all(suite.name in told for suite in load_suites())
    assert "overall: 0.0 %" in told


def test_a_known_trouble_is_one_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuses(organisation: str, home: object) -> None:
        raise ModelUnavailable("The model is busy. Try again later.")

    monkeypatch.setattr("evals.home.assistant_over", refuses)

    code = main(["run", "typed_numbers"])

    assert code == 1
    assert capsys.readouterr().err.splitlines()[-1] == "The model is busy. Try again later."


def test_a_wrong_option_is_wrong_usage() -> None:
    assert main(["run", "--reapeat", "2"]) == 2
