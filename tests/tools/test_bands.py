from decimal import Decimal

import pytest

from tools.standards.bands import amount_in, fitting
from tools.standards.excerpts import Unit

MONEY = [
    Unit("row", text)
    for text in ("up to and including £250,000 A", "over £250,000, up to £2,000,000 B", "over £2,000,000 C")
]
SHARES = [
    Unit("row", text) for text in ("up to 2 % of BAC and up to £25,000 A", "up to 10 % of BAC B", "more than 10 % C")
]


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("who approves £3m", (Decimal(3_000_000), False)),
        ("who approves a project of 250k", (Decimal(250_000), False)),
        ("a change of 7 % of BAC", (Decimal(7), True)),
        ("what does clause 4.2 say", None),
        ("gate 3 in 2026", None),
    ],
)
def test_the_amount_of_a_question_is_read(question, amount):
    assert amount_in(question) == amount


@pytest.mark.parametrize(
    ("rows", "amount", "band"),
    [
        (MONEY, (Decimal(250_000), False), "A"),
        (MONEY, (Decimal(250_001), False), "B"),
        (MONEY, (Decimal(2_000_000), False), "B"),
        (MONEY, (Decimal(5_000_000), False), "C"),
        (SHARES, (Decimal(7), True), "B"),
        (SHARES, (Decimal(12), True), "C"),
    ],
)
def test_an_amount_falls_into_its_band(rows, amount, band):
    assert fitting(rows, amount).text.endswith(band)


def test_rows_without_bounds_take_nothing():
    assert fitting([Unit("row", "Green")], (Decimal(5), True)) is None
