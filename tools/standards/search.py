"""What the standards say: searched, read and listed, in the version that applied on the day asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from knowledge.clauses import NOT_STATED, Clause, Version
from knowledge.library import Library, Search
from tools.enquiry import Enquiry
from tools.result import Table, ToolResult
from tools.standards.amendments import compare_versions
from tools.standards.definitions import defined, terms_used
from tools.standards.editions import (
    LIBRARY,
    before_first,
    describe,
    given,
    in_force,
    label,
    owner,
    then_and_now,
    time_rules,
)
from tools.standards.excerpts import Quotes, quoted
from tools.standards.holdings import list_standards
from tools.standards.precedence import check_conflicts, line, overruling, relations_of
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

__all__ = [
    "check_conflicts",
    "compare_versions",
    "describe",
    "list_standards",
    "not_covered",
    "read_clause",
    "search_standards",
]

OFFERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (tuple(f"gates.matrix.G{n}" for n in range(6)), "Name a project and I check whether it is ready for that gate."),
    (("tolerance.cost", "tolerance.time"), "Name a project and I check whether it is within its tolerances."),
    (("rag.cost", "rag.schedule", "rag.overall"), "Name a project and I work out its colours."),
)
"""Rules on which a tool rests, and what it can show of a project."""
CLAIM = re.compile(
    r"\bconfirm\b|\bis (?:that|this|it) (?:right|true|correct|so)\b|\b(?:somebody|someone|they) (?:told|said|says)\b",
    re.IGNORECASE,
)
"""A question that puts forward what it wants to hear confirmed."""
NEAR_ENOUGH = 0.25
"""Score from which a clause answers where the document is given, as in a question that goes on about it."""
RELEVANT = 0.78
"""Share of the best score down to which a further clause is worth showing."""


def _covers_the_matter(library: Library, question: str, day: date) -> bool:
    """Whether clauses answer the question without its names of documents: a name tells where, not what is asked."""
    matter = question
    for named in reversed(library.references_in(question)):
        matter = matter[: named.start] + matter[named.end :]
    return matter == question or library.search(matter, day, 1).covered


def search_standards(
    enquiry: Enquiry, question: str, on: date | None = None, document: str | None = None, limit: int = 3
) -> ToolResult:
    """What the clauses in force on a day say in answer to a question, quoted; or that none answers it.

    With ``document``, its clauses are asked first, and the others only where none of them answers.
    """
    library, day = enquiry.library, on or enquiry.today
    found = library.search(question, day, limit=limit, document=document)
    near = bool(document and found.hits and found.hits[0].score >= NEAR_ENOUGH)
    if document and not found.covered and not near:
        found = library.search(question, day, limit=limit)
    evidence, quotes = Evidence(LIBRARY, None), Quotes(library, question)
    arguments: dict[str, object] = {"question": question, "on": day.isoformat()}
    meaning = defined(library, question, day)
    answered = near or meaning is not None
    if not answered and not (found.covered and _covers_the_matter(library, question, day)):
        return not_covered(enquiry, found.earliest, found.nearest, day, arguments)
    # Of the clauses that come near, one with a table for the very amount that was asked about answers first.
    best, *others = sorted(found.within(RELEVANT), key=lambda hit: not quotes.bands_amount(hit.clause))
    relations = relations_of(library, [hit.clause for hit in (best, *others)], day)
    lines = tuple(line(library, relation, quotes.clauses) for relation in relations)
    beaten = overruling(library, best.clause, day)
    words = quotes.answer(beaten.binds if beaten and beaten.binds else best.clause)
    if meaning is not None:
        words = f"{quoted(meaning[1])} {quotes.cite(meaning[0])}"
    headline = f"I can confirm only what the library holds. It says: {words}" if CLAIM.search(question) else words
    further = [hit.clause for hit in others if not overruling(library, hit.clause, day)]
    further = [clause for clause in further if beaten is None or clause != beaten.binds]
    past = _past(enquiry, evidence, quotes, best.clause, day)
    return ToolResult(
        tool="search_standards",
        status="OK",
        headline=headline,
        facts=(
            *past,
            *(quotes.key(clause) for clause in further),
            *_not_yet(found, evidence),
            *explained(quotes, words, best.clause, day),
        ),
        next_steps=offers(enquiry, best.clause, day),
        rules=(*lines, *(time_rules(enquiry, quotes, best.clause.version.document) if past else ())),
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        arguments=dict(arguments),
    )


def explained(quotes: Quotes, words: str, clause: Clause, day: date) -> tuple[str, ...]:
    """What the defined terms mean that an answer uses and the question does not."""
    terms = terms_used(quotes.library, words, quotes.question, day, clause.version.document)
    return tuple(f"{quoted(each.unit)} {quotes.cite(each.clause)}" for each in terms if each.clause != clause)


def offers(enquiry: Enquiry, clause: Clause, day: date) -> tuple[str, ...]:
    """What can be looked up for a project under the clause, where a tool rests on it and there are projects."""
    if enquiry.organisation is None:
        return ()
    return tuple(
        offer
        for rules, offer in OFFERS
        if any((rule := enquiry.library.rule(each, day)) and rule.clause == clause for each in rules)
    )


def read_clause(enquiry: Enquiry, reference: str, on: date | None = None) -> ToolResult:
    """A clause word for word, the clauses of a section, or the contents of a document, as of a day."""
    library, day = enquiry.library, on or enquiry.today
    found = library.find_reference(reference, day)
    evidence, quotes = Evidence(LIBRARY, None), Quotes(library, reference)
    arguments: dict[str, object] = {"reference": reference, "on": day.isoformat()}
    clauses = [each for each in found if isinstance(each, Clause)]
    if clauses:
        return _clauses_read(enquiry, clauses, evidence, quotes, day, arguments)
    if found and (number := _number_asked(reference, found)):
        return _no_such_clause(found[0], number, evidence, day, arguments)
    if found:
        (version, *_) = (each for each in found if isinstance(each, Version))
        return _contents(enquiry, version, evidence, quotes, day, arguments)
    absent = [each for each in library.documents_named(reference) if library.version_in_force(each, day) is None]
    if absent:
        return before_first(library.versions(absent[0])[0], day, evidence, "read_clause", arguments)
    asked = given(evidence, "reference", "reference asked for", reference, "text")
    headline = f"I find nothing under “{asked}” in the library."
    step = "Ask which standards we have, or ask about the matter in your own words."
    return _not_found(headline, step, "no such reference", evidence, day, arguments)


def _number_asked(reference: str, found: Sequence[Clause | Version]) -> str | None:
    """The clause number that was asked for, where the document was found and the number was not."""
    versions = [each.version for each in found if isinstance(each, Version)]
    written = re.findall(r"(?<![\w.-])\d+\.\d+(?:\.\d+)*", reference)
    return next((number for number in written if number not in versions), None)


def _no_such_clause(
    version: Clause | Version, number: str, evidence: Evidence, day: date, arguments: dict[str, object]
) -> ToolResult:
    held = version if isinstance(version, Version) else version.version
    asked = given(evidence, "number", "clause asked for", number, "text")
    headline = f"{label(evidence, held)} has no clause {asked}."
    step = "Ask for the document by itself to see its clauses."
    return _not_found(headline, step, "no such clause", evidence, day, arguments)


def _not_found(
    headline: str, step: str, reason: str, evidence: Evidence, day: date, arguments: dict[str, object]
) -> ToolResult:
    return ToolResult(
        tool="read_clause",
        status="NOT_FOUND",
        kind="not_found",
        headline=headline,
        next_steps=(step,),
        figures=evidence.figures,
        on=day,
        reason=reason,
        arguments=dict(arguments),
    )


def _past(enquiry: Enquiry, evidence: Evidence, quotes: Quotes, clause: Clause, day: date) -> tuple[str, ...]:
    """For a day on which another version applied: which one, and what the clause says today."""
    applied = then_and_now(enquiry, evidence, clause.version, day)
    if applied is None:
        return ()
    today = enquiry.library.clause(clause.version.document, clause.number, enquiry.today)
    if today is None or today.text_hash == clause.text_hash:
        return (applied,)
    return applied, f"Today: {quotes.key(today)}"


def _not_yet(found: Search, evidence: Evidence) -> tuple[str, ...]:
    if found.earliest is None:
        return ()
    day = given(evidence, "on", "day asked about", found.on, "date")
    held = label(evidence, found.earliest)
    return (f"{held} was not in force on {day}; it {in_force(evidence, found.earliest)}.",)


def not_covered(
    enquiry: Enquiry,
    earliest: Version | None,
    nearest: Clause | None,
    day: date,
    arguments: Mapping[str, object],
    tool: str = "search_standards",
) -> ToolResult:
    """That no clause answers: with the earliest version where none was in force yet, else the nearest clause."""
    evidence, quotes = Evidence(LIBRARY, None), Quotes(enquiry.library, "")
    if earliest is not None:
        return before_first(earliest, day, evidence, tool, arguments)
    facts, next_steps = list[str](), list[str]()
    if nearest is not None:
        facts.append(f"The nearest clause, on “{nearest.heading}” {quotes.cite(nearest)}, does not answer it.")
    if nearest is not None and nearest.version.owner != NOT_STATED:
        asked = f"{owner(evidence, nearest.version)}, who owns {label(evidence, nearest.version)}"
        next_steps.append(f"If it should be ruled there, ask the {asked}.")
    nothing = "No clause of the standards library answers this."
    return ToolResult(
        tool=tool,
        status="NOT_FOUND",
        kind="not_covered",
        headline=nothing if enquiry.library.documents() else "The library holds no standards, so nothing is covered.",
        facts=tuple(facts),
        next_steps=tuple(next_steps),
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        reason="no clause answers the question",
        arguments=dict(arguments),
    )


def _clauses_read(
    enquiry: Enquiry,
    clauses: list[Clause],
    evidence: Evidence,
    quotes: Quotes,
    day: date,
    arguments: dict[str, object],
) -> ToolResult:
    library, version = enquiry.library, clauses[0].version
    relations = relations_of(library, clauses, day)
    named = [each for clause in clauses for each in library.cross_references(clause) if each not in clauses]
    quoted = [quotes.whole(clause) for clause in clauses]
    facts = [f"{label(evidence, version)} {in_force(evidence, version)}; its owner: {owner(evidence, version)}."]
    if named:
        facts.append(f"It refers to {listed([quotes.cite(clause).strip('()') for clause in dict.fromkeys(named)])}.")
    now = library.version_in_force(version.document, enquiry.today)
    superseded = now is not None and now != version
    return ToolResult(
        tool="read_clause",
        status="OK",
        headline=quoted[0],
        facts=(*quoted[1:], *facts),
        rules=tuple(line(library, relation, quotes.clauses) for relation in relations),
        cautions=(f"This version is superseded: today {label(evidence, now)} applies.",) if now and superseded else (),
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        arguments=dict(arguments),
    )


def _contents(
    enquiry: Enquiry, version: Version, evidence: Evidence, quotes: Quotes, day: date, arguments: dict[str, object]
) -> ToolResult:
    clauses = enquiry.library.clauses(version)
    rows = tuple((quotes.cite(clause).strip("()"), f"“{clause.heading}”") for clause in clauses)
    held = f"{label(evidence, version)} {in_force(evidence, version)}; its owner: {owner(evidence, version)}."
    return ToolResult(
        tool="read_clause",
        status="OK",
        headline=held,
        table=Table(("Clause", "Heading"), rows),
        next_steps=("Ask for one of its clauses to read it word for word.",),
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        arguments=dict(arguments),
    )
