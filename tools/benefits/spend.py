"""What projects cost in a period: the difference of two locked month ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.delivery import SnapshotFacts, snapshots
from tools.facts.rows import batches

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Spend:
    """Actual cost of some projects in a period."""

    amount: Decimal
    sources: tuple[str, ...]
    """The month ends at both sides of the period."""


def spend_in(enquiry: Enquiry, session: Session, ids: Sequence[str], first: date, last: date) -> Spend | None:
    """Actual cost from ``first`` to ``last``; None where no month end of the period is locked."""
    total, sources, on = Decimal(0), list[str](), enquiry.viewer.on or enquiry.today
    for batch in batches(ids):
        for held in snapshots(session, batch, min(last, enquiry.as_of), on).values():
            newest = _newest(held, last)
            if newest is None or newest.period_end < first:
                continue
            before = _newest(held, first - timedelta(days=1))
            total += (newest.ac or Decimal(0)) - ((before.ac or Decimal(0)) if before else Decimal(0))
            sources += [newest.row, *([before.row] if before else [])]
    return Spend(total, tuple(sources)) if sources else None


def agrees(claimed: Decimal, spend: Decimal) -> bool:
    """Whether an amount as typed is the spend, rounded to the last digit that was typed."""
    exponent = claimed.normalize().as_tuple().exponent
    unit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(claimed - spend) <= unit / 2


def _newest(held: Sequence[SnapshotFacts], day: date) -> SnapshotFacts | None:
    """The newest month end up to a day whose cost is recorded."""
    return next((each for each in reversed(held) if each.period_end <= day and each.ac is not None), None)
