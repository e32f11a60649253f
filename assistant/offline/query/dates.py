"""Days and months as conditions: “finishing after March 2027”, “raised in October”."""

from __future__ import annotations

import re

from assistant.offline.query import words as w
from assistant.offline.query.sentence import Sentence
from assistant.offline.values import MONTHS, Found

MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
COMPARED = {
    "before": "<",
    "earlier than": "<",
    "after": ">",
    "later than": ">",
    "since": ">=",
    "from": ">=",
    "until": "<=",
    "by": "<=",
    "on": "=",
}
SAID = re.compile(rf"\b({'|'.join(COMPARED)}|in|during)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)


def dates(q: Sentence) -> None:
    """Every day or month of the question, unless it is the date of the data."""
    for value in q.values:
        if q.looks_back or value.kind not in ("date", "period") or not q.read.free(value.start, value.end):
            continue
        if said := SAID.search(q.text[: value.start]):
            _date(q, said, value)


def _date(q: Sentence, said: re.Match[str], value: Found) -> None:
    word, day = said[1].lower(), str(value.value)
    named = w.places(q.read, q.entity, True, q.part_start(said.start()), said.start())
    days = [place for place in named if place.field and place.field.unit == "date"]
    if word in ("in", "during") and MONTH.match(value.text):
        q.asked.where.append({"field": "month", "comparison": "=", "value": day[:7]})
    elif word in COMPARED and days and days[-1].field:
        q.asked.where.append({"field": days[-1].field.name, "comparison": COMPARED[word], "value": day})
    else:
        return
    q.read.take(said.start(), value.end)
    for place in days[-1:]:
        q.read.take(place.start, place.end)
