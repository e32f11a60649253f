"""The register of benefits as a table: each with its owner, its plan and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from tools.benefits.claims import Claim, Period, sum_of
from tools.benefits.statements import amount, title
from tools.result import Table
from tools.wording.evidence import Evidence

COLUMNS = ("Benefit", "Of", "Kind", "Owner", "Planned in all", "Planned to date", "Verified", "Rate", "Forecast")


def register(evidence: Evidence, claims: Iterable[Claim], period: Period) -> Table:
    """A row for each benefit of which something is due in the period; of each, where nothing is."""
    every = list(claims)
    due = [claim for claim in every if any(value.planned for value in claim.due(period))]
    return Table(COLUMNS, tuple(_cells(evidence, claim, period) for claim in due or every))


def _cells(evidence: Evidence, claim: Claim, period: Period) -> tuple[str, ...]:
    found, facts = sum_of((claim,), period), claim.facts
    owner = facts.owner.name if facts.owner else None
    is_due = found.realisation.planned > 0
    return (
        title(evidence, claim),
        claim.holder,
        evidence.say("benefit_kind", facts.benefit_class, facts.row, subject=facts.benefit_id),
        evidence.say("benefit_owner", owner, facts.row, subject=facts.benefit_id),
        amount(evidence, claim, "benefit_whole", found.whole, found),
        amount(evidence, claim, "benefit_planned", found.realisation.planned, found) if is_due else "not due yet",
        amount(evidence, claim, "benefit_verified", found.realisation.realised, found) if is_due else "",
        evidence.say("benefit_rate", found.realisation.rate, *found.sources, subject=facts.benefit_id)
        if is_due
        else "",
        evidence.say("benefit_forecast", found.forecast, *found.sources, subject=facts.benefit_id),
    )
