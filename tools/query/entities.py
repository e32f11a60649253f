"""The kinds of record that a query counts and lists, and how they come out of the facts of projects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from tools.enquiry import Enquiry
from tools.gates.conditions import attached
from tools.judgement.dimensions import is_open
from tools.query.declared import Entity, EntityName, Row, Subject
from tools.query.gathered import decision_rows, person_rows, programme_rows
from tools.wording.embedded_instructions import quotable

Records = Callable[[Subject], Iterable[tuple[Any, str, str, str]]]
"""Facts, id, label and row of each record of a project."""


def _of_projects(records: Records) -> Callable[[Entity, Enquiry, Iterable[Subject]], Iterator[Row]]:
    def gather(entity: Entity, enquiry: Enquiry, subjects: Iterable[Subject]) -> Iterator[Row]:
        for subject in subjects:
            for facts, id_, label, source in records(subject):
                yield Row(facts, id_, label, source, subject, enquiry, entity)

    return gather


def _label(id_: str, words: str | None) -> str:
    """An id with recorded words on one line, without them where they may not be repeated."""
    return f"{id_} {quotable(words) or ''}".rstrip(" .;:,")


def _each(field: str, id_: str, words: str) -> Records:
    """The records of one field of the facts, by the names of their id and of their words."""

    def records(subject: Subject) -> Iterable[tuple[Any, str, str, str]]:
        for each in getattr(subject.facts, field):
            key = getattr(each, id_)
            yield each, key, _label(key, getattr(each, words)), each.row

    return records


def _key(row: str) -> str:
    """What tells a row apart from the others of its table."""
    return row.partition("/")[2]


def _projects(subject: Subject) -> Iterable[tuple[Any, str, str, str]]:
    facts = subject.facts
    return ((facts, facts.project_id, f"{facts.project_id} {facts.name}", facts.row),)


def _gates(subject: Subject) -> Iterable[tuple[Any, str, str, str]]:
    project_id = subject.facts.project_id
    return ((each, _key(each.row), f"{project_id} {each.gate}", each.row) for each in subject.facts.gates)


def _gate_conditions(subject: Subject) -> Iterable[tuple[Any, str, str, str]]:
    for each in attached(subject.facts.gates):
        row, place = each.condition.row, f"{subject.facts.project_id} {each.review.gate}"
        yield each, _key(row), _label(place, each.condition.text), row


def _reports(subject: Subject) -> Iterable[tuple[Any, str, str, str]]:
    for each in subject.facts.reports:
        yield each, _key(each.row), f"{subject.facts.project_id} {each.period_end.isoformat()}", each.row


def _bookings(subject: Subject) -> Iterable[tuple[Any, str, str, str]]:
    """Each booking in each of its months."""
    for booking in subject.facts.bookings:
        for month, days in booking.months:
            label = f"{booking.allocation_id} {booking.role} {month.strftime('%Y-%m')}"
            yield (booking, month, days), f"{booking.allocation_id}/{month}", label, f"{booking.row}/{month}"


def _dependencies(subject: Subject) -> Iterable[tuple[Any, str, str, str]]:
    """Once each: with the project that waits for it."""
    for each in subject.facts.dependencies:
        if each.consumer_id == subject.facts.project_id:
            yield each, each.dependency_id, _label(each.dependency_id, each.deliverable), each.row


def _due(*fields: str) -> Callable[[Row], date | None]:
    """The first recorded of some dates of the record."""
    return lambda row: next((day for name in fields if (day := getattr(row.record, name)) is not None), None)


_EVERY = (
    Entity(
        "project", "project", "projects", "A project that the asker may read about.", _of_projects(_projects),
        ("the manager's forecast finish", lambda row: row.facts.forecast_finish),
        ("running", lambda row: row.facts.running), ("stage", "run_state"), money="bac", person="manager",
        synonyms=("project", "initiative", "scheme"),
        shown=("stage", "bac", "calculated"),
    ),
    Entity(
        "programme", "programme", "programmes", "A programme of which the asker may read about a project.",
        programme_rows, ("no date", lambda row: None), has_project=False, synonyms=("programme", "program"),
        shown=("programme_projects", "programme_bac"),
    ),
    Entity(
        "person", "person", "people", "Somebody who is named in a visible record with a duty: sponsor, manager, owner.",
        person_rows, ("no date", lambda row: None), has_project=False,
        synonyms=("person", "people", "persons", "who", "staff"),
        shown=("projects_sponsored", "projects_managed", "risks_owned"),
    ),
    Entity(
        "risk", "risk", "risks", "A risk in the register of a project.",
        _of_projects(_each("risks", "risk_id", "title")), ("the day it was raised", _due("raised_on")),
        ("open", lambda row: row.record.status == "OPEN"), ("risk_status",), synonyms=("risk", "threat"),
        money="risk_cost", person="risk_owner",
        shown=("risk_category", "risk_score", "risk_owner"),
    ),
    Entity(
        "issue", "issue", "issues", "An issue in the register of a project.",
        _of_projects(_each("issues", "issue_id", "title")), ("the day it was raised", _due("raised_on")),
        ("open", lambda row: row.record.status == "OPEN"), ("issue_status",), synonyms=("issue", "problem"),
        money="issue_cost", person="issue_owner",
        shown=("issue_severity", "issue_owner"),
    ),
    Entity(
        "milestone", "milestone", "milestones", "A milestone of a project's plan.",
        _of_projects(_each("milestones", "milestone_id", "name")),
        ("its forecast or baseline date", _due("actual_date", "forecast_date", "baseline_date")),
        ("open", lambda row: is_open(row.record)), ("milestone_status",), synonyms=("milestone",),
        shown=("milestone_forecast", "milestone_slip"),
    ),
    Entity(
        "benefit", "benefit", "benefits", "A benefit that a project is to bring.",
        _of_projects(_each("benefits", "benefit_id", "title")),
        ("the day of full effect", _due("full_effect_date", "end_date")), of_running=False, synonyms=("benefit",),
        money="benefit_planned", person="benefit_owner",
        shared=lambda row: row.record.shared_group,
        shown=("benefit_class", "benefit_planned", "benefit_owner"),
    ),
    Entity(
        "change", "change request", "change requests", "A change request of a project.",
        _of_projects(_each("changes", "change_request_id", "description")),
        ("the day it was submitted", _due("submitted_on")),
        synonyms=("change", "change request", "changes", "cr", "crs"),
        money="change_cost", person="change_approver",
        shown=("change_type", "change_status", "change_cost"),
    ),
    Entity(
        "gate", "gate review", "gate reviews", "One review of one gate of a project, planned or decided.",
        _of_projects(_gates), ("the day of the decision, else the planned day", _due("decision_date", "planned_date")),
        synonyms=("gate", "gate review", "gate decision"),
        money="gate_funding",
        shown=("gate_planned", "gate_decision"),
    ),
    Entity(
        "gate_condition", "gate condition", "gate conditions", "A condition that came with an approval at a gate.",
        _of_projects(_gate_conditions), ("its due date", lambda row: row.record.condition.due_date),
        ("open", lambda row: row.record.condition.status == "OPEN"), ("condition_status",),
        synonyms=("gate condition", "condition of approval", "conditions of approval", "approval condition",
                  "condition", "conditions"),
        person="condition_owner",
        shown=("condition_due", "condition_owner"),
    ),
    Entity(
        "waiver", "waiver", "waivers", "Permission to depart from a clause, asked for or given.",
        _of_projects(_each("waivers", "waiver_id", "requirement")), ("its last day", _due("expires_on")),
        synonyms=("waiver", "dispensation"),
        person="waiver_approver",
        shown=("waiver_clause", "waiver_expires"),
    ),
    Entity(
        "exception", "exception report", "exception reports", "An exception from a tolerance, raised or decided.",
        _of_projects(_each("exceptions", "exception_id", "cause")), ("the day it was raised", _due("raised_on")),
        synonyms=("exception", "exception report"),
        shown=("exception_dimension", "exception_decision"),
    ),
    Entity(
        "dependency", "dependency", "dependencies", "What one project waits for from another or from outside.",
        _of_projects(_dependencies), ("the day it is needed", _due("need_by")),
        ("open", lambda row: row.record.status != "DELIVERED"), ("dependency_status",),
        synonyms=("dependency", "dependencies"),
        shown=("provider", "need_by", "dependency_forecast"),
    ),
    Entity(
        "booking", "booking", "bookings", "A role or person booked by a project in one month.",
        _of_projects(_bookings), ("the month", lambda row: row.record[1]),
        synonyms=("booking", "allocation", "assignment", "booked days", "days booked"),
        person="person",
        amount="days",
        shown=("role", "person", "days"),
    ),
    Entity(
        "decision", "decision", "decisions", "A decision that a board is asked for or has made.",
        decision_rows, ("the day it was made, else is needed by", _due("decided_on", "needed_by")),
        synonyms=("decision", "board decision"),
        shown=("decision_board", "decision_status", "decision_needed_by"),
    ),
    Entity(
        "report", "status report", "status reports", "A status report as it was approved.",
        _of_projects(_reports), ("the period's end", _due("period_end")),
        synonyms=("status report", "approved report", "report", "highlight report"),
        person="report_approver",
        shown=("report_colour", "report_approver"),
    ),
)  # fmt: skip
ENTITIES: Mapping[EntityName, Entity] = {each.name: each for each in _EVERY}
