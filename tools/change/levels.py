"""Levels of authority as the rulebook states them, and which of them a size needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.result import Figure, Unit
from tools.wording.evidence import RULES, Evidence

if TYPE_CHECKING:
    from knowledge.library import Rule


@dataclass(frozen=True, slots=True)
class Level:
    """Who may approve, and up to what; both limits hold, and a level without any is the last."""

    body: str
    ratio: Decimal | None
    """Share of the budget, a fraction."""
    up_to: Decimal | None
    """Money."""

    @property
    def is_last(self) -> bool:
        """Whether it has no limit."""
        return self.ratio is None and self.up_to is None

    @property
    def key(self) -> str:
        """Its body as an identifier."""
        return "_".join(self.body.casefold().split())

    def covers(self, amount: Decimal, share: Decimal | None) -> bool:
        """Whether a size lies within its limits; a share that is not known lies within none."""
        return (self.up_to is None or amount <= self.up_to) and (
            self.ratio is None or (share is not None and share <= self.ratio)
        )

    def most(self, budget: Decimal | None) -> Decimal | None:
        """The highest amount it may approve; None where it has no limit, or the share is of an unknown budget."""
        limits = [self.up_to, None if self.ratio is None or budget is None else self.ratio * budget]
        return min((limit for limit in limits if limit is not None), default=None)


def levels(rule: Rule) -> tuple[Level, ...]:
    """The levels of a rule, the lowest first."""
    held = rule.values.get("bands")
    bands: Iterable[object] = held if isinstance(held, tuple) else ()
    return tuple(_level(band) for band in bands if isinstance(band, Mapping))


def level_for(every: Sequence[Level], amount: Decimal, share: Decimal | None) -> Level | None:
    """The lowest level within whose limits a size lies; None where none is."""
    return next((level for level in every if level.covers(amount, share)), None)


def next_level(every: Sequence[Level], level: Level) -> Level | None:
    """The level above one; None above the last."""
    after = every[every.index(level) + 1 :]
    return after[0] if after else None


def limits_words(evidence: Evidence, rule: Rule, level: Level) -> str:
    """The limits of a level in words with handles; empty for the last."""
    said = []
    if level.ratio is not None:
        said.append(f"{_limit(evidence, rule, level, 'ratio', level.ratio, 'ratio')} of the budget")
    if level.up_to is not None:
        said.append(_limit(evidence, rule, level, "up_to", level.up_to, "money"))
    return f"up to {' and '.join(said)}" if said else ""


def body_words(evidence: Evidence, rule: Rule, level: Level) -> str:
    """A level's body as a handle."""
    key = f"{rule.rule_id}.{level.key}.body"
    return evidence.add(Figure(RULES, key, "approving body", level.body, "name", source=_source(rule)))


def ladder_line(evidence: Evidence, rule: Rule, every: Sequence[Level]) -> str:
    """All levels with their limits, in one sentence with the clause."""
    said = []
    for level in every:
        limits = limits_words(evidence, rule, level)
        said.append(f"{body_words(evidence, rule, level)} {limits or 'for anything larger'}")
    return f"Who approves: {'; '.join(said)} {evidence.cite(rule)}."


def _limit(evidence: Evidence, rule: Rule, level: Level, key: str, value: Decimal, unit: Unit) -> str:
    name = f"limit of {rule.clause.ref}"
    return evidence.add(Figure(RULES, f"{rule.rule_id}.{level.key}.{key}", name, value, unit, source=_source(rule)))


def _source(rule: Rule) -> tuple[str, ...]:
    return (f"rulebook/{rule.rule_id}/{rule.clause.ref}",)


def _level(band: Mapping[str, object]) -> Level:
    return Level(str(band.get("body", "")), _decimal(band.get("ratio")), _decimal(band.get("up_to")))


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
