"""How values are shown: the one place that rounds, half up, and only for the eye.

A value is never shown so short that it looks like another one: £1.03m is not £1.0m, and 5.04 % is not 5 %.
Limits lie at twentieths (5 %, 0.95), so a value that would round onto one is shown with one more digit.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tools.currency import as_currency, decimals, symbol
from tools.result import Figure, Unit
from tools.wording.sentences import count

MINUS = "−"
UNKNOWN = "not recorded"
UNDEFINED = "not defined"
COLOURS = {"G": "Green", "A": "Amber", "R": "Red", "NR": "not reported", "NA": "not applicable"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SCALES = ((Decimal(10**9), "bn"), (Decimal(10**6), "m"), (Decimal(10**3), "k"))


def show(figure: Figure) -> str:
    """The figure's value as text; a missing one says whether it was never recorded or cannot be computed."""
    if figure.value is None:
        return UNDEFINED if figure.reason else UNKNOWN
    return show_value(figure.value, figure.unit, signed=figure.signed)


def show_value(value: Decimal | int | float | date | str, unit: Unit, signed: bool = False) -> str:
    """One value as text, by its unit; ``signed`` puts a plus before what is above zero."""
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, str):
        return COLOURS.get(value, value) if unit == "colour" else _word(value) if unit == "state" else value
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    sign = MINUS if number < 0 else "+" if signed and number > 0 else ""
    return sign + _amount(abs(number), unit)


def _amount(number: Decimal, unit: Unit) -> str:
    if currency := as_currency(unit):
        return symbol(currency) + _money(number, decimals(currency))
    match unit:
        case "money":
            return _money(number, 2)
        case "ratio":
            return f"{_plain(_telling(number * 100, 1, Decimal(5)), 0)}%"
        case "index":
            return _plain(_telling(number, 3, Decimal("0.05")), 2)
        case "days":
            return _counted(number, "day")
        case "working_days":
            return _counted(number, "working day")
        case "months":
            # three decimals, as earned schedule is published: 9.375 months
            return _counted(number, "month", 3)
        case _:
            return _plain(_rounded(number, 2), 0)


def _money(number: Decimal, digits: int) -> str:
    """An amount, its last digits left out where nothing is lost; ``digits`` is how many decimals its currency has."""
    if _rounded(number, digits) < 1000:
        whole = number == number.to_integral_value()
        return _plain(number, 0) if whole else f"{_rounded(number, digits):,f}"
    for scale, letter in SCALES:
        # Rounded first, so that £999,990 becomes £1.0m and not £1000k.
        if _rounded(number / scale, 3) >= 1:
            return _scaled(number / scale, letter) + letter
    return _plain(_rounded(number, 2), 0)


def _scaled(number: Decimal, letter: str) -> str:
    if letter != "k":
        return _plain(_rounded(number, 2), 1)
    return _plain(_rounded(number, 2 if number < 10 else 1), 0)


def _telling(number: Decimal, digits: int, limit: Decimal) -> Decimal:
    """Rounded to ``digits``, with one more where that would put it onto a limit it does not meet."""
    short = _rounded(number, digits)
    on_limit = short % limit == 0 and short != number
    return _rounded(number, digits + 1) if on_limit else short


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _plain(number: Decimal, least: int) -> str:
    """Digits with thousands separated, trailing zeros cut down to ``least`` decimals."""
    whole, _, decimals = f"{number:,f}".partition(".")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{decimals}" if decimals else whole


def _counted(number: Decimal, noun: str, digits: int = 1) -> str:
    return count(_plain(_rounded(number, digits), 0), noun)


def _word(value: str) -> str:
    """A recorded state in words: ``IN_REVIEW`` is shown as “in review”; a code such as G4 stays as it is."""
    is_code = any(character.isdigit() for character in value) or len(value) == 1
    return value if is_code or not value.isupper() else value.replace("_", " ").lower()
