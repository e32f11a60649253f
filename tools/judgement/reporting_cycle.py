"""How often a project owes a status report, and which reports fell due: every month, or more often.

The general cycle holds for everybody; a project that is Red, or that a local procedure is about, may report more often.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tools.judgement.areas import Bound, binding
from tools.judgement.forecast import number
from tools.portfolio.calendar import add_working_days

if TYPE_CHECKING:
    from knowledge.library import Library, Rule
    from tools.facts.project import ProjectFacts

LAST_DAY = 31
"""As the end of a period it stands for the last day of every month."""
REPORTING = ("PLAN", "DELIVER", "TRANSITION")
"""Stages in which a project reports."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """One rule about how often is reported, and until when."""

    rule: Rule
    period_ends: Sequence[int]
    """Days of a month on which a period ends."""
    due_days: int
    """Working days after the end of the period."""
    bound: Bound
    """The rule, and what it prevails over."""


@dataclass(frozen=True, slots=True)
class ReportingRules:
    """The rules of a day by which reports fall due; ``red`` is None where the library holds no such rule."""

    library: Library
    on: date
    red: Rule | None

    @classmethod
    def of(cls, library: Library, on: date) -> ReportingRules:
        """The rules in force on a day."""
        return cls(library, on, library.rule("reporting.red", on))

    def cycle(self, facts: ProjectFacts, *, red: bool) -> Cycle | None:
        """The cycle that asks a project for the most reports; None where no rule asks for any."""
        bound = binding(facts, self.library, self.on, "reporting.cycle", "period_ends")
        held = [
            (bound, "due_wd" if bound.is_local else "working_day"),
            (Bound(self.red if red else None), "due_wd"),
        ]
        cycles = [
            Cycle(each.rule, _period_ends(each.rule), int(days), each)
            for each, key in held
            if each.rule is not None and (days := number(each.rule, key)) is not None
        ]
        return max(cycles, key=lambda cycle: len(cycle.period_ends), default=None)


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that fell due."""

    period_end: date
    due: date
    rule: Rule


def owed(facts: ProjectFacts, rules: ReportingRules, since: date, until: date, calendar: str) -> Iterator[Owed]:
    """The reports whose period ended after ``since`` and that were due by ``until``, the oldest first.

    Periods before the project's first report, and before the stage in which it reports, were asked of nobody.
    """
    begun = min((report.period_end for report in facts.reports), default=facts.state_since or since)
    day = since
    while facts.running and facts.stage in REPORTING:
        cycle = rules.cycle(facts, red=_was_red(facts, day))
        if cycle is None:
            return
        day = next_period_end(day, cycle.period_ends)
        due = add_working_days(day, cycle.due_days, calendar)
        if due > until:
            return
        if day >= begun:
            yield Owed(day, due, cycle.rule)


@dataclass(frozen=True, slots=True)
class StaleLimit:
    """How old the newest approved report may be."""

    rule: Rule
    key: str
    """Under which the rule holds the limit."""
    days: int
    bound: Bound
    """The rule, and what it prevails over."""


def exceeded(facts: ProjectFacts, library: Library, today: date) -> StaleLimit | None:
    """The limit beyond which the newest approved report is stale; None where it is not, or where no limit applies."""
    report, limit = facts.report, stale_limit(facts, library, today)
    if report is None or limit is None:
        return None
    return limit if (today - report.period_end).days > limit.days else None


def stale_limit(facts: ProjectFacts, library: Library, today: date) -> StaleLimit | None:
    """The shorter limit of the one that binds, general or local, and that of a Red project; None where none applies."""
    if facts.run_state != "ACTIVE" or facts.stage not in REPORTING:
        return None
    found = [
        (binding(facts, library, today, "reporting.stale", "days"), "days"),
        (Bound(library.rule("reporting.red", today) if _was_red(facts, today) else None), "stale_days"),
    ]
    limits = [
        StaleLimit(each.rule, key, int(days), each)
        for each, key in found
        if each.rule is not None and (days := number(each.rule, key)) is not None
    ]
    return min(limits, key=lambda limit: limit.days, default=None)


def next_period_end(after: date, ends: Sequence[int] = (LAST_DAY,)) -> date:
    """The next of the days of a month on which periods end; one that the month does not have is its last day."""
    day = after + timedelta(days=1)
    last = monthrange(day.year, day.month)[1]
    return day.replace(day=min((end for end in ends if day.day <= end <= last), default=last))


def _was_red(facts: ProjectFacts, on: date) -> bool:
    """Whether the newest report up to a period's end called the project Red."""
    newest = next((report for report in reversed(facts.reports) if report.period_end <= on), None)
    overall = newest.colour("OVERALL") if newest else None
    return overall is not None and overall.reported == "R"


def _period_ends(rule: Rule) -> tuple[int, ...]:
    held = rule.values.get("period_ends")
    return tuple(day for day in held if isinstance(day, int)) if isinstance(held, tuple) else (LAST_DAY,)
