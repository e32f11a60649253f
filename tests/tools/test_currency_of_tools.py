"""Which currency the writing of an amount may mean."""

from __future__ import annotations

import pytest

from tools.currency import after, as_currency, before, likeliest, meant


@pytest.mark.parametrize(
    ("written", "one", "other"),
    [
        ("£", "GBP", "EUR"), ("€", "EUR", "GBP"), ("¥", "JPY", "USD"), ("$", "USD", "GBP"), ("$", "AUD", "PHP"),
        ("US$", "USD", "AUD"), ("A$", "AUD", "USD"), ("EUR", "EUR", "USD"), ("sek", "SEK", "NOK"), ("kr", "SEK", "EUR"),
        ("pounds", "GBP", "EUR"), ("quid", "GBP", "EUR"), ("kronor", "SEK", "DKK"), ("US dollars", "USD", "CAD"),
        ("Swiss francs", "CHF", "XAF"), ("yen", "JPY", "CNY"),
    ],
)  # fmt: skip
def test_signs_codes_and_names_mean_currencies(written: str, one: str, other: str) -> None:
    assert one in meant(written)
    assert other not in meant(written)


@pytest.mark.parametrize("word", ["", "all", "ALL", "IRR", "won", "real", "projects", "£€", "GB", "₿"])
def test_other_words_mean_none(word: str) -> None:
    assert not meant(word)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("costs €400k", "€"), ("costs EUR 400k", "EUR "), ("costs US$400k", "US$"), ("BAC£400k", "£"),
        ("is 400k", ""), ("all 400", ""), ("costs kr 400", "kr "),
    ],
)  # fmt: skip
def test_a_sign_or_code_before_a_number_is_found(text: str, written: str) -> None:
    place = text.index("400")
    start, may_be = before(text, place)

    assert (text[start:place], bool(may_be)) == (written, bool(written))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("400k euros more", " euros"), ("400k € in all", " €"), ("400k US dollars", " US dollars"),
        ("400k kr.", " kr"), ("400k projects", ""), ("400k €500k", ""), ("400k-euro", "-euro"),
    ],
)  # fmt: skip
def test_a_sign_code_or_name_after_a_number_is_found(text: str, written: str) -> None:
    place = len("400k")
    end, may_be = after(text, place)

    assert (text[place:end], bool(may_be)) == (written, bool(written))


@pytest.mark.parametrize(
    ("written", "own", "likely"),
    [("$", "CAD", "CAD"), ("$", "EUR", "USD"), ("£", None, "GBP"), ("kronor", "EUR", "SEK"), ("francs", "EUR", None)],
)
def test_the_own_currency_is_meant_first(written: str, own: str | None, likely: str | None) -> None:
    assert likeliest(meant(written), as_currency(own) if own else None) == likely


@pytest.mark.parametrize("code", ["DEM", "EURO", "eur", "XXX", ""])
def test_only_money_in_use_is_a_currency(code: str) -> None:
    assert as_currency(code) is None
