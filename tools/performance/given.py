"""Earned value of numbers that somebody types; nothing of the portfolio is read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tools.calculations.earned_value import EarnedValue, Totals, earned_value
from tools.clarify import which_numbers
from tools.enquiry import Enquiry
from tools.performance.estimates import default_words, estimates, table
from tools.performance.given_schedule import schedule_of
from tools.result import ToolResult, Unit
from tools.wording.evidence import Evidence
from tools.wording.sentences import sentence
from tools.wording.typed import GIVEN, SOURCE, unit_of


def calculate_earned_value(
    enquiry: Enquiry,
    ev: Decimal,
    bac: Decimal | None = None,
    ac: Decimal | None = None,
    pv: Decimal | None = None,
    plan: Sequence[Decimal] | None = None,
    at: Decimal | None = None,
    currency: str | None = None,
) -> ToolResult:
    """Indices and estimates of typed numbers, all in the same money (F-EVM); of a typed plan, F-ES.

    The money is the organisation's unless a ``currency`` is given; nothing is converted.
    """
    if plan:
        return schedule_of(enquiry, plan, ev, at)
    if bac is None or ac is None:
        return which_numbers(enquiry, [name for name, value in (("bac", bac), ("ac", ac)) if value is None])
    return _of_totals(enquiry, Totals(bac, pv, ev, ac), currency)


def _of_totals(enquiry: Enquiry, totals: Totals, currency: str | None) -> ToolResult:
    bac, pv, ev, ac = totals.bac, totals.pv, totals.ev, totals.ac
    result = earned_value(totals)
    evidence = Evidence(GIVEN, None)
    money = unit_of([] if bac is None else [bac], currency)
    said = {name: evidence.say(name, getattr(totals, name), SOURCE, unit=money) for name in ("bac", "pv", "ev", "ac")}
    arguments: dict[str, object] = {
        name: str(value) for name, value in (("bac", bac), ("pv", pv), ("ev", ev), ("ac", ac)) if value is not None
    }
    arguments |= {"currency": currency} if currency else {}
    if result.status != "OK":
        return ToolResult(
            tool="calculate_earned_value",
            status=result.status,
            headline=f"I cannot compute that: {result.reason}.",
            facts=(f"You gave BAC {said['bac']}, EV {said['ev']} and AC {said['ac']}.",),
            figures=evidence.figures,
            reason=result.reason,
            arguments=arguments,
        )
    rows = estimates(evidence, result, bac, (SOURCE,), money)
    rule = enquiry.library.rule("ev.eac_default", enquiry.today)
    return ToolResult(
        tool="calculate_earned_value",
        status="OK",
        headline=_headline(evidence, result),
        facts=(default_words(evidence, result, rule), *_facts(evidence, result, money, said, pv is not None)),
        rules=(f"The default estimate at completion is BAC/CPI {evidence.cite(rule)}.",) if rule else (),
        cautions=() if pv is not None else ("You gave no PV, so SPI and the estimates that need it are not defined.",),
        figures=evidence.figures,
        clauses=evidence.clauses,
        table=table(rows),
        on=enquiry.today,
        warnings=tuple(sentence(warning) for warning in result.warnings),
        arguments=arguments,
    )


def _headline(evidence: Evidence, result: EarnedValue) -> str:
    cpi, spi = evidence.say("cpi", result.cpi, SOURCE), evidence.say("spi", result.spi, SOURCE)
    if result.eac_1.value is None:
        return f"CPI is {cpi} and SPI is {spi}; BAC/CPI gives no estimate, because {result.eac_1.reason}."
    return f"CPI is {cpi} and SPI is {spi}; EAC by BAC/CPI is {{given.eac_cpi}}."


def _facts(evidence: Evidence, result: EarnedValue, money: Unit, said: dict[str, str], has_pv: bool) -> tuple[str, ...]:
    def say(key: str) -> str:
        unit = money if key in ("cv", "sv", "etc", "vac") else None
        return evidence.say(key, getattr(result, key), SOURCE, unit=unit)

    given = f"BAC {said['bac']}, " + (f"PV {said['pv']}, " if has_pv else "") + f"EV {said['ev']} and AC {said['ac']}"
    return (
        f"CV is {say('cv')} ({say('cv_ratio')}) and SV is {say('sv')} ({say('sv_ratio')}).",
        f"By BAC/CPI, ETC is {say('etc')} and VAC {say('vac')} ({say('vac_ratio')}).",
        f"TCPI is {say('tcpi_bac')} to the budget and {say('tcpi_eac')} to BAC/CPI.",
        f"The work is {say('complete')} complete, {say('spent')} spent and {say('planned')} planned.",
        f"You gave {given}.",
    )
