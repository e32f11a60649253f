"""What the checks of data quality need beside a project: rules of the day, objectives, reports, others of its name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from tools.assurance.checks import Setting
from tools.assurance.circles import circular
from tools.enquiry import Enquiry
from tools.facts.cross_checks import bearers, every_dependency, plain, reachable
from tools.facts.project import ProjectFacts
from tools.facts.strategy import objectives
from tools.facts.submissions import submissions
from tools.judgement.reporting_cycle import ReportingRules

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def setting_of_one(enquiry: Enquiry, session: Session, project: ProjectFacts) -> Setting:
    """The setting for one project: only what concerns it is loaded, however large the portfolio."""
    viewer, today = enquiry.viewer, enquiry.today
    names = (project.name, *project.aliases)
    setting = with_reports(_common(enquiry, session), session, [project])
    return replace(
        setting,
        namesakes={project.project_id: _others(project, bearers(session, viewer, today, names))},
        circular=circular(reachable(session, viewer, today, project.dependencies)),
    )


def setting_of_all(enquiry: Enquiry, session: Session) -> Setting:
    """The setting for every visible project, but for their reports: those are added a batch at a time."""
    viewer, today = enquiry.viewer, enquiry.today
    borne = bearers(session, viewer, today)
    shared: dict[str, tuple[str, ...]] = {}
    for ids in (ids for ids in borne.values() if len(ids) > 1):
        shared |= {project_id: tuple(sorted(ids - {project_id})) for project_id in ids}
    return replace(
        _common(enquiry, session),
        namesakes=shared,
        circular=circular(every_dependency(session, viewer, today)),
    )


def with_reports(setting: Setting, session: Session, projects: Iterable[ProjectFacts]) -> Setting:
    """The setting with the reports that these projects have submitted."""
    ids = [project.project_id for project in projects]
    return replace(setting, submissions=submissions(session, ids, setting.today))


def _common(enquiry: Enquiry, session: Session) -> Setting:
    library, today = enquiry.library, enquiry.today
    gates, link = library.rule("gates.opens", today), library.rule("strategy.link", today)
    linked_from = link.values.get("from_stage") if link else None
    return Setting(
        as_of=enquiry.as_of,
        today=today,
        calendar=enquiry.calendar,
        reporting=ReportingRules.of(library, today),
        opens={str(stage): gate for gate, stage in gates.values.items()} if gates else {},
        linked_from=str(linked_from) if linked_from else None,
        earned_value=library.rule("ev.scope", today),
        uplifted=library.rule("estimate.uplift", today) is not None,
        objectives={each.objective_id: each for each in objectives(session, today)},
    )


def _others(project: ProjectFacts, borne: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    names = {plain(name) for name in (project.name, *project.aliases)}
    return tuple(sorted({each for name in names for each in borne.get(name, ())} - {project.project_id}))
