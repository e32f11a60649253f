"""What the standards say: searched, read and listed, in the version that applied on the day asked about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from knowledge.clauses import Clause, Version
from knowledge.documents import NOT_STATED
from knowledge.library import Hit, Search
from tools.amendments import compare_versions
from tools.editions import LIBRARY, begins, given, in_force, label, owner, stated, then_and_now, time_rules
from tools.enquiry import Enquiry
from tools.evidence import Evidence
from tools.precedence import check_conflicts, line, overruled, relations_of
from tools.quoting import Quotes
from tools.result import Figure, Table, ToolResult
from tools.wording import listed

__all__ = ["check_conflicts", "compare_versions", "list_standards", "read_clause", "search_standards"]

RELEVANT = 0.72
"""Share of the best score down to which a further clause is worth showing."""
REVIEW_WINDOW = timedelta(days=90)
"""How far ahead a review counts as due soon."""
Which = Literal["all", "overdue_review", "review_due_soon", "superseded"]


def search_standards(enquiry: Enquiry, question: str, on: date | None = None, limit: int = 3) -> ToolResult:
    """What the clauses in force on a day say in answer to a question, quoted; or that none answers it."""
    library, day = enquiry.library, on or enquiry.today
    found = library.search(question, day, limit=limit)
    evidence, quotes = Evidence(LIBRARY, None), Quotes(library, question)
    arguments: dict[str, object] = {"question": question, "on": day.isoformat()}
    if not found.covered:
        return not_covered(enquiry, found, evidence, quotes, arguments)
    best, *others = _telling(found.hits)
    relations = relations_of(library, [hit.clause for hit in (best, *others)], day)
    lines = tuple(line(library, quotes, relation) for relation in relations)
    beaten = overruled(library, best.clause, day)
    headline = lines[0] if beaten else quotes.answer(best.clause)
    further = (hit.clause for hit in others if not overruled(library, hit.clause, day))
    past = _past(enquiry, evidence, quotes, best.clause, day)
    return ToolResult(
        tool="search_standards",
        status="OK",
        headline=headline,
        facts=(*past, *(quotes.key(clause) for clause in further), *_not_yet(found, evidence)),
        rules=(*lines[beaten:], *(time_rules(enquiry, quotes, best.clause.version.document) if past else ())),
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        arguments=arguments,
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
    if found:
        (version, *_) = (each for each in found if isinstance(each, Version))
        return _contents(enquiry, version, evidence, quotes, day, arguments)
    absent = [each for each in library.documents_named(reference) if library.version_in_force(each, day) is None]
    if absent:
        return _before_first(library.versions(absent[0])[0], day, evidence, "read_clause", arguments)
    asked = given(evidence, "reference", "reference asked for", reference, "text")
    return ToolResult(
        tool="read_clause",
        status="NOT_FOUND",
        kind="not_found",
        headline=f"I find nothing under “{asked}” in the library.",
        next_steps=("Ask which standards we have, or ask about the matter in your own words.",),
        figures=evidence.figures,
        on=day,
        reason="no such reference",
        arguments=arguments,
    )


def list_standards(enquiry: Enquiry, which: Which = "all") -> ToolResult:
    """The documents held: those in force, overdue or soon due for review, or superseded."""
    evidence, today = Evidence(LIBRARY, None), enquiry.today
    versions = enquiry.library.documents()
    current = [version for version in versions if _is_current(enquiry, version)]
    due = [version for version in current if version.review_due]
    chosen = {
        "all": current,
        "overdue_review": [version for version in due if version.review_due and version.review_due < today],
        "review_due_soon": [
            version for version in due if version.review_due and today <= version.review_due <= today + REVIEW_WINDOW
        ],
        "superseded": [version for version in versions if version.effective_to and version.effective_to < today],
    }[which]
    chosen = sorted(chosen, key=lambda version: (version.review_due or date.max) if "review" in which else date.min)
    count = evidence.add(Figure(LIBRARY, which, "documents listed", len(chosen), "count", as_of=today))
    return ToolResult(
        tool="list_standards",
        status="OK",
        headline=_listing(which, bool(chosen), count, evidence),
        table=_table(which, chosen, evidence) if chosen else None,
        figures=evidence.figures,
        on=today,
        arguments={"which": which},
    )


def _telling(hits: tuple[Hit, ...]) -> list[Hit]:
    best = hits[0].score
    return [hit for hit in hits if hit.score >= RELEVANT * best]


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
    enquiry: Enquiry, found: Search, evidence: Evidence, quotes: Quotes, arguments: dict[str, object]
) -> ToolResult:
    if found.earliest is not None:
        return _before_first(found.earliest, found.on, evidence, "search_standards", arguments)
    facts, next_steps = (), ()
    if found.nearest is not None:
        facts = (f"The nearest clause, which does not answer it: {quotes.key(found.nearest)}",)
        version = found.nearest.version
        if version.owner != NOT_STATED:
            asked = f"{owner(evidence, version)}, who owns {label(evidence, version)}"
            next_steps = (f"If it should be ruled there, ask the {asked}.",)
    held = "No clause of the standards library answers this."
    return ToolResult(
        tool="search_standards",
        status="NOT_FOUND",
        kind="not_covered",
        headline=held if enquiry.library.documents() else "The library holds no standards, so nothing is covered.",
        facts=facts,
        next_steps=next_steps,
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=found.on,
        reason="no clause answers the question",
        arguments=arguments,
    )


def _before_first(
    earliest: Version, day: date, evidence: Evidence, tool: str, arguments: dict[str, object]
) -> ToolResult:
    asked = given(evidence, "on", "day asked about", day, "date")
    held = label(evidence, earliest)
    return ToolResult(
        tool=tool,
        status="NOT_FOUND",
        kind="not_covered",
        headline=f"No version was in force on {asked}: the earliest held is {held}, in force from {begins(evidence, earliest)}.",
        figures=evidence.figures,
        on=day,
        reason="no version in force on the day",
        arguments=arguments,
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
        rules=tuple(line(library, quotes, relation) for relation in relations),
        cautions=(f"This version is superseded: today {label(evidence, now)} applies.",) if now and superseded else (),
        figures=evidence.figures,
        clauses=tuple(quotes.clauses.values()),
        on=day,
        arguments=arguments,
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
        arguments=arguments,
    )


def _is_current(enquiry: Enquiry, version: Version) -> bool:
    return enquiry.library.version_in_force(version.document, enquiry.today) == version


def _listing(which: Which, some: bool, count: str, evidence: Evidence) -> str:
    if which == "review_due_soon":
        days = evidence.add(Figure(LIBRARY, "window", "days ahead", REVIEW_WINDOW.days, "days"))
        return f"Due for review in the next {days}: {count}." if some else f"No review is due in the next {days}."
    lines = {
        "all": ("Documents in force: {count}.", "The library holds no standards."),
        "overdue_review": ("Documents in force whose review is overdue: {count}.", "No review is overdue."),
        "superseded": ("Superseded versions held: {count}.", "No superseded version is held."),
    }
    return lines[which][not some].format(count=count)


def _table(which: Which, versions: list[Version], evidence: Evidence) -> Table:
    if which == "superseded":
        rows = [(label(evidence, each), begins(evidence, each), _until(evidence, each)) for each in versions]
        return Table(("Version", "In force from", "Until"), tuple(rows))
    columns = ("Document", "Kind", "Owner", "In force from", "Review due")
    return Table(columns, tuple(_row(evidence, version) for version in versions))


def _row(evidence: Evidence, version: Version) -> tuple[str, ...]:
    return (
        label(evidence, version),
        stated(evidence, version, "type", "kind of document", version.type, "state"),
        owner(evidence, version),
        begins(evidence, version),
        stated(evidence, version, "review_due", "review due", version.review_due, "date"),
    )


def _until(evidence: Evidence, version: Version) -> str:
    return stated(evidence, version, "effective_to", "in force until", version.effective_to, "date")
