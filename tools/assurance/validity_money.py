"""Rules about money inside one project's records: baselines, month ends and forecasts (V-04, 05, 09, 16, 17, 20)."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from tools.assurance.checks import Check, Finding, Hit, Setting
from tools.facts.delivery import SnapshotFacts
from tools.facts.project import ProjectFacts

PENNY_SHARE = Decimal(1)
"""Money by which a phased plan may miss its total, for the rounding of its months."""
LARGEST_STEP = Decimal("0.25")
"""Share of the work that a month can plausibly earn."""
SLIP = Decimal(100)
"""Sums of one project this many times apart: one of them was typed in thousands."""
MONTHS_WATCHED = 12
"""Newest month ends that are looked at: what is older is no longer corrected."""


def plan_sums_to_budget(project: ProjectFacts, _: Setting) -> Finding:
    """V-04: the planned value of the months sums to the budget at completion."""
    phased = [baseline for baseline in project.baselines if baseline.plan]
    if not phased:
        return None
    return tuple(Hit(each.row) for each in phased if abs(each.plan[-1][1] - each.bac) > PENNY_SHARE)


def earned_within_budget(project: ProjectFacts, _: Setting) -> Finding:
    """V-05: earned value is never above the budget at completion."""
    baseline = project.baseline
    months = [month for month in _months(project) if month.ev is not None]
    if baseline is None or not months:
        return None
    return tuple(_hit(month) for month in months if month.ev is not None and month.ev > baseline.bac)


def cost_never_falls(project: ProjectFacts, _: Setting) -> Finding:
    """V-09: cumulative cost never falls, unless a reason (a credit note) is recorded."""
    months = [month for month in _months(project) if month.ac is not None]
    if len(months) < 2:
        return None
    return tuple(
        _hit(later)
        for earlier, later in pairwise(months)
        if earlier.ac is not None and later.ac is not None and later.ac < earlier.ac and not later.reason
    )


def progress_is_steady(project: ProjectFacts, _: Setting) -> Finding:
    """V-16: the share of work done neither falls nor jumps by more than a quarter in a month, under one baseline."""
    bac = {baseline.version: baseline.bac for baseline in project.baselines if baseline.bac}
    steps = [
        (later, (later.ev - earlier.ev) / bac[later.baseline_version])
        for earlier, later in pairwise(_months(project))
        if earlier.ev is not None and later.ev is not None
        if later.baseline_version in bac and earlier.baseline_version == later.baseline_version
    ]
    return tuple(_hit(month) for month, step in steps if not 0 <= step <= LARGEST_STEP) if steps else None


def forecast_covers_cost(project: ProjectFacts, _: Setting) -> Finding:
    """V-17: the manager's forecast cost is not below what has been spent already."""
    months = [month for month in _months(project) if month.pm_eac is not None and month.ac is not None]
    if not months:
        return None
    return tuple(_hit(m) for m in months if m.pm_eac is not None and m.ac is not None and m.pm_eac < m.ac)


def one_unit_of_money(project: ProjectFacts, _: Setting) -> Finding:
    """V-20: the sums of one project are of one order, so none of them was typed in thousands."""
    month, baseline = project.snapshot, project.baseline
    sums = {
        project.row: project.wlc,
        **({baseline.row: baseline.bac} if baseline else {}),
        **({month.row: month.pm_eac} if month else {}),
    }
    known = {row: money for row, money in sums.items() if money}
    if len(known) < 2:
        return None
    largest = max(known.values())
    return tuple(Hit(row) for row, money in known.items() if money * SLIP < largest)


def _months(project: ProjectFacts) -> tuple[SnapshotFacts, ...]:
    return project.snapshots[-MONTHS_WATCHED - 1 :]


def _hit(month: SnapshotFacts) -> Hit:
    return Hit(month.row, day=month.period_end)


MONEY: tuple[Check, ...] = (
    Check("V-04", "VALIDITY", "has a baseline whose monthly plan does not sum to its budget at completion",
          "correct the phasing of the baseline", "manager", 2, plan_sums_to_budget),
    Check("V-05", "VALIDITY", "shows more earned value than its budget at completion in the month to {day}",
          "correct the earned value with the next month end", "manager", 2, earned_within_budget),
    Check("V-09", "VALIDITY", "shows less cumulative cost in the month to {day} than before, without a reason",
          "correct the actual cost, or record the credit note", "manager", 2, cost_never_falls),
    Check("V-16", "VALIDITY", "shows progress in the month to {day} that falls, or jumps beyond a plausible step",
          "check the earned value of that month", "manager", 2, progress_is_steady),
    Check("V-17", "VALIDITY", "has a forecast cost by its manager that is below its actual cost in the month to {day}",
          "correct the forecast with the next month end", "manager", 2, forecast_covers_cost),
    Check("V-20", "VALIDITY", "has a sum of money that looks as if it was typed in thousands",
          "check the unit of the sum", "manager", 1, one_unit_of_money),
)  # fmt: skip
