"""Versions of one document come under one identifier, and one text is held once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from fpdf import FPDF
from small_library import WordEmbedder, write_standard

from knowledge.library import Library
from knowledge.reading.guides import Shelf, read_folder
from knowledge.sync import sync_folder

PLAYBOOK = Path(__file__).parents[3] / "shared" / "data" / "standards" / "gsa_m3_playbook"
RULES = (
    ("1 Aim", "This standard rules how gates are held in all projects of the house and who decides at each of them."),
    ("2 Papers", "Papers shall reach the board at least 10 working days before the day on which the gate is held."),
    ("3 Conditions", "Conditions of an approval shall have an owner and a day, and that day is within 60 days of it."),
)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def as_word(folder: Path, name: str, rules: tuple[tuple[str, str], ...] = RULES) -> None:
    document = docx.Document()
    document.add_heading("Gate Standard", 0)
    for heading, text in rules:
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    document.save(str(folder / name))


def as_pdf(folder: Path, name: str, rules: tuple[tuple[str, str], ...] = RULES) -> None:
    paper = FPDF()
    paper.add_page()
    for heading, text in (("Gate Standard", ""), *rules):
        paper.set_font("helvetica", "B", 14)
        paper.multi_cell(0, 8, heading, new_x="LMARGIN", new_y="NEXT")
        paper.set_font("helvetica", size=10)
        paper.multi_cell(0, 5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        paper.ln(3)
    paper.output(str(folder / name))


def refs(shelf: Shelf) -> list[str]:
    return [document.version.ref for document in shelf.documents]


def test_a_word_document_and_its_pdf_are_one_text_and_the_word_document_is_used(tmp_path: Path) -> None:
    as_pdf(tmp_path, "A gate standard.pdf")
    as_word(tmp_path, "Gate standard.docx")

    shelf = read_folder(tmp_path)

    assert shelf.copies == {"A gate standard.pdf": "Gate standard.docx"}
    assert refs(shelf) == ["GATE-STANDARD v1.0"]


def test_another_figure_makes_another_text(tmp_path: Path) -> None:
    more = tuple((f"{at} More", f"Rule {at} says it at length. {RULES[0][1]}") for at in range(4, 12))
    as_word(tmp_path, "Gate standard.docx", (*RULES, *more))
    as_pdf(tmp_path, "Gate standard v2.0.pdf", (*RULES[:2], (RULES[2][0], RULES[2][1].replace("60", "90")), *more))

    shelf = read_folder(tmp_path)

    assert (shelf.copies, sorted(refs(shelf))) == ({}, ["GATE-STANDARD v1.0", "GATE-STANDARD v2.0"])


def test_the_same_bytes_under_another_name_are_told(tmp_path: Path) -> None:
    for name in ("Gates.md", "sub/Gates copy.md"):
        write(tmp_path, name, "# The gates\n\nVersion 2\n\n## 1 A\n\na")

    assert read_folder(tmp_path).copies == {"sub/Gates copy.md": "Gates.md"}


def test_the_same_words_under_another_version_are_no_copy(tmp_path: Path) -> None:
    write(tmp_path, "Gates v1.0.md", "# The gates\n\n## 1 A\n\na")
    write(tmp_path, "Gates v2.0.md", "# The gates\n\n## 1 A\n\na\n\n")

    assert refs(read_folder(tmp_path)) == ["GATES v1.0", "GATES v2.0"]


def test_a_successor_with_the_same_words_is_a_version_and_no_copy(tmp_path: Path) -> None:
    for version in ("1.0", "2.0"):
        write_standard(tmp_path, "A", version, "### 1.1 Cost\n\nten", effective_from=f"202{version[0]}-01-01")

    assert refs(read_folder(tmp_path)) == ["A v1.0", "A v2.0"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Gate standard v1.4.md", "# Stage gates\n"), ("Gate standard FINAL v2.0.md", "# Stage gates\n")),
        (("old/g.md", "# Stage gate rules\n\nVersion 1.4"), ("h.md", "# Stage Gate Rules 2026\n\nVersion 2.0")),
        (("a.md", "# A\n\nDocument no: STD-7\n\nVersion 1.4"), ("b.md", "# B\n\nDocument no: STD-7\n\nVersion 2.0")),
    ],
)  # fmt: skip
def test_versions_are_known_by_name_title_or_stated_number(
    tmp_path: Path, first: tuple[str, str], second: tuple[str, str]
) -> None:
    for at, (name, text) in enumerate((first, second)):
        write(tmp_path, name, f"{text}\n\n## 1 A\n\nwords {at}")

    versions = [document.version for document in read_folder(tmp_path).documents]

    assert len({version.document for version in versions}) == 1
    assert {version.version for version in versions} == {"1.4", "2.0"}


def test_titles_that_say_nothing_make_no_versions(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "# Introduction\n\nVersion 1\n\n## 1 A\n\na")
    write(tmp_path, "b.md", "# Introduction\n\nVersion 2\n\n## 1 A\n\nb")

    assert refs(read_folder(tmp_path)) == ["A v1", "B v2"]


def test_what_says_that_it_replaces_another_is_its_successor(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "# Policy\n\nVersion 1.4\n\n## 1 A\n\na")
    write(tmp_path, "b.md", "# Policy\n\nVersion 2.0. It supersedes version 1.4.\n\n## 1 A\n\nb")

    assert refs(read_folder(tmp_path)) == ["A v1.4", "A v2.0"]


def test_a_later_version_supersedes_an_earlier_one(
    tmp_path: Path, database: str, open_here: Callable[[], Library]
) -> None:
    folder = tmp_path / "standards"
    write(folder, "Gates v1.0.md", "# Stage gates\n\nEffective from 1 January 2025\n\n## 1 A\n\nten")
    write(folder, "Gates v2.0.md", "# Stage gates\n\nEffective from 1 March 2026\n\n## 1 A\n\nfive")

    report = sync_folder(database, tmp_path / "home", folder, WordEmbedder())
    library = open_here()

    assert report.added == ("GATES v1.0", "GATES v2.0")
    assert library.documents()[0].effective_to == date(2026, 2, 28)
    assert report.not_stated == (
        "Gates v1.0.md: does not state owner and type",
        "Gates v2.0.md: does not state owner and type",
    )


def test_years_tell_which_version_holds_where_no_day_is_stated(
    tmp_path: Path, database: str, open_here: Callable[[], Library]
) -> None:
    folder = tmp_path / "standards"
    write(folder, "our_guide/2018/guide.md", "# Our ways\n\n## 1 A\n\nold")
    for chapter in ("1.1", "1.2"):
        write(folder, f"our_guide/2021/{chapter}.md", f"---\nname: Step {chapter}\ninputs:\n  - A plan\n---\n")

    report = sync_folder(database, tmp_path / "home", folder, WordEmbedder())
    library = open_here()

    assert report.superseded == ("OUR-GUIDE v2018",)
    held = library.version_in_force("OUR-GUIDE", date(2026, 11, 3))
    assert held is not None
    assert held.version == "2021"
    assert [clause.number for clause in library.clauses(held)] == ["1.1/inputs", "1.2/inputs"]


def test_what_was_stated_is_not_asked_again(tmp_path: Path, database: str) -> None:
    folder = tmp_path / "standards"
    write(folder, "gates.md", "# Stage gates\n\n## 1 A\n\nten")

    first, second = (sync_folder(database, tmp_path / "home", folder, WordEmbedder()) for _ in range(2))

    assert first.not_stated == ("gates.md: does not state version, effective_from, owner and type",)
    assert (second.not_stated, second.unchanged) == ((), ("GATES v1.0",))


@pytest.mark.shared
@pytest.mark.skipif(not PLAYBOOK.is_dir(), reason="the reference material is not here")
def test_a_playbook_of_slides_and_one_of_pages_are_two_versions_with_the_same_numbers() -> None:
    shelf = read_folder(PLAYBOOK)

    assert refs(shelf) == ["GSA-M3-PLAYBOOK v2018", "GSA-M3-PLAYBOOK v2021"]
    assert (shelf.problems, shelf.copies) == ({}, {})
    old, new = ({clause.number for clause in document.clauses} for document in shelf.documents)
    assert {f"{number}/activities" for number in ("1.1", "2.5", "4.3", "5.9")} <= old & new
