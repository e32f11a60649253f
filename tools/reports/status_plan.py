"""Milestones and gates in a status report: what is late, what was achieved, what comes next."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from tools.facts.milestones import MilestoneFacts
from tools.judgement.dimensions import due_date, is_open
from tools.reports.document import Block, Gap, ListBlock, Paragraph, TableBlock
from tools.reports.material import Material
from tools.result import Verdict
from tools.wording.labels import note

NEXT = 5
"""How many of the milestones ahead are listed."""
COLUMNS = ("Milestone", "Baseline", "Forecast", "Behind baseline", "State")


def milestones(material: Material) -> list[Block]:
    """Every open milestone behind its baseline date, and the next ones ahead."""
    still_open = sorted(
        (m for m in material.facts.milestones if is_open(m)), key=lambda m: (_expected(material, m), m.milestone_id)
    )
    shown = [m for m in still_open if _behind(material, m) > 0]
    shown += [m for m in still_open if m not in shown][: max(NEXT - len(shown), 0)]
    if not shown:
        return [Gap("Milestones ahead")]
    ordered = sorted(shown, key=lambda m: (_expected(material, m), m.milestone_id))
    return [TableBlock(COLUMNS, tuple(_row(material, m) for m in ordered))]


def done(material: Material) -> list[Block]:
    """The milestones achieved in the period against those planned for it, and the gap for other outcomes."""
    since = material.previous.period_end if material.previous else date.min
    achieved = [m for m in material.facts.milestones if m.actual_date and since < m.actual_date <= material.period]
    planned = [m for m in material.facts.milestones if m.baseline_date and since < m.baseline_date <= material.period]
    kept = [m for m in planned if m.actual_date and m.actual_date <= material.period]
    items = []
    if planned:
        of = _count(material, "due_in_period", "milestones planned for the period", planned)
        met = _count(material, "kept_in_period", "of these achieved", kept)
        items.append(f"Milestones planned for the period by the baseline: {of}; of these achieved: {met}.")
    for milestone in achieved:
        name = material.evidence.label(milestone.milestone_id, milestone.name, milestone.row)
        on = _day(material, milestone, "milestone_actual", "achieved on", milestone.actual_date)
        items.append(f"Achieved: {name} on {on}.")
    said: list[Block] = [ListBlock(tuple(items))] if items else [Paragraph("No milestone was achieved in the period.")]
    return [*said, Gap("Other outcomes of the period against what was planned")]


def ahead(material: Material) -> list[Block]:
    """What falls into the month after the period, and the next gate."""
    until = material.period + relativedelta(months=1, day=31)
    due = [m for m in material.facts.milestones if is_open(m) and material.period < _expected(material, m) <= until]
    items = []
    for milestone in sorted(due, key=lambda m: _expected(material, m)):
        name = material.evidence.label(milestone.milestone_id, milestone.name, milestone.row)
        on = _day(material, milestone, "milestone_expected", "expected on", _expected(material, milestone))
        items.append(f"{name}: {on}.")
    gate = (material.gate.headline, *material.gate.facts) if is_gate_planned(material) else ()
    listed = ListBlock((*items, *gate)) if items or gate else Paragraph("No milestone or gate is planned for it.")
    return [listed, Gap("Other work planned for the next period")]


def is_gate_planned(material: Material) -> bool:
    """Whether a gate review stands in a board's diary."""
    return any(gate.decision == "PENDING" and gate.planned_date for gate in material.facts.gates)


def _row(material: Material, milestone: MilestoneFacts) -> tuple[str, ...]:
    about, evidence = milestone.milestone_id, material.evidence
    days = _behind(material, milestone)
    behind = evidence.say("late_days", days, milestone.row, subject=about) if days > 0 else "—"
    if days > 0:
        evidence.judge(Verdict(about, "milestone", "time", "late"))
    return (
        evidence.label(about, milestone.name, milestone.row),
        evidence.say("milestone_baseline", milestone.baseline_date, milestone.row, subject=about),
        evidence.say("milestone_forecast", milestone.forecast_date, milestone.row, subject=about),
        behind,
        note(evidence, "milestone_state", "milestone state", milestone.status, "state", milestone.row, subject=about),
    )


def _behind(material: Material, milestone: MilestoneFacts) -> int:
    """Days from the baseline date to the day now expected; 0 where there is no baseline date."""
    if milestone.baseline_date is None:
        return 0
    return (_expected(material, milestone) - milestone.baseline_date).days


def _expected(material: Material, milestone: MilestoneFacts) -> date:
    return due_date(milestone, material.case) or date.max


def _day(material: Material, milestone: MilestoneFacts, key: str, name: str, day: date | None) -> str:
    return note(material.evidence, key, name, day, "date", milestone.row, subject=milestone.milestone_id)


def _count(material: Material, key: str, name: str, milestones: list[MilestoneFacts]) -> str:
    return note(material.evidence, key, name, len(milestones), "count", *(m.row for m in milestones))
