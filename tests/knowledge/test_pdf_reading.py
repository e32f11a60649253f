"""PDF becomes sections in reading order, each with its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF, FontFace

from knowledge.reading.documents import read_document
from knowledge.reading.page import Page, UnreadableDocument
from knowledge.reading.pdf import read_pdf

LOREM = "The project manager shall report the forecast of cost and time to the board of the portfolio each month. "
PLAYBOOK = (
    Path(__file__).parents[3] / "shared/data/standards/gsa_m3_playbook/2018/2018_M3_Playbook_Final.pdf"
)  # fmt: skip


class Paper(FPDF):
    """Pages with a running head and a page number."""

    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 5, "Calder House Standards - INTERNAL", new_x="LMARGIN", new_y="NEXT")
        self.ln(8)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 5, f"Page {self.page_no()} of {{nb}}", align="C")

    def heading(self, text: str, size: int = 13, style: str = "B") -> None:
        self.ln(4)
        self.set_font("helvetica", style, size)
        self.multi_cell(0, size / 2, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def words(self, text: str) -> None:
        self.set_font("helvetica", size=10)
        self.multi_cell(0, 5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)


def saved(paper: FPDF, folder: Path) -> Page:
    paper.output(str(folder / "x.pdf"))
    return read_pdf(folder / "x.pdf")


def headed(page: Page) -> list[tuple[str, str, int | None]]:
    return [(each.title, each.text, each.page) for each in page.sections if each.title]


def test_headings_text_and_pages_are_read_and_running_lines_are_not(tmp_path: Path) -> None:
    paper = Paper()
    for number in range(1, 6):
        paper.add_page()
        paper.heading(f"{number} Rule of size {number}")
        paper.words(f"Rule {number} holds. {LOREM * 3}")
        paper.heading(f"{number}.1 Its limit")
        paper.words(f"At most {number} %.")

    read = headed(saved(paper, tmp_path))

    assert [title for title, _, _ in read][:4] == [
        "1 Rule of size 1",
        "1.1 Its limit",
        "2 Rule of size 2",
        "2.1 Its limit",
    ]
    assert [page for _, _, page in read] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert read[2][1] == f"Rule 2 holds. {LOREM * 3}".strip()
    assert not any("INTERNAL" in text or "Page" in text for _, text, _ in read)


def test_clauses_know_their_page(tmp_path: Path) -> None:
    paper = Paper()
    for number in (1, 2):
        paper.add_page()
        paper.heading(f"{number} Rule")
        paper.words(f"Rule {number} holds. {LOREM}")
    paper.output(str(tmp_path / "Rules.pdf"))

    assert [(each.number, each.page) for each in read_document(tmp_path / "Rules.pdf").clauses] == [("1", 1), ("2", 2)]


def test_plain_numbered_headings_are_known_by_their_number(tmp_path: Path) -> None:
    paper = Paper()
    paper.add_page()
    for number in ("4.1 Cost", "4.2 Time"):
        paper.heading(number, size=10, style="")
        paper.words(LOREM)

    assert [title for title, _, _ in headed(saved(paper, tmp_path))] == ["4.1 Cost", "4.2 Time"]


def test_bookmarks_settle_what_a_heading_is(tmp_path: Path) -> None:
    paper = FPDF()
    paper.add_page()
    paper.set_font("helvetica", size=10)
    paper.start_section("How money is counted")
    paper.multi_cell(0, 5, "How money is counted", new_x="LMARGIN", new_y="NEXT")
    paper.multi_cell(0, 5, LOREM * 3, align="L")

    assert headed(saved(paper, tmp_path))[0][:2] == ("How money is counted", (LOREM * 3).strip())


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    paper = Paper()
    paper.add_page()
    paper.heading("1 Two columns")
    paper.set_font("helvetica", size=10)
    with paper.text_columns(ncols=2, gutter=10, text_align="L") as columns:
        columns.write("Left side first. " + LOREM * 8)
        columns.new_column()
        columns.write("Right side then. " + LOREM * 8)

    ((_, text, _),) = headed(saved(paper, tmp_path))

    assert " ".join(text.split()) == f"Left side first. {LOREM * 8}Right side then. {LOREM * 8}".strip()


@pytest.mark.parametrize("borders", ["ALL", "NONE"])
def test_tables_are_read_row_by_row(tmp_path: Path, borders: str) -> None:
    paper = Paper()
    paper.add_page()
    paper.heading("1 Limits")
    paper.words(LOREM)
    paper.set_font("helvetica", size=10)
    plain = FontFace(emphasis=None)
    with paper.table(borders_layout=borders, headings_style=plain, text_align="LEFT") as table:
        for row in (("Class", "Cost", "Time"), ("A", "10 %", "30 days"), ("B", "5 %", "20 days")):
            cells = table.row()
            for cell in row:
                cells.cell(cell)
    paper.words(LOREM)

    ((_, text, _),) = headed(saved(paper, tmp_path))

    assert "| Class | Cost | Time |\n|---|---|---|\n| A | 10 % | 30 days |\n| B | 5 % | 20 days |" in text
    assert text.startswith("The project")
    assert text.endswith("each month.")


def test_words_broken_at_the_end_of_a_line_are_joined(tmp_path: Path) -> None:
    paper = Paper()
    paper.add_page()
    paper.heading("1 Words")
    paper.words("A base-\nline and a stage-\ngate are kept. The stage-gate is named here, and\nthe end of it is near.")

    ((_, text, _),) = headed(saved(paper, tmp_path))

    assert text.startswith("A baseline and a stage-gate are kept.")


def test_a_table_of_contents_makes_no_clauses(tmp_path: Path) -> None:
    paper = Paper()
    paper.add_page()
    paper.heading("Contents")
    for line in ("1 Aim ........................... 2", "1.1 Scope ........................ 2"):
        paper.words(line)
    paper.add_page()
    paper.heading("1 Aim")
    paper.words(LOREM)

    assert [title for title, text, _ in headed(saved(paper, tmp_path)) if text] == ["1 Aim"]


def test_lists_keep_their_items(tmp_path: Path) -> None:
    paper = Paper()
    paper.add_page()
    paper.heading("1 Papers")
    paper.words("The papers are:\n(a) a plan;\n(b) a case;\n- a list.")

    ((_, text, _),) = headed(saved(paper, tmp_path))

    assert text == "The papers are:\n\n(a) a plan;\n(b) a case;\n- a list."


def test_a_protected_pdf_says_what_to_do(tmp_path: Path) -> None:
    paper = Paper()
    paper.add_page()
    paper.words(LOREM)
    paper.set_encryption(owner_password="o", user_password="u")

    with pytest.raises(UnreadableDocument, match="password: save it without one"):
        saved(paper, tmp_path)


def test_a_scanned_pdf_says_what_to_do(tmp_path: Path) -> None:
    paper = FPDF()
    paper.add_page()
    paper.rect(20, 20, 100, 100, style="F")

    with pytest.raises(UnreadableDocument, match="text recognition"):
        saved(paper, tmp_path)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%broken", b"no pdf at all"])
def test_a_damaged_pdf_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pdf").write_bytes(content)

    with pytest.raises(UnreadableDocument, match="damaged or no PDF"):
        read_pdf(tmp_path / "x.pdf")


@pytest.mark.shared
@pytest.mark.skipif(not PLAYBOOK.is_file(), reason="the reference material is not here")
def test_a_published_playbook_of_slides_keeps_its_activities_and_their_pages() -> None:
    by_number = {clause.number: clause for clause in read_document(PLAYBOOK).clauses}

    activities = by_number["1.1/activities"]
    assert (activities.path[-1], activities.page) == ("1.1 Establish Initial Customer PMO and Processes", 16)
    assert activities.text.startswith(
        "1. Onboard PMO lead and team to support Phase 1 activities (C)\n2. Develop charter"
    )
    assert by_number["5.9/stakeholders"].page is not None
    assert not any(clause.text[-3:] == "5-1" for clause in by_number.values())
