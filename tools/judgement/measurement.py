"""What the records of one project amount to: earned value, earned schedule, slip and growth.

No rule of any standard takes part: these numbers stand also where no rulebook is held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tools.calculations.earned_schedule import (
    EarnedSchedule,
    curve_by_date,
    earned_schedule,
    elapsed_months,
)
from tools.calculations.earned_value import EarnedValue, Totals, earned_value, tcpi
from tools.calculations.growth import growth
from tools.calculations.outcome import Outcome, defined, undefined
from tools.calculations.schedule import FORMULA, projected_finish, slip_days, slip_ratio
from tools.facts.delivery import BaselineFacts, SnapshotFacts
from tools.facts.project import ProjectFacts

SLIP_PERIODS = 3
"""Over how many periods the slip rate is taken, where there are as many."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Every measure of one project at its newest locked snapshot."""

    totals: Totals
    ev: EarnedValue
    es: EarnedSchedule | None
    """None where there is no baseline or no earned value."""
    tcpi_pm: Outcome[Decimal]
    """Efficiency that the manager's own EAC needs."""
    tcpi_gap: Outcome[Decimal]
    """How far that is above the efficiency so far."""
    growth_pm: Outcome[Decimal]
    growth_original: Outcome[Decimal]
    slip: Outcome[int]
    slip_share: Outcome[Decimal]
    slip_original: Outcome[int]
    slip_finish: Outcome[date]
    slip_since: SnapshotFacts | None
    """The snapshot from which the slip rate is taken."""
    sources: tuple[str, ...]
    """Rows that all of it was computed from."""

    @property
    def spi_t(self) -> Outcome[Decimal]:
        """The schedule index of record, without the time on hold."""
        return undefined("there is no time-phased baseline", FORMULA) if self.es is None else self.es.spi_t_net


def measure(facts: ProjectFacts) -> Measurement:
    """Compute every measure from the recorded facts of a project; nothing is None but has its reason."""
    snapshot, baseline = facts.snapshot, facts.baseline
    totals = totals_of(snapshot, baseline)
    ev = earned_value(totals)
    pm_eac = snapshot.pm_eac if snapshot else None
    tcpi_pm = tcpi(totals, pm_eac)
    slip = slip_days(facts.forecast_finish, baseline.finish if baseline else None)
    since = _slip_since(facts)
    return Measurement(
        totals=totals,
        ev=ev,
        es=_earned_schedule(facts),
        tcpi_pm=tcpi_pm,
        tcpi_gap=_gap(tcpi_pm, ev.cpi),
        growth_pm=growth(pm_eac, baseline.bac if baseline else None),
        growth_original=growth(pm_eac, facts.original.bac if facts.original else None),
        slip=slip,
        slip_share=slip_ratio(slip.value, *((baseline.start, baseline.finish) if baseline else (None, None))),
        slip_original=slip_days(facts.forecast_finish, facts.original.finish if facts.original else None),
        slip_finish=_slip_finish(facts, since),
        slip_since=since,
        sources=tuple(record.row for record in (snapshot, baseline) if record),
    )


def totals_of(snapshot: SnapshotFacts | None, baseline: BaselineFacts | None) -> Totals:
    """The four sums of one month end against one baseline; money, None where not recorded."""
    bac = baseline.bac if baseline else None
    return Totals(bac, snapshot.pv, snapshot.ev, snapshot.ac) if snapshot else Totals(bac, None, None, None)


def _gap(tcpi_pm: Outcome[Decimal], cpi: Outcome[Decimal]) -> Outcome[Decimal]:
    if tcpi_pm.value is None or cpi.value is None:
        return undefined(tcpi_pm.reason or cpi.reason or "", "F-EVM")
    return defined(tcpi_pm.value - cpi.value, "F-EVM")


def _earned_schedule(facts: ProjectFacts) -> EarnedSchedule | None:
    snapshot, baseline = facts.snapshot, facts.baseline
    if snapshot is None or baseline is None or snapshot.ev is None:
        return None
    through = _finished_on(facts, baseline.bac) or snapshot.period_end
    if through < baseline.start:
        return None
    curve = curve_by_date(baseline.plan, baseline.start, baseline.finish)
    return earned_schedule(curve, snapshot.ev, elapsed_months(baseline.start, through), _held(facts, through))


def _finished_on(facts: ProjectFacts, bac: Decimal) -> date | None:
    """The month end at which all was first earned: from then on the index stands still."""
    return next((s.period_end for s in facts.snapshots if s.ev is not None and s.ev >= bac), None)


def _held(facts: ProjectFacts, through: date) -> Fraction:
    if facts.run_state != "ON_HOLD" or facts.hold_date is None or facts.hold_date > through:
        return Fraction(0)
    baseline = facts.baseline
    since = max(facts.hold_date, baseline.start) if baseline else facts.hold_date
    return elapsed_months(since, through)


def _slip_since(facts: ProjectFacts) -> SnapshotFacts | None:
    """The snapshot some periods back, under the same baseline: a new baseline is not a slip."""
    newest = facts.snapshot
    if newest is None or newest.forecast_finish is None:
        return None
    earlier = [
        s
        for s in facts.snapshots[:-1]
        if s.forecast_finish is not None and s.baseline_version == newest.baseline_version
    ]
    return earlier[-SLIP_PERIODS:][0] if earlier else None


def _slip_finish(facts: ProjectFacts, since: SnapshotFacts | None) -> Outcome[date]:
    newest = facts.snapshot
    if facts.run_state == "ON_HOLD":
        return undefined("the project is on hold, so its forecast stands still", FORMULA, "NOT_APPLICABLE")
    if newest is None or since is None or since.forecast_finish is None or newest.forecast_finish is None:
        return undefined("there are no two forecasts to compare", FORMULA, "INSUFFICIENT_DATA")
    return projected_finish(since.period_end, since.forecast_finish, newest.period_end, newest.forecast_finish)
