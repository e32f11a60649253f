"""Numbers, money, durations and dates as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.checking.literals import literals
from assistant.checking.quantities import Day, Label, Number

NUMBERS = [
    ("£1.3m", "GBP", "1300000", ""),
    ("£1,300,000", "GBP", "1300000", ""),
    ("1.3 million pounds", "GBP", "1300000", ""),
    ("£650k", "GBP", "650000", ""),
    ("€1.3m", "EUR", "1300000", ""),
    ("EUR 1.3m", "EUR", "1300000", ""),
    ("1.3 million euros", "EUR", "1300000", ""),
    ("1.3m €", "EUR", "1300000", ""),
    ("US$1.3m", "USD", "1300000", ""),
    ("−SEK 150k", "SEK", "150000", "-"),
    ("kr 500", "SEK", "500", ""),
    ("500 Swedish kronor", "SEK", "500", ""),
    ("£ 3 m", "GBP", "3000000", ""),
    ("−£150k", "GBP", "150000", "-"),
    ("£-150k", "GBP", "150000", "-"),
    ("two million pounds", "GBP", "2000000", ""),
    ("14.1%", "ratio", "0.141", ""),
    ("14.1 per cent", "ratio", "0.141", ""),
    ("+58.7 %", "ratio", "0.587", "+"),
    ("±10 %", "ratio", "0.10", "±"),
    ("0.77", "index", "0.77", ""),
    ("10 working days", "working_days", "10", ""),
    ("10-working-day", "working_days", "10", ""),
    ("five days", "days", "5", ""),
    ("two weeks", "days", "14", ""),
    ("1.8 months", "months", "1.8", ""),
    ("three", "count", "3", ""),
    ("twenty-five", "count", "25", ""),
    ("1,250", "count", "1250", ""),
]
DAYS = [
    ("30 Nov 2026", date(2026, 11, 30)),
    ("30 November 2026", date(2026, 11, 30)),
    ("30th of November 2026", date(2026, 11, 30)),
    ("2026-11-30", date(2026, 11, 30)),
    ("November 30, 2026", date(2026, 11, 30)),
    ("November 30", date(2026, 11, 30)),
    ("30/11/2026", date(2026, 11, 30)),
    ("30-Nov-26", date(2026, 11, 30)),
    ("Monday 30 November 2026", date(2026, 11, 30)),
    ("November 2026", date(2026, 11, 1)),
    ("2026", date(2026, 11, 1)),
]


@pytest.mark.parametrize(("text", "unit", "value", "sign"), NUMBERS)
def test_a_number_is_read_with_its_unit_and_sign(text: str, unit: str, value: str, sign: str) -> None:
    (found,) = literals(f"It is {text} now.")

    assert isinstance(found, Number)
    assert unit in found.units
    assert (found.value, found.sign) == (Decimal(value), sign)


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_date_is_read_in_its_usual_writings(text: str, day: date) -> None:
    (found,) = literals(f"It ends {text}.")

    assert isinstance(found, Day)
    assert found.covers(day)
    assert not found.covers(date(2027, 3, 12))


@pytest.mark.parametrize("text", ["31 Nov 2026", "Tuesday 30 November 2026", "2026-13-01"])
def test_a_date_that_is_none_covers_nothing(text: str) -> None:
    (found,) = literals(f"It ends {text}.")

    assert isinstance(found, Day)
    assert not found.covers(date(2026, 11, 30))


@pytest.mark.parametrize(
    ("text", "value", "is_covered"),
    [
        ("£1.3m", "1250000", True),
        ("£1.3m", "1349999", True),
        ("£1.3m", "1249999", False),
        ("£1.3m", "1350000", False),
        ("£1m", "1030000", True),
        ("£1m", "1300000", False),  # a writing without decimals must not hide more than a tenth
        ("0.4%", "0.0035", True),
        ("5%", "0.0460", True),
        ("5%", "0.0560", False),
    ],
)
def test_a_number_covers_what_is_shown_so(text: str, value: str, is_covered: bool) -> None:
    (found,) = literals(text)

    assert isinstance(found, Number)
    assert found.covers(Decimal(value)) is is_covered


@pytest.mark.parametrize("text", ["G4", "Q3", "FY26/27", "gate 4", "working day 5", "version 2.3", "14:30", "class A"])
def test_a_number_that_is_a_name_is_a_label(text: str) -> None:
    (found,) = literals(f"It is {text} now")

    assert isinstance(found, Label)


@pytest.mark.parametrize("text", ["no one knows", "one of the risks", "the two agree", "it may be so", "a third party"])
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert list(literals(text)) == []


@pytest.mark.parametrize("text", ["½", "①", "1\u200b4", "\uff13"])
def test_a_number_in_disguise_is_seen(text: str) -> None:
    assert any(isinstance(each, Label) and each.kind == "odd" for each in literals(f"It is {text} now"))


@pytest.mark.parametrize(
    ("text", "currency", "is_read"),
    [
        ("$1.3m", "GBP", False),
        ("£1.3m", "EUR", False),
        ("1.3 million dollars", "GBP", False),
        ("1.3m", "GBP", True),  # says no currency, so it may be any
        ("1.3m", "SEK", True),
        ("$1.3m", "CAD", True),  # every dollar is written so where it is the own one
        ("US$1.3m", "CAD", False),
        ("₿1.3m", "GBP", False),
    ],
)
def test_an_amount_is_of_the_currency_that_its_writing_may_mean(text: str, currency: str, is_read: bool) -> None:
    (found,) = literals(f"It is {text} now.")

    assert (currency in found.units) is is_read


def test_a_range_shares_its_unit() -> None:
    first, second = literals("from 5 to 10 %")

    assert isinstance(first, Number)
    assert isinstance(second, Number)
    assert (first.value, first.units) == (Decimal("0.05"), second.units)
