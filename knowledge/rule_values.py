"""Values of rules: which of two is the stricter, and how they are shown in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from knowledge.findings import RuleValue
from knowledge.rule_kinds import Key, Stricter


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
