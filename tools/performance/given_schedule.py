"""Earned schedule of a plan that somebody types: cumulative values of equal periods."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tools.calculations.earned_schedule import curve_by_period, earned_schedule
from tools.enquiry import Enquiry
from tools.result import ToolResult
from tools.wording.evidence import Evidence
from tools.wording.sentences import sentence

TOOL = "calculate_earned_value"
SOURCE = "question"


def schedule_of(enquiry: Enquiry, plan: Sequence[Decimal], ev: Decimal, at: Decimal | None) -> ToolResult:
    """ES, SV(t), SPI(t) and IEAC(t) for ``ev`` earned after ``at`` periods (F-ES); without ``at``, ES alone."""
    elapsed = Fraction(at) if at is not None else Fraction(len(plan))
    result = earned_schedule(curve_by_period(plan), ev, elapsed)
    evidence = Evidence("given", None)
    arguments: dict[str, object] = {"plan": [str(value) for value in plan], "ev": str(ev)}
    arguments |= {"at": str(at)} if at is not None else {}
    if result.status not in ("OK", "UNDEFINED"):
        return ToolResult(
            TOOL, result.status, f"I cannot compute that: {result.reason}.", reason=result.reason, arguments=arguments
        )
    es = evidence.say("es", result.es, SOURCE)
    if at is None:
        headline = f"Earned schedule is {es} of the plan you gave; say after how long and I give SPI(t)."
        return ToolResult(TOOL, "OK", headline, figures=evidence.figures, arguments=arguments, on=enquiry.today)
    spi_t, sv_t = evidence.say("spi_t", result.spi_t, SOURCE), evidence.say("sv_t", result.sv_t, SOURCE)
    ieac, tspi = evidence.say("ieac_t", result.ieac_t, SOURCE), evidence.say("tspi", result.tspi, SOURCE)
    rule = enquiry.library.rule("ev.schedule_index", enquiry.today)
    return ToolResult(
        tool=TOOL,
        status="OK",
        headline=f"Earned schedule is {es}, so SPI(t) is {spi_t} and SV(t) {sv_t}.",
        facts=(f"At that pace the whole takes {ieac}; to finish as planned it needs a TSPI of {tspi}.",),
        rules=(f"SPI(t) is the schedule index of record {evidence.cite(rule)}.",) if rule else (),
        cautions=tuple(sentence(warning) for warning in result.warnings),
        figures=evidence.figures,
        clauses=evidence.clauses,
        arguments=arguments,
        on=enquiry.today,
    )
