"""What is said of sums of benefits: money by kind, other measures one by one."""

from __future__ import annotations

from collections.abc import Iterator

from tools.benefits.claims import Claim, Period, Sum, sum_of
from tools.wording.embedded_instructions import quotable
from tools.wording.evidence import Evidence
from tools.wording.vocabulary.benefits import KINDS

MONEY = tuple(KINDS)


def money_line(evidence: Evidence, kind: str, found: Sum) -> str:
    """One kind of benefit in money: verified of what was planned to date, and what is not verified or not reported."""
    word, real = KINDS[kind], found.realisation
    if real.planned == 0 and found.reported == 0:
        return ""

    def say(key: str, value: object) -> str:
        return evidence.say(f"{kind}_{key}", value, *found.sources)  # type: ignore[arg-type]

    planned = say("planned", real.planned)
    if real.rate.value is None:
        head = f"Of {word} benefits a planned {planned} was due, and nothing of it is verified"
    else:
        rate, verified = say("rate", real.rate), say("verified", real.realised)
        head = f"Verified {word} benefits: {verified}, {rate} of the planned {planned} that was due"
    said = []
    if real.unverified:
        said.append(f"{say('unverified', real.unverified)} more is reported and not verified")
    if found.unreported:
        said.append(f"of a planned {say('unreported', found.unreported)} nothing is reported, which is not zero")
    return f"{'; '.join((head, *said))}."


def forecast_line(evidence: Evidence, kind: str, found: Sum) -> str:
    """What is forecast of the whole plan; empty where it cannot be said."""
    if found.forecast.value is None or found.whole <= 0:
        return ""
    whole = evidence.say(f"{kind}_whole", found.whole, *found.sources)
    rate = evidence.say(f"{kind}_forecast", found.forecast, *found.sources)
    return f"Over the whole plan {KINDS[kind]} benefits are forecast at {rate} of {whole}."


def other_lines(evidence: Evidence, claims: tuple[Claim, ...], period: Period) -> Iterator[str]:
    """Benefits that are not in money, each in its own unit."""
    for claim in claims:
        found = sum_of((claim,), period)
        real = found.realisation
        if real.planned == 0 and found.reported == 0:
            continue
        head = f"{title(evidence, claim)} ({claim.holder})"
        planned = amount(evidence, claim, "benefit_planned", real.planned, found)
        if real.rate.value is None:
            yield f"{head}: nothing is verified of the planned {planned} that was due."
            continue
        verified = amount(evidence, claim, "benefit_verified", real.realised, found)
        rate = evidence.say("benefit_rate", real.rate, *found.sources, subject=claim.facts.benefit_id)
        yield f"{head}: {verified} verified of the planned {planned} that was due, {rate}."


def title(evidence: Evidence, claim: Claim) -> str:
    """A benefit by its id and its quoted title."""
    facts = claim.facts
    name, words = evidence.label(facts.benefit_id, facts.benefit_id, facts.row), quotable(facts.title)
    return f"{name} “{evidence.say('benefit_title', words, facts.row, subject=facts.benefit_id)}”" if words else name


def amount(evidence: Evidence, claim: Claim, key: str, value: object, found: Sum) -> str:
    """An amount of a benefit with its unit: money, or a number of what is counted."""
    facts = claim.facts
    unit = "count" if claim.kind == "other" else "money"
    said = evidence.say(key, value, *found.sources, subject=facts.benefit_id, unit=unit)  # type: ignore[arg-type]
    words = quotable(facts.unit) if claim.kind == "other" else None
    return f"{said} {evidence.say('benefit_unit', words, facts.row, subject=facts.benefit_id)}" if words else said
