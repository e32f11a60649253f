"""How far a record can be relied on (F-DQ)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, sums_to_one, undefined

FORMULA = "F-DQ"

POINTS = Decimal(100)


def passed_share(passed: int, applicable: int) -> Outcome[Decimal]:
    """Fields filled, or rules passed, as a fraction of those that apply (F-DQ); undefined where none does."""
    if not 0 <= passed <= applicable:
        return undefined("more passed than apply, or fewer than none", FORMULA, "INVALID_INPUT")
    if not applicable:
        return undefined("nothing applies", FORMULA, "NOT_APPLICABLE")
    return defined(divide(Decimal(passed), Decimal(applicable)), FORMULA)


def quality_score(parts: Mapping[str, Decimal | None], weights: Mapping[str, Decimal]) -> Outcome[Decimal]:
    """100 × Σ weight × part: points out of 100 (F-DQ).

    Parts (completeness, timeliness, validity, consistency) and weights are fractions; weights sum to 1. A part that is
    not known leaves the score undefined, and is named.
    """
    if not weights or not sums_to_one(weights.values()) or any(weight < 0 for weight in weights.values()):
        return undefined("the weights do not sum to 100 %", FORMULA, "INVALID_INPUT")
    missing = [name for name in weights if parts.get(name) is None]
    if missing:
        return undefined(f"not known: {', '.join(missing)}", FORMULA, "INSUFFICIENT_DATA")
    given = {name: parts[name] or Decimal(0) for name in weights}
    if any(not 0 <= value <= 1 for value in given.values()):
        return undefined("a part is not between 0 and 100 %", FORMULA, "INVALID_INPUT")
    return defined(POINTS * sum((weights[name] * value for name, value in given.items()), Decimal(0)), FORMULA)
