"""Versions of documents in sentences: label, dates and owner as figures, and what was in force when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from knowledge.clauses import NOT_STATED, Version
from tools.enquiry import Enquiry
from tools.result import Figure, ToolResult, Unit, Value
from tools.standards.excerpts import Quotes
from tools.wording.evidence import Evidence

LIBRARY = "library"
"""Subject of figures that count what is held."""
TIME_RULES = ("time.version_in_force", "time.transition")
"""Rules by which the version of a past day is found; they are read as they stand today."""


def label(evidence: Evidence, version: Version) -> str:
    """A version's label as a handle: ``PMO-STD-004 v2.3 Tolerance Standard``."""
    return evidence.label(version.ref, f"{version.ref} {version.title}", _row(version))


def stated(evidence: Evidence, version: Version, key: str, name: str, value: Value, unit: Unit) -> str:
    """Something that a version states about itself, as a handle."""
    return evidence.add(Figure(version.ref, key, name, value, unit, source=(_row(version),)))


def begins(evidence: Evidence, version: Version) -> str:
    """The first day in force as a handle."""
    return stated(evidence, version, "effective_from", "in force from", version.effective_from, "date")


def ends(evidence: Evidence, version: Version) -> str:
    """The last day in force as a handle."""
    return stated(evidence, version, "effective_to", "in force until", version.effective_to, "date")


def review_due(evidence: Evidence, version: Version) -> str:
    """The day by which it is to be reviewed as a handle."""
    return stated(evidence, version, "review_due", "review due", version.review_due, "date")


def owner(evidence: Evidence, version: Version) -> str:
    """The owner as a handle."""
    return stated(evidence, version, "owner", "owner", version.owner, "name")


def given(evidence: Evidence, key: str, name: str, value: Value, unit: Unit) -> str:
    """Something that the asker gave, as a handle."""
    return evidence.add(Figure("given", key, name, value, unit))


def in_force(evidence: Evidence, version: Version) -> str:
    """When a version is in force, as the end of a sentence; says so where it states no dates."""
    if version.effective_from is None and version.effective_to is None:
        return "states no dates and counts as in force"
    since = f"is in force from {begins(evidence, version)}" if version.effective_from else "is in force"
    if version.effective_to is None:
        return since
    start = f" from {begins(evidence, version)}" if version.effective_from else ""
    return f"was in force{start} until {ends(evidence, version)}"


def describe(evidence: Evidence, version: Version) -> str:
    """A version with its owner and dates, to stand inside a sentence."""
    since = f", in force from {begins(evidence, version)}" if version.effective_from else ""
    until = f" until {ends(evidence, version)}" if version.effective_to else ""
    whose = f", owner {owner(evidence, version)}" if version.owner != NOT_STATED else ""
    return f"{label(evidence, version)}{whose}{since}{until}"


def then_and_now(enquiry: Enquiry, evidence: Evidence, then: Version, day: date) -> str | None:
    """That another version applied on a past day than applies today; None where it is the same one."""
    now = enquiry.library.version_in_force(then.document, enquiry.today)
    if now == then or day == enquiry.today:
        return None
    asked = given(evidence, "on", "day asked about", day, "date")
    applied = f"On {asked} {label(evidence, then)} applied: it {in_force(evidence, then)}."
    if now is None:
        return f"{applied} No version is in force today."
    return f"{applied} Today {label(evidence, now)} applies, which {in_force(evidence, now)}."


def time_rules(enquiry: Enquiry, quotes: Quotes, document: str) -> tuple[str, ...]:
    """The rules that say why the version of the day applies: the general one, and the document's own transition."""
    rules = [enquiry.library.rule(rule_id, enquiry.today) for rule_id in TIME_RULES]
    relevant = [
        rule for rule in rules if rule and (rule.rule_id == TIME_RULES[0] or rule.clause.version.document == document)
    ]
    about = Quotes(
        enquiry.library, "which version of a document applies to an event on an earlier date", quotes.clauses
    )
    return tuple(about.key(rule.clause) for rule in relevant)


def before_first(
    earliest: Version, day: date, evidence: Evidence, tool: str, arguments: Mapping[str, object]
) -> ToolResult:
    """The answer for a day on which no version was in force yet: the earliest one held, and its first day."""
    asked = given(evidence, "on", "day asked about", day, "date")
    held, since = label(evidence, earliest), begins(evidence, earliest)
    return ToolResult(
        tool=tool,
        status="NOT_FOUND",
        kind="not_covered",
        headline=f"No version was in force on {asked}: the earliest held is {held}, in force from {since}.",
        figures=evidence.figures,
        on=day,
        reason="no version in force on the day",
        arguments=dict(arguments),
    )


def _row(version: Version) -> str:
    return f"standard_version/{version.document}/{version.version}"
