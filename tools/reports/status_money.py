"""The key figures of a status report: baseline, last month, now, and the change with its recorded reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tools.reports.document import Block, Gap, KeyFigures, Paragraph, TableBlock
from tools.reports.material import Material
from tools.reports.movement import finish_change, money_change, must_be_explained
from tools.result import Unit
from tools.wording.embedded_instructions import quotable
from tools.wording.labels import note

COLUMNS = ("Measure", "Baseline", "Last month", "Now", "Change")
NOTHING = "—"
FINISH = "the manager's forecast finish"


def key_figures(material: Material) -> list[Block]:
    """The table of movement, the indices where earned value counts, and why the forecast moved."""
    blocks: list[Block] = [TableBlock(COLUMNS, tuple(_rows(material)))]
    if rows := _indices(material):
        blocks.append(KeyFigures(tuple(rows)))
    return [*blocks, *_reason(material), Gap("Budget and forecast of the financial year, contingency left", "Finance")]


def _rows(material: Material) -> list[tuple[str, ...]]:
    facts, say, now, before = material.facts, material.evidence.say, material.facts.snapshot, material.previous
    if now is None:
        return []
    bac = say("bac", facts.baseline.bac, facts.baseline.row) if facts.baseline else NOTHING
    finish = say("finish_baseline", facts.baseline.finish, facts.baseline.row) if facts.baseline else NOTHING
    was_eac, was_ac = (before.pm_eac, before.ac) if before else (None, None)
    last_finish = _last(material, "finish_pm", FINISH, before.forecast_finish if before else None, "date")
    finish_now = say("finish_pm", now.forecast_finish, now.row)
    return [
        ("Forecast cost, manager's EAC", bac, *_money(material, "eac_pm", "the manager's EAC", was_eac, now.pm_eac)),
        *_by_performance(material, bac),
        ("Forecast finish, manager's", finish, last_finish, finish_now, finish_change(material)),
        ("Spend to date (AC)", NOTHING, *_money(material, "ac", "spend to date", was_ac, now.ac)),
    ]


def _by_performance(material: Material, bac: str) -> list[tuple[str, ...]]:
    if not material.case.index_counts or material.earlier is None:
        return []
    was, now = (j.measurement.ev.eac_1.value for j in (material.earlier, material.judgement))
    return [("Forecast cost by performance, BAC/CPI", bac, *_money(material, "eac_cpi", "EAC (BAC/CPI)", was, now))]


def _money(material: Material, key: str, name: str, was: Decimal | None, now: Decimal | None) -> tuple[str, str, str]:
    """An amount a month before, now, and its change."""
    sources = material.judgement.measurement.sources
    return (
        _last(material, key, name, was, "money"),
        material.evidence.say(key, now, *sources),
        money_change(material, key, name, was, now),
    )


def _indices(material: Material) -> list[tuple[str, str]]:
    facts, say, m = material.facts, material.evidence.say, material.judgement.measurement
    rows = []
    if len(facts.baselines) > 1 and facts.original:
        original = facts.original
        rows.append(("Original budget (version 0)", say("bac_original", original.bac, original.row)))
        rows.append(("Original finish (version 0)", say("finish_original", original.finish, original.row)))
    if m.totals.ev is not None:
        rows.append(("Earned value (EV)", say("ev", m.totals.ev, *m.sources)))
        rows.append(("Planned value (PV)", say("pv", m.totals.pv, *m.sources)))
        rows.append(("Complete", say("complete", m.ev.complete, *m.sources)))
    if material.case.index_counts:
        rows.append(("CPI", say("cpi", m.ev.cpi, *m.sources)))
        rows.append(("SPI(t)", say("spi_t", m.spi_t, *m.sources)))
        rows.append(("Variance at completion (VAC) by BAC/CPI", say("vac", m.ev.vac, *m.sources)))
    return rows


def _reason(material: Material) -> list[Block]:
    """The reason that was recorded; where one is owed and none stands, a gap. Causes are never invented."""
    snapshot, evidence = material.facts.snapshot, material.evidence
    words = quotable(snapshot.reason) if snapshot else None
    said: list[Block] = [Gap("Reason for the movement of the forecast")]
    if snapshot is not None and words is not None:
        reason = note(evidence, "reason", "reason on record for the forecast", words, "text", snapshot.row)
        said = [Paragraph(f"Reason on record for the forecast: {reason}.")]
    rule = must_be_explained(material)
    if rule is not None:
        share, days = evidence.limit(rule, "eac_over", "ratio"), evidence.limit(rule, "finish_over_wd", "working_days")
        cited = evidence.cite(rule)
        said.append(Paragraph(f"The cause is owed: the forecast moved by more than {share} or {days} {cited}."))
    return said


def _last(material: Material, key: str, name: str, value: Decimal | date | None, unit: Unit) -> str:
    """A value of the month end before, under a key of its own: it is another figure than that of now."""
    before = material.previous
    return note(material.evidence, f"{key}_last", f"{name} a month before", value, unit, before.row if before else "")
