"""Clauses are cited as the document itself numbers them, with a heading or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.reading.documents import identifier, read_document


def numbers(folder: Path, text: str) -> list[str]:
    (folder / "x.md").write_text(text, encoding="utf-8")
    return [clause.number for clause in read_document(folder / "x.md").clauses]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("1.2.3 Aim", "1.2.4 Scope"), ["1.2.3", "1.2.4"]),
        (("1. Aim", "2. Scope"), ["1", "2"]),
        (("A1 Aim", "A2 Scope"), ["A1", "A2"]),
        (("A.1 Aim", "A.2 Scope"), ["A.1", "A.2"]),
        (("Annex A", "Annex B Forms"), ["A", "B"]),
        (("1 Aim", "Annex 1 Forms"), ["1", "annex-1"]),
        (("§ 6 Aim", "§ 7 Scope"), ["6", "7"]),
        (("6 § Aim", "7 § Scope"), ["6", "7"]),
        (("Article 5 – Aim", "Article 6 – Scope"), ["5", "6"]),
        (("Section 3.1", "Section 3.2 Scope"), ["3.1", "3.2"]),
        (("Clause 4: Aim", "Clause 5: Scope"), ["4", "5"]),
    ],
)
def test_headings_are_cited_by_their_printed_numbers(
    tmp_path: Path, headings: tuple[str, str], expected: list[str]
) -> None:
    assert (
        numbers(tmp_path, "# Standard of costs\n\n" + "".join(f"## {each}\n\nWords.\n\n" for each in headings))
        == expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 4 Cost\n\n4.1 The cost holds.\n\n4.2 The forecast varies.\n\n(a) by ten;\n\n(b) by five.", ["4.1", "4.2"]),
        ("## Cost\n\nAs follows.\n\n§ 1 It holds.\n\n§ 2 It varies.", ["cost", "1", "2"]),
        ("## Cost\n\nArticle 1. It holds.\n\nArticle 2. It varies.", ["1", "2"]),
        ("## Cost\n\nA1 It holds.\n\nA2 It varies.", ["A1", "A2"]),
        ("## 4 Cost\n\n4.2 million were spent.\n\n4.3 million remain.", ["4"]),
        ("## 4 Cost\n\nIt holds.\n\n3.1 Budget is no clause of four.\n\n2.5 FTE neither.", ["4"]),
        ("## 4 Cost\n\n4.1 See below.\n\n4.2 Or here.\n\n## 4.1 Time\n\nWords.", ["4", "4.2", "4.1"]),
    ],
)  # fmt: skip
def test_numbered_paragraphs_are_clauses_where_their_numbers_go_on(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    assert numbers(tmp_path, f"# Standard of costs\n\n{text}") == expected


def test_a_numbered_paragraph_bears_the_heading_above_it(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# T\n\n## 4 Cost\n\n4.1 The cost shall hold.\n\n- always\n\n4.2 It may vary.")

    first, _ = read_document(tmp_path / "x.md").clauses

    assert (first.heading, first.path, first.text) == ("Cost", ("4 Cost",), "The cost shall hold.\n\n- always")


def test_anchors_stay_when_other_sections_are_added(tmp_path: Path) -> None:
    body = "## Define\n\n### Inputs\n\na\n\n## Decide\n\n### Inputs\n\nb"

    before = numbers(tmp_path, f"# The way\n\n{body}")
    after = numbers(tmp_path, f"# The way\n\n## Begin\n\n### Inputs\n\nc\n\n{body}\n\n## End\n\nd")

    assert before == ["define/inputs", "decide/inputs"]
    assert after == ["begin/inputs", *before, "end"]


def test_numbers_that_stand_twice_stay_apart(tmp_path: Path) -> None:
    assert numbers(tmp_path, "# The way\n\n## X-2\n\na\n\n## X\n\nb\n\n## X\n\nc") == ["x-2", "x", "x-3"]


def test_deep_anchors_fit_the_register(tmp_path: Path) -> None:
    long = " ".join(["very"] * 20)
    text = "# The way\n\n" + "".join(f"{'#' * at} {long} {at}\n\nwords\n\n" for at in range(2, 7))

    found = numbers(tmp_path, text)

    assert max(map(len, found)) <= 190  # the register takes 200
    assert len(set(found)) == 5


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gate Standard v2.1 FINAL.docx", "GATE-STANDARD"),
        ("2018_M3_Playbook_Final.pdf", "M3-PLAYBOOK"),
        ("Cost policy 2026-03 draft.docx", "COST-POLICY"),
        ("PMO-STD-004.md", "PMO-STD-004"),
        ("2026.pdf", "HOUSE-2026"),
    ],
)
def test_documents_are_called_by_their_names_without_versions(tmp_path: Path, name: str, expected: str) -> None:
    assert identifier(tmp_path / "house" / name) == expected
