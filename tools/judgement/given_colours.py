"""The colours of numbers that somebody types, by the rules of a day; nothing of the portfolio is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.rag import MUST_BE_KNOWN, overall
from tools.enquiry import Enquiry
from tools.judgement.forecast import number
from tools.judgement.grounds import (
    BENEFITS,
    CPI,
    SPI_T,
    Dimension,
    Ground,
    cost_ground,
    dimension,
    finish_ground,
    floor_ground,
    worst_of,
)
from tools.result import Colour, Figure, ToolResult, Unit
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed, sentence

if TYPE_CHECKING:
    from knowledge.library import Rule

GIVEN = "given"
NAMES: dict[str, tuple[str, Unit]] = {
    "cost": ("forecast cost over budget, as given", "ratio"),
    "schedule": ("slip over duration, as given", "ratio"),
    "slip_days": ("slip in days, as given", "days"),
    "benefits": ("benefits forecast, as given", "ratio"),
    "cpi": ("CPI, as given", "index"),
    "spi_t": ("SPI(t), as given", "index"),
}


def rate_colours(
    enquiry: Enquiry,
    cost: Decimal | None = None,
    schedule: Decimal | None = None,
    slip_days: int | None = None,
    benefits: Decimal | None = None,
    cpi: Decimal | None = None,
    spi_t: Decimal | None = None,
    on: date | None = None,
) -> ToolResult:
    """Colours of typed deviations (fractions, days, indices) by the rules in force on a day (F-RAG)."""
    given = {
        "cost": cost,
        "schedule": schedule,
        "slip_days": slip_days,
        "benefits": benefits,
        "cpi": cpi,
        "spi_t": spi_t,
    }
    held = {name: value for name, value in given.items() if value is not None}
    day = on or enquiry.today
    if not held:
        return _nothing_given(day)
    evidence = Evidence(GIVEN, None)
    dimensions = _dimensions(enquiry, evidence, held, day)
    rule = enquiry.library.rule("rag.overall", day)
    ambers = number(rule, "other_ambers")
    known = {each.name: each.colour for each in dimensions if each.grounds}
    if rule is None or ambers is None or not rule.words("worst_of") or not known:
        return _no_rule(evidence, dimensions, day, held)
    result = overall(known, rule.words("worst_of"), int(ambers))
    _say_colours(evidence, dimensions, result.colour)
    because, cited = listed([name.lower() for name in result.because]), evidence.cite(rule)
    return ToolResult(
        tool="rate_colours",
        status="OK",
        headline=f"Overall is {{given.rag_calculated_overall}} by calculation, decided by {because} {cited}.",
        facts=tuple(_fact(each) for each in dimensions),
        rules=(
            *(ground.rule for each in dimensions for ground in each.decisive),
            worst_of(evidence, rule),
        ),
        cautions=(*_cautions(dimensions, known, rule.words("worst_of")), *_not_reportable(known, result.colour, cited)),
        figures=evidence.figures,
        clauses=evidence.clauses,
        on=day,
        arguments=_arguments(held, on),
    )


def _dimensions(
    enquiry: Enquiry, evidence: Evidence, held: dict[str, Decimal | int], day: date
) -> tuple[Dimension, ...]:
    """A dimension for each that something was given of, in the order of the rule."""
    rules = {
        name: enquiry.library.rule(name, day)
        for name in ("rag.cost", "rag.earned_value", "rag.schedule", "rag.benefits")
    }
    grounds: dict[str, list[Ground]] = {}
    if "cost" in held:
        words = f"a forecast {_say(evidence, 'cost', held)} against the budget"
        grounds["COST"] = cost_ground(evidence, Decimal(held["cost"]), words, rules["rag.cost"])
    if "cpi" in held:
        words = f"a CPI of {_say(evidence, 'cpi', held)}"
        grounds.setdefault("COST", []).extend(
            floor_ground(evidence, Decimal(held["cpi"]), CPI, words, rules["rag.earned_value"])
        )
    if "schedule" in held or "slip_days" in held:
        grounds["SCHEDULE"] = _finish(evidence, held, rules["rag.schedule"])
    if "spi_t" in held:
        words = f"an SPI(t) of {_say(evidence, 'spi_t', held)}"
        grounds.setdefault("SCHEDULE", []).extend(
            floor_ground(evidence, Decimal(held["spi_t"]), SPI_T, words, rules["rag.schedule"])
        )
    if "benefits" in held:
        words = f"a benefits forecast of {_say(evidence, 'benefits', held)} of the plan"
        grounds["BENEFITS"] = floor_ground(evidence, Decimal(held["benefits"]), BENEFITS, words, rules["rag.benefits"])
    return tuple(
        dimension(name, found, "the rule, or a figure it needs, is missing") for name, found in grounds.items()
    )


def _finish(evidence: Evidence, held: dict[str, Decimal | int], rule: Rule | None) -> list[Ground]:
    share, days = held.get("schedule"), held.get("slip_days")
    parts = []
    if share is not None:
        parts.append(f"{_say(evidence, 'schedule', held)} of the duration")
    if days is not None:
        parts.append(_say(evidence, "slip_days", held))
    words = f"a slip of {', '.join(parts)}"
    return finish_ground(
        evidence, None if share is None else Decimal(share), None if days is None else int(days), words, rule
    )


def _say(evidence: Evidence, key: str, held: dict[str, Decimal | int]) -> str:
    name, unit = NAMES[key]
    return evidence.add(Figure(GIVEN, key, name, held[key], unit, source=("question",), signed=key == "cost"))


def _say_colours(evidence: Evidence, dimensions: tuple[Dimension, ...], total: str) -> None:
    for each in dimensions:
        evidence.say(f"rag_calculated_{each.name.lower()}", each.colour, "question")
    evidence.say("rag_calculated_overall", total, "question")


def _fact(each: Dimension) -> str:
    if not each.grounds:
        return f"{each.name.capitalize()} cannot be coloured: {each.missing}."
    words = listed([ground.reason for ground in each.decisive])
    return sentence(f"{words} gives {each.name.lower()} {{given.rag_calculated_{each.name.lower()}}} by calculation")


def _cautions(
    dimensions: tuple[Dimension, ...], known: dict[str, Colour], decisive: tuple[str, ...]
) -> tuple[str, ...]:
    names = [each.name.lower() for each in dimensions if each.name not in known]
    absent = [name.lower() for name in decisive if name not in {d.name for d in dimensions}]
    cautions = []
    if names:
        cautions.append(f"Left out because a rule or a figure is missing: {listed(names)}.")
    if absent:
        cautions.append(f"You gave nothing on {listed(absent)}; the overall colour can only get worse with it.")
    return tuple(cautions)


def _not_reportable(known: dict[str, Colour], total: Colour, cited: str) -> tuple[str, ...]:
    """That a report could not show Green on so little."""
    absent = [name.lower() for name in MUST_BE_KNOWN if name not in known]
    if total != "G" or not absent:
        return ()
    return (f"A report without {listed(absent)} could not be {{given.rag_calculated_overall}} overall {cited}.",)


def _nothing_given(day: date) -> ToolResult:
    return ToolResult(
        tool="rate_colours",
        status="INVALID_INPUT",
        kind="clarify",
        headline="Which deviations shall I rate? Give me cost over budget, slip, benefits, CPI or SPI(t).",
        on=day,
        reason="no deviation was given",
    )


def _no_rule(
    evidence: Evidence, dimensions: tuple[Dimension, ...], day: date, held: dict[str, Decimal | int]
) -> ToolResult:
    _say_colours(evidence, dimensions, "NR")
    day_handle = evidence.add(Figure(GIVEN, "day", "day of the rules", day, "date", source=("question",)))
    return ToolResult(
        tool="rate_colours",
        status="INSUFFICIENT_DATA",
        kind="not_covered",
        headline=f"I hold no rule for the overall colour that was in force on {day_handle}, or too few figures for it.",
        facts=tuple(_fact(each) for each in dimensions),
        figures=evidence.figures,
        clauses=evidence.clauses,
        on=day,
        reason="no rule in force, or nothing that it can judge",
        arguments=_arguments(held, day),
    )


def _arguments(held: dict[str, Decimal | int], on: date | None) -> dict[str, object]:
    arguments: dict[str, object] = {name: str(value) for name, value in held.items()}
    return arguments | ({"on": on.isoformat()} if on else {})
