"""One question with everything found in it: records, references, values, and what it looks like without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.offline.financial_periods import financial_periods
from assistant.offline.link import Link, Linker
from assistant.offline.masks import mask
from assistant.offline.material import Material
from assistant.offline.thread import looks_like_a_name, unknown_name
from assistant.offline.values import Found, find_values
from tools.enquiry import Enquiry
from tools.portfolio.records import find_records


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with everything found in it."""

    text: str
    material: Material
    masked: str
    links: tuple[Link, ...] = ()
    stranger: str | None = None
    """Words that seem to name a record which is not visible."""
    is_named: bool = False
    """Whether those words are written as a name."""


def read(text: str, enquiry: Enquiry, ordinary: frozenset[str]) -> Reading:
    """Find records, references, values and strangers in a normalised question; only visible records take part."""
    with enquiry.portfolio.session() as session:
        records = find_records(session, enquiry.viewer, enquiry.today)
    links = Linker(records, ordinary).links(text)
    found = enquiry.library.references_in(text)
    taken = [(link.start, link.end) for link in links] + [(r.start, r.end) for r in found]
    values = _values(text, enquiry, taken)
    stretches = [
        *((link.start, link.end, link.kind) for link in links),
        *((r.start, r.end, r.kind) for r in found),
        *((v.start, v.end, v.kind) for v in values),
    ]
    references = tuple(text[r.start : r.end] for r in found)
    stranger = unknown_name(text, ordinary, [*taken, *((v.start, v.end) for v in values)])
    is_named = stranger is not None and looks_like_a_name(text, stranger)
    if stranger and is_named:
        stretches.append((*stranger, "project"))
    return Reading(
        text,
        Material(text, links, values, references, enquiry.currency, enquiry.today, enquiry.fy_start_month),
        enquiry.library.in_common_words(mask(text, _apart(stretches))),
        links,
        text[slice(*stranger)] if stranger else None,
        is_named,
    )


def _values(text: str, enquiry: Enquiry, taken: Sequence[tuple[int, int]]) -> tuple[Found, ...]:
    """The values outside what is taken; financial years and quarters first, for they hold numbers and years."""
    found = financial_periods(text, enquiry.today, enquiry.fy_start_month)
    periods = [p for p in found if all(p.end <= start or end <= p.start for start, end in taken)]
    others = find_values(text, enquiry.today, (*taken, *((p.start, p.end) for p in periods)))
    return tuple(sorted((*periods, *others), key=lambda each: each.start))


def _apart(stretches: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Stretches without those that overlap an earlier one of the list."""
    kept: list[tuple[int, int, str]] = []
    for stretch in stretches:
        if all(stretch[1] <= start or end <= stretch[0] for start, end, _ in kept):
            kept.append(stretch)
    return kept
