"""The benefits that are claimed: which count as cashable, which quarters are due, and what came of them (F-BEN)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.calculations.benefits import Quarter, Realisation, counted_once, forecast_rate, realisation
from tools.calculations.outcome import Outcome
from tools.currency import Currency
from tools.facts.value import BenefitFacts, BenefitValueFacts

CASHABLE, DISBENEFIT = "CASHABLE", "DISBENEFIT"


@dataclass(frozen=True, slots=True)
class Period:
    """The days in which the quarters end that are asked about, both included."""

    first: date | None
    last: date
    """No later than the date of the data."""

    def holds(self, quarter_end: date) -> bool:
        """Whether a quarter lies in it."""
        return (self.first is None or self.first <= quarter_end) and quarter_end <= self.last


@dataclass(frozen=True, slots=True)
class Claim:
    """One benefit of a project or a programme."""

    facts: BenefitFacts
    holder_id: str
    """The project or programme that claims it."""
    holder: str
    """Its label as a handle."""
    kind: str
    """cashable, non_cashable, disbenefit; other for what is not in money."""

    @property
    def sign(self) -> int:
        """What is lost counts against the gains."""
        return -1 if self.facts.benefit_class == DISBENEFIT else 1

    def due(self, period: Period) -> tuple[BenefitValueFacts, ...]:
        """Its quarters in the period."""
        return tuple(value for value in self.facts.values if period.holds(value.quarter_end))

    @property
    def first_due(self) -> date | None:
        """The end of the first quarter that has a plan."""
        return min((value.quarter_end for value in self.facts.values if value.planned), default=None)


@dataclass(frozen=True, slots=True)
class Sum:
    """What came of some claims in one unit, in a period."""

    realisation: Realisation
    reported: Decimal
    unreported: Decimal
    """Planned in quarters of which nothing is reported."""
    forecast: Outcome[Decimal]
    """Of the whole plan, whatever the period."""
    whole: Decimal
    """The whole plan."""
    sources: tuple[str, ...]


def kind_of(benefit: BenefitFacts, currency: Currency | None, signed_only: bool) -> str:
    """How a benefit counts; with ``signed_only`` one that Finance has not signed is not cashable."""
    if currency is None or benefit.unit != currency:
        return "other"
    if benefit.benefit_class == DISBENEFIT:
        return "disbenefit"
    is_signed = benefit.validated_on is not None or not signed_only
    return "cashable" if benefit.benefit_class == CASHABLE and is_signed else "non_cashable"


def counted(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with what several share counted once."""
    return counted_once(claims, lambda claim: claim.facts.shared_group)


def sum_of(claims: Iterable[Claim], period: Period) -> Sum:
    """What came of the claims, all in one unit (F-BEN); dis-benefits alone are summed as what was lost."""
    every = tuple(claims)
    due = [value for claim in every for value in claim.due(period)]
    quarters = [_quarter(value) for value in due]
    whole = [_quarter(value) for claim in every for value in claim.facts.values]
    return Sum(
        realisation=realisation(quarters),
        reported=sum((value.actual for value in due if value.actual is not None), Decimal(0)),
        unreported=sum((value.planned or Decimal(0) for value in due if value.actual is None), Decimal(0)),
        forecast=forecast_rate(whole),
        whole=sum((quarter.planned or Decimal(0) for quarter in whole), Decimal(0)),
        sources=tuple(value.row for value in due) or tuple(claim.facts.row for claim in every),
    )


def _quarter(value: BenefitValueFacts) -> Quarter:
    verified = value.actual if value.verified else None
    return Quarter(value.planned, value.forecast, verified, None if value.verified else value.actual)
