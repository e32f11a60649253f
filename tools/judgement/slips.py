"""How far a finish may slip: in calendar days, as a share of the duration, or in working days, as the rule counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from tools.facts.delivery import BaselineFacts
from tools.judgement.forecast import number
from tools.portfolio.calendar import add_working_days, working_days_between

if TYPE_CHECKING:
    from knowledge.library import Rule

DayUnit = Literal["days", "working_days"]


@dataclass(frozen=True, slots=True)
class SlipLimit:
    """The most that a finish may come after that of its baseline."""

    baseline: BaselineFacts
    most: Decimal
    unit: DayUnit
    calendar: str
    """By which working days are counted."""

    @property
    def days(self) -> Decimal:
        """The limit in calendar days, by which limits that count otherwise can be compared."""
        if self.unit == "days":
            return self.most
        latest = add_working_days(self.baseline.finish, int(self.most), self.calendar)
        return Decimal((latest - self.baseline.finish).days)

    def slip(self, finish: date) -> Decimal:
        """By how much a finish comes after that of the baseline, counted as the limit is; negative when before."""
        if self.unit == "working_days":
            return Decimal(working_days_between(self.baseline.finish, finish, self.calendar))
        return Decimal((finish - self.baseline.finish).days)

    def exceeded(self, finish: date | None) -> bool:
        """Whether a finish is beyond the limit; exactly at it is within."""
        return finish is not None and self.slip(finish) > self.most


def slip_limit(baseline: BaselineFacts | None, rule: Rule | None, calendar: str) -> SlipLimit | None:
    """The limit that a rule sets for a baseline: its working days, else the lower of a share and days."""
    if baseline is None:
        return None
    working, ratio, days = (number(rule, key) for key in ("working_days", "ratio", "days"))
    if working is not None:
        return SlipLimit(baseline, working, "working_days", calendar)
    duration = Decimal((baseline.finish - baseline.start).days)
    limits = [limit for limit in (None if ratio is None else ratio * duration, days) if limit is not None]
    return SlipLimit(baseline, min(limits), "days", calendar) if limits else None
