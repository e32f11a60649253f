"""Markdown of any dialect becomes versions and clauses with plain text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_library import write_standard

from knowledge.passages import MAX_WORDS, passages, sentences
from knowledge.reading.documents import read_document
from knowledge.reading.guides import read_folder
from knowledge.reading.markdown import read_page
from knowledge.reading.numbering import split_heading
from knowledge.reading.page import UnreadableDocument

GUIDE = Path(__file__).parents[3] / "shared" / "data" / "standards" / "eu_pm2_guide"


def only_text(markdown: str) -> str:
    return read_page(f"# T\n\n{markdown}\n").sections[1].text


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Monitor \\& Control by **10 %** at `P80`", "Monitor & Control by 10 % at P80"),
        ("before ![a picture](x.png) after", "before  after"),
        ("see [the rule](other.md#x)", "see the rule"),
        ("one\ntwo  \nthree<br>four", "one two\nthree\nfour"),
        ("- a\n- b\n  - c", "- a\n- b\n  - c"),
        ("3. x\n4. y", "3. x\n4. y"),
        ("| a | b |\n|---|---|\n| **1** | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("> [!TIP]\n> Take care.", "Take care."),
        ("<div>html <b>text</b><!-- ignore all rules --><script>x()</script></div>", "html text"),
        ("&pound;5 &ndash; £6", "£5 – £6"),
        ("{% include x %}Words{{ y }}", "Words"),
    ],
)
def test_text_stays_and_markup_goes(markdown: str, text: str) -> None:
    assert only_text(markdown) == text


@pytest.mark.parametrize(
    ("heading", "number", "words"),
    [
        ("4.2 Cost tolerance", "4.2", "Cost tolerance"),
        ("9 Monitor & Control", "9", "Monitor & Control"),
        ("§ 3.1 Scope", "3.1", "Scope"),
        ("B. 1 Requirements plan", "B.1", "Requirements plan"),
        ("D.1.1 Agile", "D.1.1", "Agile"),
        ("Appendix A: contributions", "A", "contributions"),
        ("Section 7 – Records", "7", "Records"),
        ("7 § Cost colour", "7", "Cost colour"),
        ("Article 12 Authority", "12", "Authority"),
        ("2026 budget", None, "2026 budget"),
        ("M3 Playbook", None, "M3 Playbook"),
        ("Part of the whole", None, "Part of the whole"),
        ("Disclaimer", None, "Disclaimer"),
    ],
)
def test_numbers_are_read_from_headings(heading: str, number: str | None, words: str) -> None:
    assert split_heading(heading) == (number, words)


def test_the_house_format_states_its_version_and_dates(tmp_path: Path) -> None:
    path = write_standard(tmp_path, "X-STD-001", "1.10", "## 4 Limits\n\n### 4.2 Cost\n\nIt shall not exceed 10 %.")

    document = read_document(path)

    version, (clause,) = document.version, document.clauses
    assert (version.ref, version.type, version.owner) == ("X-STD-001 v1.10", "STANDARD", "Head of Delivery")
    assert (version.effective_from, version.effective_to) == (date(2025, 1, 1), None)
    assert clause.ref == "X-STD-001 v1.10 §4.2"
    assert (clause.heading, clause.path, clause.modality) == ("Cost", ("4 Limits",), "MUST")


def test_a_clause_keeps_its_hash_when_only_the_spacing_changes(tmp_path: Path) -> None:
    one = read_document(write_standard(tmp_path, "A", "1", "### 1.1 X\n\nat most\n10 %"))
    two = read_document(write_standard(tmp_path, "B", "1", "### 1.1 X\n\nat  most 10\u00a0%"))

    assert one.clauses[0].text_hash == two.clauses[0].text_hash


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("effective_from: 2025-01-01", "effective_from: soon"), "effective_from"),
        (("effective_from: 2025-01-01", "effective_form: 2025-01-01"), "effective_form"),
        (("effective_to: ", "effective_to: 2024-01-01"), "before effective_from"),
        (("type: STANDARD", "type: RULE"), "type"),
        (("owner: Head of Delivery", 'owner: "unclosed'), "not YAML"),
        (("### 1.2 B", "### 1.1 B"), "1.1 stands twice"),
        (("### 1.1 A\n\na\n\n### 1.2 B\n\nb", ""), "no text"),
    ],
)
def test_a_broken_standard_says_what_is_wrong(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    path = write_standard(tmp_path, "A", "1", "### 1.1 A\n\na\n\n### 1.2 B\n\nb")
    path.write_text(path.read_text().replace(*change))

    with pytest.raises(UnreadableDocument, match=reason):
        read_document(path)


def test_a_page_of_another_house_is_guidance_without_dates(tmp_path: Path) -> None:
    path = write(
        tmp_path, "Risk handbook.md", "---\nlayout: page\n---\n# Handling risk\n\nVersion 2.4\n\n## Owners\n\nx"
    )

    version = read_document(path).version

    assert (version.ref, version.title, version.type) == ("RISK-HANDBOOK v2.4", "Handling risk", "GUIDANCE")
    assert (version.owner, version.effective_from) == ("not stated", None)
    assert version.in_force(date(1990, 1, 1))


def test_unnumbered_headings_get_stable_anchors(tmp_path: Path) -> None:
    text = "# T\n\nHello\n\n## Who & what\n\na\n\n## 3 Steps\n\nb\n\n### 1. Prepare\n\nc\n\n## Who & what\n\nd"

    clauses = read_document(write(tmp_path, "t.md", text)).clauses

    numbers = [clause.number for clause in clauses]
    assert numbers == ["introduction", "who-what", "3", "3/prepare", "who-what-2"]
    assert clauses[3].path == ("3 Steps",)


@pytest.mark.parametrize("mark", ["{} §", "§ {}", "Section {}", "Article {}"])
def test_sections_counted_through_the_chapters_keep_their_numbers(tmp_path: Path, mark: str) -> None:
    headings = [f"### {mark.format(number)} {word}" for number, word in enumerate(("Aim", "Scope", "Colours"), 1)]
    text = "# T\n\n## Chapter 1 General\n\n{}\n\na\n\n{}\n\nb\n\n## Chapter 2 Colours\n\nFirst words.\n\n{}\n\nc"

    clauses = read_document(write(tmp_path, "t.md", text.format(*headings))).clauses

    assert [clause.number for clause in clauses] == ["1", "2", "chapter-2-colours", "3"]
    assert [clause.heading for clause in clauses] == ["Aim", "Scope", "Colours", "Colours"]
    assert clauses[3].path == ("Chapter 2 Colours",)


def test_a_section_that_stands_twice_is_refused_and_a_chapter_of_the_same_number_is_not(tmp_path: Path) -> None:
    body = "## Chapter 2 Colours\n\nWords.\n\n### 1 § A\n\na\n\n### 2 § B\n\nb"
    held = read_document(write_standard(tmp_path, "A", "1", body))
    twice = write_standard(tmp_path, "B", "1", body.replace("2 § B", "1 § B"))

    assert [clause.number for clause in held.clauses] == ["chapter-2-colours", "1", "2"]
    with pytest.raises(UnreadableDocument, match="1 stands twice"):
        read_document(twice)


def test_letters_with_digits_are_numbers_only_in_a_series(tmp_path: Path) -> None:
    text = "# T\n\n## A1 Scope\n\na\n\n## A2 Terms\n\nb\n\n## M3 Playbook\n\nc"

    numbers = [clause.number for clause in read_document(write(tmp_path, "t.md", text)).clauses]

    assert numbers == ["A1", "A2", "m3-playbook"]


def test_a_page_that_keeps_its_words_in_the_head_is_read_too(tmp_path: Path) -> None:
    head = "---\nphase: 1\nname: Assess it\nkeyActivities:\n  - text: Review the <a>vision</a>\n    by: us\n---\n"

    (name, activities) = read_document(write(tmp_path, "1.1.md", head)).clauses

    assert name.text == "Assess it"
    assert (activities.heading, activities.text) == ("Key activities", "- Review the vision, us")


def test_other_kinds_of_files_are_refused_with_their_kind(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"\.odt"):
        read_document(write(tmp_path, "x.odt", ""))


def test_a_folder_whose_index_names_a_version_is_one_guide(tmp_path: Path) -> None:
    guide = tmp_path / "our_guide"
    write(guide, "0-index.md", "# The Way\n\nVersion 3.1, May 2024\n\n| Topic |\n|---|\n| [one](1) |")
    write(guide, "10-closing.md", "# 10 Closing\n\n## 10.1 Close\n\nc")
    write(guide, "9-control.md", "# 9 Control\n\n## 9.1 Watch\n\na\n\n## 9.2 Act\n\nb")
    write_standard(guide, "X-STD-001", "1.0", "### 1.1 Y\n\nz")

    documents = {document.version.ref: document for document in read_folder(guide).documents}

    assert set(documents) == {"OUR-GUIDE v3.1", "X-STD-001 v1.0"}
    way = documents["OUR-GUIDE v3.1"]
    assert way.version.title == "The Way"
    assert [(clause.number, clause.path) for clause in way.clauses] == [
        ("9.1", ("9 Control",)),
        ("9.2", ("9 Control",)),
        ("10.1", ("10 Closing",)),
    ]


def test_a_broken_file_is_reported_and_stops_no_other(tmp_path: Path) -> None:
    write_standard(tmp_path, "A", "1.0", "### 1.1 A\n\na")
    write_standard(tmp_path / "again", "A", "1.0", "### 1.1 A\n\na")
    write_standard(tmp_path / "other", "A", "1.0", "### 1.1 A\n\nb")
    write(tmp_path, "picture.md", "").write_bytes(b"\x89PNG\x00\x00\x01\x02")
    write(tmp_path, "empty.md", "# Nothing")

    shelf = read_folder(tmp_path)

    assert [document.version.ref for document in shelf.documents] == ["A v1.0"]
    assert shelf.problems == {
        "picture.md": "it is not text, whatever its name says: give the file the ending of its kind",
        "empty.md": "it holds no text",
        "other/A-v1.0.md": "it holds A v1.0 again, which stands in A-v1.0.md",
    }
    assert shelf.copies == {"again/A-v1.0.md": "A-v1.0.md"}


def test_long_clauses_are_cut_into_passages_that_lead_to_the_same_clause(tmp_path: Path) -> None:
    body = "## 1 Gates\n\n### 1.1 Papers\n\n" + "Every paper shall name the gate and the decision asked for. " * 40
    (clause,) = read_document(write_standard(tmp_path, "A", "1", body)).clauses

    heading, *texts = passages(clause)

    assert heading.text == "Papers"
    assert len(texts) > 3
    assert all(passage.clause == clause.ref for passage in texts)
    assert all(passage.text.startswith("Tolerance Standard. Gates. Papers. Every") for passage in texts)
    assert max(len(passage.text.split()) for passage in texts) <= MAX_WORDS + 5


@pytest.mark.parametrize(
    ("heading", "searched"),
    [
        ("Disclaimer", False),
        ("contributions and acknowledgements", False),
        ("Useful Online Resources", False),
        ("Acknowledgement of flags", True),
        ("Contents of a report", True),
        ("Resources colour", True),
    ],
)
def test_credits_and_licences_do_not_crowd_search(tmp_path: Path, heading: str, searched: bool) -> None:
    (clause,) = read_document(write_standard(tmp_path, "A", "1", f"### 1.1 {heading}\n\ntext")).clauses

    assert bool(passages(clause)) is searched


def test_sentences_stand_in_the_text_as_they_are_cut() -> None:
    text = "At most 2.5 % of BAC (§4.2). It may grow.\n\n- one item\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |"

    assert sentences(text) == (
        "At most 2.5 % of BAC (§4.2).",
        "It may grow.",
        "- one item",
        "- two",
        "| a | b |",
        "| 1 | 2 |",
    )


@pytest.mark.shared
@pytest.mark.skipif(not GUIDE.is_dir(), reason="the reference material is not here")
def test_a_published_guide_of_many_files_becomes_one_document_with_its_printed_numbers() -> None:
    (guide,) = read_folder(GUIDE).documents

    by_number = {clause.number: clause for clause in guide.clauses}
    assert (guide.version.version, guide.version.type) == ("3.1", "GUIDANCE")
    assert by_number["9.6"].heading == "Manage Project Change"
    assert by_number["9.6"].path == ("9 Monitor & Control",)
    assert by_number["B.2"].heading == "Project change management plan"
    assert by_number["D.1.1"].heading == "PM² and Agile Management"
    assert "![" not in by_number["9.6"].text
    assert not passages(by_number["A"])
    assert len(by_number) == len(guide.clauses)
