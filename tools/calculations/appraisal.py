"""The figures of a business case: worth, ratios, sensitivities, and whether to go on (F-INV).

Costs are positive money by year and benefits money by year, a disbenefit negative; both begin in year 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Literal

from tools.calculations.investment import FORMULA, NO_FLOWS, RATE_TOO_LOW, present_value
from tools.calculations.outcome import Outcome, defined, divide, undefined
from tools.result import Status

Basis = Literal["REAL", "NOMINAL"]
"""Prices of one base year, or of the day."""

NO_COST = "there is no cost"
DISBENEFIT = "disbenefits are counted as negative benefits, not as costs"


@dataclass(frozen=True, slots=True)
class Case:
    """Costs and benefits of one option by year; a residual value is one of the benefits of its last year."""

    costs: tuple[Decimal, ...]
    benefits: tuple[Decimal, ...]
    basis: Basis = "REAL"

    @property
    def flows(self) -> tuple[Decimal, ...]:
        """Benefits less costs of each year; the shorter of the two goes on with nothing."""
        none = Decimal(0)
        return tuple(gain - cost for gain, cost in zip_longest(self.benefits, self.costs, fillvalue=none))


@dataclass(frozen=True, slots=True)
class Rate:
    """A discount rate, a fraction a year, and the prices it is meant for."""

    value: Decimal
    basis: Basis = "REAL"


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Every figure of F-INV that follows from costs and benefits."""

    status: Status
    reason: str | None
    warnings: tuple[str, ...]
    npv: Outcome[Decimal]
    """Money."""
    pv_costs: Outcome[Decimal]
    pv_benefits: Outcome[Decimal]
    bcr: Outcome[Decimal]
    """PV of benefits / PV of costs."""
    npv_per_cost: Outcome[Decimal]
    """NPV for each unit of money of discounted cost."""
    profitability_index: Outcome[Decimal]
    """PV of the flows after year 0 / what is invested in year 0."""
    roi: Outcome[Decimal]
    """(Σ benefits − Σ costs) / Σ costs, a fraction; not discounted, and to be said so."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What the standard asks to be tested, each on its own."""

    costs_up: Decimal
    """A fraction of every cost."""
    benefits_down: Decimal
    """A fraction of every benefit."""
    delay_years: int
    """Whole years by which benefits come later."""
    horizon: int | None = None
    """Last year that counts; benefits delayed beyond it are lost. None where they still count."""


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """NPV under each change alone, in money, and how far an input may move before the NPV is zero."""

    costs_up: Outcome[Decimal]
    benefits_down: Outcome[Decimal]
    delay: Outcome[Decimal]
    break_even_costs: Outcome[Decimal]
    """Rise of all costs at which the NPV is zero, a fraction; negative where they have to fall."""
    break_even_benefits: Outcome[Decimal]
    """Fall of all benefits at which the NPV is zero, a fraction; negative where they have to rise."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A case seen from today: with what is spent, and for the choice that is left, without it. Money."""

    npv_whole: Outcome[Decimal]
    """Worth of the whole investment, what is spent included."""
    npv_to_go: Outcome[Decimal]
    """PV of benefits that remain less PV of the cost to go: what is spent is sunk and does not count."""
    gain_of_finishing: Outcome[Decimal]
    """``npv_to_go`` plus the exit cost that finishing saves; positive where finishing is worth more than stopping."""
    sunk: Decimal


def appraise(case: Case, rate: Rate) -> Appraisal:
    """Compute every figure; INVALID_INPUT where prices and rate are not of one basis (F-INV)."""
    fault = _fault(case, rate)
    if fault is not None:
        return _refused(*fault)
    costs, benefits = present_value(case.costs, rate.value), present_value(case.benefits, rate.value)
    worth = benefits - costs
    flows = case.flows
    invested = -flows[0]
    later = present_value((Decimal(0), *flows[1:]), rate.value)
    spent, gained = sum(case.costs, Decimal(0)), sum(case.benefits, Decimal(0))
    return Appraisal(
        status="OK",
        reason=None,
        warnings=(DISBENEFIT,) if any(gain < 0 for gain in case.benefits) else (),
        npv=defined(worth, FORMULA),
        pv_costs=defined(costs, FORMULA),
        pv_benefits=defined(benefits, FORMULA),
        bcr=_over(benefits, costs, NO_COST),
        npv_per_cost=_over(worth, costs, NO_COST),
        profitability_index=_over(later, invested, "nothing is invested in year 0"),
        roi=_over(gained - spent, spent, NO_COST),
    )


def sensitivities(case: Case, rate: Rate, changes: Changes) -> Sensitivities:
    """NPV under each of the changes alone, and the break-even of costs and of benefits (F-INV)."""
    fault = _fault(case, rate)
    if fault is None and (changes.delay_years < 0 or changes.costs_up < 0 or changes.benefits_down < 0):
        fault = "INVALID_INPUT", "a change is below zero"
    if fault is not None:
        none = _refusal(*fault)
        return Sensitivities(none, none, none, none, none)
    costs, benefits = present_value(case.costs, rate.value), present_value(case.benefits, rate.value)
    later = (Decimal(0),) * changes.delay_years + case.benefits
    if changes.horizon is not None:
        later = later[: changes.horizon + 1]
    return Sensitivities(
        costs_up=defined(benefits - costs * (1 + changes.costs_up), FORMULA),
        benefits_down=defined(benefits * (1 - changes.benefits_down) - costs, FORMULA),
        delay=defined(present_value(later, rate.value) - costs, FORMULA),
        break_even_costs=_over(benefits - costs, costs, NO_COST),
        break_even_benefits=_over(benefits - costs, benefits, "there is no benefit"),
    )


def refreshed(to_go: Case, rate: Rate, spent: Decimal, exit_cost: Decimal = Decimal(0)) -> Refreshed:
    """The case of work under way: ``to_go`` has the costs and benefits from now, as year 0 (F-INV).

    ``spent`` (money) is sunk: it is in the worth of the whole and never in the choice between going on and stopping.
    ``exit_cost`` (money) is what stopping would cost now.
    """
    whole = appraise(to_go, rate).npv
    if whole.value is None:
        return Refreshed(whole, whole, whole, spent)
    return Refreshed(
        npv_whole=defined(whole.value - spent, FORMULA),
        npv_to_go=whole,
        gain_of_finishing=defined(whole.value + exit_cost, FORMULA),
        sunk=spent,
    )


def _fault(case: Case, rate: Rate) -> tuple[Status, str] | None:
    if not case.costs and not case.benefits:
        return "INSUFFICIENT_DATA", NO_FLOWS
    if case.basis != rate.basis:
        return "INVALID_INPUT", "the cash flows and the rate are not in the same prices: one is real, one nominal"
    if rate.value <= -1:
        return "INVALID_INPUT", RATE_TOO_LOW
    return ("INVALID_INPUT", "a cost is below zero") if _negative(case.costs) else None


def _negative(values: Sequence[Decimal]) -> bool:
    return any(value < 0 for value in values)


def _refused(status: Status, reason: str) -> Appraisal:
    none = _refusal(status, reason)
    return Appraisal(
        status=status, reason=reason, warnings=(), npv=none, pv_costs=none, pv_benefits=none, bcr=none,
        npv_per_cost=none, profitability_index=none, roi=none,
    )  # fmt: skip


def _refusal(status: Status, reason: str) -> Outcome[Decimal]:
    return undefined(reason, FORMULA, status)


def _over(top: Decimal, bottom: Decimal, zero: str) -> Outcome[Decimal]:
    return undefined(zero, FORMULA) if bottom <= 0 else defined(divide(top, bottom), FORMULA)
