from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from knowledge.clauses import Clause, Version
from tools.reports.document import (
    Block,
    Callout,
    DataLine,
    Gap,
    Heading,
    KeyFigures,
    ListBlock,
    Paragraph,
    Report,
    TableBlock,
)
from tools.reports.export.markdown import to_markdown
from tools.result import Figure
from tools.wording.handles import UnknownHandle

LABEL = Figure("X-1", "", "name", "X-1 Example", "name")
EAC = Figure("X-1", "eac", "EAC", Decimal(1300000), "GBP")
SAID = Figure("X-1", "reason", "reason", "# late | [see](http://x)\nand *more*", "text")
VERSION = Version("X-STD", "2.0", "Standard", "STANDARD", "Owner", date(2026, 4, 1), None, None, "x.md")
CLAUSE = Clause(VERSION, "4.2", "Cost", (), "Cost may move.", "MUST", 0, "hash")


def report(*blocks: Block) -> Report:
    return Report(
        "Status of {X-1}", "status", "X-1", date(2026, 10, 31), "INTERNAL", blocks, (LABEL, EAC, SAID), (CLAUSE,)
    )


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (Heading("Tolerance", 5), "## 5 Tolerance"),
        (Heading("Annex"), "## Annex"),
        (Paragraph("EAC is {X-1.eac} ({X-STD v2.0 §4.2})."), "EAC is £1.3m (X-STD v2.0 §4.2)."),
        (ListBlock(("{X-1}", "second")), "- X-1 Example\n- second"),
        (KeyFigures((("EAC", "{X-1.eac}"),)), "- **EAC:** £1.3m"),
        (TableBlock(("A", "B"), (("{X-1}", "{X-1.eac}"),)), "| A | B |\n| --- | --- |\n| X-1 Example | £1.3m |"),
        (Callout("decision", "Decisions needed", ("None.",)), "> **Decisions needed**\n>\n> None."),
        (Gap("Lessons"), "*Lessons: not recorded — PM to complete.*"),
        (Gap("Budget", "Finance"), "*Budget: not recorded — Finance to complete.*"),
        (DataLine((("As of", "{X-1}"), ("Status", "DRAFT"))), "---\n\nAs of: X-1 Example · Status: DRAFT"),
    ],
)
def test_each_block_has_one_form_in_markdown(block: Block, markdown: str) -> None:
    assert to_markdown(report(block)) == f"# DRAFT: Status of X-1 Example\n\n{markdown}\n"


def test_a_report_is_a_draft_until_a_person_has_approved_it() -> None:
    assert to_markdown(report()).startswith("# DRAFT: ")
    assert to_markdown(replace(report(), status="APPROVED")).startswith("# Status of")


def test_recorded_words_cannot_become_headings_links_or_cells() -> None:
    text = to_markdown(report(TableBlock(("Why",), (("{X-1.reason}",),))))

    assert text.splitlines()[-1] == "| \\# late \\| \\[see\\](http://x) and \\*more\\* |"


def test_a_figure_that_the_report_does_not_carry_is_refused() -> None:
    with pytest.raises(UnknownHandle):
        to_markdown(report(Paragraph("{X-1.cpi}")))


def test_a_ragged_row_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under 2 columns"):
        TableBlock(("A", "B"), (("only",),))


def test_a_section_is_found_by_its_number() -> None:
    made = report(Heading("One", 1), Paragraph("first"), Heading("Two", 2), Paragraph("second"), Gap("third"))

    assert made.section(2) == (Paragraph("second"), Gap("third"))
    assert made.section(3) == ()


def test_all_templates_of_a_report_can_be_read() -> None:
    made = report(Heading("One", 1), TableBlock(("A",), (("{X-1}",),)), Callout("note", "T", ("L",)), Gap("G"))

    assert list(made.templates()) == ["Status of {X-1}", "One", "A", "{X-1}", "T", "L", "G"]
