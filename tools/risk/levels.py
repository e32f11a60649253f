"""Levels of confidence: how they are named, which one a standard asks for, what is said at each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.outcome import Outcome
from tools.calculations.risk import FORMULA
from tools.facts.project import ProjectFacts
from tools.judgement.forecast import number
from tools.result import Figure, Unit
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.library import Rule

SHOWN = (Decimal("0.50"), Decimal("0.80"), Decimal("0.95"))
"""What is told beside the level that is asked for: the middle, the usual one, and the tail."""


@dataclass(frozen=True, slots=True)
class Level:
    """The level of confidence that counts for a project, and where it comes from."""

    share: Decimal
    """A fraction."""
    basis: Decimal | None = None
    """What the limit of the rule is held against, money; None where the asker chose the level."""
    source: str = "question"


def level_asked(facts: ProjectFacts, rule: Rule | None) -> Level | None:
    """The level that the standard sets by the budget, before a baseline by whole-life cost; None where none does."""
    basis, limit = facts.baseline.bac if facts.baseline else facts.wlc, number(rule, "bac_from")
    if rule is None or basis is None or limit is None:
        return None
    percentile = number(rule, "percentile" if basis >= limit else "percentile_below")
    source = f"rulebook/{rule.rule_id}/{rule.clause.ref}"
    return None if percentile is None else Level(percentile / 100, basis, source)


def level_name(share: Decimal) -> str:
    """The level as people say it: P80."""
    return f"P{(share * 100).normalize():f}"


def name_level(evidence: Evidence, share: Decimal, source: str = "F-RSK") -> str:
    """Add the name of a level and return its handle in braces."""
    name = level_name(share)
    return evidence.add(
        Figure(evidence.subject, f"level_{name}", "level of confidence", name, "state", source=(source,))
    )


def say_percentile(
    evidence: Evidence, share: Decimal, value: Outcome[Decimal], *source: str, unit: Unit = "money"
) -> str:
    """Add what is not exceeded at a level of confidence and return its handle in braces."""
    name = level_name(share)
    return evidence.add(
        Figure(
            subject=evidence.subject,
            key=f"exposure_{name}",
            name=f"{name} of the exposure",
            value=value.value,
            unit=unit,
            as_of=evidence.as_of,
            formula=FORMULA,
            source=source,
            qualifiers=(name,),
            reason=value.reason,
        )
    )


def percentiles_line(
    evidence: Evidence, percentiles: Mapping[Decimal, Outcome[Decimal]], *source: str, unit: Unit = "money"
) -> str:
    """Every percentile in one sentence, from the lowest level up."""
    said = (
        f"{name_level(evidence, share)} is {say_percentile(evidence, share, percentiles[share], *source, unit=unit)}"
        for share in sorted(percentiles)
    )
    return f"{listed(list(said))}."
