from datetime import date
from decimal import Decimal

import pytest

from assistant.offline.values import find_values, in_other_money
from tools.currency import Currency

TODAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cost +4.9%, slip 6 percent", [("percent", Decimal("0.049")), ("percent", Decimal("0.06"))]),
        ("it is -3 % off", [("percent", Decimal("-0.03"))]),
        ("BAC £1.2m and 500k spent", [("money", Decimal(1_200_000)), ("money", Decimal(500_000))]),
        ("£1,250,000 in all", [("money", Decimal(1_250_000))]),
        ("BAC €1.2m and EUR 400k spent", [("money", Decimal(1_200_000)), ("money", Decimal(400_000))]),
        (
            "1.2 million euros, sek 500 or 3 bn yen",
            [("money", Decimal(1_200_000)), ("money", Decimal(500)), ("money", Decimal(3_000_000_000))],
        ),
        ("-€5k against US$2m", [("money", Decimal(-5_000)), ("money", Decimal(2_000_000))]),
        ("all 5 projects", [("number", Decimal(5))]),
        ("BAC 1000, EV 500", [("number", Decimal(1000)), ("number", Decimal(500))]),
        ("board is on the 19th", [("date", date(2026, 11, 19))]),
        ("due the 2nd", [("date", date(2026, 12, 2))]),
        ("as of 2025-12-15", [("date", date(2025, 12, 15))]),
        ("on 26 Nov", [("date", date(2026, 11, 26))]),
        ("on 3rd of January", [("date", date(2027, 1, 3))]),
        ("by 05/04/2026", [("date", date(2026, 4, 5))]),
        ("approved in March 2025", [("period", date(2025, 3, 31))]),
        ("the october report", [("period", date(2026, 10, 31))]),
        ("the December report", [("period", date(2025, 12, 31))]),
        ("may I start", []),
        ("in May it slipped", [("period", date(2026, 5, 31))]),
        ("the 2019 version", [("period", date(2019, 12, 31))]),
        ("last month", [("period", date(2026, 10, 31))]),
        ("yesterday", [("date", date(2026, 11, 2))]),
        ("ready for gate 4 or G5", [("gate", "G4"), ("gate", "G5")]),
        ("12 days late", [("days", Decimal(12))]),
        ("clause 4.2 of v2.3", [("number", Decimal("4.2"))]),
        ("31 April 2026", []),
    ],
)
def test_values_are_read_with_their_kind(text, expected):
    found = [(v.kind, v.value) for v in find_values(text, TODAY)]

    assert [pair for pair in found if pair in expected] == expected
    assert text != "may I start" or found == []


def test_a_value_inside_an_ignored_stretch_is_not_read():
    found = find_values("P-101 and 7 days", TODAY, ignore=((0, 5),))

    assert [v.text for v in found] == ["7 days"]


def test_every_value_keeps_the_stretch_it_was_read_from():
    text = "cost +4.9% since March 2025"

    assert [text[v.start : v.end] for v in find_values(text, TODAY)] == ["+4.9%", "March 2025"]


@pytest.mark.parametrize(
    ("text", "own", "other"),
    [
        ("over $2m or €400k or 3m?", "EUR", ("$2m",)),
        ("BAC £1.2m", "EUR", ("£1.2m",)),
        ("BAC £1.2m", "GBP", ()),
        ("over $2m?", "CAD", ()),
        ("over US$2m?", "CAD", ("US$2m",)),
    ],
)
def test_amounts_in_other_money_are_known_as_they_were_typed(text, own, other):
    assert in_other_money(text, TODAY, Currency(own)) == other
