"""Word documents become sections with their numbers as printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_word import level, paragraph, run, write_word

from knowledge.clauses import Clause
from knowledge.reading.documents import read_document
from knowledge.reading.docx import read_docx
from knowledge.reading.docx_numbering import formatted

HEADINGS = (level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)"),)
FIRST, SECOND, LETTER = ((101, at) for at in range(3))


def clauses(path: Path) -> list[Clause]:
    return list(read_document(path).clauses)


def word(tmp_path: Path, body: str, *lists: str, styles: str = "", footnotes: str = "") -> Path:
    return write_word(tmp_path / "Standard.docx", body, lists, styles, footnotes)


def test_headings_bear_the_numbers_that_word_counts(tmp_path: Path) -> None:
    body = "".join(
        [
            paragraph(run("Cost Standard"), "Title"),
            paragraph(run("Aim"), "Heading1", FIRST),
            paragraph(run("It rules.")),
            paragraph(run("Limits"), "Heading1", FIRST),
            paragraph(run("Cost"), "Heading2", SECOND),
            paragraph(run("At most 10 %.")),
            paragraph(run("Time"), "Heading2", SECOND),
            paragraph(run("At most 30 days.")),
            paragraph(run("Papers"), "Heading1", FIRST),
            paragraph(run("Form"), "Heading2", SECOND),
            paragraph(run("Two pages.")),
        ]
    )

    read = clauses(word(tmp_path, body, *HEADINGS))

    assert [(each.number, each.heading, each.path) for each in read] == [
        ("1", "Aim", ()),
        ("2.1", "Cost", ("2 Limits",)),
        ("2.2", "Time", ("2 Limits",)),
        ("3.1", "Form", ("3 Papers",)),
    ]
    assert read[0].version.title == "Cost Standard"


def test_numbered_paragraphs_are_clauses_and_letters_stay_inside(tmp_path: Path) -> None:
    body = "".join(
        [
            paragraph(run("Gates"), "Heading1", FIRST),
            paragraph(run("The board shall decide."), number=SECOND),
            paragraph(run("on cost;"), number=LETTER),
            paragraph(run("on time."), number=LETTER),
            paragraph(run("The sponsor shall be there."), number=SECOND),
        ]
    )

    read = clauses(word(tmp_path, body, *HEADINGS))

    assert [(each.number, each.text) for each in read] == [
        ("1.1", "The board shall decide.\n\n    (a) on cost;\n    (b) on time."),
        ("1.2", "The sponsor shall be there."),
    ]


@pytest.mark.parametrize(
    ("levels", "printed"),
    [
        (level(0, "decimal", "Article %1"), ["1", "2"]),
        (level(0, "decimal", "§ %1"), ["1", "2"]),
        (level(0, "decimal", "A%1"), ["A1", "A2"]),
        (level(0, "upperLetter", "Annex %1"), ["A", "B"]),
        (level(0, "upperRoman", "Chapter %1"), ["I", "II"]),
    ],
)
def test_each_style_of_number_is_rendered_as_it_is_printed(tmp_path: Path, levels: str, printed: list[str]) -> None:
    body = "".join(
        paragraph(run(title), "Heading1", FIRST) + paragraph(run(f"{title} words."), number=None)
        for title in ("Aim", "Scope")
    )

    assert [each.number for each in clauses(word(tmp_path, body, levels))] == printed


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [(4, "lowerRoman", "iv"), (1990, "upperRoman", "MCMXC"), (27, "lowerLetter", "aa"), (3, "decimalZero", "03"),
     (5, "chicago", "5"), (2, "none", "")],
)  # fmt: skip
def test_counts_are_written_in_words_formats(count: int, form: str, shown: str) -> None:
    assert formatted(count, form) == shown


STYLES = """
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Rule"><w:name w:val="Our Rule"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="Titre 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Flat"><w:name w:val="Flat"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
"""


@pytest.mark.parametrize(("style", "depth"), [("Rule", 1), ("Titre2", 2), ("Flat", 2), ("berschrift1", 1)])
def test_headings_are_known_by_style_outline_and_local_name(tmp_path: Path, style: str, depth: int) -> None:
    page = read_docx(word(tmp_path, paragraph(run("Aim"), style) + paragraph(run("Words.")), styles=STYLES))

    assert [(each.level, each.title, each.text) for each in page.sections if each.level] == [(depth, "Aim", "Words.")]


def test_bold_lines_are_headings_where_no_style_is(tmp_path: Path) -> None:
    body = (
        paragraph(run("2. Limits", bold=True))
        + paragraph(run("Words."))
        + paragraph(run("All of this is bold. ", True))
    )

    (clause,) = clauses(word(tmp_path, body))

    assert (clause.number, clause.heading) == ("2", "Limits")
    assert clause.text.endswith("All of this is bold.")


def test_insertions_count_and_deletions_do_not(tmp_path: Path) -> None:
    body = paragraph(
        run("At most ")
        + '<w:del w:id="1" w:author="x"><w:r><w:delText>20</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="x">{run("10")}</w:ins>'
        + run(" %.")
        + f'<w:moveFrom w:id="3" w:author="x">{run(" Moved away.")}</w:moveFrom>'
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t> Hidden.</w:t></w:r>"
    )

    assert clauses(word(tmp_path, body))[0].text == "At most 10 %."


def test_content_controls_and_text_boxes_are_not_lost(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('In a box.'))}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtContent>{paragraph(run('In a control.'))}</w:sdtContent></w:sdt>"
    within = paragraph(f"<w:sdt><w:sdtContent>{run('Inline.')}</w:sdtContent></w:sdt>{drawing}")

    text = clauses(word(tmp_path, control + within))[0].text

    assert text == "In a control.\n\nInline.\n\nIn a box."


def test_tables_stand_in_their_place_with_merged_cells_repeated_downwards(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text) if text else '')}</w:tc>"

    rows = [
        cell("Class") + cell("Limit", '<w:gridSpan w:val="2"/>'),
        cell("A", '<w:vMerge w:val="restart"/>') + cell("Cost") + cell("10 | 20"),
        cell("", "<w:vMerge/>") + cell("Time") + cell("30"),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"

    text = clauses(word(tmp_path, paragraph(run("Before.")) + table + paragraph(run("After."))))[0].text

    assert text == (
        "Before.\n\n| Class | Limit |  |\n|---|---|---|\n| A | Cost | 10 \\| 20 |\n| A | Time | 30 |\n\nAfter."
    )


def test_footnotes_stand_at_the_end_of_their_clause(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="7">{paragraph(run("Without tax."))}</w:footnote>'
    cited = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = (
        paragraph(run("Aim"), "Heading1") + paragraph(run("Ten thousand") + cited + run(".")) + paragraph(run("More."))
        + paragraph(run("Next"), "Heading1") + paragraph(run("Words."))
    )  # fmt: skip

    first, second = clauses(word(tmp_path, body, footnotes=note))

    assert first.text == "Ten thousand [1].\n\nMore.\n\n[1] Without tax."
    assert second.text == "Words."


def test_the_table_of_contents_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def told(words: str) -> str:
        return f"<w:r><w:instrText>{words}</w:instrText></w:r>"

    body = (
        paragraph(mark("begin") + told(r"TOC \o") + mark("separate") + run("1 Aim 3"))
        + paragraph(run("2 Scope 4") + mark("end"))
        + paragraph(
            run("See ") + mark("begin") + told("REF x") + mark("separate") + run("4.2") + mark("end") + run(".")
        )
    )

    assert clauses(word(tmp_path, body))[0].text == "See 4.2."


def test_who_typed_it_is_no_owner_and_an_empty_title_none(tmp_path: Path) -> None:
    document = read_document(word(tmp_path, paragraph(run("Words."))))

    assert (document.version.owner, document.version.title) == ("not stated", "Standard")
