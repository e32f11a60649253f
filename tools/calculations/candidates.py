"""What a selection chooses from, what limits it, and whether a choice keeps the limits (F-OPT)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

FORMULA = "F-OPT"

Month: TypeAlias = tuple[str, str]
"""A skill and a month, as ``("architect", "2026-12")``."""
LimitKind = Literal["BUDGET", "PEOPLE", "TOTAL", "FLOOR", "EXCLUDES"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One project or proposal that may be chosen, whole or not at all."""

    key: str
    value: Decimal
    """Whatever is to be as large as possible: strategic value, points or NPV; one unit for all."""
    cost: Mapping[str, Decimal] = field(default_factory=dict)
    """Money by budget (a financial year)."""
    people: Mapping[Month, Decimal] = field(default_factory=dict)
    """Days (or full-time equivalents) by skill and month."""

    @property
    def total_cost(self) -> Decimal:
        """Money over all budgets."""
        return sum(self.cost.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Floor:
    """Something of which the choice must bring at least so much, for example spend on one objective."""

    name: str
    amounts: Mapping[str, Decimal]
    """Amount by candidate."""
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """What a choice has to keep; a what-if is the same call with other limits."""

    budgets: Mapping[str, Decimal | None] = field(default_factory=dict)
    """Money left by budget after running commitments; None where it is not limited."""
    people: Mapping[Month, Decimal | None] = field(default_factory=dict)
    """Headroom by skill and month after running commitments; None where it is not limited."""
    total: Decimal | None = None
    """Money over all budgets; None where only the budgets count."""
    must: frozenset[str] = frozenset()
    excludes: frozenset[frozenset[str]] = frozenset()
    """Sets of which at most one may be chosen."""
    requires: frozenset[tuple[str, str]] = frozenset()
    """Pairs: the first is chosen only together with the second."""
    floors: tuple[Floor, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """How much of one limit a choice takes; in the unit of the limit."""

    kind: LimitKind
    name: str
    used: Decimal
    limit: Decimal

    @property
    def is_kept(self) -> bool:
        """Whether the choice keeps the limit."""
        return self.used >= self.limit if self.kind == "FLOOR" else self.used <= self.limit


@dataclass(frozen=True, slots=True)
class Row:
    """One limit with what each candidate takes of it."""

    kind: LimitKind
    name: str
    amounts: tuple[Decimal, ...]
    """In the order of the candidates."""
    limit: Decimal


def fault(candidates: Collection[Candidate], limits: Limits) -> str | None:
    """What makes the question invalid: a name that is not known, a limit that is not given, an amount below zero."""
    keys = [each.key for each in candidates]
    if len(set(keys)) < len(keys):
        return "two candidates have the same key"
    floors = (key for floor in limits.floors for key in floor.amounts)
    pairs = (key for group in (*limits.excludes, *limits.requires) for key in group)
    unknown = sorted({*limits.must, *floors, *pairs} - set(keys))
    if unknown:
        return f"not among the candidates: {', '.join(unknown)}"
    # A budget that nobody gave is not an unlimited one.
    free = {name for each in candidates for name, amount in each.cost.items() if amount and name not in limits.budgets}
    asked = {name for each in candidates for name, days in each.people.items() if days and name not in limits.people}
    missing = [*sorted(free), *(" ".join(name) for name in sorted(asked))]
    if missing:
        return f"no limit is given for {', '.join(missing)}"
    amounts = [value for each in candidates for value in (*each.cost.values(), *each.people.values())]
    return "an amount is below zero" if any(amount < 0 for amount in amounts) else None


def rows(candidates: Collection[Candidate], limits: Limits) -> Iterator[Row]:
    """Every limit on amounts, with what each candidate takes of it."""
    none = Decimal(0)
    for name, limit in sorted(limits.budgets.items()):
        if limit is not None:
            yield Row("BUDGET", name, tuple(each.cost.get(name, none) for each in candidates), limit)
    for month, limit in sorted(limits.people.items()):
        if limit is not None:
            yield Row("PEOPLE", " ".join(month), tuple(each.people.get(month, none) for each in candidates), limit)
    if limits.total is not None:
        yield Row("TOTAL", "all budgets", tuple(each.total_cost for each in candidates), limits.total)
    for group in sorted(sorted(group) for group in limits.excludes):
        chosen = tuple(Decimal(each.key in group) for each in candidates)
        yield Row("EXCLUDES", " or ".join(group), chosen, Decimal(1))
    for floor in limits.floors:
        yield Row("FLOOR", floor.name, tuple(floor.amounts.get(each.key, none) for each in candidates), floor.at_least)


def uses(candidates: Collection[Candidate], limits: Limits, chosen: Collection[str]) -> tuple[Use, ...]:
    """How much of each limit the chosen ones take."""
    taken = [each.key in chosen for each in candidates]
    return tuple(
        Use(
            row.kind,
            row.name,
            sum((a for a, held in zip(row.amounts, taken, strict=True) if held), Decimal(0)),
            row.limit,
        )
        for row in rows(candidates, limits)
    )


def is_allowed(candidates: Collection[Candidate], limits: Limits, chosen: Collection[str]) -> bool:
    """Whether the choice keeps every limit, has what must be in it, and has what its members need."""
    return (
        limits.must <= set(chosen)
        and all(needed in chosen for each, needed in limits.requires if each in chosen)
        and all(use.is_kept for use in uses(candidates, limits, chosen))
    )


def with_needs(limits: Limits, chosen: Iterable[str]) -> frozenset[str]:
    """The chosen ones and everything they need, directly or through others."""
    held, added = set(chosen), True
    while added:
        more = {needed for each, needed in limits.requires if each in held} - held
        held |= more
        added = bool(more)
    return frozenset(held)
