"""Earned value: indices and estimates at completion from four cumulative sums (F-EVM)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal

from tools.calculations.outcome import Outcome, defined, divide, undefined
from tools.result import Status

FORMULA = "F-EVM"

SPI_WEIGHT = Decimal("0.2")
CPI_WEIGHT = Decimal("0.8")
"""Weights of the fourth estimate; they are the name of the method, not a limit of any standard."""

Method = Literal["eac_1", "eac_2"]


@dataclass(frozen=True, slots=True)
class Totals:
    """Cumulative money at one cut-off; None where a sum was not recorded."""

    bac: Decimal | None
    """Budget at completion, without contingency."""
    pv: Decimal | None
    ev: Decimal | None
    ac: Decimal | None


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """Every measure of F-EVM; money, the rest are plain ratios."""

    status: Status
    reason: str | None
    warnings: tuple[str, ...]
    cv: Outcome[Decimal]
    cv_ratio: Outcome[Decimal]
    sv: Outcome[Decimal]
    sv_ratio: Outcome[Decimal]
    cpi: Outcome[Decimal]
    spi: Outcome[Decimal]
    complete: Outcome[Decimal]
    spent: Outcome[Decimal]
    planned: Outcome[Decimal]
    eac_1: Outcome[Decimal]
    """BAC / CPI: the work left costs what the work done has cost."""
    eac_2: Outcome[Decimal]
    """AC + (BAC − EV): the work left costs what was budgeted."""
    eac_3: Outcome[Decimal]
    """AC + (BAC − EV) / (CPI × SPI): the schedule has to be caught up as well."""
    eac_4: Outcome[Decimal]
    """AC + (BAC − EV) / (0.8 CPI + 0.2 SPI)."""
    eac_5: Outcome[Decimal]
    """AC + a bottom-up estimate of the work left."""
    etc: Outcome[Decimal]
    vac: Outcome[Decimal]
    vac_ratio: Outcome[Decimal]
    tcpi_bac: Outcome[Decimal]
    tcpi_eac: Outcome[Decimal]

    @property
    def method(self) -> Method:
        """The estimate that stands by default: BAC/CPI, or the budget rate where CPI gives none."""
        return "eac_1" if self.eac_1.value is not None else "eac_2"

    @property
    def eac(self) -> Outcome[Decimal]:
        """The value of ``method``."""
        return self.eac_1 if self.method == "eac_1" else self.eac_2


@dataclass(frozen=True, slots=True)
class Rollup:
    """Sums over several projects, never an average of their indices."""

    totals: Totals
    without_baseline: int
    """How many were left out because they have no budget."""


def earned_value(totals: Totals, etc_bottom_up: Decimal | None = None) -> EarnedValue:
    """Compute every measure; money in, money and ratios out (F-EVM)."""
    refusal = _refusal(totals)
    if refusal is not None:
        return _refused(*refusal)
    cpi = _ratio(totals.ev, totals.ac, "the actual cost is zero")
    spi = _ratio(totals.ev, totals.pv, "nothing was planned to be done yet")
    cv = _difference(totals.ev, totals.ac)
    sv = _difference(totals.ev, totals.pv)
    eac_1 = _eac_cpi(totals)
    return EarnedValue(
        status="OK",
        reason=None,
        warnings=_warnings(totals),
        cv=cv,
        cv_ratio=_ratio(cv.value, totals.ev, "nothing is earned yet"),
        sv=sv,
        sv_ratio=_ratio(sv.value, totals.pv, "nothing was planned to be done yet"),
        cpi=cpi,
        spi=spi,
        complete=_ratio(totals.ev, totals.bac, "there is no budget"),
        spent=_ratio(totals.ac, totals.bac, "there is no budget"),
        planned=_ratio(totals.pv, totals.bac, "there is no budget"),
        eac_1=eac_1,
        eac_2=_eac_with(totals, Decimal(1)),
        eac_3=_eac_with(totals, _product(cpi, spi)),
        eac_4=_eac_with(totals, _weighted(cpi, spi)),
        eac_5=_sum(totals.ac, etc_bottom_up),
        etc=_difference(eac_1.value, totals.ac),
        vac=_difference(totals.bac, eac_1.value),
        vac_ratio=_ratio(_difference(totals.bac, eac_1.value).value, totals.bac, "there is no budget"),
        tcpi_bac=tcpi(totals, totals.bac, "the budget is already spent"),
        tcpi_eac=tcpi(totals, eac_1.value),
    )


def tcpi(totals: Totals, target: Decimal | None, overspent: str = "the estimate is already spent") -> Outcome[Decimal]:
    """Efficiency the work left needs so that the total meets ``target`` (money) (F-EVM)."""
    if totals.bac is None or totals.ev is None or totals.ac is None or target is None:
        return undefined("a figure it needs is not recorded or not defined", FORMULA)
    if totals.ev == totals.bac:
        return undefined("the work is complete", FORMULA, "NOT_APPLICABLE")
    if target <= totals.ac:
        return undefined(overspent, FORMULA)
    return defined(divide(totals.bac - totals.ev, target - totals.ac), FORMULA)


def summed(parts: Iterable[Totals]) -> Rollup:
    """Sum the projects that have a budget and count those that have none (F-EVM)."""
    every = list(parts)
    held = [part for part in every if part.bac]
    totals = Totals(*(_total(held, name) for name in ("bac", "pv", "ev", "ac")))
    return Rollup(totals, without_baseline=len(every) - len(held))


def _total(parts: list[Totals], name: str) -> Decimal | None:
    values: list[Decimal | None] = [getattr(part, name) for part in parts]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _refusal(totals: Totals) -> tuple[Status, str] | None:
    if not totals.bac:
        return "INSUFFICIENT_DATA", "there is no baseline budget"
    given = (totals.bac, totals.pv, totals.ev, totals.ac)
    if any(value is not None and value < 0 for value in given):
        return "INVALID_INPUT", "a cumulative sum is below zero"
    if totals.ev is not None and totals.ev > totals.bac:
        return "INVALID_INPUT", "the earned value is more than the budget"
    return None


def _refused(status: Status, reason: str) -> EarnedValue:
    each: Status = "INVALID_INPUT" if status == "INVALID_INPUT" else "UNDEFINED"
    measures: dict[str, Outcome[Decimal]] = {
        item.name: undefined(reason, FORMULA, each) for item in fields(EarnedValue)[3:]
    }
    return EarnedValue(status=status, reason=reason, warnings=(), **measures)


def _warnings(totals: Totals) -> tuple[str, ...]:
    found = []
    if totals.ac == 0 and totals.ev:
        found.append("work is earned but no cost is booked: actuals are missing or the ledger is late")
    if totals.ev == 0 and totals.ac:
        found.append("money is spent and nothing is earned")
    if totals.pv == 0 and totals.ev:
        found.append("work is earned before the baseline starts")
    if totals.ev == totals.bac:
        found.append("the work is complete: SPI is one even when it finished late, so use SPI(t)")
    return tuple(found)


def _eac_cpi(totals: Totals) -> Outcome[Decimal]:
    if totals.bac is None or totals.ev is None or totals.ac is None:
        return undefined("earned value or actual cost is not recorded", FORMULA)
    if totals.ev == 0:
        return undefined("nothing is earned yet", FORMULA)
    if totals.ac == 0:
        return undefined("the actual cost is zero", FORMULA)
    # Multiplied before divided, so that a limit met exactly is not missed by a rounding error.
    return defined(divide(totals.bac * totals.ac, totals.ev), FORMULA)


def _eac_with(totals: Totals, efficiency: Decimal | None) -> Outcome[Decimal]:
    if totals.bac is None or totals.ev is None or totals.ac is None:
        return undefined("earned value or actual cost is not recorded", FORMULA)
    if not efficiency:
        return undefined("the efficiency it divides by is zero or not defined", FORMULA)
    return defined(totals.ac + divide(totals.bac - totals.ev, efficiency), FORMULA)


def _product(cpi: Outcome[Decimal], spi: Outcome[Decimal]) -> Decimal | None:
    return None if cpi.value is None or spi.value is None else cpi.value * spi.value


def _weighted(cpi: Outcome[Decimal], spi: Outcome[Decimal]) -> Decimal | None:
    if cpi.value is None or spi.value is None:
        return None
    return CPI_WEIGHT * cpi.value + SPI_WEIGHT * spi.value


def _ratio(top: Decimal | None, bottom: Decimal | None, zero: str) -> Outcome[Decimal]:
    if top is None or bottom is None:
        return undefined("a figure it needs is not recorded or not defined", FORMULA)
    return undefined(zero, FORMULA) if bottom == 0 else defined(divide(top, bottom), FORMULA)


def _difference(left: Decimal | None, right: Decimal | None) -> Outcome[Decimal]:
    if left is None or right is None:
        return undefined("a figure it needs is not recorded or not defined", FORMULA)
    return defined(left - right, FORMULA)


def _sum(left: Decimal | None, right: Decimal | None) -> Outcome[Decimal]:
    if left is None or right is None:
        return undefined("no bottom-up estimate of the work left is recorded", FORMULA)
    return defined(left + right, FORMULA)
