"""The key figures of a status report: baseline, last month, now, and the change with its recorded reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tools.embedded_instructions import quotable
from tools.labels import note
from tools.reports.document import Block, Gap, KeyFigures, Paragraph, TableBlock
from tools.reports.material import Material
from tools.reports.movement import finish_change, money_change, must_be_explained
from tools.result import Unit

COLUMNS = ("Measure", "Baseline", "Last month", "Now", "Change")
NOTHING = "—"


def key_figures(material: Material) -> list[Block]:
    """The table of movement, the indices where earned value counts, and why the forecast moved."""
    blocks: list[Block] = [TableBlock(COLUMNS, tuple(_rows(material)))]
    if rows := _indices(material):
        blocks.append(KeyFigures(tuple(rows)))
    return [*blocks, *_reason(material), Gap("Budget and forecast of the financial year, contingency left", "Finance")]


def _rows(material: Material) -> list[tuple[str, ...]]:
    facts, say, m = material.facts, material.evidence.say, material.judgement.measurement
    baseline, now, before = facts.baseline, facts.snapshot, material.previous
    bac = say("bac", baseline.bac, baseline.row) if baseline else NOTHING
    finish = say("finish_baseline", baseline.finish, baseline.row) if baseline else NOTHING
    if now is None:
        return []
    rows = [
        (
            "Forecast cost, manager's EAC", bac,
            _last(material, "eac_pm", "the manager's EAC", before.pm_eac if before else None, "GBP"),
            say("eac_pm", now.pm_eac, now.row),
            money_change(material, "eac_pm", "the manager's EAC", before.pm_eac if before else None, now.pm_eac),
        ),
        (
            "Forecast finish, manager's", finish,
            _last(material, "finish_pm", "the manager's forecast finish", before.forecast_finish if before else None, "date"),
            say("finish_pm", now.forecast_finish, now.row),
            finish_change(material),
        ),
        (
            "Spend to date (AC)", NOTHING,
            _last(material, "ac", "spend to date", before.ac if before else None, "GBP"),
            say("ac", now.ac, now.row),
            money_change(material, "ac", "spend to date", before.ac if before else None, now.ac),
        ),
    ]  # fmt: skip
    if material.case.index_counts and material.earlier is not None:
        was = material.earlier.measurement.ev.eac_1.value
        rows.insert(1, (
            "Forecast cost by performance, BAC/CPI", bac,
            _last(material, "eac_cpi", "EAC (BAC/CPI)", was, "GBP"),
            say("eac_cpi", m.ev.eac_1, *m.sources),
            money_change(material, "eac_cpi", "EAC (BAC/CPI)", was, m.ev.eac_1.value),
        ))  # fmt: skip
    return rows


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
    rule = material.enquiry.library.rule("reporting.explain", material.enquiry.today)
    cited = f" {evidence.cite(rule)}" if rule else ""
    words = quotable(snapshot.reason) if snapshot else None
    if snapshot is not None and words is not None:
        reason = note(evidence, "reason", "reason on record for the forecast", words, "text", snapshot.row)
        return [Paragraph(f"Reason on record for the forecast: {reason}{cited}.")]
    owed = "which the size of the movement asks for" if must_be_explained(material) else "if the forecast moved"
    return [Gap(f"Reason for the movement, {owed}{cited}")]


def _last(material: Material, key: str, name: str, value: Decimal | date | None, unit: Unit) -> str:
    """A value of the month end before, under a key of its own: it is another figure than that of now."""
    before = material.previous
    return note(material.evidence, f"{key}_last", f"{name} a month before", value, unit, before.row if before else "")
