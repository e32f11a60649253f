"""Months of roles and people: net capacity, hard and soft demand, and what is left (F-CAP)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from dateutil.relativedelta import relativedelta

from tools.calculations.capacity import headroom, net_capacity, utilisation
from tools.calculations.outcome import Outcome
from tools.enquiry import Enquiry
from tools.facts.pools import MonthFacts, PoolFacts
from tools.judgement.forecast import number
from tools.wording.display import MONTHS

if TYPE_CHECKING:
    from knowledge.library import Rule

WHOLE = Decimal(1)
"""All of net capacity: more than it cannot be worked, whatever a rule says."""
USUAL_MONTHS = 6
"""How far ahead is looked where no rule says it."""


class Window(NamedTuple):
    """First days of the first and the last month, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rules say of bookings."""

    ceiling_rule: Rule | None
    ceiling: Decimal | None
    """Share of net capacity that is planned at most."""
    over_rule: Rule | None
    over: Decimal
    """Share of net capacity beyond which a booking does not stand."""
    months: int

    @classmethod
    def of(cls, enquiry: Enquiry) -> Limits:
        """The limits of the rules in force on the day of asking."""
        ceiling_rule = enquiry.library.rule("capacity.ceiling", enquiry.today)
        over_rule = enquiry.library.rule("capacity.overbooked", enquiry.today)
        over, months = number(over_rule, "over"), number(over_rule, "months")
        return cls(
            ceiling_rule,
            number(ceiling_rule, "ratio"),
            over_rule,
            WHOLE if over is None else over,
            USUAL_MONTHS if months is None else int(months),
        )


@dataclass(frozen=True, slots=True)
class Load:
    """One month of a role's people together, or of one person."""

    pool: PoolFacts
    month: MonthFacts
    net: Decimal
    hard: Outcome[Decimal]
    both: Outcome[Decimal]
    left: Decimal | None
    """Person-days below the planning ceiling; None where no rule sets one."""

    @property
    def key(self) -> str:
        """Subject of its figures."""
        return f"{subject_of(self.pool)}.{self.month.month:%Y-%m}"

    def is_over(self, limit: Decimal) -> bool:
        """Whether hard bookings alone pass a share of net capacity, or stand where there is none."""
        return self.month.hard_days > 0 if self.hard.value is None else self.hard.value > limit


def subject_of(pool: PoolFacts) -> str:
    """The record that a pool is about: the person, else the role."""
    return pool.person_id or pool.role_id or ""


def window_of(enquiry: Enquiry, limits: Limits, since: date | None, until: date | None) -> Window:
    """The months asked about; those ahead, this one included, where none are."""
    first = (since or (min(until, enquiry.today) if until else enquiry.today)).replace(day=1)
    return Window(first, until.replace(day=1) if until else first + relativedelta(months=limits.months - 1))


def loads_of(pools: Iterable[PoolFacts], window: Window, limits: Limits) -> tuple[Load, ...]:
    """Every recorded month of the pools in the window, by pool and month."""
    return tuple(
        _load(pool, month, limits)
        for pool in pools
        for month in pool.months
        if window.first <= month.month <= window.last
    )


def worst_of(loads: Sequence[Load]) -> list[Load]:
    """The heaviest month of each pool, heaviest first; a month without capacity comes before all."""
    heaviest: dict[str, Load] = {}
    for load in loads:
        key = subject_of(load.pool)
        if key not in heaviest or _weight(load) > _weight(heaviest[key]):
            heaviest[key] = load
    return sorted(heaviest.values(), key=lambda load: (-_weight(load), subject_of(load.pool)))


def month_name(day: date) -> str:
    """A month as it is shown: ``Dec 2026``."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _load(pool: PoolFacts, month: MonthFacts, limits: Limits) -> Load:
    net = net_capacity(month.gross_days, month.leave_days, month.bau_share)
    left = None if limits.ceiling is None else headroom(month.hard_days, net, limits.ceiling)
    both = month.hard_days + month.soft_days
    return Load(pool, month, net, utilisation(month.hard_days, net), utilisation(both, net), left)


def _weight(load: Load) -> Decimal:
    if load.hard.value is None:
        return Decimal(10**9) if load.month.hard_days > 0 else Decimal(-1)
    return load.hard.value
