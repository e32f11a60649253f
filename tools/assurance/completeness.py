"""Mandatory fields by stage: what is recorded of what has to be (part of F-DQ)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tools.assurance.checks import Asked, Check, Failure, Hit, Setting, reached
from tools.facts.project import ProjectFacts
from tools.judgement.forecast import in_scope

UNMEASURED = "QUALITATIVE"
"""The class of benefits that need no measure."""
Slot = tuple[Hit, bool]
"""A place that has to be filled, and whether it is."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that every record of a kind must have from a stage on."""

    name: str
    """In words, with its article, as it stands after “has no”."""
    stage: str
    ask: Asked
    slots: Callable[[ProjectFacts, Setting], Iterable[Slot]]
    fix: str = ""
    """What to do where it is empty, where “record the” and the name would not say it."""


def slots(project: ProjectFacts, setting: Setting) -> Iterator[tuple[Field, Slot]]:
    """Every place that has to be filled for the project at its stage."""
    for field in FIELDS:
        if reached(project, field.stage):
            yield from ((field, slot) for slot in field.slots(project, setting))


def missing(field: Field, hit: Hit) -> Failure:
    """The failure of a place that is empty."""
    check = Check(
        code="empty field",
        part="COMPLETENESS",
        wrong=f"has no {field.name}",
        fix=field.fix or f"record the {field.name}",
        ask=field.ask,
        effort=1,
        find=lambda project, setting: (hit,),
    )
    return Failure(check, hit)


def _of_project(attribute: str) -> Callable[[ProjectFacts, Setting], Iterable[Slot]]:
    """One field of the project's own row."""
    return lambda project, _: [(Hit(project.row), _is_filled(getattr(project, attribute)))]


def _of_each(
    records: Callable[[ProjectFacts], Iterable[Any]], identity: str, attribute: str
) -> Callable[[ProjectFacts, Setting], Iterable[Slot]]:
    """One field of each record that belongs to the project."""

    def found(project: ProjectFacts, _: Setting) -> Iterator[Slot]:
        for record in records(project):
            yield Hit(record.row, getattr(record, identity)), _is_filled(getattr(record, attribute))

    return found


def _of_newest_month(attribute: str) -> Callable[[ProjectFacts, Setting], Iterable[Slot]]:
    """One field of the newest month end; where there is none, it is missing with the project."""

    def found(project: ProjectFacts, _: Setting) -> Iterator[Slot]:
        month = project.snapshot
        yield Hit(month.row if month else project.row), month is not None and _is_filled(getattr(month, attribute))

    return found


def _of_earned_value(attribute: str) -> Callable[[ProjectFacts, Setting], Iterable[Slot]]:
    """One field of the newest month end, asked of those projects alone whose earned value is asked for."""
    of_month = _of_newest_month(attribute)

    def found(project: ProjectFacts, setting: Setting) -> Iterable[Slot]:
        asked = project.baseline is not None and in_scope(project.baseline, setting.earned_value)
        return of_month(project, setting) if asked else ()

    return found


def _is_filled(value: object) -> bool:
    return value is not None and value not in ("", ())


def _objective_or_mandate(project: ProjectFacts, setting: Setting) -> Iterator[Slot]:
    if setting.linked_from and reached(project, setting.linked_from):
        yield Hit(project.row), bool(project.links) or project.mandate_type != "NONE"


def _mandate(attribute: str) -> Callable[[ProjectFacts, Setting], Iterable[Slot]]:
    return lambda project, _: (
        [(Hit(project.row), _is_filled(getattr(project, attribute)))] if project.mandate_type != "NONE" else []
    )


def _open_risks(project: ProjectFacts) -> list[Any]:
    return [risk for risk in project.risks if risk.status == "OPEN"]


def _open_issues(project: ProjectFacts) -> list[Any]:
    return [issue for issue in project.issues if issue.status == "OPEN"]


def _open_milestones(project: ProjectFacts) -> list[Any]:
    return [milestone for milestone in project.milestones if milestone.status in ("NOT_STARTED", "IN_PROGRESS")]


def _open_assumptions(project: ProjectFacts) -> list[Any]:
    return [assumption for assumption in project.assumptions if assumption.status == "OPEN"]


def _measured_benefits(project: ProjectFacts) -> list[Any]:
    return [benefit for benefit in project.benefits if benefit.benefit_class != UNMEASURED]


FIELDS: tuple[Field, ...] = (
    Field("description", "IDEA", "manager", _of_project("description")),
    Field("sponsor", "IDEA", "manager", _of_project("sponsor_id")),
    Field("project manager", "IDEA", "sponsor", _of_project("pm_id")),
    Field("owning unit", "DEFINE", "manager", _of_project("owning_unit")),
    Field("whole-life cost", "DEFINE", "manager", _of_project("wlc")),
    Field("delivery method", "PLAN", "manager", _of_project("delivery_method")),
    Field("objective and no mandate", "IDEA", "sponsor", _objective_or_mandate,
          "link it to an objective, or record its mandate"),
    Field("reference of its mandate", "IDEA", "sponsor", _mandate("mandate_ref")),
    Field("deadline of its mandate", "IDEA", "sponsor", _mandate("mandate_deadline")),
    Field("benefit", "PLAN", "sponsor", _of_project("benefits")),
    Field("baseline", "DELIVER", "manager", _of_project("baseline")),
    Field("actual cost in its newest month end", "PLAN", "manager", _of_newest_month("ac")),
    Field("forecast finish in its newest month end", "PLAN", "manager", _of_newest_month("forecast_finish")),
    Field("forecast cost by its manager in its newest month end", "DELIVER", "manager", _of_newest_month("pm_eac")),
    Field("planned value in its newest month end", "DELIVER", "manager", _of_earned_value("pv")),
    Field("earned value in its newest month end", "DELIVER", "manager", _of_earned_value("ev")),
    Field("owner", "IDEA", "manager", _of_each(_open_risks, "risk_id", "owner")),
    Field("residual score", "IDEA", "manager", _of_each(_open_risks, "risk_id", "residual")),
    Field("response", "IDEA", "manager", _of_each(_open_risks, "risk_id", "response")),
    Field("owner", "IDEA", "manager", _of_each(_open_issues, "issue_id", "owner")),
    Field("target date", "IDEA", "manager", _of_each(_open_issues, "issue_id", "target_date")),
    Field("owner", "IDEA", "manager", _of_each(_open_assumptions, "assumption_id", "owner")),
    Field("owner", "PLAN", "sponsor", _of_each(lambda project: project.benefits, "benefit_id", "owner")),
    Field("measure", "PLAN", "manager", _of_each(_measured_benefits, "benefit_id", "measure")),
    Field("forecast date", "DELIVER", "manager", _of_each(_open_milestones, "milestone_id", "forecast_date")),
    Field("date by which it is needed", "DEFINE", "manager",
          _of_each(lambda project: project.dependencies, "dependency_id", "need_by")),
)  # fmt: skip
