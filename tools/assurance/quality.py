"""The data quality of one project: its parts, its score, the records that fail, and what mending them brings (F-DQ)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.assurance.checks import PARTS, Check, Failure, Part, Setting
from tools.assurance.completeness import missing, slots
from tools.assurance.timeliness import timeliness
from tools.assurance.validity_money import MONEY
from tools.assurance.validity_registers import REGISTERS
from tools.assurance.validity_strategy import STRATEGY
from tools.assurance.validity_time import TIME
from tools.calculations.data_quality import POINTS, passed_share, quality_score
from tools.calculations.outcome import Outcome, divide
from tools.facts.project import ProjectFacts
from tools.judgement.forecast import number

if TYPE_CHECKING:
    from knowledge.library import Rule

CHECKS: tuple[Check, ...] = (*MONEY, *TIME, *REGISTERS, *STRATEGY)
FULL = Decimal(1)
Weights = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Measure:
    """One part of the score."""

    share: Decimal
    """A fraction; 1 where nothing was asked."""
    asked: int
    """Fields, reports or rules that apply."""
    failures: tuple[Failure, ...]

    def lost(self, failure: Failure) -> Decimal:
        """What the record takes from the part; the records that fail one rule share in it."""
        if failure.check.part == "TIMELINESS":
            return FULL - self.share if failure == self.failures[0] else Decimal(0)
        alike = sum(other.check is failure.check for other in self.failures)
        return divide(FULL, Decimal(self.asked * alike))


@dataclass(frozen=True, slots=True)
class Quality:
    """How far one project's records can be relied on."""

    project: ProjectFacts
    measures: Mapping[Part, Measure]
    score: Outcome[Decimal]
    weights: Weights

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Every record that fails, the cheapest to mend first, and of those the one that brings the most."""
        every = [failure for measure in self.measures.values() for failure in measure.failures]
        return tuple(sorted(every, key=lambda each: (each.check.effort, -self.gain(each))))

    def gain(self, failure: Failure) -> Decimal:
        """The points that mending this record brings; none for a report of the past, which stays late."""
        part = failure.check.part
        return POINTS * self.weights.get(part, Decimal(0)) * self.measures[part].lost(failure)


def assess(project: ProjectFacts, setting: Setting, rule: Rule | None) -> Quality:
    """Check every record of a project; the score is undefined where no rule says how the parts weigh."""
    measures: dict[Part, Measure] = {
        "COMPLETENESS": _completeness(project, setting),
        "TIMELINESS": _timeliness(project, setting),
        "VALIDITY": _rules(project, setting, "VALIDITY"),
        "CONSISTENCY": _rules(project, setting, "CONSISTENCY"),
    }
    weights = weights_of(rule)
    score = quality_score({part: measures[part].share for part in PARTS}, weights)
    return Quality(project, measures, score, weights)


def weights_of(rule: Rule | None) -> Weights:
    """How much each part counts, as the rule says; empty where no rule does."""
    lines = rule.values.get("weights") if rule else None
    held = [line for line in lines if isinstance(line, Mapping)] if isinstance(lines, tuple) else []
    return {str(line["part"]): Decimal(str(line["weight"])) for line in held}


def band(score: Decimal, rule: Rule | None) -> str | None:
    """How figures of records with that score may be used; None where no rule sets the bands."""
    reliable, caution = number(rule, "reliable_from"), number(rule, "caution_from")
    if reliable is None or caution is None:
        return None
    if score >= reliable:
        return "reliable"
    return "to be used with caution" if score >= caution else "indicative only"


def _completeness(project: ProjectFacts, setting: Setting) -> Measure:
    asked = list(slots(project, setting))
    empty = tuple(missing(field, hit) for field, (hit, is_filled) in asked if not is_filled)
    return _measure(len(asked), len(empty), empty)


def _timeliness(project: ProjectFacts, setting: Setting) -> Measure:
    judged = timeliness(project, setting)
    share = FULL if judged.part is None else judged.part
    return Measure(share, judged.owed, judged.failures)


def _rules(project: ProjectFacts, setting: Setting, part: Part) -> Measure:
    found = [(check, check.find(project, setting)) for check in CHECKS if check.part == part]
    asked = [(check, hits) for check, hits in found if hits is not None]
    failures = tuple(Failure(check, hit) for check, hits in asked for hit in hits)
    return _measure(len(asked), sum(bool(hits) for _, hits in asked), failures)


def _measure(asked: int, failed: int, failures: tuple[Failure, ...]) -> Measure:
    share = passed_share(asked - failed, asked).value
    return Measure(FULL if share is None else share, asked, failures)
