"""The cost to go as a range where no estimate is recorded: spend a month by the months to the manager's finish."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from tools.calculations.earned_schedule import elapsed_months
from tools.calculations.outcome import from_fraction
from tools.calculations.stopping import Exit, StopImpact, stop_impact_by_run_rate
from tools.facts.project import ProjectFacts
from tools.wording.evidence import Evidence

MONTHS = 6
"""Over how many months the lowest and the highest spend are taken, where there are as many."""


def by_run_rate(
    evidence: Evidence, facts: ProjectFacts, leaving: Exit, spent: Decimal
) -> tuple[StopImpact, tuple[str, ...]]:
    """The impact as a range, and how the cost to go was estimated as a sentence."""
    monthly, left = spend_a_month(facts), months_left(facts)
    if monthly is None:
        return stop_impact_by_run_rate((Decimal(0), Decimal(0)), None, leaving, spent), ()
    impact = stop_impact_by_run_rate(monthly, left, leaving, spent)
    if left is None:
        return impact, ()
    rows = tuple(each.row for each in facts.snapshots[-MONTHS - 1 :])
    low, high = (rate * left for rate in monthly)
    span = evidence.say("etc_floor", low, *rows), evidence.say("etc_ceiling", high, *rows)
    return impact, (
        f"No estimate of the work left is recorded; by spend a month until the forecast finish the cost to go is "
        f"between {span[0]} and {span[1]}.",
    )


def spend_a_month(facts: ProjectFacts) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest spend of the last months, money; None with fewer than two month ends."""
    totals = [each.ac for each in facts.snapshots[-MONTHS - 1 :] if each.ac is not None]
    spends = [later - earlier for earlier, later in pairwise(totals)]
    return (min(spends), max(spends)) if spends else None


def months_left(facts: ProjectFacts) -> Decimal | None:
    """Months from the newest month end to the manager's forecast finish; none where it has passed, None without one."""
    finish, since = facts.forecast_finish, facts.snapshot.period_end if facts.snapshot else None
    if finish is None or since is None:
        return None
    return Decimal(0) if finish <= since else _months(since, finish)


def _months(since: date, finish: date) -> Decimal:
    return from_fraction(elapsed_months(date.fromordinal(since.toordinal() + 1), finish))
