"""How many people proposals may take: net of the planning ceiling and of what is booked (F-CAP)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from tools.calculations.capacity import headroom, net_capacity
from tools.calculations.outcome import divide
from tools.enquiry import Enquiry
from tools.facts.pools import MonthFacts, roles
from tools.judgement.forecast import number
from tools.portfolio.calendar import working_days_between
from tools.strategy.scored import Scored

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from knowledge.library import Rule

CEILING = "capacity.ceiling"
WHOLE = Decimal(1)
EXACT = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class People:
    """The people of the roles that proposals ask for, in full-time equivalents by role and month."""

    limits: dict[tuple[str, str], Decimal | None]
    """Headroom; None where no capacity is recorded. Never below zero: nobody can be given back."""
    names: dict[str, str]
    rows: dict[str, tuple[str, ...]]
    """The rows of capacity, by role."""
    ceiling: Rule | None

    @property
    def unknown(self) -> list[str]:
        """Roles for which no capacity is recorded in some month of the need."""
        return sorted({role for (role, _), limit in self.limits.items() if limit is None})


def people_for(enquiry: Enquiry, session: Session, wanted: Iterable[Scored]) -> People:
    """The headroom of every role and month that these proposals need."""
    needs = {(need.role_id, need.month) for each in wanted for need in each.facts.needs}
    pools = roles(session, enquiry.viewer, enquiry.today, sorted({role for role, _ in needs}))
    held = {(pool.role_id or "", each.month): each for pool in pools for each in pool.months}
    rule = enquiry.library.rule(CEILING, enquiry.today)
    ceiling = number(rule, "ratio") or WHOLE
    names = {pool.role_id or "": pool.name for pool in pools}
    return People(
        limits={
            (role, month_key(month)): _free(enquiry, held.get((role, month)), ceiling) for role, month in sorted(needs)
        },
        names={role: names.get(role, role) for role, _ in needs},
        rows={
            role: tuple(held[key].row for key in sorted(needs) if key[0] == role and key in held) for role, _ in needs
        },
        ceiling=rule,
    )


def month_key(month: date) -> str:
    """A month as the selection names it: ``2027-01``."""
    return f"{month:%Y-%m}"


def _free(enquiry: Enquiry, month: MonthFacts | None, ceiling: Decimal) -> Decimal | None:
    if month is None or not month.gross_days:
        return None
    net = net_capacity(month.gross_days, month.leave_days, month.bau_share)
    days = max(headroom(month.hard_days, net, ceiling), Decimal(0))
    one = _days_of_one(enquiry, month)
    return divide(days, one).quantize(EXACT) if one else None


def _days_of_one(enquiry: Enquiry, month: MonthFacts) -> Decimal:
    """What one full-time person works in the month: its working days less the pool's share of leave."""
    before = month.month - timedelta(days=1)
    last = month.month + relativedelta(months=1) - timedelta(days=1)
    days = working_days_between(before, last, enquiry.calendar)
    return days * (1 - divide(month.leave_days, month.gross_days))
