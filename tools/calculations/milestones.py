"""Milestones against their baseline, and the length of the critical path (F-SCH).

Source of BEI and CPLI: DoD, Earned Value Management “Gold Card”.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tools.calculations.outcome import Outcome, defined, divide, undefined

FORMULA = "F-SCH"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone of the plan; removed ones are left out by the caller, and counted."""

    baseline: date | None
    achieved: date | None = None


def baseline_execution_index(milestones: Iterable[Milestone], as_of: date) -> Outcome[Decimal]:
    """BEI: achieved by ``as_of`` / (baselined to be achieved by then + those without a baseline date) (F-SCH).

    Undefined where nothing was to be achieved yet.
    """
    every = list(milestones)
    done = sum(each.achieved is not None and each.achieved <= as_of for each in every)
    due = sum(each.baseline is None or each.baseline <= as_of for each in every)
    if not due:
        return undefined("no milestone was to be achieved yet", FORMULA)
    return defined(divide(Decimal(done), Decimal(due)), FORMULA)


def critical_path_length_index(length_days: Decimal, total_float_days: Decimal) -> Outcome[Decimal]:
    """CPLI: (length of the critical path + its total float) / its length; days in, an index out (F-SCH).

    ``length_days`` is what is left of the path, ``total_float_days`` is negative when it ends after its date.
    """
    if length_days <= 0:
        return undefined("no work is left on the critical path", FORMULA)
    return defined(divide(length_days + total_float_days, length_days), FORMULA)


def hit_rate(milestones: Iterable[Milestone], first: date, last: date) -> Outcome[Decimal]:
    """Share of the milestones due from ``first`` to ``last`` that were achieved by their baseline date (F-SCH)."""
    due = [(each.baseline, each.achieved) for each in milestones if each.baseline is not None]
    due = [(baseline, achieved) for baseline, achieved in due if first <= baseline <= last]
    if not due:
        return undefined("no milestone was due in that period", FORMULA, "NOT_APPLICABLE")
    hit = sum(achieved is not None and achieved <= baseline for baseline, achieved in due)
    return defined(divide(Decimal(hit), Decimal(len(due))), FORMULA)
