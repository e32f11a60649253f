"""How every kind of value is shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.currency import Currency
from tools.result import Figure, Unit, in_currency
from tools.wording.display import show, show_value


@pytest.mark.parametrize(
    ("pounds", "text"),
    [
        ("1300000", "£1.3m"), ("1030000", "£1.03m"), ("1000000", "£1.0m"), ("650000", "£650k"), ("12500", "£12.5k"),
        ("950", "£950"), ("0", "£0"), ("1150", "£1.15k"), ("21240000", "£21.24m"), ("7786666.67", "£7.79m"),
        ("7313094.17", "£7.31m"), ("-150000", "−£150k"), ("999990", "£1.0m"), ("999.999", "£1k"), ("950.5", "£950.50"),
        ("1200000000", "£1.2bn"), ("264123", "£264.1k"), ("1305000", "£1.31m"), ("1255000", "£1.26m"),
    ],
)  # fmt: skip
def test_money_is_short_but_hides_no_difference(pounds: str, text: str) -> None:
    assert show_value(Decimal(pounds), "GBP") == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1300000", "EUR", "€1.3m"), ("1300000", "USD", "$1.3m"), ("1300000", "JPY", "¥1.3m"),
        ("1300000", "SEK", "SEK 1.3m"), ("1300000", "CHF", "CHF 1.3m"), ("1300000", "AUD", "A$1.3m"),
        ("1300000", "XOF", "XOF 1.3m"), ("-150000", "SEK", "−SEK 150k"), ("950.5", "EUR", "€950.50"),
        ("950.5", "JPY", "¥951"), ("950.5", "KWD", "KWD 950.500"),
    ],
)  # fmt: skip
def test_money_has_the_sign_that_english_has_for_it_or_its_code(amount: str, currency: str, text: str) -> None:
    assert show_value(Decimal(amount), Currency(currency)) == text


def test_money_becomes_that_of_the_organisation_and_plain_numbers_where_there_is_none() -> None:
    figures = (Figure("X-1", "eac", "EAC", Decimal(1300000), "money"), Figure("X-1", "cpi", "CPI", Decimal(1), "index"))

    assert [show(figure) for figure in in_currency(figures, Currency("EUR"))] == ["€1.3m", "1.00"]
    assert [show(figure) for figure in in_currency(figures, None)] == ["1,300,000", "1.00"]


@pytest.mark.parametrize(
    ("value", "unit", "signed", "text"),
    [
        (Decimal("30000"), "GBP", True, "+£30k"), (Decimal("0"), "GBP", True, "£0"),
        (Decimal("-30000"), "GBP", True, "−£30k"),
        (Decimal("0.140625"), "ratio", False, "14.1%"), (Decimal("0.05"), "ratio", False, "5%"),
        (Decimal("0.586956"), "ratio", True, "+58.7%"), (Decimal("-0.3"), "ratio", True, "−30%"),
        # Just over a limit must not look as if it met the limit.
        (Decimal("0.0504"), "ratio", False, "5.04%"), (Decimal("0.0996"), "ratio", False, "9.96%"),
        (Decimal("0.84028"), "ratio", False, "84%"), (Decimal("0.0004"), "ratio", False, "0.04%"),
        (Decimal("0.869565"), "index", False, "0.87"), (Decimal("0.99996"), "index", False, "1.00"),
        
        (Decimal("0.9"), "index", False, "0.90"), (Decimal(500) / 650, "index", False, "0.769"),
        (Decimal("0.64"), "index", False, "0.64"), (Decimal(1), "index", False, "1.00"),
        (Decimal("0.9496"), "index", False, "0.9496"), (0.769, "index", False, "0.769"),
        (7, "days", False, "7 days"), (1, "days", False, "1 day"), (0, "days", False, "0 days"),
        (-7, "days", True, "−7 days"), (10, "working_days", False, "10 working days"),
        (1, "working_days", False, "1 working day"), (Decimal("-1.8"), "months", True, "−1.8 months"),
        (Decimal("22.714"), "months", False, "22.714 months"), (32, "months", False, "32 months"),
        (3, "count", False, "3"), (12345, "count", False, "12,345"), (Decimal("72.5"), "score", False, "72.5"),
        (date(2026, 11, 30), "date", False, "30 Nov 2026"),
        ("G", "colour", False, "Green"), ("A", "colour", False, "Amber"), ("R", "colour", False, "Red"),
        ("NR", "colour", False, "not reported"), ("NA", "colour", False, "not applicable"),
        ("IN_REVIEW", "state", False, "in review"), ("DELIVER", "state", False, "deliver"),
        ("G4", "state", False, "G4"), ("A", "state", False, "A"),
        ("Investment Committee", "name", False, "Investment Committee"),
        ("G", "text", False, "G"),
    ],
)  # fmt: skip
def test_every_unit_has_one_way_to_be_shown(value: object, unit: Unit, signed: bool, text: str) -> None:
    assert show_value(value, unit, signed=signed) == text  # type: ignore[arg-type]


def test_a_missing_value_says_why_it_is_missing() -> None:
    assert show(Figure("X-1", "pm", "manager", None, "name")) == "not recorded"
    assert show(Figure("X-1", "cpi", "CPI", None, "index", reason="the actual cost is zero")) == "not defined"


def test_a_figure_is_shown_with_its_own_sign() -> None:
    assert show(Figure("X-1", "variance", "variance", Decimal("0.03"), "ratio", signed=True)) == "+3%"


@given(st.decimals(min_value=1, max_value=10**11, places=2))
def test_shown_money_is_within_one_percent_of_the_value(pounds: Decimal) -> None:
    shown = show_value(pounds, "GBP").lstrip("£").replace(",", "")
    scale = {"k": 10**3, "m": 10**6, "bn": 10**9}
    letter = shown.lstrip("0123456789.")
    value = Decimal(shown.removesuffix(letter)) * scale.get(letter, 1)

    assert abs(value - pounds) <= pounds / 100
