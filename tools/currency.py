"""Currencies: how an amount is shown in one, and which ones the writing of an amount may mean.

Signs, names and decimals are those of the Unicode CLDR in English, read by way of Babel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NewType

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol

Currency = NewType("Currency", str)
"""The ISO 4217 code of money that is in use somewhere today."""

NO_CURRENCY = "XXX"
"""ISO 4217's code for amounts of no currency."""
SIGN = "".join(map(chr, (ord("$"), *range(0xA2, 0xA6), *range(0x20A0, 0x20D0))))
"""Unicode's currency signs, which may stand in a class of characters."""
_ENGLISH = Locale.parse("en")
_SIGNED = re.compile(rf"(?P<prefix>[A-Za-z]{{0,3}})(?P<sign>[{SIGN}])")
_BEFORE = re.compile(rf"(?:\b[A-Za-z]{{1,3}}(?=[{SIGN}]))?(?P<sign>[{SIGN}])\s*$|\b[A-Za-z]{{2,3}}\s*$")
_AFTER = re.compile(rf"\s?(?P<sign>[{SIGN}])(?!\s?\d)|[\s-]?(?P<words>[^\W\d_]{{2,}}(?:[ -][^\W\d_]{{2,}}){{0,3}})\b")
_OTHER_WORDS = frozenset("won real reals gold mark marks sol soles dram drams".split())
"""Nouns that mean something else more often than money: “two won approval”. With their country they are read."""
_OTHER_CODES = frozenset("ALL BOB COP CUP GEL IRR MAD MOP PEN SDG SOS TOP TRY".split())
"""Codes that are words or other abbreviations more often: “ALL 5 projects”, an IRR of 12 %. They are not read."""
_COLLOQUIAL = {"quid": "pound", "sterling": "pound", "bucks": "dollar", "kr": "kr"}
"""Further words for money, by what its noun begins with."""


@cache
def currencies() -> frozenset[Currency]:
    """Every currency that is in use today."""
    held = (each for territory in get_global("territory_currencies").values() for each in territory)
    return frozenset(Currency(code) for code, _, until, is_tender in held if until is None and is_tender)


@cache
def codes() -> tuple[str, ...]:
    """The codes that are read as money where they stand beside a number, in order."""
    return tuple(sorted(currencies() - _OTHER_CODES))


def as_currency(code: str) -> Currency | None:
    """The code as a currency, None where no money in use has it."""
    return Currency(code) if code in currencies() else None


@cache
def symbol(currency: Currency) -> str:
    """What stands in front of an amount: a sign where English has one, otherwise the code and a space."""
    sign = get_currency_symbol(currency, _ENGLISH)
    return sign if _SIGNED.fullmatch(sign) else f"{currency} "


@cache
def decimals(currency: Currency) -> int:
    """How many decimals an amount has: two for most, none for the yen."""
    return get_currency_precision(currency)


def plural(currency: Currency) -> str:
    """What several of them are called: “euros”, “US dollars”."""
    return get_currency_name(currency, 2, _ENGLISH)


def meant(written: str) -> frozenset[Currency]:
    """The currencies that a sign, a code or a name may mean: “$”, “US$”, “EUR”, “kronor”; none for anything else."""
    if signed := _SIGNED.fullmatch(written):
        return _meant_by_sign(signed["prefix"].upper(), signed["sign"])
    code = written.upper()
    if code in currencies() - _OTHER_CODES:
        return frozenset({Currency(code)})
    return _names().get(written.lower(), frozenset())


def before(text: str, place: int) -> tuple[int, frozenset[Currency]]:
    """Where the sign or code begins that stands right before a place, and what it may mean; else the place."""
    found = _BEFORE.search(text, max(0, place - 6), place)
    starts = {found.start(), found.start("sign") if found["sign"] else found.start()} if found else set()
    for start in sorted(starts):
        if may_be := meant(text[start:place].strip()):
            return start, may_be
    return place, frozenset()


def after(text: str, place: int) -> tuple[int, frozenset[Currency]]:
    """Where the sign, code or name ends that stands right after a place, and what it may mean; else the place."""
    found = _AFTER.match(text, place)
    for start, end in _candidates(found) if found else ():
        if may_be := meant(text[start:end]):
            return end, may_be
    return place, frozenset()


def likeliest(may_be: frozenset[Currency], own: Currency | None) -> Currency | None:
    """The one that is meant: one's own, the only one, or the one that English writes with a bare sign; else None."""
    if own in may_be or len(may_be) == 1:
        return own if own in may_be else next(iter(may_be))
    plain = [each for each in may_be if len(symbol(each)) == 1]
    return plain[0] if len(plain) == 1 else None


def _candidates(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The stretches that may name a currency, the longest first: “US dollars more”, “US dollars”, “US”."""
    if found["sign"]:
        yield found.span("sign")
        return
    start = found.start("words")
    ends = [start + m.end() for m in re.finditer(r"[^\W\d_]+", found["words"])]
    yield from ((start, end) for end in reversed(ends))


@lru_cache(maxsize=256)
def _meant_by_sign(prefix: str, sign: str) -> frozenset[Currency]:
    """“A$” is one; “$” may be every currency with that sign, or called as one with it: all dollars and most pesos."""
    exact = frozenset(each for each in currencies() if symbol(each).upper() == prefix + sign)
    if prefix and exact:
        return exact
    signed = {each for each in currencies() if symbol(each).endswith(sign)}
    nouns = {_noun(each, 1) for each in signed}
    called_so = {each for each in currencies() if symbol(each).endswith(" ") and _noun(each, 1) in nouns}
    return frozenset(each for each in signed | called_so if each.startswith(prefix))


@cache
def _names() -> dict[str, frozenset[Currency]]:
    """The currencies by their names in small letters, with and without their countries."""
    found: dict[str, frozenset[Currency]] = {}
    for each in currencies():
        for count in (1, 2):
            nouns = {_noun(each, count)} - _OTHER_WORDS
            informal = {word for word, noun in _COLLOQUIAL.items() if _noun(each, count).startswith(noun)}
            for name in {get_currency_name(each, count, _ENGLISH).lower(), *nouns, *informal}:
                found[name] = found.get(name, frozenset()) | {each}
    return found


def _noun(currency: Currency, count: int) -> str:
    return get_currency_name(currency, count, _ENGLISH).split()[-1].lower()
