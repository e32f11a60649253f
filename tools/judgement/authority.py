"""Who decides a change or an exception: the levels that the rulebook states, and which of them a size needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tools.facts.changes import ChangeFacts
from tools.facts.project import ProjectFacts
from tools.judgement.change_history import history_of

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


def cumulative_change(facts: ProjectFacts, change: ChangeFacts) -> Decimal | None:
    """What was approved since the current baseline, with this change; money, None where its cost is not recorded."""
    return None if change.cost_impact is None else history_of(facts).cost + change.cost_impact


def body_for(rule: Rule | None, amount: Decimal | None, budget: Decimal | None) -> str | None:
    """The body of the lowest level that may decide an amount; None where no rule or amount is held."""
    if rule is None or amount is None:
        return None
    share = abs(amount) / budget if budget else None
    level = level_for(levels(rule), abs(amount), share)
    return level.body or None if level else None


def _level(band: Mapping[str, object]) -> Level:
    return Level(str(band.get("body", "")), _decimal(band.get("ratio")), _decimal(band.get("up_to")))


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
