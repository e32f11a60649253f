"""Numbers, dates and labels as they stand in a text, with what each would cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number with everything that its writing says."""

    start: int
    end: int
    text: str
    units: frozenset[str]
    value: Decimal
    """Without its sign."""
    step: Decimal
    """What the last written digit counts: £1.3m is exact to 100,000."""
    sign: str = ""

    def covers(self, value: Decimal) -> bool:
        """Whether the value, without its sign, is shown so when rounded half up.

        One without decimals that hides more than a tenth covers no more than that: £1m is not £1.3m.
        """
        distance = abs(value) - self.value
        return not distance or -self.half <= distance < self.half

    @property
    def half(self) -> Decimal:
        """How far a value may be from what is written."""
        return self.step / 2 if "." in self.text else min(self.step / 2, self.value / 10)


@dataclass(frozen=True, slots=True)
class Day:
    """A date, a month, a year, or a day of an unnamed year."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    valid: bool = True
    units: frozenset[str] = frozenset({"date"})

    def covers(self, value: date) -> bool:
        """Whether the date lies in what is written."""
        return (
            self.valid
            and self.year in (None, value.year)
            and self.month in (None, value.month)
            and self.day in (None, value.day)
        )

    @property
    def is_period(self) -> bool:
        """Whether it names a month or a year."""
        return self.day is None

    @property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day, None where the year is not written."""
        if not self.valid or self.year is None:
            return None
        if self.month is None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if self.day is None:
            following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
            return date(self.year, self.month, 1), following - timedelta(days=1)
        return (date(self.year, self.month, self.day),) * 2


@dataclass(frozen=True, slots=True)
class Label:
    """A number that is part of a name (G4, Q3, FY26/27), an address, or a character that hides one."""

    start: int
    end: int
    text: str
    kind: str
    units: frozenset[str] = frozenset()


Literal = Number | Day | Label
