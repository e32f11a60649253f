"""Grounds of a colour: one measure against the limits of one rule, with the words that say so.

The same grounds serve a recorded project and numbers that somebody typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.calculations.rag import (
    CeilingLimits,
    FloorLimits,
    cost_colour,
    floor_colour,
    milestone_colour,
    schedule_colour,
    worst,
)
from tools.judgement.forecast import number
from tools.result import Colour, Unit
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

if TYPE_CHECKING:
    from knowledge.library import Rule


@dataclass(frozen=True, slots=True)
class Floor:
    """A measure that should be high, and where its limits stand in a rule."""

    about: str
    """The dimension it colours."""
    named: str
    """How a sentence about it begins."""
    green_from: str
    amber_from: str
    unit: Unit


CPI = Floor("cost", "A CPI", "green_from", "amber_from", "index")
SPI_T = Floor("schedule", "An SPI(t)", "index_green_from", "index_amber_from", "index")
BENEFITS = Floor("benefits", "A benefits forecast", "green_from", "amber_from", "ratio")


@dataclass(frozen=True, slots=True)
class Ground:
    """One measure and the colour it gives."""

    colour: Colour
    reason: str
    """A clause of a sentence, with handles: ``CPI is {X-1.cpi}``."""
    rule: str
    """A sentence with handles and the citation: what the standard says of it."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """The colour of one dimension and what made it so."""

    name: str
    colour: Colour
    grounds: tuple[Ground, ...] = ()
    missing: str | None = None
    """Why there is no colour, in plain words."""

    @property
    def decisive(self) -> tuple[Ground, ...]:
        """The grounds that give the colour; the first alone where all is Green."""
        same = tuple(ground for ground in self.grounds if ground.colour == self.colour)
        return same[:1] if self.colour == "G" else same


def dimension(name: str, grounds: list[Ground], missing: str) -> Dimension:
    """The worst of its grounds, or not reported where there is none."""
    if not grounds:
        return Dimension(name, "NR", missing=missing)
    return Dimension(name, worst(ground.colour for ground in grounds), tuple(grounds))


def worst_of(evidence: Evidence, rule: Rule) -> str:
    """Of which dimensions the overall colour is the worst, as a sentence with its clause."""
    names = listed([name.lower() for name in rule.words("worst_of")])
    return f"Overall is the worst of {names} {evidence.cite(rule)}."


def cost_ground(evidence: Evidence, variance: Decimal, reason: str, rule: Rule | None) -> list[Ground]:
    """What a forecast that is ``variance`` over budget gives; nothing where the rule is not held."""
    amber, red, under = (number(rule, key) for key in ("amber_over", "red_over", "amber_under"))
    if rule is None or amber is None or red is None:
        return []
    colour = cost_colour(variance, CeilingLimits(amber, red, under))
    if colour == "A" and under is not None and variance < under:
        limit = evidence.limit(rule, "amber_under", "ratio")
        text = f"A cost forecast beyond {limit} of the budget is poor forecasting and makes cost"
    elif colour == "G":
        text = f"A cost forecast up to {evidence.limit(rule, 'amber_over', 'ratio')} above the budget keeps cost"
    else:
        key = "red_over" if colour == "R" else "amber_over"
        text = f"A cost forecast more than {evidence.limit(rule, key, 'ratio')} above the budget makes cost"
    return [Ground(colour, reason, sentence(evidence, text, "cost", rule))]


def finish_ground(
    evidence: Evidence, share: Decimal | None, days: int | None, reason: str, rule: Rule | None
) -> list[Ground]:
    """What a slip of the finish gives; nothing where the rule is not held or the slip cannot be judged."""
    if rule is not None and "amber_over_days" in rule.values:
        return _by_days(evidence, days, reason, rule)
    amber, red, few = (number(rule, key) for key in ("amber_over", "red_over", "green_days"))
    if rule is None or amber is None or red is None:
        return []
    limits = CeilingLimits(amber, red, green_days=None if few is None else int(few))
    colour = schedule_colour(share, days, limits)
    if colour == "NR":
        return []
    if colour == "G" and (share is None or share > amber):
        text = f"A slip of up to {evidence.limit(rule, 'green_days', 'days')} keeps schedule"
    elif colour == "G":
        text = f"A slip of up to {evidence.limit(rule, 'amber_over', 'ratio')} of the duration keeps schedule"
    else:
        key = "red_over" if colour == "R" else "amber_over"
        text = f"A slip of more than {evidence.limit(rule, key, 'ratio')} of the duration makes schedule"
    return [Ground(colour, reason, sentence(evidence, text, "schedule", rule))]


def _by_days(evidence: Evidence, days: int | None, reason: str, rule: Rule) -> list[Ground]:
    """The same where the standard sets its limits in days and not in shares of the duration."""
    amber, red = (number(rule, key) for key in ("amber_over_days", "red_over_days"))
    if days is None or amber is None or red is None:
        return []
    colour = schedule_colour(Decimal(days), None, CeilingLimits(amber, red))
    if colour == "G":
        text = f"A slip of up to {evidence.limit(rule, 'amber_over_days', 'days')} keeps schedule"
    else:
        key = "red_over_days" if colour == "R" else "amber_over_days"
        text = f"A slip of more than {evidence.limit(rule, key, 'days')} makes schedule"
    return [Ground(colour, reason, sentence(evidence, text, "schedule", rule))]


def milestone_ground(evidence: Evidence, working_days: int, reason: str, rule: Rule | None) -> list[Ground]:
    """What the latest open KEY milestone gives; nothing where the rule is not held."""
    amber, red = (number(rule, key) for key in ("key_amber_over_wd", "key_red_over_wd"))
    if rule is None or amber is None or red is None:
        return []
    colour = milestone_colour(working_days, int(amber), int(red))
    key = "key_red_over_wd" if colour == "R" else "key_amber_over_wd"
    limit = evidence.limit(rule, key, "working_days")
    text = (
        f"An open KEY milestone up to {limit} behind its baseline date keeps schedule"
        if colour == "G"
        else f"An open KEY milestone more than {limit} behind its baseline date makes schedule"
    )
    return [Ground(colour, reason, sentence(evidence, text, "schedule", rule))]


def floor_ground(evidence: Evidence, value: Decimal, floor: Floor, reason: str, rule: Rule | None) -> list[Ground]:
    """What an index, or a share of planned benefits, gives; nothing where the rule is not held."""
    green, amber = number(rule, floor.green_from), number(rule, floor.amber_from)
    if rule is None or green is None or amber is None:
        return []
    colour = floor_colour(value, FloorLimits(green, amber))
    if colour == "G":
        text = f"{floor.named} from {evidence.limit(rule, floor.green_from, floor.unit)} up keeps {floor.about}"
    else:
        key = floor.green_from if colour == "A" else floor.amber_from
        text = f"{floor.named} below {evidence.limit(rule, key, floor.unit)} makes {floor.about}"
    return [Ground(colour, reason, sentence(evidence, text, floor.about, rule))]


def sentence(evidence: Evidence, text: str, about: str, rule: Rule) -> str:
    """What a rule says of a measure, with the colour it gives and its citation."""
    handle = f"{{{evidence.subject}.rag_calculated_{about}}}"
    return f"{text} {handle} by calculation {evidence.cite(rule)}."
