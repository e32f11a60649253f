"""Lists of projects: which meet a condition, how many, and what they amount to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tools.enquiry import Enquiry
from tools.facts.project import ENDED, ProjectFacts, load_projects
from tools.judgement.rating import judge
from tools.judgement.tolerances import tolerances
from tools.portfolio.records import RecordKind, find_records
from tools.projects import conditions as conditions
from tools.projects.conditions import Condition, Row
from tools.projects.table import Listing
from tools.records.find import named, not_found
from tools.result import Colour, ToolResult
from tools.wording.evidence import Evidence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "list_projects"
FIELDS = {
    "stage": "in stage {}",
    "run_state": "{}",
    "type": "of type {}",
    "delivery_class": "of class {}",
}
REFERENCES: dict[str, tuple[RecordKind, str, str]] = {
    "portfolio": ("portfolio", "portfolio_id", "in portfolio {}"),
    "programme": ("programme", "programme_id", "in programme {}"),
    "sponsor": ("person", "sponsor", "sponsored by {}"),
    "pm": ("person", "pm", "managed by {}"),
}


UNREAD = "I could not read the condition in that question, so these are all projects, and it is not answered."


def list_projects(
    enquiry: Enquiry,
    *,
    portfolio: str | None = None,
    programme: str | None = None,
    stage: str | None = None,
    run_state: str | None = None,
    type: str | None = None,
    delivery_class: str | None = None,
    colour: Colour | None = None,
    reported: Colour | None = None,
    calculated: Colour | None = None,
    differing: bool | None = None,
    sponsor: str | None = None,
    pm: str | None = None,
    over_tolerance: bool | None = None,
    late: bool | None = None,
    mine: bool = False,
    unread: bool = False,
) -> ToolResult:
    """The visible projects that meet every condition given, worst colour first, with counts and sums.

    Projects that have ended are left out unless their stage or state is asked for.
    """
    records = {"portfolio": portfolio, "programme": programme, "sponsor": sponsor, "pm": pm}
    fields = {"stage": stage, "run_state": run_state, "type": type, "delivery_class": delivery_class}
    colours = {"reported": reported, "calculated": calculated}
    switches = {"differing": differing, "over_tolerance": over_tolerance, "late": late}
    asked: dict[str, object] = {**records, **fields, "colour": colour, **colours, **switches, "mine": mine or None}
    arguments = {key: value for key, value in asked.items() if value is not None}
    evidence = Evidence("portfolio", enquiry.as_of)
    with enquiry.portfolio.session() as session:
        referred = _references(enquiry, session, evidence, records)
        if isinstance(referred, str):
            return not_found(TOOL, referred, arguments)
        if mine:
            referred.append(_own(enquiry))
        facts = load_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today)
    wanted = [
        *referred,
        *(conditions.field_is(evidence, k, FIELDS[k], v.upper()) for k, v in fields.items() if v),
        *([conditions.coloured_either_way(evidence, colour)] if colour else []),
        *(conditions.coloured(evidence, k, v) for k, v in colours.items() if v),
        *_switched(differing, over_tolerance, late),
    ]
    all_states = stage == "CLOSED" or (run_state or "").upper() in ENDED
    rows = [_row(enquiry, each) for each in facts if all_states or each.running]
    result = Listing(enquiry, evidence, rows, wanted).result(arguments)
    return replace(result, cautions=(UNREAD, *result.cautions)) if unread else result


def _references(
    enquiry: Enquiry, session: Session, evidence: Evidence, wanted: dict[str, str | None]
) -> list[Condition] | str:
    """Conditions on named records, or the first name that is not that of one visible record."""
    said = []
    for argument, text in wanted.items():
        if text is None:
            continue
        kind, key, words = REFERENCES[argument]
        found = named(find_records(session, enquiry.viewer, enquiry.today, (kind,)), text)
        if len(found) != 1:
            return text
        record, is_person = found[0], kind == "person"
        evidence.label(record.id, record.name if is_person else f"{record.id} {record.name}", f"{kind}/{record.id}")
        said.append(conditions.belongs_to(key, words, record.id, record.name if is_person else None))
    return said


def _own(enquiry: Enquiry) -> Condition:
    me = enquiry.viewer.person_id
    return Condition("mine", "yours to manage or sponsor", lambda row: me in (row.facts.sponsor_id, row.facts.pm_id))


def _switched(differing: bool | None, over_tolerance: bool | None, late: bool | None) -> list[Condition]:
    made = (
        (differing, conditions.differing),
        (over_tolerance, conditions.tolerated),
        (late, conditions.late),
    )
    return [condition(value) for value, condition in made if value is not None]


def _row(enquiry: Enquiry, facts: ProjectFacts) -> Row:
    return Row(facts, judge(facts, enquiry), tolerances(facts, enquiry))
