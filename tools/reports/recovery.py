"""The path to green of a status report: only what people recorded, for the assistant invents no recovery."""

from __future__ import annotations

from datetime import date

from tools.reports.document import Block, Gap, ListBlock, Paragraph
from tools.reports.material import Material
from tools.wording.embedded_instructions import quotable
from tools.wording.labels import note
from tools.wording.sentences import listed, sentence

ASKING = ("A", "R")


def path_to_green(material: Material) -> list[Block]:
    """Each recorded path with its dimensions and date; a gap where a colour asks for one and none is recorded."""
    report = material.facts.report
    colours = [material.judgement.overall.colour, *(each.reported for each in (report.colours if report else ()))]
    if not any(colour in ASKING for colour in colours):
        return [Paragraph("No colour asks for one.")]
    items = tuple(_item(material, words, by, dims) for (words, by), dims in _recorded(material).items())
    rule = material.enquiry.library.rule("rag.red", material.enquiry.today)
    cited = material.evidence.cite(rule) if rule else ""
    asked = [Paragraph(f"A path to green says what is done, by whom, and by when {cited}.")] if cited else []
    return [ListBlock(items) if items else Gap("Path to green: what, who, and by when"), *asked]


def _recorded(material: Material) -> dict[tuple[str, date | None], list[str]]:
    """Dimensions by their recorded words and date: the same path is said once."""
    found: dict[tuple[str, date | None], list[str]] = {}
    for each in material.facts.report.colours if material.facts.report else ():
        words = quotable(each.path_to_green)
        if words is not None and each.reported in ASKING:
            found.setdefault((words, each.path_to_green_date), []).append(each.dimension.lower())
    return found


def _item(material: Material, words: str, by: date | None, dimensions: list[str]) -> str:
    row = material.facts.report.row if material.facts.report else material.facts.row
    key = f"path_{dimensions[0]}"
    said = note(material.evidence, key, "path to green on record", words, "text", row)
    until = note(material.evidence, f"{key}_by", "path to green by", by, "date", row)
    return f"{sentence(listed(dimensions)).rstrip('.')}, by {until}: {said}"
