"""The suites that ship: readable, current, and about things that exist."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.case import Expectation
from evals.command import SCHEMA, main, schema_text
from evals.home import Organisation, organisations
from evals.loading import load, load_suites
from evals.thresholds import FILE, Thresholds
from knowledge.reading.documents import read_document
from tools.catalogue import TOOLS

QUESTIONS = Path(__file__).parents[3] / "shared" / "questions" / "dev.jsonl"
BUILT_IN = {"which_record", "which_ask"}


def expectations(organisation: str | None = None) -> Iterator[tuple[str, Expectation]]:
    for suite in load_suites():
        for case in suite.cases if organisation in (None, suite.organisation) else ():
            yield from ((case.id, turn.expect) for turn in case.steps)


def test_the_schema_beside_the_suites_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run: python -m evals schema"


@pytest.mark.parametrize("organisation", organisations().values(), ids=lambda each: each.name)
def test_every_clause_that_a_case_names_stands_in_the_library_it_is_asked_of(organisation: Organisation) -> None:
    documents = [read_document(path) for path in organisation.standards.glob("*.md")]
    held = {document.version.ref for document in documents}
    held |= {clause.ref for document in documents for clause in document.clauses}

    unknown = [
        (id, ref)
        for id, expect in expectations(organisation.name)
        for ref in (*expect.citations.wanted, *expect.citations.forbidden)
        if ref not in held and not any(other.startswith(f"{ref} §") for other in held)
    ]

    assert unknown == []


def test_every_subject_is_asked_of_every_organisation() -> None:
    suites = load_suites()
    asked = {name: {suite.subject for suite in suites if suite.organisation == name} for name in organisations()}

    every = {suite.subject for suite in suites}

    missing = {name: sorted(every - subjects) for name, subjects in asked.items() if every - subjects}
    assert missing == {}, "write a suite for it, ORGANISATION_SUBJECT.yaml, or make one a table (organisation: every)"


def test_every_tool_that_a_case_names_is_in_the_catalogue() -> None:
    known = {tool.name for tool in TOOLS} | BUILT_IN

    named = {
        name
        for _, expect in expectations()
        for name in (*expect.tools.called, *expect.tools.not_called, *expect.tools.order, *expect.tools.arguments)
    }

    assert named <= known


def test_every_mark_is_of_a_suite_or_a_tag_that_there_is() -> None:
    marks = load(FILE, Thresholds)
    suites = load_suites()
    tags = {tag for suite in suites for case in suite.cases for tag in case.tags}

    assert set(marks.suites) <= {suite.name for suite in suites}
    assert set(marks.tags) <= tags


def test_an_unknown_suite_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "nosuch"]) == 2
    assert "there is no suite 'nosuch'" in capsys.readouterr().err


@pytest.mark.shared
@pytest.mark.skipif(not QUESTIONS.is_file(), reason="the reference questions are not beside the checkout")
def test_no_question_kept_blind_is_in_a_suite() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    blind = {row["text"].casefold().strip() for row in rows if row["blind"]}
    asked = {turn.question.casefold().strip() for suite in load_suites() for case in suite.cases for turn in case.steps}

    # The sets stay out of the assertion: a failure must not print a blind question.
    leaked = len(asked & blind)
    assert leaked == 0


@pytest.mark.shared
@pytest.mark.skipif(not QUESTIONS.is_file(), reason="the reference questions are not beside the checkout")
def test_every_open_question_of_the_core_is_a_case_word_for_word_with_its_kinds_and_clauses() -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    wanted = {row["id"]: row for row in rows if row["needs"] == "core" and not row["blind"]}
    (core,) = load_suites(["core"])

    held = {case.id: case for case in core.cases}

    assert set(held) == set(wanted)
    for id, row in wanted.items():
        (turn,) = held[id].steps
        assert (turn.question, set(turn.expect.kind)) == (row["text"], set(row["kind"]))
        assert (held[id].asked_by or core.asked_by) == row["as"]
        cited = turn.expect.citations.required
        assert all(any(ref == c or ref.startswith(c) for ref in cited) for c in row.get("cites", [])), id
