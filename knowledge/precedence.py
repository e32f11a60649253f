"""Which of two clauses about one point binds on a day, and why: computed from their values.

The order of documents is the house's own: rule ``precedence`` of its rulebook, which cites the clause that sets it.
A stricter lower rule binds where it is stricter; a looser one only where the point is expressly delegated or a live
waiver covers it. Between equals the specific rule goes before the general, then the later before the earlier; where
that settles nothing, a person is asked. Which value is the stricter stands with the kinds of rules (``rule_kinds``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.clauses import PRECEDENCE, Clause, Version
from knowledge.findings import Rule, RuleValue
from knowledge.rule_kinds import AREA, kind_of
from knowledge.rule_values import compared, named, shown

Why = Literal[
    "version",  # of two versions of one document, that of the day
    "alone",  # the other one is not in force
    "same",  # both ask for the same
    "delegated",
    "stricter",
    "waived",
    "higher",  # looser, or not to be compared: the higher document prevails
    "specific",
    "later",
    "asked",
]
SAME_LEVEL = ("SPECIFIC", "LATER")
"""What decides between equals where the house does not say."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a house ranks its documents on a day."""

    kinds: tuple[str, ...] = PRECEDENCE
    """The strongest first."""
    same_level: tuple[str, ...] = SAME_LEVEL
    asks: str | None = None
    """Who rules where nothing else decides; None where only the owners of the documents can."""
    clause: Clause | None = None
    """The clause that sets the order; None where no document does."""

    @classmethod
    def of(cls, rule: Rule | None) -> Order:
        """The order that a rule ``precedence`` sets; the common one where none is held."""
        if rule is None:
            return cls()
        then = rule.values.get("then")
        return cls(
            kinds=rule.words("order") or PRECEDENCE,
            same_level=rule.words("same_level") or SAME_LEVEL,
            asks=str(then) if then else rule.clause.version.owner or None,
            clause=rule.clause,
        )

    def rank(self, version: Version) -> int:
        """0 for the strongest kind of document; kinds that the order does not name are the weakest."""
        return self.kinds.index(version.type) if version.type in self.kinds else len(self.kinds)


@dataclass(frozen=True, slots=True)
class Delegation:
    """Words of a clause that leave a point to another one."""

    by: Clause
    to: Clause
    only_stricter: bool = False
    """Whether they leave it only as far as the other asks for more."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A permission not to meet a clause, from the day of its approval to its last day."""

    clause: str
    """Reference of the clause that is waived."""
    approved_on: date
    expires_on: date
    name: str = ""
    """What it is called in the records."""

    def live(self, on: date) -> bool:
        """Whether it covers that day; both ends count."""
        return self.approved_on <= on <= self.expires_on


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds between two clauses on a point. Exactly one of ``binds`` and ``asks`` is there."""

    keys: tuple[str, ...]
    """The values that it is about; empty where the clauses share none."""
    binds: Clause | None
    over: Clause | None
    """The clause that does not bind, where one does."""
    why: Why
    sentence: str
    because: Clause | None = None
    """The clause of precedence, of time or of delegation that settles it."""
    asks: str | None = None
    """Who has to rule, where nothing settles it."""
    waiver: Waiver | None = None
    """The one that lets the lower rule hold, where one does."""

    @property
    def is_conflict(self) -> bool:
        """Whether one clause asks for what the other does not, and so has no effect, or nobody has ruled."""
        return self.why in ("higher", "specific", "later", "asked")


def settle(
    left: Rule,
    right: Rule,
    on: date,
    order: Order,
    delegations: Iterable[Delegation] = (),
    waivers: Iterable[Waiver] = (),
    of_time: Clause | None = None,
) -> tuple[Ruling, ...]:
    """What holds between two rules about one point, one ruling for each way in which their values stand.

    Nothing where neither is in force on the day, or where their areas do not meet. The order of the two rules makes
    no difference. ``of_time`` is the clause by which the version of the day is applied, to be cited.
    """
    first, second = sorted((left, right), key=lambda rule: (order.rank(rule.clause.version), rule.clause.ref))
    in_force = [rule for rule in (first, second) if rule.clause.in_force(on)]
    if not in_force or _apart(first.values, second.values):
        return ()
    if len(in_force) == 1:
        return (_of_the_day(in_force[0], second if in_force[0] is first else first, on, of_time),)
    case = _Case(first, second, on, order, tuple(delegations), tuple(waivers))
    by_way: dict[tuple[Why, str], list[str]] = {}
    for key in _shared(first, second):
        way = case.way(key)
        by_way.setdefault((way, case.winner(way, key).clause.ref), []).append(key)
    return tuple(case.ruling(way, tuple(key for key in keys if key)) for (way, _), keys in by_way.items())


def _shared(first: Rule, second: Rule) -> tuple[str, ...]:
    shared = [key for key in first.values if key in second.values and key not in AREA]
    return tuple(shared) or ("",)  # no value in common: the clauses are weighed as wholes


def _apart(left: Mapping[str, RuleValue], right: Mapping[str, RuleValue]) -> bool:
    return any(key in left and key in right and left[key] != right[key] for key in AREA)


def _of_the_day(rule: Rule, other: Rule, on: date, of_time: Clause | None) -> Ruling:
    same = rule.clause.version.document == other.clause.version.document
    cited = f" ({of_time.ref})" if same and of_time else ""
    said = f"{rule.clause.ref} binds: on {on.isoformat()} {other.clause.ref} is not in force{cited}."
    why: Why = "version" if same else "alone"
    return Ruling((), rule.clause, other.clause, why, said, of_time if same else None)


@dataclass(frozen=True, slots=True)
class _Case:
    """Two rules in force on one day; ``higher`` stands above ``lower``, or beside it."""

    higher: Rule
    lower: Rule
    on: date
    order: Order
    delegations: tuple[Delegation, ...]
    waivers: tuple[Waiver, ...]

    @property
    def beside(self) -> bool:
        ranks = {self.order.rank(rule.clause.version) for rule in (self.higher, self.lower)}
        return len(ranks) == 1

    def way(self, key: str) -> Why:
        """What decides on a value."""
        stands = self._stands(key)
        if stands == 0:
            return "same"
        if self.beside:
            return self._between_equals()
        if self._delegation(stands) is not None:
            return "delegated"
        if stands == 1:
            return "stricter"
        return "waived" if self._waiver() else "higher"

    def winner(self, way: Why, key: str = "") -> Rule:
        """The rule that binds; of equals that nothing tells apart either, always the same."""
        if way in ("delegated", "stricter", "waived"):
            return self.lower
        if way == "specific":
            return self.lower if _area(self.lower) > _area(self.higher) else self.higher
        if way == "later":
            return max(self.higher, self.lower, key=_starts)
        return self.higher

    def ruling(self, way: Why, keys: tuple[str, ...]) -> Ruling:
        """The ruling on some values."""
        winner = self.winner(way)
        loser = self.higher if winner is self.lower else self.lower
        if way == "asked":
            asks = self.order.asks or " and ".join(
                sorted({rule.clause.version.owner for rule in (self.higher, self.lower)})
            )
            return Ruling(keys, None, None, way, self._said(way, winner, loser, keys, asks), self.order.clause, asks)
        delegation = self._delegation(self._stands(keys[0] if keys else "")) if way == "delegated" else None
        because = delegation.by if delegation else None if way == "same" else self.order.clause
        waiver = self._waiver() if way == "waived" else None
        said = self._said(way, winner, loser, keys, because.ref if delegation and because else "")
        return Ruling(keys, winner.clause, loser.clause, way, said, because, waiver=waiver)

    def _stands(self, key: str) -> int | None:
        """How the lower value stands to the higher one."""
        if not key:
            return None
        kind = kind_of(self.higher.rule_id)
        return compared(kind.keys.get(key) if kind else None, self.lower.values[key], self.higher.values[key])

    def _between_equals(self) -> Why:
        for how in self.order.same_level:
            areas = _area(self.higher), _area(self.lower)
            if how == "SPECIFIC" and (areas[0] < areas[1] or areas[1] < areas[0]):
                return "specific"
            if how == "LATER" and _starts(self.higher) != _starts(self.lower):
                return "later"
        return "asked"

    def _delegation(self, stands: int | None) -> Delegation | None:
        given = (
            each for each in self.delegations if each.to.ref == self.lower.clause.ref and each.by.in_force(self.on)
        )
        above = (
            each for each in given if self.order.rank(each.by.version) < self.order.rank(self.lower.clause.version)
        )
        return next((each for each in above if not each.only_stricter or stands == 1), None)

    def _waiver(self) -> Waiver | None:
        if self.higher.values.get("waivable") is False:
            return None
        covering = [each for each in self.waivers if each.clause == self.higher.clause.ref and each.live(self.on)]
        return max(covering, key=lambda each: each.expires_on, default=None)

    def _said(self, way: Why, winner: Rule, loser: Rule, keys: tuple[str, ...], name: str) -> str:
        won, lost = winner.clause.ref, loser.clause.ref
        against = self._against(winner, loser, keys)
        cited = f" ({self.order.clause.ref})" if self.order.clause else ""
        waiver = self._waiver()
        until = waiver.expires_on.isoformat() if waiver else ""
        return {
            "same": f"{won} and {lost} ask for the same{against}.",
            "delegated": f"{won} binds where it applies{against}: the point is expressly delegated to it ({name}).",
            "stricter": f"{won} binds where it applies: it is stricter than {lost}{against}, as it may be{cited}.",
            "waived": f"{won} holds until {until}: a live waiver covers {lost}{against}{cited}.",
            "higher": f"{won} binds and {lost} has no effect{against}: a lower document may not be looser, and neither "
            f"a delegation nor a live waiver allows it{cited}.",
            "specific": f"{won} binds over {lost}{against}: of two documents of one level the specific rule prevails"
            f"{cited}.",
            "later": f"{won} binds over {lost}{against}: of two documents of one level the later prevails{cited}.",
            "asked": f"{won} and {lost} disagree{against}, and nothing ranks them{cited}: ask {name} to rule.",
        }[way]

    def _against(self, winner: Rule, loser: Rule, keys: tuple[str, ...]) -> str:
        kind = kind_of(self.higher.rule_id)
        said = []
        for key in keys:
            unit = kind.keys[key].unit if kind and key in kind.keys else ""
            values = dict.fromkeys(shown(rule.values[key], unit) for rule in (winner, loser))
            said.append(named(key, " against ".join(values)))
        return f" ({'; '.join(said)})" if said else ""


def _area(rule: Rule) -> frozenset[tuple[str, str]]:
    return frozenset((key, str(rule.values[key])) for key in AREA if key in rule.values)


def _starts(rule: Rule) -> date:
    return rule.clause.version.effective_from or date.min
