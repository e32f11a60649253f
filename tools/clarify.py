"""Questions back: one question with its choices, when the readings give different answers."""

from __future__ import annotations

from collections.abc import Sequence

from tools.enquiry import Enquiry
from tools.facts.project import load_projects
from tools.portfolio.access import visible_projects
from tools.portfolio.charges import charges_of
from tools.portfolio.records import Record, find_records
from tools.result import Figure, Option, ToolResult

PLACE = "<record>"
"""Where the chosen record goes in the question of an option."""
MOST = 6


def own_projects(enquiry: Enquiry) -> tuple[str, ...]:
    """Ids of the visible projects that the asker manages, or else sponsors, in order."""
    with enquiry.portfolio.session() as session:
        charges = charges_of(session, enquiry.viewer.person_id, enquiry.today)
        visible = visible_projects(session, enquiry.viewer, enquiry.today)
    return tuple(sorted(charges.manages & visible or charges.sponsors & visible))


def which_record(enquiry: Enquiry, records: Sequence[str], ask: str) -> ToolResult:
    """Ask which of several visible records is meant; ``ask`` is the question with ``<record>`` for its name."""
    with enquiry.portfolio.session() as session:
        visible = {r.id: r for r in find_records(session, enquiry.viewer, enquiry.today)}
        held = [visible[record] for record in records if record in visible][:MOST]
        stages = {
            p.project_id: p.stage
            for p in load_projects(session, enquiry.viewer, enquiry.as_of, enquiry.today, [r.id for r in held])
        }
    figures = tuple(_label(record) for record in held)
    stage_figures = tuple(
        Figure(r.id, "stage", "stage", stages[r.id], "state", source=(f"project_state/{r.id}",))
        for r in held
        if r.id in stages
    )
    return ToolResult(
        tool="which_record",
        status="OK",
        kind="clarify",
        headline="Which one do you mean?" if held else "Which project do you mean? Give me its name or id.",
        facts=tuple(_line(record, record.id in stages) for record in held),
        figures=(*figures, *stage_figures),
        options=tuple(Option(f"{record.id} {record.name}", ask.replace(PLACE, record.id)) for record in held),
        arguments={"records": list(records), "ask": ask},
    )


def which_ask(enquiry: Enquiry, asks: Sequence[str]) -> ToolResult:
    """Ask which of several complete questions is meant."""
    return ToolResult(
        tool="which_ask",
        status="OK",
        kind="clarify",
        headline="I am not sure what you are after. Is it one of these?",
        options=tuple(Option(ask, ask) for ask in asks[:MOST]),
        arguments={"asks": list(asks)},
    )


def which_numbers(enquiry: Enquiry, missing: Sequence[str]) -> ToolResult:
    """Ask for numbers that a calculation still needs, by their names."""
    names = " and ".join(name.replace("_", " ").upper() for name in missing)
    return ToolResult(
        tool="which_numbers",
        status="INVALID_INPUT",
        kind="clarify",
        headline=f"I can compute that once you also give me {names}.",
        reason="a number is missing",
        arguments={"missing": list(missing)},
    )


def _label(record: Record) -> Figure:
    return Figure(record.id, "", "name", f"{record.id} {record.name}", "name", source=(f"{record.kind}/{record.id}",))


def _line(record: Record, has_stage: bool) -> str:
    return f"{{{record.id}}}, stage {{{record.id}.stage}}." if has_stage else f"{{{record.id}}}."
