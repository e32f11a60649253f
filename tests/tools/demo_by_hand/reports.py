"""Status reports: what was approved by a day, what was owed, and what came late (PMO-STD-003, PROC-DIG-021)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.tools.demo_by_hand.months import month_end
from tests.tools.demo_by_hand.projects import Project
from tests.tools.demo_by_hand.reading import Row, day, of, on_or_before
from tests.tools.demo_by_hand.working_days import after_working_days

DUE_AFTER = 5
LOCAL_CYCLE = date(2026, 5, 1)
"""From here on the digital portfolio reports every fortnight."""


@dataclass(frozen=True, slots=True)
class Report:
    report_id: str
    period_end: date
    version: Row
    colours: dict[str, Row]

    @property
    def overall(self) -> str:
        return self.colours["OVERALL"]["reported"]


def approved(project_id: str, today: date) -> list[Report]:
    """The approved reports, oldest first."""
    found = []
    for report in of("status_report", project_id=project_id):
        versions = [row for row in of("status_report_version", report_id=report["report_id"])
                    if row["approved_on"] and on_or_before(row["approved_on"], today)]  # fmt: skip
        if versions:
            found.append(_report(report, versions[-1]))
    return sorted(found, key=lambda each: each.period_end)


def _report(report: Row, version: Row) -> Report:
    colours = of("rag_assessment", report_id=report["report_id"], version=version["version"])
    return Report(report["report_id"], day(report["period_end"]), version, {row["dimension"]: row for row in colours})


def newest(each: Project) -> Report | None:
    return next(iter(reversed(approved(each.project_id, each.on.today))), None)


def owed(each: Project, since: date) -> list[date]:
    """The ends of the periods from a day on whose reports were due by today."""
    found, end = [], month_end(since)
    while end <= each.on.today:
        middle = end.replace(day=15)
        found += [middle] if middle >= since and _is_fortnightly(each, middle) else []
        found.append(end)
        end = month_end(date.fromordinal(end.toordinal() + 1))
    return [period for period in found if after_working_days(period, DUE_AFTER) < each.on.today]


def _is_fortnightly(each: Project, period: date) -> bool:
    before = [report for report in approved(each.project_id, period) if report.period_end < period]
    is_red = bool(before) and before[-1].overall == "R"
    return is_red or (each.fixed["portfolio_id"] == "PF-DIG" and period >= LOCAL_CYCLE)


def late_by(each: Project, period: date) -> int | None:
    """Working days by which the report on a period came late; None where it never came."""
    for row in of("status_report", project_id=each.project_id, period_end=period.isoformat()):
        versions = of("status_report_version", report_id=row["report_id"])
        first = min(day(version["submitted_on"]) for version in versions)
        due = after_working_days(period, DUE_AFTER)
        return sum(after_working_days(due, n) <= first for n in range(1, 100))
    return None


def is_stale(each: Project) -> bool:
    """45 days; 21 where the last colour was Red or the digital portfolio's procedure holds."""
    report = newest(each)
    if report is None:
        return True
    local = each.fixed["portfolio_id"] == "PF-DIG" and each.on.today >= LOCAL_CYCLE
    return (each.on.today - report.period_end).days > (21 if local or report.overall == "R" else 45)
