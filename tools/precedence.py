"""Which clause binds where two treat the same point: recorded delegations and conflicts in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.clauses import Clause
from knowledge.library import Library, Relation
from tools.excerpts import Quotes


def relations_of(library: Library, clauses: Iterable[Clause], day: date | None) -> tuple[Relation, ...]:
    """The relations that touch the clauses, each once; with a day only those whose sides are both in force on it."""
    touching = (relation for clause in clauses for relation in library.relations(clause))
    both = {
        (relation.stronger.ref, relation.weaker.ref): relation
        for relation in touching
        if day is None or all(_applies(library, side, day) for side in _sides(relation))
    }
    return tuple(both.values())


def overruled(library: Library, clause: Clause, day: date) -> bool:
    """Whether another clause in force binds in the place of this one."""
    return any(
        relation.kind == "conflicts" and relation.binds != clause for relation in relations_of(library, [clause], day)
    )


def line(library: Library, quotes: Quotes, relation: Relation) -> str:
    """One relation in a sentence: which clause binds, and why."""
    other = relation.weaker if relation.binds == relation.stronger else relation.stronger
    if relation.kind == "delegates":
        stronger, weaker = quotes.key(relation.stronger), quotes.key(relation.weaker)
        return f"{stronger} leaves the point to the local rule, so this binds where it applies: {weaker}."
    sentence = f"This binds: {quotes.key(relation.binds)} – and not this: {quotes.key(other)}"
    if relation.because is None:
        return f"{sentence}."
    why = Quotes(library, "a lower document may not be looser than a higher one", quotes.clauses)
    return f"{sentence} – because: {why.key(relation.because)}."


def relation_lines(
    library: Library, clauses: Sequence[Clause], day: date | None = None
) -> tuple[tuple[str, ...], tuple[Clause, ...]]:
    """The relations among and around clauses in sentences, conflicts first, and the clauses that they quote.

    Without a day, relations are taken as they stand between the versions given.
    """
    quotes = Quotes(library, " ".join(clause.heading for clause in clauses[:1]))
    relations = relations_of(library, clauses, day)
    ordered = sorted(relations, key=lambda relation: relation.kind != "conflicts")
    lines = tuple(line(library, quotes, relation) for relation in ordered)
    return lines, tuple(quotes.clauses.values())


def _applies(library: Library, clause: Clause, day: date) -> bool:
    return library.version_in_force(clause.version.document, day) == clause.version


def _sides(relation: Relation) -> tuple[Clause, Clause]:
    return relation.stronger, relation.weaker
