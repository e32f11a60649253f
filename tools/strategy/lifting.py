"""What more money or more people would bring a choice, and how its value grows with the money (F-OPT)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from tools.calculations.candidates import Limits
from tools.calculations.selection import Selection, frontier, select
from tools.strategy.choosing import Field
from tools.wording.evidence import Evidence
from tools.wording.labels import note
from tools.wording.sentences import listed

SECONDS = 1.0
"""Time for each trial with a limit lifted."""
FEW = 12
"""Up to how many candidates each role is tried by itself, and the frontier is drawn."""
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Lifts:
    """Value gained by lifting limits, in the unit of the candidates; None where a limit costs nothing."""

    money: Decimal | None
    people: Decimal | None
    one_more: dict[str, Decimal]
    """By one full-time person more of a role in every month."""

    @classmethod
    def of(cls, field: Field, found: Selection) -> Lifts:
        """Try the choice again with each limit lifted."""
        now, limits = found.value.value, field.limits
        if now is None:
            return cls(None, None, {})
        richer = replace(limits, budgets=dict.fromkeys(limits.budgets), total=None)
        freer = replace(limits, people=dict.fromkeys(limits.people))
        money = _gain(field, richer, now) if _has_money(limits) else None
        people = _gain(field, freer, now) if any(v is not None for v in limits.people.values()) else None
        roles = sorted({role for role, _ in limits.people}) if people and len(field.candidates) <= FEW else []
        tried = {role: _gain(field, _with_one_more(limits, role), now) for role in roles}
        return cls(money, people, {role: gain for role, gain in tried.items() if gain})

    def words(self, evidence: Evidence, field: Field) -> Iterable[str]:
        """What another unit of each limit would bring."""
        rows = tuple(each.facts.row for each in field.every.values())
        if self.people is not None:
            gain = note(evidence, "gain_people", "value gained without limits on people", self.people, "score", *rows)
            yield f"Without limits on people the total would be {gain} higher."
        for role, amount in self.one_more.items():
            gain = note(evidence, "gain_one", "value gained by one more person", amount, "score", *rows, subject=role)
            yield f"Another full-time {{{role}}} in every month would raise it by {gain}."
        if self.money is not None:
            gain = note(evidence, "gain_money", "value gained without limits on money", self.money, "score", *rows)
            yield f"Without limits on money the total would be {gain} higher."

    def frontier(self, evidence: Evidence, field: Field) -> Iterable[str]:
        """The total for each budget at which it rises."""
        if len(field.candidates) > FEW:
            return
        bare = replace(field.limits, budgets=dict.fromkeys(field.limits.budgets), total=None)
        rows = tuple(each.facts.row for each in field.every.values())
        parts = []
        for place, point in enumerate(frontier(field.candidates, bare, SECONDS), 1):
            cost = note(evidence, f"step_{place}_cost", f"budget of step {place}", point.cost, "money", *rows)
            value = note(evidence, f"step_{place}_value", f"value of step {place}", point.value, "score", *rows)
            parts.append(f"{cost} brings {value}")
        if len(parts) > 1:
            yield f"By budget: {listed(parts)}; beyond that it stays."


def _has_money(limits: Limits) -> bool:
    return limits.total is not None or any(each is not None for each in limits.budgets.values())


def _gain(field: Field, limits: Limits, now: Decimal) -> Decimal | None:
    value = select(field.candidates, limits, most_equals=1, seconds=SECONDS).value.value
    return value - now if value is not None and value > now else None


def _with_one_more(limits: Limits, role: str) -> Limits:
    people = {
        (name, month): limit if limit is None or name != role else limit + ONE
        for (name, month), limit in limits.people.items()
    }
    return replace(limits, people=people)
