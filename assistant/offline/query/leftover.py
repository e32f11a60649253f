"""What of a question was not understood: it is said, never dropped."""

from __future__ import annotations

import re

from assistant.offline.query import words as w
from assistant.offline.query.sentence import Sentence

CONDITIONS = r"with|without|whose|where|having|that|which"
SMALL = frozenset(
    "a an the any some its their of in on at to by for from and or but with without whose where having have has had "
    "that which who are is was were be been being it they more than less over under between still yet already not no "
    "do does did we i you our my us there see may can so far all each every".split()
)
"""Words that say nothing by themselves."""
ENDS = re.compile(r",|;|\?|\.(?!\d)|\band\b|\bby\b|\bper\b", re.IGNORECASE)


EITHER = re.compile(r"\bor\s+\S+(?:\s+\S+){0,5}", re.IGNORECASE)
WHEN = r"in|during|on|by|at|for"


def left_over(q: Sentence) -> None:
    """Parts that begin like a condition, and values, of which nothing was understood."""
    for match in re.finditer(rf"\b(?:{CONDITIONS})\b", q.text, re.IGNORECASE):
        end = next((m.start() for m in ENDS.finditer(q.text, match.end())), len(q.text))
        if match.start() >= (q.main.end if q.main else 1) and _has_unread_words(q, match.end(), end):
            q.asked.unread.append(q.text[match.start() : end].strip())
    for value in q.values:
        said = re.search(rf"(?<!\w)(?:{w.WORDS_OF_COMPARISON}|{WHEN})\s*$", q.text[: value.start], re.IGNORECASE)
        start = said.start() if said else value.start
        is_of_data = q.looks_back and value.kind in ("date", "period")
        is_condition = said is not None or value.kind in ("money", "percent", "days")
        if is_condition and not is_of_data and q.read.free(start, value.end) and _is_new(q, start):
            q.asked.unread.append(q.text[start : value.end])
    _alternatives(q)


def _has_unread_words(q: Sentence, start: int, end: int) -> bool:
    words = re.finditer(r"[^\W\d_][\w'-]*", q.text[start:end])
    free = (word[0] for word in words if q.read.free(start + word.start(), start + word.end()))
    return any(word.lower() not in SMALL for word in free)


def _alternatives(q: Sentence) -> None:
    """Conditions are all to hold; that one of two is enough is not what the arguments say."""
    fields = {each["field"] for each in q.asked.where}
    either = EITHER.search(q.text)
    if len(fields) > 1 and either and q.read.free(either.start(), either.start() + len("or")):
        q.asked.unread.append(either[0])


def _is_new(q: Sentence, start: int) -> bool:
    """Whether no part of the text that is unread already holds it."""
    return not any(q.text.find(part) <= start < q.text.find(part) + len(part) for part in q.asked.unread)
