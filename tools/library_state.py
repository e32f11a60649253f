"""The library as a whole: what it holds, what changed between versions, what contradicts what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from knowledge.clauses import Clause, Version
from tools.enquiry import Enquiry
from tools.precedence import relation_lines
from tools.quoting import answering, changed, quoted
from tools.result import Figure, ToolResult
from tools.standards import describe, not_covered
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

SOON = timedelta(days=60)
"""How far ahead a review counts as due soon."""
MOST_CHANGES = 8
COMPARED = 6
"""Clauses on a topic that are held against each other."""

Which = Literal["all", "overdue_review", "review_due_soon", "superseded"]
_WORDS = {
    "all": "The library holds {n} document versions",
    "overdue_review": "{n} current document versions are overdue for review",
    "review_due_soon": "{n} current document versions are due for review soon",
    "superseded": "{n} document versions are superseded",
}


def list_standards(enquiry: Enquiry, which: Which = "all") -> ToolResult:
    """The versions that are asked for, with owner and dates; superseded ones never count as overdue."""
    evidence = Evidence("library", None)
    versions = [v for v in enquiry.library.documents() if _wanted(v, which, enquiry.today)]
    count = evidence.add(
        Figure("library", f"count_{which}", "number of versions", len(versions), "count", source=("standard_version",))
    )
    lines = tuple(f"{describe(evidence, v)}{_review(evidence, v)}." for v in versions)
    ahead = _next_review(enquiry, evidence) if which == "overdue_review" else ()
    headline = f"{_WORDS[which].format(n=count)}{'.' if not versions else ':'}"
    return ToolResult(
        "list_standards", "OK", headline, facts=(*lines, *ahead), figures=evidence.figures,
        arguments={"which": which}, on=enquiry.today,
    )  # fmt: skip


def compare_versions(enquiry: Enquiry, document_or_topic: str, on: date | None = None) -> ToolResult:
    """What changed between the version in force on the day and the one before it, or on a topic of it."""
    library, day = enquiry.library, on or enquiry.today
    arguments = {"document_or_topic": document_or_topic, "on": day.isoformat()}
    named = library.documents_named(document_or_topic)
    found = library.search(document_or_topic, day, limit=1, document=named[0] if named else None)
    lead = found.hits[0].clause if found.hits and (named or found.covered) else None
    if lead is None and found.earliest is not None:
        return not_covered(enquiry, found.earliest, None, day, arguments, tool="compare_versions")
    if lead is None:
        return ToolResult(
            "compare_versions", "NOT_FOUND", "I find no document of the library to compare in that.",
            kind="not_covered", next_steps=("Name the document, by its id or its title.",), arguments=arguments, on=day,
        )  # fmt: skip
    evidence = Evidence("library", None)
    versions = library.versions(lead.version.document)
    place = versions.index(lead.version)
    if place == 0:
        headline = (
            f"The library holds no version before {describe(evidence, lead.version)}; no later one has replaced it."
        )
        if len(versions) > 1:
            headline = f"The library holds no version before {describe(evidence, lead.version)}."
        return ToolResult(
            "compare_versions", "OK", headline, figures=evidence.figures, arguments=arguments, on=day,
        )  # fmt: skip
    earlier = versions[place - 1]
    topic = None if _names_only(document_or_topic, named) else lead
    pairs = _pairs(library.clauses(earlier), library.clauses(lead.version), topic)
    lines = [line for before, after in pairs for line in _difference(before, after)][:MOST_CHANGES]
    clauses = tuple(dict.fromkeys(clause for pair in pairs for clause in pair if clause))
    return ToolResult(
        "compare_versions", "OK",
        f"The version in force is {describe(evidence, lead.version)}. It superseded {describe(evidence, earlier)}.",
        facts=tuple(lines) or ("On this point the wording has not changed.",),
        figures=evidence.figures, clauses=clauses, arguments=arguments, on=day,
    )  # fmt: skip


def check_conflicts(enquiry: Enquiry, topic: str) -> ToolResult:
    """The clauses on a topic, whether any contradict each other, and which one binds."""
    library = enquiry.library
    found = library.search(topic, enquiry.today, limit=COMPARED)
    arguments = {"topic": topic}
    if not found.covered:
        return ToolResult(
            "check_conflicts", "NOT_FOUND", "No clause of the library covers that, so nothing can contradict.",
            kind="not_covered", arguments=arguments, on=enquiry.today,
        )  # fmt: skip
    clauses = [hit.clause for hit in found.hits]
    lines, cited = relation_lines(library, clauses)
    documents = list(dict.fromkeys(clause.version.document for clause in clauses))
    compared = listed([f"{{{clause.ref}}}" for clause in clauses])
    if lines:
        headline = f"On that point the library records how the documents stand to each other. {lines[0]}"
    else:
        headline = (
            f"I find no contradiction on that point among the {'documents' if documents[1:] else 'clauses'} compared."
        )
    lead = clauses[0]
    quote = quoted(lead, (answering(library, lead, topic) or (lead.text,))[0])
    return ToolResult(
        "check_conflicts", "OK", headline,
        facts=(*lines[1:], f"The rule on that point: {quote}", f"Compared: {compared}."),
        cautions=("Only contradictions that somebody has recorded in the rulebook are known to me.",),
        clauses=tuple(dict.fromkeys([*clauses, *cited])), arguments=arguments, on=enquiry.today,
    )  # fmt: skip


def _wanted(version: Version, which: Which, today: date) -> bool:
    current = version.in_force(today)
    match which:
        case "overdue_review":
            return current and version.review_due is not None and version.review_due < today
        case "review_due_soon":
            return current and version.review_due is not None and today <= version.review_due <= today + SOON
        case "superseded":
            return version.effective_to is not None and version.effective_to < today
        case _:
            return True


def _review(evidence: Evidence, version: Version) -> str:
    if version.review_due is None:
        return ""
    due = Figure(
        version.ref, "review_due", "review due", version.review_due, "date",
        source=(f"standard_version/{version.document}/{version.version}",),
    )  # fmt: skip
    return f", review due {evidence.add(due)}"


def _next_review(enquiry: Enquiry, evidence: Evidence) -> tuple[str, ...]:
    ahead = [
        v for v in enquiry.library.documents()
        if v.in_force(enquiry.today) and v.review_due and v.review_due >= enquiry.today
    ]  # fmt: skip
    if not ahead:
        return ()
    first = min(ahead, key=lambda v: (v.review_due or date.max, v.document))
    return (f"The next review ahead is that of {describe(evidence, first)}{_review(evidence, first)}.",)


def _names_only(text: str, named: tuple[str, ...]) -> bool:
    """Whether the text is little more than the name of a document."""
    return bool(named) and len(text.split()) <= 12


def _pairs(
    earlier: tuple[Clause, ...], later: tuple[Clause, ...], topic: Clause | None
) -> list[tuple[Clause | None, Clause | None]]:
    before, after = ({clause.number: clause for clause in clauses} for clauses in (earlier, later))
    numbers = [topic.number] if topic else list(dict.fromkeys([*after, *before]))
    return [(before.get(n), after.get(n)) for n in numbers if _text(before.get(n)) != _text(after.get(n))]


def _text(clause: Clause | None) -> str | None:
    return clause.text if clause else None


def _difference(before: Clause | None, after: Clause | None) -> list[str]:
    """Lines that set the changed sentences of a clause side by side."""
    was, now = changed(before, after)
    lines = []
    if after and now:
        lines.append(f"Now: {quoted(after, now[0])}")
    if before and was:
        lines.append(f"Before, now superseded: {quoted(before, was[0])}")
    return lines
