"""Rules about days inside one project's records: forecasts, milestones and month ends (V-06, 07, 08, 11)."""

from __future__ import annotations

from tools.assurance.checks import Check, Finding, Hit, Setting, reached
from tools.facts.milestones import MilestoneFacts
from tools.facts.project import ProjectFacts
from tools.judgement.reporting_cycle import REPORTING

OPEN = ("NOT_STARTED", "IN_PROGRESS")


def finish_after_milestones(project: ProjectFacts, _: Setting) -> Finding:
    """V-06: the forecast finish is not before the latest forecast of an open milestone."""
    finish = project.forecast_finish
    ahead = _forecast_milestones(project)
    if finish is None or not ahead:
        return None
    return tuple(_hit(each) for each in ahead if each.forecast_date is not None and each.forecast_date > finish)


def finish_lies_ahead(project: ProjectFacts, setting: Setting) -> Finding:
    """V-07: an active project's forecast finish does not lie in the past."""
    if project.run_state != "ACTIVE" or not project.running or project.forecast_finish is None:
        return None
    past = project.forecast_finish < setting.today
    return (Hit(project.row, day=project.forecast_finish),) if past else ()


def milestones_lie_ahead(project: ProjectFacts, setting: Setting) -> Finding:
    """V-08: the forecast of a milestone that is not achieved does not lie in the past."""
    ahead = _forecast_milestones(project)
    if not ahead or not project.running:
        return None
    return tuple(_hit(each) for each in ahead if each.forecast_date and each.forecast_date < setting.today)


def newest_month_is_there(project: ProjectFacts, setting: Setting) -> Finding:
    """V-11: there is a month end for the last month that was closed."""
    if not project.running or project.stage not in REPORTING:
        return None
    newest = project.snapshot.period_end if project.snapshot else None
    return () if newest == setting.as_of else (Hit(project.row, day=setting.as_of),)


def baseline_after_investment(project: ProjectFacts, _: Setting) -> Finding:
    """V-03: a project in delivery or beyond has a current baseline."""
    if not reached(project, "DELIVER") or not project.running:
        return None
    return () if project.baseline else (Hit(project.row),)


def _forecast_milestones(project: ProjectFacts) -> list[MilestoneFacts]:
    return [each for each in project.milestones if each.status in OPEN and each.forecast_date is not None]


def _hit(milestone: MilestoneFacts) -> Hit:
    return Hit(milestone.row, milestone.milestone_id, milestone.name, milestone.forecast_date)


TIME: tuple[Check, ...] = (
    Check("V-07", "VALIDITY", "has a forecast finish of {day} that lies in the past",
          "give a new forecast finish", "manager", 1, finish_lies_ahead),
    Check("V-08", "VALIDITY", "is not achieved, and its forecast of {day} lies in the past",
          "record it as achieved, or give a new forecast", "manager", 1, milestones_lie_ahead),
    Check("V-11", "VALIDITY", "has no month end for {day}, the last month that was closed",
          "enter the month end", "manager", 2, newest_month_is_there),
    Check("V-06", "CONSISTENCY", "is forecast for {day}, which is after the project's forecast finish",
          "bring the two forecasts together", "manager", 2, finish_after_milestones),
    Check("V-03", "CONSISTENCY", "is in delivery without a current baseline",
          "record the approved baseline", "manager", 3, baseline_after_investment),
)  # fmt: skip
