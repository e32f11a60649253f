"""Which clause binds where two treat the same point: recorded delegations and conflicts in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.clauses import Clause
from knowledge.kinds import NAMES
from knowledge.lexicon import words
from knowledge.library import Library, Relation
from tools.enquiry import Enquiry
from tools.result import Figure, ToolResult
from tools.standards.editions import LIBRARY, given, label
from tools.standards.excerpts import Quotes
from tools.standards.suspicions import MOST, suspected, suspicion_line
from tools.standards.waived import waived_conflicts
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

COMPARED = 6
STATED = 3
"""Clauses on the topic whose words are stated."""
LIMITED = (
    "I compare the limits that the rulebook reads from the clauses, and sentences that are much alike; a contradiction "
    "in other words I may miss."
)
RELEVANT = 0.6
"""Share of the best score down to which a clause counts as being on the topic."""
_GENERIC = frozenset(words(" ".join(NAMES))) | frozenset(
    words(
        "any conflict conflicts conflicting contradict contradiction contradictions contradictory clash clashes "
        "disagree inconsistent inconsistency inconsistencies consistent between among standard standards policy "
        "policies procedure procedures document documents clause clauses rule rules library check each other say says "
        "one thing another wins binds prevails precedence overrule overrules overridden local find list all differ"
    )
)


def relations_of(library: Library, clauses: Iterable[Clause], day: date | None) -> tuple[Relation, ...]:
    """The relations that touch the clauses, each once; with a day only those whose sides are both in force on it."""
    touching = (relation for clause in clauses for relation in library.relations(clause))
    both = {
        (relation.stronger.ref, relation.weaker.ref): relation
        for relation in touching
        if day is None or all(_applies(library, side, day) for side in _sides(relation))
    }
    return tuple(both.values())


def overruling(library: Library, clause: Clause, day: date) -> Relation | None:
    """The conflict in which another clause in force binds in the place of this one."""
    conflicts = (each for each in relations_of(library, [clause], day) if each.kind == "conflicts")
    return next((each for each in conflicts if each.binds not in (None, clause)), None)


def line(library: Library, relation: Relation, clauses: dict[str, Clause]) -> str:
    """One relation in a sentence: which clause binds, and why; the clauses that it quotes are added to ``clauses``."""
    quotes = Quotes(library, f"{relation.stronger.heading}. {relation.weaker.heading}", clauses)
    if relation.kind == "delegates":
        left, local = (quotes.holding(side, relation.words) for side in _sides(relation))
        return f"{left}, so where the local rule applies it binds: {local}."
    if relation.binds is None:
        sides = (quotes.holding(side, relation.words) for side in _sides(relation))
        return f"{' and '.join(sides)} disagree, and nothing ranks them: ask {relation.asks} to rule."
    other = relation.weaker if relation.binds == relation.stronger else relation.stronger
    binds, void = (quotes.holding(clause, relation.words) for clause in (relation.binds, other))
    if relation.because is None:
        return f"{binds} prevails over {void}."
    if relation.kind == "stricter":
        return f"{binds} is stricter than {void}, so where it applies it binds."
    why = Quotes(library, "a lower document may be stricter than a higher one, but never looser", clauses)
    return f"{binds} prevails over {void}, because {why.holding(relation.because, relation.words)}."


def unconfirmed(relations: Iterable[Relation]) -> tuple[str, ...]:
    """That a relation was worked out from values of clauses which have changed since, with the handles of both."""
    return tuple(
        f"Which of {{{each.stronger.ref}}} and {{{each.weaker.ref}}} binds is worked out from values that await "
        "confirmation, since a clause has changed: read the words of both."
        for each in relations
        if each.drifted
    )


def check_conflicts(enquiry: Enquiry, topic: str) -> ToolResult:
    """The conflicts and delegations among the clauses in force on a topic, what may contradict, or that none do."""
    library, day = enquiry.library, enquiry.today
    evidence, quotes = Evidence(LIBRARY, None), Quotes(library, "which document prevails where two disagree")
    compared, whole = _compared(library, topic, day)
    if not compared:
        return _nothing_on(topic, day, evidence)
    relations = sorted(relations_of(library, compared, day), key=lambda relation: relation.kind != "conflicts")
    lines = _found(enquiry, topic, relations, None if whole else compared, quotes, evidence)
    stated = () if whole else _stated(enquiry, topic, compared, relations, quotes, evidence)
    doubtful = [each for each in relations if each.drifted]
    quotes.clauses.update({side.ref: side for each in doubtful for side in _sides(each)})
    precedence = library.rule("precedence", day)
    return ToolResult(
        tool="check_conflicts",
        status="OK",
        headline=lines[0],
        facts=(*lines[1:], *stated),
        rules=(quotes.key(precedence.clause),) if precedence else (),
        cautions=(*unconfirmed(doubtful), LIMITED),
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        arguments={"topic": topic},
    )


def _found(
    enquiry: Enquiry,
    topic: str,
    relations: Sequence[Relation],
    compared: Sequence[Clause] | None,
    quotes: Quotes,
    evidence: Evidence,
) -> list[str]:
    """What is known and what is suspected between the clauses compared (None for all), or that nothing is."""
    documents = enquiry.library.documents_named(topic)
    between = [each for each in relations if {side.version.document for side in _sides(each)} <= set(documents)]
    told = between if len(documents) > 1 else relations
    lines = [line(enquiry.library, each, quotes.clauses) for each in told]
    lines += waived_conflicts(enquiry, told, quotes, evidence)
    doubts = suspected(enquiry, compared, documents, relations)
    doubted = [suspicion_line(enquiry, each, quotes, evidence) for each in doubts[:MOST]]
    if compared is None:
        recorded = _counted(evidence, "relations", "conflicts and delegations recorded", len(told))
        lines.insert(0, f"Conflicts and delegations recorded between the documents in force: {recorded}.")
        if doubts:
            alike = _counted(evidence, "suspicions", "pairs of sentences that may contradict each other", len(doubts))
            lines.append(f"Pairs of sentences that may contradict each other, for a person to read: {alike}.")
    elif not lines and not doubted:
        lines.append("The rulebook records no conflict and no delegation among the clauses in force on this topic.")
    return lines + doubted


def _counted(evidence: Evidence, key: str, name: str, number: int) -> str:
    return evidence.add(Figure(LIBRARY, key, name, number, "count"))


def _stated(
    enquiry: Enquiry,
    topic: str,
    compared: Sequence[Clause],
    relations: Sequence[Relation],
    quotes: Quotes,
    evidence: Evidence,
) -> tuple[str, ...]:
    """What the clauses compared say, which local procedure is silent, and which clauses they are."""
    sides = (side for each in relations for side in _sides(each))
    return (
        *_rules_on(enquiry.library, compared, topic, quotes.clauses),
        *_silent(enquiry, (*compared, *sides), evidence),
        f"Compared: {listed([quotes.cite(clause).strip('()') for clause in compared])}.",
    )


def _rules_on(library: Library, compared: Sequence[Clause], topic: str, clauses: dict[str, Clause]) -> tuple[str, ...]:
    """What the nearest clauses say on the topic."""
    quotes = Quotes(library, topic, clauses)
    return tuple(f"The rule: {quotes.key(clause)}" for clause in compared[:STATED])


def _silent(enquiry: Enquiry, treated: Sequence[Clause], evidence: Evidence) -> tuple[str, ...]:
    """Local procedures in force of which no clause was compared or stands in a relation to one that was."""
    heard = {clause.version.document for clause in treated}
    local = [v for v in enquiry.library.documents() if v.type == "PROCEDURE" and v.in_force(enquiry.today)]
    silent = [label(evidence, version) for version in local if version.document not in heard]
    return (f"No clause on it in the local procedure {listed(silent)}.",) if silent else ()


def _compared(library: Library, topic: str, day: date) -> tuple[tuple[Clause, ...], bool]:
    """The clauses on a topic; or all of the documents named, or of the library, where no topic is; and whether all."""
    clauses = [each for each in library.find_reference(topic, day) if isinstance(each, Clause)]
    if clauses:
        return tuple(clauses), False
    named = library.documents_named(topic)
    of_names = {word for document in named for word in words(document.replace("-", " "))}
    if {word for word in words(topic) if not word.isdigit()} <= _GENERIC | of_names:
        documents = named or dict.fromkeys(version.document for version in library.documents())
        versions = [library.version_in_force(document, day) for document in documents]
        return tuple(clause for version in versions if version for clause in library.clauses(version)), True
    found = library.search(topic, day, limit=COMPARED)
    if not found.covered:
        return (), False
    return tuple(hit.clause for hit in found.within(RELEVANT)), False


def _nothing_on(topic: str, day: date, evidence: Evidence) -> ToolResult:
    handle = given(evidence, "topic", "topic asked about", topic, "text")
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


def _applies(library: Library, clause: Clause, day: date) -> bool:
    return library.version_in_force(clause.version.document, day) == clause.version


def _sides(relation: Relation) -> tuple[Clause, Clause]:
    return relation.stronger, relation.weaker
