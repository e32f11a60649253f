"""What the library holds: documents in force, reviews overdue or due soon, versions superseded."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from knowledge.clauses import Version
from tools.enquiry import Enquiry
from tools.result import Figure, Table, ToolResult
from tools.standards.editions import LIBRARY, begins, describe, ends, label, owner, review_due, stated
from tools.wording.evidence import Evidence

REVIEW_WINDOW = timedelta(days=90)
"""How far ahead a review counts as due soon."""
Which = Literal["all", "overdue_review", "review_due_soon", "superseded"]


def list_standards(enquiry: Enquiry, which: Which = "all") -> ToolResult:
    """The documents in force, those overdue or soon due for review, or the versions superseded."""
    evidence, today = Evidence(LIBRARY, None), enquiry.today
    versions = enquiry.library.documents()
    current = [each for each in versions if enquiry.library.version_in_force(each.document, today) == each]
    dated = sorted((each.review_due, each.ref, each) for each in current if each.review_due)
    chosen = {
        "all": current,
        "overdue_review": [each for due, _, each in dated if due < today],
        "review_due_soon": [each for due, _, each in dated if today <= due <= today + REVIEW_WINDOW],
        "superseded": [each for each in versions if each.effective_to and each.effective_to < today],
    }[which]
    reviews = which in ("overdue_review", "review_due_soon")
    ahead = [each for due, _, each in dated if due >= today and each not in chosen][:1] if reviews else []
    count = evidence.add(Figure(LIBRARY, which, "documents listed", len(chosen), "count", as_of=today))
    return ToolResult(
        tool="list_standards",
        status="OK",
        headline=_listing(which, bool(chosen), count, evidence),
        facts=(
            *(f"{describe(evidence, each)}, review due {review_due(evidence, each)}." for each in chosen if reviews),
            *(
                f"The next review ahead: {describe(evidence, each)}, due {review_due(evidence, each)}."
                for each in ahead
            ),
        ),
        table=_table(which, chosen, evidence) if chosen and not reviews else None,
        figures=evidence.figures,
        on=today,
        arguments={"which": which},
    )


def _review(evidence: Evidence, version: Version) -> str:
    return f"{describe(evidence, version)}, review due {review_due(evidence, version)}"


def _listing(which: Which, some: bool, count: str, evidence: Evidence) -> str:
    if which == "review_due_soon":
        days = evidence.add(Figure(LIBRARY, "window", "days ahead", REVIEW_WINDOW.days, "days"))
        return (
            f"Documents due for review in the next {days}: {count}."
            if some
            else f"No review is due in the next {days}."
        )
    lines = {
        "all": ("Documents in force: {}.", "The library holds no standards."),
        "overdue_review": ("Documents in force that are overdue for review: {}.", "No document in force is overdue."),
        "superseded": ("Superseded versions held: {}.", "No superseded version is held."),
    }
    return lines[which][not some].format(count)


def _table(which: Which, versions: list[Version], evidence: Evidence) -> Table:
    if which == "superseded":
        rows = [(label(evidence, each), begins(evidence, each), ends(evidence, each)) for each in versions]
        return Table(("Version", "In force from", "Until"), tuple(rows))
    return Table(
        ("Document", "Kind", "Owner", "In force from", "Review due"),
        tuple(
            (
                label(evidence, each),
                stated(evidence, each, "type", "kind of document", each.type, "state"),
                owner(evidence, each),
                begins(evidence, each),
                review_due(evidence, each),
            )
            for each in versions
        ),
    )
