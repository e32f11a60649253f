"""Which measure the sentence calls a value."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.checking.binding import LISTED
from assistant.checking.markdown import Stretch
from assistant.checking.naming import names_of, trade_names
from assistant.checking.phrases import Found
from assistant.checking.reading import Reading, Value
from assistant.checking.words import plain
from tools.currency import currencies
from tools.result import Figure

COMPLEMENT = re.compile(
    r"\b(?:against|over|under|above|below|than|versus|vs\.?|of|on|in|for|to|from|by|with|per|beyond|at|exceeds?|"
    r"within|and then)\s+(?:the\s+|its\s+|their\s+|a\s+|an\s+|current\s+|approved\s+|this\s+|that\s+)*$",
    re.IGNORECASE,
)
"""What stands before a measure that is not the one spoken of: “£300k over the budget”."""
YARDSTICK = re.compile(
    r"\b(?:against|over|under|above|below|than|beyond|exceeds?)\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE
)
"""What stands before a measure that something is only held against."""
RIGHT_BEFORE = re.compile(
    r"\s*(?:of|at|=|:|\(|\))?\s*(?:\()?(?:about|around|roughly|some|only|just|currently|now)?\s*[+±−-]?", re.IGNORECASE
)
ATTACHED = re.compile(r"[\s-]{0,2}(?:(?:of|in|for|is|was|on)\s+)?(?:the\s+|its\s+|their\s+|a\s+|an\s+)?$")
LABELS = re.compile(r"\b([A-Z]{1,4})(\d{1,3})\b")


def called(reading: Reading, value: Value) -> frozenset[str] | None:
    """The handles of the figures that have the name by which the text calls the value; None where it calls none."""
    return reading.once("called", value.start, lambda: _called(reading, value))


def _called(reading: Reading, value: Value) -> frozenset[str] | None:
    sentence = reading.sentence_of(value.start)
    measures = [m for m in reading.measures if sentence.start <= m.start < sentence.end and _fits(m, value, reading)]
    siblings = [v for v in reading.values_in(sentence.start, sentence.end) if not v.units.isdisjoint(value.units)]
    zipped = _zipped(measures, siblings, value, reading)
    if zipped is not None:
        return _handles([zipped])
    floor = max((v.end for v in siblings if v.end <= value.start), default=sentence.start)
    heads = [m for m in measures if floor <= m.start and m.end <= value.start]
    found = _head(heads, value, reading) + _following(measures, siblings, value, reading)
    if not found and sentence.form == "cell":
        found = _of_cell(sentence.lends, value, reading)
    return _handles(found) if found else None


def _fits(measure: Found[tuple[Figure, ...]], value: Value, reading: Reading) -> bool:
    """Whether any figure of that name has the value's unit; a name that no figure has fits what it is used for.

    An amount in another currency is called by the names of money too: that is what is wrong with it.
    """
    units = currencies() if value.units and value.units <= currencies() else value.units
    if measure.what:
        return any(f.unit in units for f in measure.what)
    return not units.isdisjoint(trade_names().get(plain(reading.text(measure.start, measure.end)), frozenset()))


def _head(heads: list[Found[tuple[Figure, ...]]], value: Value, reading: Reading) -> list[Found[tuple[Figure, ...]]]:
    """The measure right before the value; else the nearest that is spoken of and not only compared with."""
    clause = reading.passage.clause_at(value.start)
    is_here = bool(heads) and heads[-1].start >= clause.start
    if is_here and RIGHT_BEFORE.fullmatch(reading.text(heads[-1].end, value.start)):
        return [m for m in heads if m.start == heads[-1].start]
    spoken_of = [m for m in heads if not COMPLEMENT.search(_before(m, reading))]
    others = [m for m in heads if m.start >= clause.start and not YARDSTICK.search(_before(m, reading))]
    nearest = (spoken_of or others)[-1:]
    return [m for m in heads if nearest and m.start == nearest[0].start]


def _before(measure: Found[tuple[Figure, ...]], reading: Reading) -> str:
    return reading.text(max(0, measure.start - 40), measure.start)


def _following(
    measures: list[Found[tuple[Figure, ...]]], siblings: list[Value], value: Value, reading: Reading
) -> list[Found[tuple[Figure, ...]]]:
    """A measure right after the value (“£1.3m EAC”), unless it already speaks of the next one."""
    for m in measures:
        if m.start < value.end:
            continue
        if not ATTACHED.fullmatch(reading.text(value.end, m.start)):
            return []
        is_next = any(m.end <= v.start and v.start - m.end <= 4 for v in siblings)
        return [] if is_next else [o for o in measures if o.start == m.start]
    return []


def _zipped(
    measures: list[Found[tuple[Figure, ...]]], siblings: list[Value], value: Value, reading: Reading
) -> Found[tuple[Figure, ...]] | None:
    """“A and B are x and y”: as many measures as values, all before them, joined by commas and “and”."""
    starts = sorted({m.start for m in measures})
    if len(siblings) < 2 or len(starts) != len(siblings) or measures[-1].end > siblings[0].start:
        return None
    firsts = [next(m for m in measures if m.start == s) for s in starts]
    joints = [reading.text(a.end, b.start) for a, b in pairwise(firsts)]
    joints += [reading.text(a.end, b.start) for a, b in pairwise(siblings)]
    if not all(LISTED.fullmatch(joint) for joint in joints):
        return None
    return firsts[next(n for n, v in enumerate(siblings) if v.start == value.start)]


def _of_cell(lends: tuple[Stretch, ...], value: Value, reading: Reading) -> list[Found[tuple[Figure, ...]]]:
    for stretch in lends[:2]:
        found = [m for m in reading.measures if stretch.start <= m.start < stretch.end and _fits(m, value, reading)]
        if found:
            return [m for m in found if m.start == found[0].start]
    return []


def _handles(found: list[Found[tuple[Figure, ...]]]) -> frozenset[str]:
    return frozenset(f.handle for m in found for f in m.what)


def other_label(figure: Figure, stretch: Stretch, reading: Reading) -> str | None:
    """A label such as G3 in the sentence where the figure's name has another of its kind, such as G4."""
    own = {m.groups() for text in names_of(figure) for m in LABELS.finditer(text)}
    if not own:
        return None
    written = [m for m in LABELS.finditer(reading.text(*stretch)) if m.group(1) in {kind for kind, _ in own}]
    clash = written and not any(m.groups() in own for m in written)
    return written[0].group() if clash else None
