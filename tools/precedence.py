"""Which clause binds where two treat the same point: recorded delegations and conflicts in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from knowledge.clauses import Clause
from knowledge.lexicon import words
from knowledge.library import Library, Relation
from tools.editions import LIBRARY, given
from tools.enquiry import Enquiry
from tools.evidence import Evidence
from tools.quoting import Quotes
from tools.result import Figure, ToolResult
from tools.wording import listed

COMPARED = 6
RELEVANT = 0.6
"""Share of the best score down to which a clause counts as being on the topic."""
_GENERIC = frozenset(
    words(
        "any conflict conflicts conflicting contradict contradiction contradictions contradictory clash clashes "
        "disagree inconsistent inconsistency consistent between among standard standards policy policies procedure "
        "procedures document documents clause clauses rule rules library check each other say says one thing another "
        "which wins binds prevails precedence overrule overrules overridden local our find list all there differ"
    )
)


def relations_of(library: Library, clauses: Iterable[Clause], day: date) -> tuple[Relation, ...]:
    """The relations that touch the clauses and whose sides are both in force on a day, each once."""
    touching = (relation for clause in clauses for relation in library.relations(clause))
    both = {
        (relation.stronger.ref, relation.weaker.ref): relation
        for relation in touching
        if all(library.version_in_force(side.version.document, day) == side.version for side in _sides(relation))
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
        return f"{quotes.key(relation.stronger)} leaves the point to the local rule, so this binds where it applies: {quotes.key(relation.weaker)}."
    sentence = f"This binds: {quotes.key(relation.binds)} – and not this: {quotes.key(other)}"
    if relation.because is None:
        return f"{sentence}."
    why = Quotes(library, "a lower document may not be looser than a higher one", quotes.clauses)
    return f"{sentence} – because: {why.key(relation.because)}."


def check_conflicts(enquiry: Enquiry, topic: str) -> ToolResult:
    """The clauses in force on a topic and the conflicts and delegations recorded among them, or that there are none."""
    library, day = enquiry.library, enquiry.today
    evidence, quotes = Evidence(LIBRARY, None), Quotes(library, topic)
    compared, everything = _compared(library, topic, day)
    relations = relations_of(library, compared, day)
    if not everything:
        relations = _nearest(relations, compared)
    if not compared:
        return _nothing_on(topic, day, evidence, given(evidence, "topic", "topic asked about", topic, "text"))
    ordered = sorted(relations, key=lambda relation: relation.kind != "conflicts")
    lines = tuple(line(library, quotes, relation) for relation in ordered)
    none = "The rulebook records no conflict and no delegation among the clauses in force on this topic."
    shown = () if everything else (f"Compared: {listed([quotes.cite(clause).strip('()') for clause in compared])}.",)
    count = evidence.add(Figure(LIBRARY, "relations", "conflicts and delegations recorded", len(lines), "count"))
    intro = (f"Conflicts and delegations recorded in the library: {count}.",) if everything and lines else ()
    precedence = library.rule("precedence", day)
    rules = (
        (Quotes(library, "which document prevails where two disagree", quotes.clauses).key(precedence.clause),)
        if precedence
        else ()
    )
    return ToolResult(
        tool="check_conflicts",
        status="OK",
        headline=(intro or lines or (none,))[0],
        facts=(*(lines if intro else lines[1:]), *shown),
        rules=rules,
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        arguments={"topic": topic},
    )


def _compared(library: Library, topic: str, day: date) -> tuple[tuple[Clause, ...], bool]:
    """The clauses on a topic, or all clauses in force where the question names none; and whether it is all."""
    named = library.documents_named(topic)
    references = [each for each in library.find_reference(topic, day) if isinstance(each, Clause)]
    if references:
        return tuple(references), False
    if set(words(topic)) <= _GENERIC or (named and _is_generic(topic, named)):
        versions = [library.version_in_force(document, day) for document in named or _documents(library)]
        return tuple(clause for version in versions if version for clause in library.clauses(version)), True
    found = library.search(topic, day, limit=COMPARED)
    if not found.covered:
        return (), False
    best = found.hits[0].score
    return tuple(hit.clause for hit in found.hits if hit.score >= RELEVANT * best), False


def _documents(library: Library) -> tuple[str, ...]:
    return tuple(dict.fromkeys(version.document for version in library.documents()))


def _is_generic(topic: str, named: tuple[str, ...]) -> bool:
    of_names = {word for document in named for word in words(document.replace("-", " "))}
    return {word for word in words(topic) if not word.isdigit()} <= _GENERIC | of_names


def _nearest(relations: tuple[Relation, ...], compared: tuple[Clause, ...]) -> tuple[Relation, ...]:
    """Those of the best clauses first; a relation that touches none of the best three is beside the point."""
    refs = [clause.ref for clause in compared[:3]]
    near = [relation for relation in relations if {relation.stronger.ref, relation.weaker.ref} & set(refs)]
    return tuple(sorted(near, key=lambda relation: min(refs.index(s.ref) for s in _sides(relation) if s.ref in refs)))


def _sides(relation: Relation) -> tuple[Clause, Clause]:
    return relation.stronger, relation.weaker


def _nothing_on(topic: str, day: date, evidence: Evidence, handle: str) -> ToolResult:
    return ToolResult(
        tool="check_conflicts",
        status="NOT_FOUND",
        kind="not_covered",
        headline=f"No clause of the library treats “{handle}”, so there is nothing to compare.",
        figures=evidence.figures,
        on=day,
        reason="no clause on the topic",
        arguments={"topic": topic},
    )
