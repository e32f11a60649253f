"""Comparisons between two figures that stand in one sentence, worked out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.checking.derivation import amount
from assistant.checking.literals import Day, Number
from assistant.checking.reading import Reading, Value

GREATER, SMALLER = frozenset({"over", "late"}), frozenset({"within", "early"})
VERB = re.compile(r"\b(?:is|are|was|were|be|been|goes|went|runs|stands|stays|remains|exceed\w*|breach\w*)\b")
BETWEEN = re.compile(
    r"[\s,(]*(?:than\s+)?(?:the\s+|its\s+|their\s+|a\s+|an\s+)*(?:[\w'/()%-]+\s+){0,5}?(?:of\s+|at\s+|,\s*|\(|on\s+)?$"
)
STEADY = re.compile(r"\bfrom\s+$"), re.compile(r"\s+to\s+$")
ROSE = re.compile(r"\b(?:rose|risen|rises|grew|grown|up|increased|climbed|higher|later)\b", re.IGNORECASE)
FELL = re.compile(r"\b(?:fell|fallen|falls|dropped|down|decreased|declined|lower|earlier)\b", re.IGNORECASE)


def compared(start: int, end: int, sense: str, is_negated: bool, reading: Reading) -> str | None:
    """The comparison that makes the word true, empty where it makes it false, None where there is none.

    “EAC of £1.3m is over the BAC of £1.0m”: a value before the verb, a value after the word.
    """
    if sense not in GREATER | SMALLER:
        return None
    sentence = reading.sentence_of(start)
    after = [v for v in reading.values_in(end, sentence.end)][:1]
    if not after or not BETWEEN.fullmatch(reading.open_text[end : after[0].start]):
        return None
    same = [v for v in reading.values_in(sentence.start, start) if not v.units.isdisjoint(after[0].units)]
    if not same or not VERB.search(reading.text(same[-1].end, end)):
        return None
    one, other = _amount(same[-1]), _amount(after[0])
    if one is None or other is None:
        return None
    is_so = one > other if sense in GREATER else one <= other
    return f"{_text(same[-1], reading)} against {_text(after[0], reading)}" if is_so != is_negated else ""


def moves(reading: Reading) -> list[tuple[Value, Value, str]]:
    """Pairs “rose from a to b” whose direction the values contradict, with the word."""
    found = []
    for one, other in zip(reading.values, reading.values[1:], strict=False):
        before = reading.text(max(0, one.start - 60), one.start)
        if one.units.isdisjoint(other.units) or not STEADY[0].search(before):
            continue
        if not STEADY[1].fullmatch(reading.text(one.end, other.start)):
            continue
        a, b = _amount(one), _amount(other)
        clause = reading.passage.clause_at(one.start)
        words = reading.text(clause.start, one.start)
        rose, fell = ROSE.search(words), FELL.search(words)
        if a is None or b is None:
            continue
        if (rose and not fell and b <= a) or (fell and not rose and b >= a):
            found.append((one, other, (rose or fell).group()))  # type: ignore[union-attr]
    return found


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
