"""The standards' tools over the documents of another house: its own words, numbering and reasons."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from evals.home import organisations
from knowledge.library import Library
from tests.knowledge.small_library import write_standard
from tests.knowledge.synchronised import synchronised
from tools.enquiry import Enquiry
from tools.result import ToolResult
from tools.standards.amendments import compare_versions
from tools.standards.excerpts import Unit, _holds_amount
from tools.standards.precedence import check_conflicts
from tools.standards.search import read_clause, search_standards
from tools.wording.handles import fill

HOSPITAL = organisations()["nordhamn"]
TODAY = date(2025, 5, 14)


@pytest.fixture(scope="module")
def enquiry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Enquiry]:
    home = tmp_path_factory.mktemp("library")
    assert HOSPITAL.rulebook is not None
    library: Library = synchronised(home, HOSPITAL.standards)
    shutil.copyfile(HOSPITAL.rulebook, home / "rulebook.yaml")
    yield Enquiry(cast(Any, None), cast(Any, None), library, TODAY, TODAY)
    library.close()


def text(result: ToolResult) -> str:
    sentences = (result.headline, *result.facts, *result.rules)
    return "\n".join(fill(each, result.figures, result.clauses).text for each in sentences)


def test_a_conflict_is_settled_in_the_words_of_the_clause_that_settles_it(enquiry: Enquiry) -> None:
    said = text(check_conflicts(enquiry, "how far over budget may a digital project go"))

    assert "8 % above its budget.” (NUH-D3 v1.4 §8) prevails over" in said
    assert "otherwise the part that asks for less has no effect.” (NUH-CODE v1.2 §3)" in said


def test_a_procedure_that_is_in_a_conflict_is_not_called_silent(enquiry: Enquiry) -> None:
    said = text(check_conflicts(enquiry, "does a local instruction conflict with a directive on combining gates"))

    assert "(NUH-I4 v1.3 §C.1)" in said
    assert "No clause on it" not in said


def test_the_houses_names_of_documents_are_no_topic(enquiry: Enquiry) -> None:
    result = check_conflicts(enquiry, "do any of our directives contradict the instructions?")

    assert "Conflicts and delegations recorded between the documents in force: 4." in text(result)


def test_the_clause_with_a_table_for_the_amount_asked_about_answers_first(enquiry: Enquiry) -> None:
    with_amount = search_standards(enquiry, "Who decides on a project of €2.5m?")
    without = search_standards(enquiry, "Who decides alone on a project?")

    assert "Investment Panel”" in text(with_amount).splitlines()[0]
    assert "NUH-CODE v1.2 §6" in text(without).splitlines()[0]


@pytest.mark.parametrize(
    ("asked", "compared"),
    [
        ("what changed between version 1 and 2 of NX-D1", ("NX-D1 v2", "NX-D1 v1")),
        ("what changed between v1 and v3 of NX-D1", ("NX-D1 v3", "NX-D1 v1")),
        ("how does version 1 of NX-D1 differ from today's", ("NX-D1 v3", "NX-D1 v1")),
        ("what changed in NX-D1", ("NX-D1 v3", "NX-D1 v2")),
    ],
)
def test_versions_without_a_point_are_compared_by_their_numbers(
    tmp_path: Path, asked: str, compared: tuple[str, str]
) -> None:
    for number in ("1", "2", "3"):
        body = f"### {number} § Papers\n\nPapers come {number} days before."
        year = f"202{number}-01-01"
        write_standard(tmp_path / "s", "NX-D1", number, body, title="Directive on Papers", effective_from=year)
    library = synchronised(tmp_path, tmp_path / "s")

    result = compare_versions(Enquiry(cast(Any, None), cast(Any, None), library, TODAY, TODAY), asked)
    library.close()

    assert tuple(ref for ref in compared if ref in text(result)) == compared
    new, old = compared
    assert f"{new} Directive on Papers" in text(result)
    assert f"follows {old} Directive on Papers" in text(result)


def test_a_reference_is_no_amount() -> None:
    held = [Unit("sentence", words) for words in ("See NUH-D4 3 §.", "See Article 5 and §7.", "At most 7 days.")]

    assert [_holds_amount(unit) for unit in held] == [False, False, True]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("From how many days late on is schedule red?", "“more than 25 days”"),
        ("How late may a finish be to stay amber?", "“more than 10 and up to 25 days”"),
    ],
)
def test_the_row_that_a_question_names_answers_how_much(enquiry: Enquiry, question: str, said: str) -> None:
    assert said in text(search_standards(enquiry, question)).splitlines()[0]


@pytest.mark.parametrize(
    ("reference", "ref"),
    [("NUH-D2 7 §", "NUH-D2 v3 §7"), ("Article 5 of NUH-CODE", "NUH-CODE v1.2 §5"), ("I4 B.1", "NUH-I4 v1.3 §B.1")],
)
def test_clauses_are_read_by_their_own_numbers(enquiry: Enquiry, reference: str, ref: str) -> None:
    assert f"({ref})" in text(read_clause(enquiry, reference))
