"""What a cell means, and that a text comes back as it was."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.portfolio.tables import TABLES
from tools.portfolio.workbook.cells import Broken, Cell, Formula, Unfit, reader, value_of
from tools.portfolio.workbook.texts import escaped, marked, marked_blank, unescaped, unmarked

M = datetime.fromisoformat
MONEY, FRACTION = ("project", "wlc"), ("exception_report", "approved_limit")
DAY, WHOLE, YES = ("project_state", "valid_from"), ("project", "complexity_score"), ("milestone", "critical")
TEXT, WORD = ("project", "name"), ("project_state", "stage")


def read(field: tuple[str, str], cell: Cell) -> object:
    table, column = field
    return value_of(cell, reader(TABLES[table].c[column], 100))


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        (MONEY, "1250000", Decimal(1250000)),
        (MONEY, 1250000, Decimal(1250000)),
        (MONEY, 0.1 + 0.2, Decimal("0.30")),  # 0.30000000000000004 in binary
        (MONEY, 999999999999.99, Decimal("999999999999.99")),
        (MONEY, "-12.50", Decimal("-12.50")),
        (FRACTION, 0.18, Decimal("0.18")),
        (DAY, "2026-11-03", date(2026, 11, 3)),
        (DAY, M("2026-11-03"), date(2026, 11, 3)),
        (DAY, date(2026, 11, 3), date(2026, 11, 3)),
        (WHOLE, 3.0, 3),
        (WHOLE, "3", 3),
        (YES, True, True),
        (YES, " No ", False),
        (TEXT, "  Łódź  ", "Łódź"),
        (TEXT, "'=1+1", "=1+1"),
        (TEXT, "'", ""),
        (TEXT, "'tis", "'tis"),
        (TEXT, "   ", None),
        (TEXT, None, None),
        (WORD, "DELIVER", "DELIVER"),
    ],
)
def test_a_cell_that_fits_is_taken_at_its_word(field: tuple[str, str], cell: Cell, value: object) -> None:
    assert read(field, cell) == value


@pytest.mark.parametrize(
    ("field", "cell", "why"),
    [
        (MONEY, "1,250,000", "a text; write 1250000 as a number"),
        (MONEY, "£100k", "not a number such as 1250000 or 0.18"),
        (MONEY, "1_000", "not a number such as 1250000 or 0.18"),
        (MONEY, "١٢٣", "not a number such as 1250000 or 0.18"),
        (MONEY, "NaN", "not a number such as 1250000 or 0.18"),
        (MONEY, float("inf"), "not a number such as 1250000 or 0.18"),
        (MONEY, True, "not a number such as 1250000 or 0.18"),
        (MONEY, M("2026-11-03"), "not a number such as 1250000 or 0.18"),
        (MONEY, 100.005, "not an amount with at most 2 decimals"),
        (MONEY, "1e999", "more than 12 digits before the point"),
        (MONEY, 10**12, "more than 12 digits before the point"),
        (MONEY, Formula("=A1"), "a formula: put its value in its place"),
        (MONEY, Broken("#REF!"), "an error of the spreadsheet: put a value in its place"),
        (DAY, "03/11/2026", "not a date such as 2026-11-03"),
        (DAY, "20261103", "not a date such as 2026-11-03"),
        (DAY, "2026-02-30", "no day of the calendar"),
        (DAY, 46329, "a number; format the cell as a date, or write it as 2026-11-03"),
        (DAY, M("2026-11-03T09:30"), "a moment with a time of day; the day alone is wanted"),
        (DAY, time(), "a number; format the cell as a date, or write it as 2026-11-03"),
        (WHOLE, 3.5, "not a whole number"),
        (WHOLE, 2**31, "beyond what a whole number may be"),
        (WHOLE, "9" * 400, "beyond what a whole number may be"),
        (YES, 1, "neither yes nor no"),
        (TEXT, 1.0, "not a text: format the cell as text and write it again"),
        (TEXT, "x" * 101, "a text of 101 characters; 100 are kept at most"),
        (TEXT, "😀" * 51, "a text of 102 characters; 100 are kept at most"),
        (TEXT, "a\x00b", "a text with the character U+0000, which no database keeps"),
        (WORD, "delivr", "not one of IDEA, DEFINE, PLAN, DELIVER, TRANSITION, CLOSED; did you mean DELIVER?"),
    ],
)
def test_a_cell_that_does_not_fit_says_what_is_allowed(field: tuple[str, str], cell: Cell, why: str) -> None:
    with pytest.raises(Unfit) as raised:
        read(field, cell)

    assert raised.value.why() == why


TEXTS = st.text() | st.text(alphabet="'=+-@ \t\r\nx_0041\ufffe", max_size=12)


@given(TEXTS)
def test_every_text_comes_back_from_a_csv_file(text: str) -> None:
    assert unmarked(marked(text)) == text
    assert not marked(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(TEXTS)
def test_every_text_comes_back_from_a_cell(text: str) -> None:
    assert unmarked(unescaped(escaped(marked_blank(text)))) == text
