"""Earned value by its formulas (F-EVM) and when it counts for colours and tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tests.tools.demo_by_hand.months import MonthEnd
from tests.tools.demo_by_hand.projects import Baseline, Project

LARGE, LONG_MONTHS, RELIABLE = 1_000_000, 12, Fraction(15, 100)


@dataclass(frozen=True, slots=True)
class Sums:
    """Cumulative planned value, earned value and cost against a budget."""

    bac: Fraction
    pv: Fraction
    ev: Fraction
    ac: Fraction


def sums(month: MonthEnd, baseline: Baseline) -> Sums | None:
    if month.pv is None or month.ev is None or month.ac is None:
        return None
    return Sums(baseline.bac, month.pv, month.ev, month.ac)


def measures(s: Sums) -> dict[str, Fraction | None]:
    """Every measure by its name; None where a divisor is nothing."""
    cpi, spi = over(s.ev, s.ac), over(s.ev, s.pv)
    left = s.bac - s.ev
    eac_1 = over(s.bac, cpi)
    return {
        "cv": s.ev - s.ac, "sv": s.ev - s.pv, "cv_ratio": over(s.ev - s.ac, s.ev), "sv_ratio": over(s.ev - s.pv, s.pv),
        "cpi": cpi, "spi": spi,
        "complete": over(s.ev, s.bac), "spent": over(s.ac, s.bac), "planned": over(s.pv, s.bac),
        "eac_1": eac_1,
        "eac_2": s.ac + left,
        "eac_3": plus(s.ac, over(left, None if cpi is None or spi is None else cpi * spi)),
        "eac_4": plus(s.ac, over(left, None if cpi is None or spi is None else (4 * cpi + spi) / 5)),
        "etc": plus(-s.ac, eac_1), "vac": None if eac_1 is None else s.bac - eac_1,
        "vac_ratio": None if eac_1 is None else (s.bac - eac_1) / s.bac,
        "tcpi_bac": needed(s, s.bac), "tcpi_eac": needed(s, eac_1),
    }  # fmt: skip


def needed(s: Sums, target: Fraction | None) -> Fraction | None:
    """The efficiency that the work left needs so that the total meets a target."""
    return None if target is None or target <= s.ac else over(s.bac - s.ev, target - s.ac)


def over(top: Fraction, bottom: Fraction | None) -> Fraction | None:
    return top / bottom if bottom else None


def plus(left: Fraction, right: Fraction | None) -> Fraction | None:
    return None if right is None else left + right


def is_asked_for(baseline: Baseline) -> bool:
    """Whether the standard asks for earned value: a budget of a million, or twelve months (PMO-STD-010 §2.1)."""
    year_on = date(baseline.start.year + 1, baseline.start.month, baseline.start.day)
    return baseline.bac >= LARGE or baseline.finish + timedelta(days=1) >= year_on


def counts(month: MonthEnd, baseline: Baseline) -> bool:
    """Whether its indices count: asked for, and from 15 % complete (PMO-STD-010 §2.5)."""
    return is_asked_for(baseline) and month.ev is not None and month.ev / baseline.bac >= RELIABLE


def forecast_cost(month: MonthEnd, baseline: Baseline) -> Fraction | None:
    """The greater of the manager's estimate and, where it counts, BAC divided by CPI."""
    given = [month.pm_eac] if month.pm_eac is not None else []
    if counts(month, baseline) and month.ev and month.ac:
        given.append(baseline.bac * month.ac / month.ev)
    return max(given, default=None)


def current(each: Project) -> Sums | None:
    """The sums of the newest month end against the current baseline."""
    return None if each.baseline is None else sums(each.newest, each.baseline)


def growth(estimate: Fraction | None, budget: Fraction) -> Fraction | None:
    return None if estimate is None else (estimate - budget) / budget
