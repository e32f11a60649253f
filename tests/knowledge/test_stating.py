"""What a document says of itself is read from covers, tables, phrases and names; what may be two days is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePath
from typing import Any

import pytest

from knowledge.reading.dates import day_of
from knowledge.reading.documents import read_document
from knowledge.reading.markdown import read_page
from knowledge.reading.page import UnreadableDocument
from knowledge.reading.statements import Statement, read_statements, write_statements
from knowledge.reading.stating import said, stated_in

MARCH = date(2026, 3, 1)


def told(text: str, name: str = "x.md") -> dict[str, object]:
    return said(stated_in(read_page(text), PurePath(name)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Gates\n\nVersion 2.1 | Effective from 1 March 2026 | Owner Head of X | Review date 2027-03-01",
            {"version": "2.1", "effective_from": MARCH, "owner": "Head of X", "review_due": date(2027, 3, 1)},
        ),
        (
            "# Gates\n\n| Document owner | Head of X |\n|---|---|\n| Version | 2.1 |\n| Effective | March 1, 2026 |",
            {"version": "2.1", "effective_from": MARCH, "owner": "Head of X"},
        ),
        (
            "# Gates\n\n| Version | Effective from | Owner |\n|---|---|---|\n| 2.1 | 01.03.2026 | Head of X |",
            {"version": "2.1", "effective_from": MARCH, "owner": "Head of X"},
        ),
        ("# Gates\n\nDocument No: PMO-STD-2\n\nType: standard", {"document": "PMO-STD-2", "type": "STANDARD"}),
        ("# Gates\n\nThis standard takes effect on 1st March 2026.", {"effective_from": MARCH}),
        ("# Gates\n\nIt comes into force on 13/3/2026.", {"effective_from": date(2026, 3, 13)}),
        ("---\nversion: v2.1\nowner: Head of X\n---\n# Gates\n\nWords.", {"version": "2.1", "owner": "Head of X"}),
        ("# Gates\n\n## 1 A\n\na\n\n## 2 B\n\nb\n\n## Document control\n\nOwner: Head of X", {"owner": "Head of X"}),
        (
            "# Gates\n\nVersion 1.1, in use since then. Owner: Risk and Safety Office (Works). Read it.",
            {"version": "1.1", "owner": "Risk and Safety Office (Works)"},
        ),
        ("# Gates\n\n| Responsible | Head of X |\n|---|---|", {"owner": "Head of X"}),
        ("# Site Safety Standard\n\nWords.", {"type": "STANDARD"}),
        ("# Gate policy (v2)\n\nWords.", {"type": "POLICY"}),
        ("# A standard for gates\n\nThe owner: everybody.", {}),
        ("# Gates\n\nThe owner is told. Each version counts. Owner: TBC", {}),
    ],
)
def test_a_document_states_its_version_owner_and_days(text: str, expected: dict[str, object]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("2018/2018_M3_Playbook_Final.pdf", "2018"),
        ("Gate standard v2.1.md", "2.1"),
        ("gates_2026-03.md", "2026.03"),
        ("v3/gates.md", "3"),
        ("PMO-STD-004.md", None),
        ("room 101.md", None),
    ],
)
def test_names_tell_the_version_that_the_text_does_not(name: str, version: str | None) -> None:
    assert told("# Gates\n\nWords.", name).get("version") == version


def test_the_text_prevails_over_the_name_of_the_file() -> None:
    assert told("# Gates\n\nVersion 2.1", "gates v3.md") == {"version": "2.1"}


def test_it_says_which_version_it_replaces() -> None:
    assert stated_in(read_page("# Gates\n\nIt supersedes version 1.4."), PurePath("x.md")).replaces == "1.4"


def test_a_day_that_may_be_two_is_doubted_and_not_taken() -> None:
    stated = stated_in(read_page("# Gates\n\nEffective from 5/6/2026"), PurePath("x.md"))

    assert stated.effective_from is None
    assert stated.doubts == ("its effective_from '5/6/2026' may be two days",)


@pytest.mark.parametrize(
    ("text", "day"),
    [("5/6/2026", None), ("5/5/2026", date(2026, 5, 5)), ("25/6/2026", date(2026, 6, 25)), ("2026-02-30", None),
     ("3 Sept. 2026", date(2026, 9, 3))],
)  # fmt: skip
def test_only_unambiguous_days_are_days(text: str, day: date | None) -> None:
    written = day_of(text)

    assert written is not None
    assert written.day == day


def test_a_person_prevails_over_the_document(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# Gates\n\nVersion 2.1 | Effective from 5/6/2026\n\n## 1 A\n\na")
    statement = Statement(version="2.2", type="POLICY", effective_from=MARCH)

    document = read_document(tmp_path / "x.md", statement=statement)

    version = document.version
    assert (version.version, version.type, version.effective_from) == ("2.2", "POLICY", MARCH)
    assert {clause.version for clause in document.clauses} == {version}
    assert document.missing == ("owner",)
    assert document.stated is not None
    assert document.stated.doubts == ()


def test_statements_are_written_and_read_back_and_what_stood_there_stays(tmp_path: Path) -> None:
    (tmp_path / "standards.yaml").write_text("files:\n  a.docx: {version: 2.1, owner: Head of X}\n")

    write_statements(tmp_path, {"a.docx": {"effective_from": MARCH}, "b.pdf": {"type": "POLICY"}})

    assert {name: each.said() for name, each in read_statements(tmp_path).items()} == {
        "a.docx": {"version": "2.1", "owner": "Head of X", "effective_from": MARCH},
        "b.pdf": {"type": "POLICY"},
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("files: {a.md: {versoin: 2}}", r"a\.md\.versoin: Extra inputs"),
        ("files: {a.md: {type: RULE}}", r"a\.md\.type"),
        ("files: {a.md: {effective_from: 2026-03-01, effective_to: 2026-01-01}}", "before effective_from"),
        ("documents: {}", "documents: Extra|file: Extra"),
        ("files: [", "not YAML"),
    ],
)
def test_a_wrong_statement_says_what_is_wrong(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "standards.yaml").write_text(content)

    with pytest.raises(UnreadableDocument, match=reason):
        read_statements(tmp_path)


def test_questions_are_asked_again_until_the_answer_can_be_taken(tmp_path: Path, capsys: Any) -> None:
    from assistant.cli.asking import answers_for

    (tmp_path / "x.md").write_text("# Gates\n\nOwner: Head of X\n\n## 1 A\n\na")
    answers = iter(["two", "v2.1", "5/6/2026", "1 March 2026", "rule", "policy"])

    assert answers_for(tmp_path, [read_document(tmp_path / "x.md")], lambda question: next(answers))

    assert read_statements(tmp_path)["x.md"].said() == {"version": "2.1", "effective_from": MARCH, "type": "POLICY"}
    assert "'5/6/2026' is not one day: write it as 2026-03-01." in capsys.readouterr().out


def test_enter_states_nothing(tmp_path: Path) -> None:
    from assistant.cli.asking import answers_for

    (tmp_path / "x.md").write_text("# Gates\n\n## 1 A\n\na")

    assert not answers_for(tmp_path, [read_document(tmp_path / "x.md")], lambda question: "")
    assert not (tmp_path / "standards.yaml").exists()
