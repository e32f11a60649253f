from decimal import Decimal

import pytest

from tools.currency import Currency
from tools.standards.bands import Amount, amount_in, fitting
from tools.standards.excerpts import Unit

MONEY = [
    Unit("row", text)
    for text in ("up to and including £250,000 A", "over £250,000, up to £2,000,000 B", "over £2,000,000 C")
]
IN_KRONOR = [Unit("row", "up to SEK 1 million A"), Unit("row", "above SEK 1 million B")]
POUNDS, EUROS = frozenset({Currency("GBP")}), frozenset({Currency("EUR")})
SHARES = [
    Unit("row", text) for text in ("up to 2 % of BAC and up to £25,000 A", "up to 10 % of BAC B", "more than 10 % C")
]


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("who approves £3m", (Decimal(3_000_000), False, "GBP")),
        ("who approves € 3m", (Decimal(3_000_000), False, "EUR")),
        ("who approves 3 million euros", (Decimal(3_000_000), False, "EUR")),
        ("who approves SEK 300", (Decimal(300), False, "SEK")),
        ("who approves a project of 250k", (Decimal(250_000), False, None)),
        ("a change of 7 % of BAC", (Decimal(7), True, None)),
        ("what does clause 4.2 say", None),
        ("gate 3 in 2026", None),
    ],
)
def test_the_amount_of_a_question_is_read(question, amount):
    found = amount_in(question)

    assert (found and found[:2]) == (amount and amount[:2])
    assert amount is None or (amount[2] in found.money if amount[2] else not found.money)


@pytest.mark.parametrize(
    ("rows", "amount", "band"),
    [
        (MONEY, Amount(Decimal(250_000)), "A"),
        (MONEY, Amount(Decimal(250_001)), "B"),
        (MONEY, Amount(Decimal(2_000_000)), "B"),
        (MONEY, Amount(Decimal(5_000_000), money=POUNDS), "C"),
        (IN_KRONOR, Amount(Decimal(5_000_000)), "B"),
        (SHARES, Amount(Decimal(7), is_percentage=True), "B"),
        (SHARES, Amount(Decimal(12), is_percentage=True), "C"),
    ],
)
def test_an_amount_falls_into_its_band(rows, amount, band):
    assert fitting(rows, amount).text.endswith(band)


@pytest.mark.parametrize(("rows", "money"), [(MONEY, EUROS), (IN_KRONOR, POUNDS)])
def test_an_amount_falls_into_no_band_of_another_currency(rows, money):
    assert fitting(rows, Amount(Decimal(5_000_000), money=money)) is None


def test_rows_without_bounds_take_nothing():
    assert fitting([Unit("row", "Green")], Amount(Decimal(5), is_percentage=True)) is None
