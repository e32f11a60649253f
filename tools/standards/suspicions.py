"""Sentences of two documents that may contradict each other: both in their words, what would hold, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.clauses import NOT_STATED, Clause
from knowledge.contradictions import Suspicion
from knowledge.findings import Relation
from knowledge.precedence import Order
from tools.enquiry import Enquiry
from tools.standards.editions import owner
from tools.standards.excerpts import Quotes
from tools.wording.evidence import Evidence
from tools.wording.sentences import listed

MOST = 5
"""Pairs that are shown, the likest first."""


def suspected(
    enquiry: Enquiry, clauses: Sequence[Clause] | None, documents: Sequence[str], relations: Iterable[Relation]
) -> tuple[Suspicion, ...]:
    """The pairs among and around some clauses (None for all of the library) of which no relation is known.

    Where the question names two documents or more, only the pairs between them.
    """
    related = {frozenset((each.stronger.ref, each.weaker.ref)) for each in relations}
    between = {*documents} if len(documents) > 1 else None
    return tuple(
        each
        for each in enquiry.library.suspicions(enquiry.today, clauses)
        if frozenset((each.left.ref, each.right.ref)) not in related
        and (between is None or {each.left.version.document, each.right.version.document} <= between)
    )


def suspicion_line(enquiry: Enquiry, each: Suspicion, quotes: Quotes, evidence: Evidence) -> str:
    """That two sentences may contradict each other, and what the order of the documents makes of it."""
    left, right = quotes.holding(each.left, [each.left_words]), quotes.holding(each.right, [each.right_words])
    said = f"{left} and {right} may contradict each other"
    rule = enquiry.library.rule("precedence", enquiry.today)
    order = Order.of(rule)
    higher, lower = sorted((each.left, each.right), key=lambda clause: order.rank(clause.version))
    if order.rank(higher.version) == order.rank(lower.version):
        return f"{said}: read both, and ask {_whom(evidence, each)} which of them holds."
    cited = f" {quotes.cite(rule.clause)}" if rule else ""
    stricter = f"unless {{{lower.ref}}} asks for more or is left the point"
    return f"{said}. If they do, {{{higher.ref}}} prevails, {stricter}{cited}."


def _whom(evidence: Evidence, each: Suspicion) -> str:
    versions = {side.version.document: side.version for side in (each.left, each.right)}
    owners = {version.owner: owner(evidence, version) for version in versions.values() if version.owner != NOT_STATED}
    return listed([owners[name] for name in sorted(owners)]) or "whoever keeps the library"
