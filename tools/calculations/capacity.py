"""Capacity of people and pools, how much of it is asked for, and where it is too much (F-CAP)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-CAP"


@dataclass(frozen=True, slots=True)
class Booking:
    """Days of one person or pool that one project asks for in one month."""

    who: str
    month: str
    """As ``2026-12``."""
    project: str
    days: Decimal
    firm: bool = True
    """False for a soft booking."""


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked of one person or pool in one month; days and fractions of net capacity."""

    who: str
    month: str
    net_days: Decimal | None
    """None where no capacity is recorded."""
    firm_days: Decimal
    all_days: Decimal
    """Firm and soft bookings together."""
    firm: Outcome[Decimal]
    whole: Outcome[Decimal]
    """Firm and soft bookings as a fraction of net capacity."""
    projects: tuple[str, ...]


def net_capacity(gross_days: Decimal, leave_days: Decimal, bau_share: Decimal) -> Decimal:
    """Days that projects can have: gross days less leave, less the fraction that daily business takes."""
    return (gross_days - leave_days) * (1 - bau_share)


def utilisation(demand_days: Decimal, net_days: Decimal) -> Outcome[Decimal]:
    """Demand as a fraction of net capacity; undefined where there is none."""
    if net_days <= 0:
        return undefined("there is no capacity in that month", FORMULA)
    return defined(divide(demand_days, net_days), FORMULA)


def headroom(demand_days: Decimal, net_days: Decimal, ceiling: Decimal) -> Decimal:
    """Days still free below ``ceiling`` (a fraction of net capacity); negative where it is passed (F-CAP)."""
    return net_days * ceiling - demand_days


def loads(bookings: Iterable[Booking], net_days: Mapping[tuple[str, str], Decimal]) -> tuple[Load, ...]:
    """Load of everyone who is booked, by name and month (F-CAP).

    ``net_days`` holds net capacity by (who, month). A pool's load hides that of its people, so ask for both.
    """
    held: dict[tuple[str, str], list[Booking]] = {}
    for booking in bookings:
        held.setdefault((booking.who, booking.month), []).append(booking)
    return tuple(_load(who, month, held[who, month], net_days.get((who, month))) for who, month in sorted(held))


def clashes(every: Iterable[Load], over: Decimal) -> tuple[Load, ...]:
    """The loads above ``over`` (a fraction), and those booked where there is no capacity at all (F-CAP)."""
    return tuple(load for load in every if _is_over(load, over))


def _load(who: str, month: str, booked: list[Booking], net: Decimal | None) -> Load:
    firm = sum((booking.days for booking in booked if booking.firm), Decimal(0))
    whole = sum((booking.days for booking in booked), Decimal(0))
    return Load(
        who=who,
        month=month,
        net_days=net,
        firm_days=firm,
        all_days=whole,
        firm=_share(firm, net),
        whole=_share(whole, net),
        projects=tuple(sorted({booking.project for booking in booked})),
    )


def _share(days: Decimal, net: Decimal | None) -> Outcome[Decimal]:
    if net is None:
        return undefined("no capacity is recorded for that month", FORMULA, "INSUFFICIENT_DATA")
    return utilisation(days, net)


def _is_over(load: Load, over: Decimal) -> bool:
    if load.whole.value is not None:
        return load.whole.value > over
    # Nobody is over a capacity that is not known; but a booking on no days at all is a clash.
    return load.net_days is not None and load.all_days > 0
