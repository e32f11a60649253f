"""How clauses of different documents stand to each other: computed from their rules, and from words that delegate.

Two clauses are held against each other where their rules settle one point: rules of one id, or a general rule and the
local one of its name (``tolerance.cost`` and ``tolerance.cost_local``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from knowledge.clauses import Version
from knowledge.findings import Relation, Rule
from knowledge.precedence import Delegation, Order, Ruling, settle
from knowledge.rule_kinds import point_of


def by_clause(
    rules: Iterable[Rule], stated: Sequence[Relation], precedence: Callable[[date], Rule | None]
) -> dict[str, tuple[Relation, ...]]:
    """The relations that are stated and those that are computed, by the references of the clauses they touch."""
    touching: dict[str, tuple[Relation, ...]] = {}
    for relation in (*stated, *computed(rules, stated, precedence)):
        for ref in dict.fromkeys((relation.stronger.ref, relation.weaker.ref)):
            touching[ref] = (*touching.get(ref, ()), relation)
    return touching


def computed(
    rules: Iterable[Rule], stated: Sequence[Relation], precedence: Callable[[date], Rule | None]
) -> tuple[Relation, ...]:
    """The relations that follow from the rules, for every pair of clauses whose days in force meet.

    Args:
        rules: Every rule whose clause is held, all versions.
        stated: Relations that the rulebook states; delegations among them take part, and a pair that it states is
            not computed again.
        precedence: The rule that sets the order of documents on a day.
    """
    known = {frozenset((each.stronger.ref, each.weaker.ref)) for each in stated}
    delegations = delegations_of(stated)
    found: dict[frozenset[str], Relation] = {}
    for left, right in pairs(rules):
        pair = frozenset((left.clause.ref, right.clause.ref))
        day = _first_day_of_both(left.clause.version, right.clause.version)
        if day is None or pair in known or pair in found:
            continue
        ranked = precedence(day)
        for ruling in settle(left, right, day, Order.of(ranked), delegations):
            if relation := _relation(ruling, left, right, ranked):
                found.setdefault(pair, relation)
    return tuple(found.values())


def delegations_of(stated: Iterable[Relation]) -> tuple[Delegation, ...]:
    """The delegations among the relations that a rulebook states."""
    given = (each for each in stated if each.kind == "delegates")
    return tuple(Delegation(each.stronger, each.weaker, each.only_stricter) for each in given)


def pairs(rules: Iterable[Rule]) -> Iterator[tuple[Rule, Rule]]:
    """Rules of one point and different documents, two by two."""
    by_point: dict[str, list[Rule]] = {}
    for rule in rules:
        by_point.setdefault(point_of(rule.rule_id), []).append(rule)
    for of_point in by_point.values():
        for left, right in combinations(of_point, 2):
            if left.clause.version.document != right.clause.version.document:
                yield left, right


def _relation(ruling: Ruling, left: Rule, right: Rule, precedence: Rule | None) -> Relation | None:
    if ruling.why in ("same", "delegated", "waived", "version", "alone"):
        return None
    proof = (*left.proof, *right.proof, *(precedence.proof if precedence else ()))
    strong, weak = (ruling.binds, ruling.over) if ruling.binds else (left.clause, right.clause)
    if strong is None or weak is None:
        return None
    lower_binds = ruling.why == "stricter"
    return Relation(
        "stricter" if lower_binds else "conflicts",
        stronger=weak if lower_binds else strong,
        weaker=strong if lower_binds else weak,
        binds=ruling.binds,
        because=ruling.because,
        note=ruling.sentence,
        words=proof,
        asks=ruling.asks,
        drifted=left.drifted or right.drifted,
    )


def _first_day_of_both(left: Version, right: Version) -> date | None:
    """The first day on which both are in force; None where there is none."""
    day = max(left.effective_from or date.min, right.effective_from or date.min)
    ends = (left.effective_to or date.max, right.effective_to or date.max)
    return day if all(day <= end for end in ends) else None
