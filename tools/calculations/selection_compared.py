"""The choice beside others: picked singly by value per money, and with single limits lifted (F-OPT)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from tools.calculations.candidates import FORMULA, Candidate, LimitKind, Limits, fault, is_allowed, with_needs
from tools.calculations.outcome import Outcome, defined, divide, undefined
from tools.calculations.selection import SECONDS, Choice, select


@dataclass(frozen=True, slots=True)
class Lifted:
    """What lifting a limit would bring: the value gained, in the unit of the candidates."""

    kind: LimitKind
    name: str | None
    """None for all limits of the kind together."""
    gain: Decimal


def greedy(candidates: Collection[Candidate], limits: Limits) -> Choice | None:
    """Pick singly by value per money as long as it fits, for comparison: it can miss the best (F-OPT).

    What must be chosen comes first, with what it needs; a candidate is taken together with what it needs. Candidates
    of no value are left. None where what must be chosen does not fit; floors are not looked at.
    """
    if fault(candidates, limits) is not None:
        return None
    bare = replace(limits, floors=())
    chosen = with_needs(limits, limits.must)
    if not is_allowed(candidates, bare, chosen):
        return None
    for each in sorted(candidates, key=_by_value_per_cost):
        wider = with_needs(limits, {*chosen, each.key})
        if each.value > 0 and is_allowed(candidates, bare, wider):
            chosen = wider
    held = sorted((each for each in candidates if each.key in chosen), key=lambda each: each.key)
    return Choice(
        chosen=tuple(each.key for each in held),
        value=sum((each.value for each in held), Decimal(0)),
        cost=sum((each.total_cost for each in held), Decimal(0)),
    )


def shortfall(best: Choice, other: Choice) -> Outcome[Decimal]:
    """By how much ``other`` stays below the best, as a fraction of the best value (F-OPT)."""
    if best.value <= 0:
        return undefined("the best choice has no value", FORMULA)
    return defined(divide(best.value - other.value, best.value), FORMULA)


def what_binds(candidates: Collection[Candidate], limits: Limits, seconds: float = SECONDS) -> tuple[Lifted, ...]:
    """The limits that cost value: all budgets together, all people together, and each alone (F-OPT).

    Only those whose lifting gains something; empty where no choice keeps the limits as they are. Two limits that are
    met at once may each gain nothing alone, and still bind together.
    """
    now = select(candidates, limits, most_equals=1, seconds=seconds).value.value
    if now is None:
        return ()
    trials: list[tuple[LimitKind, str | None, Limits]] = [
        ("BUDGET", None, replace(limits, budgets=dict.fromkeys(limits.budgets), total=None)),
        ("PEOPLE", None, replace(limits, people=dict.fromkeys(limits.people))),
    ]
    trials += [
        ("BUDGET", name, replace(limits, budgets={**limits.budgets, name: None})) for name in sorted(limits.budgets)
    ]
    trials += [
        ("PEOPLE", " ".join(month), replace(limits, people={**limits.people, month: None}))
        for month in sorted(limits.people)
    ]
    found = []
    for kind, name, relaxed in trials:
        value = select(candidates, relaxed, most_equals=1, seconds=seconds).value.value
        if value is not None and value > now:
            found.append(Lifted(kind, name, value - now))
    return tuple(found)


def _by_value_per_cost(each: Candidate) -> tuple[bool, Decimal, str]:
    cost = each.total_cost
    # What costs nothing is taken first, the most valuable before others.
    return (cost > 0, -divide(each.value, cost) if cost else -each.value, each.key)
