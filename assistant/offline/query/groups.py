"""What the records are put into groups by: “by sponsor and month”, “which sponsors have the most …”."""

from __future__ import annotations

import re

from assistant.offline.query import words as w
from assistant.offline.query.sentence import Sentence

HEAD = re.compile(
    r"^\W*(?:(?:which|what|whose|who|list|show|show me|give me|name|tell me|are there|any|all|the)\W+)*", re.IGNORECASE
)
MORE = re.compile(r"\s*(?:,|and by|and then|and|then|/|by)\s+(?:by\s+)?", re.IGNORECASE)
MOST = 2


def groups(q: Sentence) -> None:
    """Dimensions behind “by” or “per”, one or two; else that of the head of the question."""
    for match in re.finditer(w.GROUPED, q.text, re.IGNORECASE):
        end = _group_after(q, match.end(), match.start())
        while end is not None and (more := MORE.match(q.text, end)):
            end = _group_after(q, more.end(), end)
    _group_of_head(q)


def _group_after(q: Sentence, start: int, taken_from: int) -> int | None:
    """A dimension that begins here becomes a group; gives where it ends."""
    for place in w.places(q.read, q.entity, False, start):
        if place.start == start and place.field and len(q.asked.group_by) < MOST:
            q.asked.group_by.append(place.field.name)
            q.read.take(taken_from, place.end)
            return place.end
    return None


def _group_of_head(q: Sentence) -> None:
    """“Which sponsors have the most …”: what is asked for first is what the records are counted by."""
    head = HEAD.match(q.text)
    start = head.end() if head else 0
    if q.main is None or q.main.start <= start or q.asked.group_by:
        return
    for place in w.places(q.read, q.entity, False, start, q.main.start):
        if place.start == start and place.field and not place.field.values and place.field.unit == "name":
            q.asked.group_by.append(place.field.name)
            q.read.take(0, place.end)
