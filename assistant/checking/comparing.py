"""Comparisons between two figures that stand in one sentence, worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from assistant.checking.evidence import amount
from assistant.checking.quantities import Day, Number
from assistant.checking.reading import Reading, Value

GREATER, SMALLER = frozenset({"over", "late"}), frozenset({"within", "early"})
VERB = re.compile(r"\b(?:is|are|was|were|be|been|goes|went|runs|stands|stays|remains|exceed\w*|breach\w*)\b")
BETWEEN = re.compile(
    r"[\s,(]*(?:than\s+)?(?:the\s+|its\s+|their\s+|a\s+|an\s+)*(?:[\w'/()%-]+\s+){0,5}?(?:of\s+|at\s+|,\s*|\(|on\s+)?$"
)
TO = re.compile(r"\s*(?:\(?(?:in|on|at|as of)\s+[\w ]{3,20}\)?\s+)?to\s+", re.IGNORECASE)
THAN = re.compile(r"\b(?:is|are|was|were|being)\s+(?:\w+\s+){0,2}?(\w+)\s+than\b(?!.*\bthan\b)", re.IGNORECASE)
FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
OVER = re.compile(
    r"\b(?:is|are|was|were|stays|remains)\s+(?:\w+\s+){0,2}?(?:over|above|beyond|under|below)\s|\bexceed(?:s|ed)?\s",
    re.IGNORECASE,
)
ROSE = re.compile(
    r"\b(?:rose|risen|rises|grew|grown|up|increased|climbed|over|above|beyond|exceeds?|exceeded|higher|later|slipped|delayed|postponed|greater|more|larger|bigger|longer)\b",
    re.IGNORECASE,
)
FELL = re.compile(
    r"\b(?:fell|fallen|falls|dropped|down|decreased|declined|under|below|lower|earlier|less|smaller|fewer|shorter)\b",
    re.IGNORECASE,
)


def compared(start: int, end: int, sense: str, is_negated: bool, reading: Reading) -> str | None:
    """The comparison that makes the word true, empty where it makes it false, None where there is none.

    “EAC of £1.3m is over the BAC of £1.0m”: a value before the verb, a value after the word.
    """
    if sense not in GREATER | SMALLER:
        return None
    sentence = reading.sentence_of(start)
    after = reading.values_in(end, sentence.end)[:1]
    gap = reading.open_text[end : after[0].start] if after else ""
    if not after or gap.rstrip().endswith(" by") or not BETWEEN.fullmatch(gap):
        return None
    same = [v for v in reading.values_in(sentence.start, start) if not v.units.isdisjoint(after[0].units)]
    if not same or not VERB.search(reading.text(same[-1].end, end)):
        return None
    one, other = _amount(same[-1]), _amount(after[0])
    if one is None or other is None:
        return None
    is_so = one > other if sense in GREATER else one <= other
    return f"{_text(same[-1], reading)} against {_text(after[0], reading)}" if is_so != is_negated else ""


def contradictions(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Stretches that say of two values which is more, and are wrong: “rose from a to b”, “lower than b”."""
    for n, one in enumerate(reading.values):
        end = reading.sentence_of(one.start).end
        later = (v for v in reading.values[n + 1 :] if v.start < end and not v.units.isdisjoint(one.units))
        other = next(later, None)
        a, b = _amount(one), _amount(other) if other is not None else None
        if other is None or a is None or b is None:
            continue
        between = reading.text(one.end, other.start)
        if TO.fullmatch(between) and FROM.search(reading.text(max(0, one.start - 8), one.start)):
            clause = reading.passage.clause_at(one.start)
            words, rising, falling = reading.text(clause.start, one.start), a < b, a > b
        elif than := THAN.search(between) or (not between.rstrip().endswith(" by") and OVER.search(between)):
            words, rising, falling = than.group(), a > b, a < b
        else:
            continue
        rose, fell = ROSE.search(words), FELL.search(words)
        if (rose and not fell and not rising) or (fell and not rose and not falling):
            yield one.start, other.end, "more" if rose else "less"


def is_moved(value: Value, reading: Reading) -> bool:
    """Whether the value is one end of “from a to b”, whose ends are told apart by their order."""
    sentence = reading.sentence_of(value.start)
    same = [v for v in reading.values_in(sentence.start, sentence.end) if not v.units.isdisjoint(value.units)]
    for one, other in pairwise(same):
        if value.start in (one.start, other.start) and TO.fullmatch(reading.text(one.end, other.start)):
            return bool(FROM.search(reading.text(max(0, one.start - 8), one.start)))
    return False


def _amount(value: Value) -> Decimal | None:
    held: object = value.figure.value if value.figure else None
    if value.figure is not None:
        return Decimal(held.toordinal()) if isinstance(held, date) else amount(value.figure)
    if isinstance(value.literal, Number):
        return -value.literal.value if value.literal.sign == "-" else value.literal.value
    if isinstance(value.literal, Day) and value.literal.bounds:
        return Decimal(value.literal.bounds[0].toordinal())
    return None


def _text(value: Value, reading: Reading) -> str:
    return value.figure.handle if value.figure else reading.text(value.start, value.end)
