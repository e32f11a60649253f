"""Colours: of the right record, dimension and origin (reported or calculated), or as a cited rule sets them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.checking.binding import Bound, coordinated, trusted
from assistant.checking.dating import as_of_elsewhere
from assistant.checking.judgements import NOBODY, OPEN, is_negated_at
from assistant.checking.literals import literals_of
from assistant.checking.markdown import Stretch
from assistant.checking.mention import Mention
from assistant.checking.naming import colour_aspects
from assistant.checking.provisions import direction, nearest_provisions, says_number
from assistant.checking.qualifiers import said_with, unqualified
from assistant.checking.quantities import Number
from assistant.checking.reading import Reading, Value
from assistant.checking.terms import ASPECT
from assistant.checking.words import stem, stems
from tools.result import Figure
from tools.wording.display import COLOURS

COLOUR = frozenset({"colour"})
DENIES = re.compile(r"\b(?:not|never|no|nor|neither)\b", re.IGNORECASE)
AFTER = re.compile(r"\s*(?:on|for|in)?\s*(?:the\s+|its\s+)?$", re.IGNORECASE)
WISHED = re.compile(r"\b(?:back|return\w*|path|way|route|bring\w*|get\w*) (?:it )?to\s+$", re.IGNORECASE)
IS_THE = re.compile(r"\s+(?:is|was)\s+(?:the|its)\s+((?:[\w-]+\s+){0,4}?)(?:colou?r|status|rating|RAG)\b")
"""“Amber is the reported cost colour”."""
OWN = re.compile(r"\b(?:it|they|the project)\b", re.IGNORECASE)
NARROW = 2
"""Words after a colour among which its dimension may stand: “Red on cost”."""


def check_colours(reading: Reading) -> Iterator[Mention]:
    """Every literal colour must be that of a figure, a count of such records, or a cited rule."""
    for value in reading.values:
        if value.said is None or value.units != COLOUR:
            continue
        text = reading.text(value.start, value.end)
        sentence = reading.sentence_of(value.start)
        before = reading.text(sentence.start, value.start)
        if sentence.asks or OPEN.search(before) or WISHED.search(before):
            continue
        trace, reason = _traced(value, reading)
        if trace is None and (tool := trusted(reading, value.start)):
            trace = f"said by {tool}"
        yield Mention("colour", text, value.start, value.end, trace, None if trace else reason)


def of_other_aspect(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why a filled colour stands beside another dimension than its own; None where it does not."""
    spoken = _spoken(value, reading)
    own = colour_aspects(figure)
    if not spoken and "overall" not in own:
        held = (f for f in reading.evidence.figures_of(figure.subject) if f.unit == "colour")
        spoken = frozenset({"overall"}) if any("overall" in colour_aspects(f) for f in held) else spoken
    if spoken and not spoken & own:
        return f"{figure.name} is not the colour of {' or '.join(sorted(spoken))}."
    return None


def _traced(value: Value, reading: Reading) -> tuple[str | None, str | None]:
    is_negated = is_negated_at(reading, value.start)
    if trace := (not is_negated and _counted(value, reading)) or _ruled(value, is_negated, reading):
        return trace, None
    sentence = reading.sentence_of(value.start)
    before = reading.text(sentence.start, value.start)
    if NOBODY.search(before) and not reading.records_in(sentence.start, value.start):
        held = [f for f in reading.evidence.of_unit("colour") if _is_candidate(f, value, reading)]
        told = [f for f in held if f.qualifiers and said_with(f, value, reading)] or held
        so = [f for f in told if f.value == value.said and "overall" in colour_aspects(f)]
        return ("colours", None) if held and not so else (None, _contrary(value, so, reading))
    traces: list[str] = []
    for bound in coordinated(reading, value.start, value.end, COLOUR):
        figure, reason = _of_record(value, bound, is_negated, reading)
        if figure is None:
            return None, reason
        traces.append(figure.handle)
    return "; ".join(traces), None


def _of_record(value: Value, bound: Bound, is_negated: bool, reading: Reading) -> tuple[Figure | None, str | None]:
    held = [f for f in reading.evidence.of_unit("colour") if bound.covers(f.subject)]
    meant = [f for f in held if _is_candidate(f, value, reading)]
    if not _spoken(value, reading):
        meant = [f for f in meant if "overall" in colour_aspects(f)] or meant
    if is_negated:
        told = [f for f in meant if unqualified(f, value, reading) is None] or meant
        if told and all(f.value != value.said for f in told):
            return told[0], None
        return None, _contrary(value, told, reading)
    reasons: list[str] = []
    for figure in meant:
        if figure.value == value.said:
            reason = unqualified(figure, value, reading) or as_of_elsewhere(figure, value, reading)
            if reason is None:
                return figure, None
            reasons.append(reason)
    return None, reasons[0] if reasons else _contrary(value, meant, reading)


def _is_candidate(figure: Figure, value: Value, reading: Reading) -> bool:
    spoken = _spoken(value, reading)
    return not spoken or bool(spoken & colour_aspects(figure))


def _spoken(value: Value, reading: Reading) -> frozenset[str]:
    """The dimension that the sentence names: right after the colour, or last before it, or by column and row."""
    return reading.once("dimension", value.start, lambda: _dimension(value, reading))


def _dimension(value: Value, reading: Reading) -> frozenset[str]:
    known = reading.evidence.dimensions
    reach = reading.reach(value.start, COLOUR)

    def of(stretch: Stretch) -> list[str]:
        return [a for w in reading.words_of(stretch) if (a := ASPECT.get(w.low, stem(w.low))) in known]

    if called_so := IS_THE.match(reading.passage.text, value.end):
        return frozenset(ASPECT.get(w, stem(w)) for w in called_so.group(1).lower().split()) & known
    for word in reading.words_of(Stretch(value.end, reach.end))[:NARROW]:
        aspect = ASPECT.get(word.low, stem(word.low))
        if aspect in known and AFTER.fullmatch(reading.text(value.end, word.start)):
            return frozenset({aspect})
    between = [v.end for v in reading.values_in(reach.start, value.start)]
    found = of(Stretch(max([reach.start, *between]), value.start))[-1:]
    sentence = reading.sentence_of(value.start)
    if (
        not found
        and not reading.records_in(reach.start, value.start)
        and not OWN.search(reading.text(reach.start, value.start))
    ):
        found = of(Stretch(sentence.start, reach.start))[-1:]
    if not found and sentence.form == "cell":
        found = next((named[:1] for s in sentence.lends[:2] if (named := of(s))), [])
    return frozenset(found)


def _counted(value: Value, reading: Reading) -> str | None:
    """A count whose own name has the colour: “3 Red projects”."""
    word = stem(COLOURS[value.said or ""].lower())
    for other in reading.values_in(*reading.passage.clause_at(value.start)):
        if other.figure is not None:
            held = [other.figure] if other.figure.unit == "count" else []
        else:
            held = [f for f in reading.evidence.of_unit("count") if reading.covers(other, f)]
        for figure in held:
            if word in stems(f"{figure.name} {' '.join(figure.synonyms)} {figure.key}"):
                return figure.handle
    return None


def _ruled(value: Value, is_negated: bool, reading: Reading) -> str | None:
    """A colour that a cited clause sets, with the number beside it; not where the clause speaks of a record."""
    clause = reading.passage.clause_at(value.start)
    if reading.records_in(clause.start, clause.end):
        return None
    word = COLOURS[value.said or ""]
    cited = reading.clauses_near(value.start)
    sentence = reading.sentence_of(value.start)
    if not reading.citations_in(sentence.start, sentence.end) and not cited:
        return None
    numbers = _numbers_beside(value, reading)
    words = reading.text(*reading.row_of(value.start)) if sentence.form == "cell" else reading.text(*clause)
    for c in cited:
        nearest = [p for p in nearest_provisions([c], words.replace(word, " "))[0] if word in p.text]
        if not nearest or all(bool(DENIES.search(p.text)) != is_negated for p in nearest):
            continue
        own = [(n, turned) for n, turned in numbers if says_number(c, n, 0, frozenset(), words)]
        if all(says_number(c, n, turned, frozenset({word}), words) for n, turned in own):
            return c.ref
    return None


def _numbers_beside(value: Value, reading: Reading) -> list[tuple[Number, int]]:
    """The numbers in the colour's part of the sentence, literal or filled from a rule, each with its direction."""
    found: list[tuple[Number, int]] = []
    is_cell = reading.sentence_of(value.start).form == "cell"
    for other in reading.values_in(*(reading.row_of if is_cell else _reach_of(reading))(value.start)):
        made = other.literal
        if other.figure is not None:
            made = next(iter(literals_of(reading.text(other.start, other.end))), None)
        if isinstance(made, Number):
            found.append((made, direction(reading.passage.text, other.start)))
    return found


def _reach_of(reading: Reading) -> Callable[[int], Stretch]:
    return lambda place: reading.reach(place, COLOUR)


def _contrary(value: Value, held: list[Figure], reading: Reading) -> str:
    if not held:
        return _missing(value, reading)
    figure = held[0]
    shown = COLOURS[str(figure.value)]
    return f"“{reading.text(value.start, value.end)}” is not so: {figure.name} of {figure.subject} is {shown}."


def _missing(value: Value, reading: Reading) -> str:
    return f"“{reading.text(value.start, value.end)}” is the colour of nothing that came back in this turn."
