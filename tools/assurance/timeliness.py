"""Whether a project's status reports came when they were due (part of F-DQ)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from tools.assurance.checks import Check, Failure, Hit, Setting
from tools.facts.project import ProjectFacts
from tools.facts.submissions import SubmissionFacts
from tools.judgement.reporting_cycle import Owed, exceeded, owed

ON_TIME, LATE, STALE = Decimal(1), Decimal("0.5"), Decimal(0)
MONTHS = 3
"""Months of reports that are looked at, up to the date of the data: a quarter."""


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How a project's reports of the last quarter came."""

    part: Decimal | None
    """1 where the newest report that was due came on time, a half where it did not, 0 where the status is stale."""
    failures: tuple[Failure, ...]
    """Reports that came late or not at all, the newest first."""
    owed: int
    """How many fell due."""

    @property
    def punctual(self) -> bool:
        """Whether every report came on time."""
        return not self.failures


def timeliness(project: ProjectFacts, setting: Setting) -> Timeliness:
    """Judge the reports that fell due in the quarter up to the date of the data."""
    since = setting.as_of + relativedelta(months=-MONTHS, day=31)
    due = list(owed(project, setting.reporting, since, setting.today, setting.calendar))
    came = {each.period_end: each for each in setting.submissions.get(project.project_id, ())}
    newest_first = [_failure(each, came.get(each.period_end), project) for each in reversed(due)]
    failures = tuple(failure for failure in newest_first if failure)
    if exceeded(project, setting.reporting.library, setting.today) and project.report:
        stale = Failure(OUT_OF_DATE, Hit(project.report.row, day=project.report.period_end))
        return Timeliness(STALE, failures or (stale,), len(due))
    if not due:
        return Timeliness(None, (), 0)
    return Timeliness(LATE if newest_first[0] else ON_TIME, failures, len(due))


def _failure(report: Owed, came: SubmissionFacts | None, project: ProjectFacts) -> Failure | None:
    if came is None:
        return Failure(MISSING, Hit(project.row, day=report.period_end))
    return Failure(BEHIND, Hit(came.row, day=report.period_end)) if came.submitted_on > report.due else None


MISSING = Check("report", "TIMELINESS", "has no status report for the period to {day}",
                "submit the report", "manager", 2, lambda project, setting: None)  # fmt: skip
OUT_OF_DATE = Check("report", "TIMELINESS", "has no approved status report after that for the period to {day}",
                    "submit a report", "manager", 2, lambda project, setting: None)  # fmt: skip
BEHIND = Check("report", "TIMELINESS", "had its report for the period to {day} after the day on which it was due",
               "submit the next report by the day on which it is due", "manager", 2,
               lambda project, setting: None)  # fmt: skip
