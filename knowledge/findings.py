"""What the library gives back: hits of a search, rules, and relations between clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from knowledge.clauses import Clause, Version

RuleValue: TypeAlias = "Decimal | int | str | bool | tuple[RuleValue, ...] | Mapping[str, RuleValue] | None"


NAMED = "named in the question"
"""Why a clause comes first whatever its score."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One clause found, with its score from 0 to 1."""

    clause: Clause
    score: float
    why: str
    """What brought it up: named in the question, or shares of meaning and words."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was found for a question as of a day."""

    hits: tuple[Hit, ...]
    """Best first; all in force on the day."""
    covered: bool
    """Whether the best hit answers the question, as far as a calibrated threshold can tell."""
    nearest: Clause | None
    on: date
    earliest: Version | None
    """Earliest held version of a document that would answer but had no version in force on the day."""

    def within(self, share: float) -> tuple[Hit, ...]:
        """The hits whose score reaches this share of the best one's, best first."""
        return tuple(hit for hit in self.hits if hit.score >= share * self.hits[0].score)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One clause with the parts of its score for a question; likenesses from -1 to 1, -2 where there is nothing."""

    clause: Clause
    meaning: float
    """Likeness of the question and the clause's nearest passage."""
    heading: float
    words: float
    """Share of the question's words, by their rarity, that the clause holds: 0 to 1."""
    bonus: float
    """For the document or the heading that the question names."""
    total: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question ranks clauses as it does."""

    search: Search
    ranked: tuple[Weighed, ...]
    """In force on the day, best first."""
    barred: tuple[Weighed, ...]
    """Not in force on the day, though they come as near as the best that is."""
    best: float
    needed: float
    """What the best score has to reach for the question to count as covered."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one clause of one version rules, in values."""

    rule_id: str
    clause: Clause
    values: Mapping[str, RuleValue]
    """Numbers written in quotes are decimals; lists are tuples."""
    drifted: bool
    """The clause's text is not the one that was confirmed, or no longer holds the proving words."""
    proof: tuple[str, ...] = ()
    """Words of the clause that prove the values."""

    def number(self, key: str) -> Decimal:
        """A value as a decimal; raises KeyError or TypeError where it is none."""
        value = self.values[key]
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            raise TypeError(f"{self.rule_id}.{key} is no number: {value!r}")
        return Decimal(value)

    def whole(self, key: str) -> int:
        """A value as a whole number of days, months or things; raises KeyError or TypeError where it is none."""
        value = self.number(key)
        if value != value.to_integral_value():
            raise TypeError(f"{self.rule_id}.{key} is no whole number: {value}")
        return int(value)

    def words(self, key: str) -> tuple[str, ...]:
        """The words that it lists under a key; empty where it lists none."""
        held = self.values.get(key)
        return tuple(str(word) for word in held) if isinstance(held, tuple) else ()

    def table(self, key: str) -> tuple[Mapping[str, RuleValue], ...]:
        """The rows that it lists under a key; empty where it lists none."""
        held = self.values.get(key)
        return tuple(row for row in held if isinstance(row, Mapping)) if isinstance(held, tuple) else ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How two clauses about one point stand to each other, and which of them binds."""

    kind: Literal["delegates", "conflicts", "stricter"]
    stronger: Clause
    weaker: Clause
    binds: Clause | None
    """None where nothing ranks them: then ``asks`` says who rules."""
    because: Clause | None
    """The clause that settles it, where the stronger one does not do so itself."""
    note: str = ""
    words: tuple[str, ...] = ()
    """Words of the clauses that prove it."""
    only_stricter: bool = False
    """Of a delegation: whether it holds only as far as the weaker clause asks for more."""
    asks: str | None = None
    drifted: bool = False
    """Whether it was worked out from values that await confirmation."""
