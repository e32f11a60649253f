"""The status (highlight) report of one project: its sections in the order of the standard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tools.drift import cautions
from tools.enquiry import Enquiry
from tools.reports import status_money, status_plan
from tools.reports.document import (
    Block,
    Callout,
    DataLine,
    Gap,
    Heading,
    KeyFigures,
    ListBlock,
    Paragraph,
    Report,
    TableBlock,
    templates_of,
)
from tools.reports.material import CannotDraft, Material, gather
from tools.reports.movement import trend_word
from tools.reports.recovery import path_to_green
from tools.result import in_currency
from tools.status.last_report import report_line
from tools.wording.handles import handles
from tools.wording.labels import label, note
from tools.wording.sentences import listed, sentence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["CannotDraft", "draft", "empty_sections", "gaps", "gathered", "status_report"]

TOOL = "draft_status_report"
SECTIONS = (
    "Project", "Headline", "Colours", "Decisions and support needed", "Tolerance", "Key figures", "Milestones",
    "Done this period", "Next period", "Top risks and issues", "Changes and exceptions", "Dependencies",
    "Benefits outlook", "Resources", "Path to green", "Lessons", "Data",
)  # fmt: skip


def status_report(enquiry: Enquiry, project: str, period: date | None = None) -> Report:
    """The drafted report of a project for the period to a day, by default the newest locked month end.

    Raises CannotDraft, with the answer to give, where the project or the month is not there.
    """
    with enquiry.portfolio.session() as session:
        return draft(gathered(enquiry, session, project, period))


def gathered(enquiry: Enquiry, session: Session, project: str, period: date | None) -> Material:
    """The material of the report."""
    return gather(enquiry, session, project, period, TOOL)


def draft(material: Material) -> Report:
    """The report from its material, in the order of the standard (PMO-STD-003 §4.1)."""
    bodies = (
        _header, _headline, _colours, _decisions, _tolerance, status_money.key_figures, status_plan.milestones,
        status_plan.done, status_plan.ahead, _risks, _changes, _dependencies, _benefits, _resources, path_to_green,
        _lessons,
    )  # fmt: skip
    name = label(material.evidence, material.facts)
    period = note(material.evidence, "period", "period to", material.period, "date", _seen(material))
    title = f"Status report {name}, period to {period}"
    blocks: list[Block] = []
    for number, body in enumerate(bodies, 1):
        blocks += [Heading(SECTIONS[number - 1], number), *body(material)]
    blocks += [Heading(SECTIONS[-1], len(SECTIONS)), *_data(material, _used((title,), blocks))]
    used = _used((title,), blocks)
    return Report(
        title=title,
        kind="status",
        subject=material.facts.project_id,
        period=material.period,
        classification=material.facts.classification,
        blocks=tuple(blocks),
        figures=in_currency((f for f in material.figures if f.handle in used), material.enquiry.currency),
        clauses=tuple(clause for clause in material.clauses if clause.ref in used),
    )


def gaps(report: Report) -> tuple[str, ...]:
    """What a person still has to write, in the order of the report."""
    return tuple(block.what for block in report.blocks if isinstance(block, Gap))


def empty_sections(report: Report) -> tuple[str, ...]:
    """Titles of the sections of which nothing is recorded."""
    headings = [block for block in report.blocks if isinstance(block, Heading) and block.number is not None]
    return tuple(h.text for h in headings if all(isinstance(b, Gap) for b in report.section(h.number or 0)))


def _used(texts: Sequence[str], blocks: Sequence[Block]) -> frozenset[str]:
    """The handles that stand in the texts and blocks."""
    every = (*texts, *(template for block in blocks for template in templates_of(block)))
    return frozenset(handle for template in every for handle in handles(template))


def _header(material: Material) -> list[Block]:
    facts, say = material.facts, material.evidence.say
    period = note(material.evidence, "period", "period to", material.period, "date", _seen(material))
    rows = (
        ("Project", label(material.evidence, facts)),
        ("Sponsor", say("sponsor", facts.sponsor, facts.state_row)),
        ("Project manager", say("pm", facts.pm, facts.state_row)),
        ("Stage", say("stage", facts.stage, facts.state_row)),
        ("State", say("run_state", facts.run_state, facts.state_row)),
        ("Period to", period),
        (
            "Classification",
            note(material.evidence, "classification", "classification", facts.classification, "state", facts.state_row),
        ),
        ("Report", "DRAFT, not approved"),
    )
    return [KeyFigures(rows)]


def _headline(material: Material) -> list[Block]:
    ask = material.status.next_steps[:1] or ("No action is asked of the sponsor on these figures.",)
    return [Paragraph(material.status.headline), *(Paragraph(step) for step in ask)]


def _colours(material: Material) -> list[Block]:
    judgement = material.judgement
    every = (*judgement.dimensions, judgement.overall)
    rows = []
    for each in every:
        key, reasons = each.name.lower(), [ground.reason for ground in each.decisive]
        report = material.facts.report
        held = report.colour(each.name) if report else None
        reported = material.evidence.say(
            f"rag_reported_{key}", held.reported if held else "NR", held.row if held else material.facts.row
        )
        why = listed(reasons) or each.missing or f"decided by {listed([n.lower() for n in judgement.because])}"
        calculated = f"{{{material.facts.project_id}.rag_calculated_{key}}}"
        rows.append((each.name.capitalize(), reported, calculated, trend_word(material, each.name), sentence(why)))
    table = TableBlock(("Dimension", "Last reported", "Calculated", "Trend", "Why"), tuple(rows))
    last = Paragraph(report_line(material.case))
    return [table, last, *([ListBlock(material.status.rules)] if material.status.rules else [])]


def _decisions(material: Material) -> list[Block]:
    """The box stands in every report; with nothing to decide it says so."""
    gate = (material.gate.headline, *material.gate.next_steps) if status_plan.is_gate_planned(material) else ()
    lines = (*material.tolerance.next_steps, *gate)
    if not lines:
        return [Callout("decision", "Decisions needed", ("None on record.",))]
    return [
        Callout("decision", "Decisions needed", lines),
        Gap("Options, recommendation and cost of delay for each decision"),
    ]


def _tolerance(material: Material) -> list[Block]:
    said = (material.tolerance.headline, *material.tolerance.facts, *material.tolerance.rules)
    return [ListBlock(said), Gap("Tolerance of scope, benefits and risk")]


def _changes(material: Material) -> list[Block]:
    evidence, facts = material.evidence, material.facts
    items = []
    if facts.baselines:
        rows = tuple(b.row for b in facts.baselines)
        items.append(f"Re-baselines so far: {evidence.say('rebaselines', len(facts.baselines) - 1, *rows)}.")
    for exception in facts.exceptions:
        name = evidence.label(exception.exception_id, exception.exception_id, exception.row)
        about = exception.exception_id
        decision = note(evidence, "decision", "decision", exception.decision, "state", exception.row, subject=about)
        until = evidence.say("exception_until", exception.approved_until, exception.row, subject=about)
        lasts = f", until {until}" if exception.approved_until else ""
        items.append(f"Exception {name} on {exception.dimension.lower()}: {decision}{lasts}.")
    return [*([ListBlock(tuple(items))] if items else []), Gap("Change requests decided and open")]


def _risks(material: Material) -> list[Block]:
    return [Gap("Top risks and issues with owner and response")]


def _dependencies(material: Material) -> list[Block]:
    return [Gap("Dependencies in and out, agreed and late ones")]


def _benefits(material: Material) -> list[Block]:
    return [Gap("Benefits forecast against plan")]


def _resources(material: Material) -> list[Block]:
    return [Gap("Vacancies and clashes of resources")]


def _lessons(material: Material) -> list[Block]:
    return [Gap("Lessons raised in the period")]


def _data(material: Material, used: frozenset[str]) -> list[Block]:
    evidence, snapshot = material.evidence, material.facts.snapshot
    as_of = note(evidence, "as_of", "date of the data", material.enquiry.as_of, "date", _seen(material))
    locked = note(
        evidence, "locked_on", "month locked on", snapshot.locked_on if snapshot else None, "date", _seen(material)
    )
    cited = listed([f"{{{clause.ref}}}" for clause in material.clauses if clause.ref in used])
    rows = (
        ("Figures as of", as_of),
        ("Month locked on", locked),
        ("Drafted on", note(evidence, "drafted_on", "drafted on", material.enquiry.today, "date", "enquiry")),
        ("Status", "DRAFT until the sponsor approves it"),
        ("Data quality score", "not computed"),
        ("Clauses", cited or "none held for this day"),
    )
    read = (*cautions(material.library.awaiting), *material.status.cautions)
    return [*([Callout("caution", "Read with care", read)] if read else []), DataLine(rows)]


def _seen(material: Material) -> str:
    return material.facts.snapshot.row if material.facts.snapshot else material.facts.row
