"""Values of rules: which of two is the stricter, and how they are shown in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from knowledge.findings import RuleValue
from knowledge.rule_kinds import Key, Stricter

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()


def compared(key: Key | None, left: RuleValue, right: RuleValue) -> int | None:
    """1 where the left value is the stricter, -1 where the right one is, 0 where they are alike; None if neither."""
    if left == right:
        return 0
    direction = key.stricter if key else None
    if isinstance(left, tuple) and isinstance(right, tuple):
        return _of_lists(direction, left, right)
    numbers = [value for value in (left, right) if isinstance(value, Decimal | int) and not isinstance(value, bool)]
    if len(numbers) < 2 or direction not in ("lower", "higher"):
        return None
    return 1 if (numbers[0] < numbers[1]) == (direction == "lower") else -1


def _of_lists(direction: Stricter | None, left: Sequence[RuleValue], right: Sequence[RuleValue]) -> int | None:
    mine, theirs = set(map(str, left)), set(map(str, right))
    if mine == theirs:
        return 0
    if direction not in ("fewer", "more") or not (mine < theirs or theirs < mine):
        return None
    return 1 if (mine < theirs) == (direction == "fewer") else -1


def named(key: str, value: str) -> str:
    """A value in plain words with its name, unless its unit says that already: ``upper 10 %``, ``5 working days``."""
    name = key.replace("_", " ")
    return value if value.endswith((f" {name}", f" {name.removesuffix('s')}")) else f"{name} {value}"


def shown(value: RuleValue, unit: str = "") -> str:
    """A value in plain words: ``10 %``, ``45 days``, ``G1, G2``, ``250,000``."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    if isinstance(value, tuple):
        return ", ".join(shown(each, unit if unit == "ratios" else "") for each in value)
    if isinstance(value, Mapping):
        return " ".join(f"{key} {shown(each)}" for key, each in value.items())
    if not isinstance(value, Decimal | int):
        return str(value)
    if unit in ("ratio", "ratios"):
        return f"{(Decimal(value) * 100).normalize():f} %"
    if unit in ("days", "working days", "months", "years", "periods", "pages", "points"):
        return f"{value:,} {unit.removesuffix('s') if value == 1 else unit}"
    return f"{value:,}"


def not_in_words(values: Mapping[str, RuleValue], words: Sequence[str]) -> tuple[str, ...]:
    """Keys of values with a number that none of the words states: what a person should read twice.

    A share may stand as a percentage, a small number as a word, whatever its sign.
    """
    stated = set(re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", " ".join(words).lower()))
    return tuple(dict.fromkeys(key for key, number in _numbers(values) if stated.isdisjoint(_writings(number))))


def _numbers(values: Mapping[str, RuleValue]) -> Iterator[tuple[str, Decimal]]:
    for key, value in values.items():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Mapping):
                yield from ((key, number) for _, number in _numbers(each))
            elif isinstance(each, Decimal | int) and not isinstance(each, bool):
                yield key, abs(Decimal(each))


def _writings(number: Decimal) -> set[str]:
    written = {str(number), f"{number.normalize():f}", f"{number:,f}", f"{(number * 100).normalize():f}"}
    if number == int(number):
        written |= {f"{int(number):,}", *([_SMALL[int(number)]] if number < len(_SMALL) else [])}
    return written
