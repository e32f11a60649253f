"""The text cut into sentences: Markdown, abbreviations, citations, tables, and what introduces what."""

from __future__ import annotations

import pytest

from assistant.checking.markdown import unmarked
from assistant.checking.passage import Passage


def sentences(text: str) -> list[str]:
    passage = Passage(text, ())
    return [text[s.start : s.end].strip() for s in passage.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs £1.3m. It is late.", ["It costs £1.3m.", "It is late."]),
        ("See §4.2. It is e.g. late.", ["See §4.2.", "It is e.g. late."]),
        ("“First. Second.” Third.", ["“First. Second.”", "Third."]),
        (
            "It may move. (A-1 v2.0 §4.2) Then more.",
            ["It may move. (A-1 v2.0 §4.2)", "Then more."],
        ),
        ("Is it late? Yes.", ["Is it late?", "Yes."]),
        ("- one\n- two\n\nthree", ["- one", "- two", "three"]),
        ("wrapped\nline. Next.", ["wrapped\nline.", "Next."]),
        ("# Heading\n\nText.", ["# Heading", "Text."]),
        ("**Rule:** a. b\n**Next:** c", ["**Rule:** a. b", "**Next:** c"]),
    ],
)
def test_a_text_falls_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_cell_knows_its_column_and_row() -> None:
    text = "| Measure | Value |\n| --- | --- |\n| EAC | £1.3m |"

    passage = Passage(text, ())

    cell = next(s for s in passage.sentences if "£1.3m" in text[s.start : s.end])
    assert [text[a:b].strip() for a, b in cell.lends] == ["Value", "EAC"]


def test_an_item_is_introduced_by_the_line_above_and_by_its_parent() -> None:
    text = "X-1 stands so:\n\n- cost\n  - EAC £1.3m"

    passage = Passage(text, ())

    item = passage.sentences[-1]
    assert [text[a:b].strip() for a, b in item.lends] == ["- cost", "X-1 stands so:"]


def test_marks_are_blanked_and_places_stay() -> None:
    text = "1. **£1.3m** and `G4`\n2. −**£2m**"

    plain = unmarked(text)

    assert len(plain) == len(text)
    assert "*" not in plain
    assert plain.startswith("  ")
    assert "−£2m" in plain


def test_a_number_that_does_not_carry_the_list_on_is_no_marker() -> None:
    assert unmarked("7. projects are late").startswith("7.")


def test_a_sentence_falls_into_clauses_that_speak_for_themselves() -> None:
    text = "X-1 is late; X-2 is on time and within budget, but Red."

    passage = Passage(text, ())

    starts = {passage.clause_at(place).start for place in (0, 14, 40, 52)}
    assert len(starts) == 4
