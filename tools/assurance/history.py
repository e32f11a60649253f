"""The audit of one record: who changed it, when, and what stood there before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tools.assurance.asked import HistoryField
from tools.enquiry import Enquiry
from tools.facts.trail import ChangeFacts, RowFacts, changes_of, register_row, row_of
from tools.portfolio.access import may_read_history
from tools.portfolio.records import Record, find_records
from tools.records.answering import answer
from tools.records.find import absent, named
from tools.result import Table, ToolResult, Value
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence
from tools.wording.labels import note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TOOL = "record_history"
COLUMNS = ("When", "Who", "Record", "What changed")
SHOWN = 20
TABLE_OF = {"objective": "strategic_objective"}
"""Tables that are named otherwise than the kind of record."""
FIELDS: Mapping[HistoryField, tuple[str, ...]] = {
    "finish": ("finish", "pm_finish", "forecast_date", "baseline_date"),
    "budget": ("bac", "contingency"),
    "sponsor": ("sponsor_id",),
    "manager": ("pm_id",),
    "owner": ("owner_id",),
    "stage": ("stage",),
}
UNSAID = "text that reads like an instruction"


def record_history(
    enquiry: Enquiry, record: str, since: date | None = None, about: HistoryField | None = None
) -> ToolResult:
    """Who changed a visible record or what belongs to it, when, and how, for those who may read the audit."""
    given = {"record": record, "since": since.isoformat() if since else None, "about": about}
    arguments: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    with enquiry.portfolio.session() as session:
        found = _found(enquiry, session, record)
        if found is None:
            return absent(enquiry, session, TOOL, record, arguments)
        row, label = found
        evidence = Evidence(row.id, enquiry.as_of)
        evidence.label(row.id, label, f"{row.table}/{row.id}")
        if not may_read_history(session, enquiry.viewer, enquiry.today, row.project_id):
            return _refused(enquiry, evidence, arguments)
        changes = changes_of(session, enquiry.viewer, enquiry.today, row)
    kept = [each for each in changes if (since is None or each.at.date() >= since) and _fields(each, about)]
    table = Table(COLUMNS, tuple(_cells(evidence, each, about) for each in kept[:SHOWN])) if kept else None
    return answer(
        TOOL,
        enquiry,
        evidence,
        _headline(evidence, kept, since, about),
        facts=_origin(evidence, row),
        cautions=tuple(_cautions(kept, changes)),
        table=table,
        subjects=(row.id,),
        arguments=arguments,
    )


def _found(enquiry: Enquiry, session: Session, text: str) -> tuple[RowFacts, str] | None:
    """The one visible record of that name or id, and its label."""
    records = named(find_records(session, enquiry.viewer, enquiry.today), text)
    if len(records) > 1:
        return None
    if records:
        (record,) = records
        table = TABLE_OF.get(record.kind, record.kind)
        row = row_of(session, enquiry.viewer, enquiry.today, table, record.id)
        return (row, _label(record)) if row else None
    row = register_row(session, enquiry.viewer, enquiry.today, text.strip())
    return (row, row.id) if row else None


def _label(record: Record) -> str:
    return record.name if record.kind in ("person", "board") else f"{record.id} {record.name}"


def _refused(enquiry: Enquiry, evidence: Evidence, arguments: dict[str, object]) -> ToolResult:
    return answer(
        TOOL,
        enquiry,
        evidence,
        f"Who changed {{{evidence.subject}}} is told to the PMO, to auditors, and to the manager and the sponsor "
        "of its project; you ask as none of these.",
        status="NOT_APPLICABLE",
        kind="decline",
        next_steps=("Ask the PMO, or the manager or the sponsor of the project.",),
        subjects=(evidence.subject,),
        reason="the audit is not open to this person",
        arguments=arguments,
    )


def _headline(evidence: Evidence, kept: Sequence[ChangeFacts], since: date | None, about: HistoryField | None) -> str:
    span = f" since {evidence.say('history_since', since, 'question')}" if since else ""
    of = f" of the {about}" if about else ""
    if not kept:
        return f"The audit holds no change{of} for {{{evidence.subject}}}{span}."
    count = evidence.say("history_changes", len(kept), *(each.row for each in kept))
    newest = evidence.say("history_newest", kept[0].at.date(), kept[0].row)
    return (
        f"Changes{of} that the audit holds for {{{evidence.subject}}}{span}: {count}; the newest was made by "
        f"{_who(evidence, kept[0])} on {newest}."
    )


def _who(evidence: Evidence, change: ChangeFacts) -> str:
    name = quotable(change.actor) or UNSAID
    return note(evidence, f"history_by_{change.number}", "made by", name, "name", change.row)


def _origin(evidence: Evidence, row: RowFacts) -> tuple[str, ...]:
    place = f"{row.table}/{row.id}"
    day = evidence.say("history_recorded", row.created_at.date(), place)
    by = evidence.say("history_recorded_by", quotable(row.created_by) or UNSAID, place)
    source = evidence.say("history_source", quotable(row.source) or UNSAID, place)
    return (f"It was put on record on {day} by {by}, from {source}.",)


def _cautions(kept: Sequence[ChangeFacts], every: Sequence[ChangeFacts]) -> Iterator[str]:
    if len(kept) > SHOWN:
        yield "The table shows the newest changes only."
    if not every:
        yield "A load or a large import is one event of the audit as a whole, and tells nothing row by row."
    yield "Rows that were taken out since are not told."


def _cells(evidence: Evidence, change: ChangeFacts, about: HistoryField | None) -> tuple[str, ...]:
    at = note(evidence, f"history_at_{change.number}", "day of the change", change.at.date(), "date", change.row)
    row = note(evidence, f"history_row_{change.number}", "row that changed", change.entity, "name", change.row)
    return at, _who(evidence, change), row, _what(evidence, change, about)


def _fields(change: ChangeFacts, about: HistoryField | None) -> tuple[str, ...]:
    """The fields that the change touched; of one about a field, those alone."""
    names = tuple(sorted({*change.before, *change.after}))
    return tuple(name for name in names if name in FIELDS[about]) if about else names or ("",)


def _what(evidence: Evidence, change: ChangeFacts, about: HistoryField | None) -> str:
    done = {"add": "put on record: ", "remove": "taken out: ", "revive": "brought back: "}
    words = "; ".join(_move(evidence, change, name) for name in _fields(change, about) if name)
    return (done.get(change.action.rpartition(".")[2], "") + (words or "no field that can be shown")).strip()


def _move(evidence: Evidence, change: ChangeFacts, name: str) -> str:
    sides = [_side(evidence, change, name, side) for side in ("before", "after")]
    field = name.removesuffix("_id").replace("_", " ")
    if not change.before:
        return f"{field} {sides[1]}"
    return f"{field} {sides[0]} → {sides[1]}"


def _side(evidence: Evidence, change: ChangeFacts, name: str, side: str) -> str:
    value = (change.before if side == "before" else change.after).get(name)
    if value is None or value == "":
        return "empty"
    key = f"history_{change.number}_{name}_{side}"
    read = _read(value)
    unit: Any = "date" if isinstance(read, date) else "text"
    return note(evidence, key, f"{name.replace('_', ' ')} {side} the change", read, unit, change.row)


def _read(value: Any) -> Value:
    """A value of the audit as it is shown: a day as one, other words where they may be repeated."""
    text = str(value)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return quotable(text) or UNSAID
