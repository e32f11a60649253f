"""Figures, dates and labels: the right value of the right record, under its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.binding import bind, is_about, records_spoken_of, trusted
from assistant.checking.colours import of_other_aspect
from assistant.checking.evidence import RULE
from assistant.checking.landmarks import LONG
from assistant.checking.markdown import EMPHASIS
from assistant.checking.meaning import misnamed, out_of_place
from assistant.checking.mention import Kind, Mention
from assistant.checking.names import role_of
from assistant.checking.quantities import Day, Label, Number
from assistant.checking.reading import Reading, Value
from assistant.checking.terms import NUMBERED
from assistant.checking.tracing import traced
from assistant.checking.words import plain, stem, stems
from tools.currency import SIGN
from tools.currency import after as currency_after
from tools.currency import before as currency_before
from tools.result import Figure

SCALED = re.compile(rf"\s?(?:[kmb]\b|bn\b|%|thousand\b|million\b|billion\b|per ?cent\b)|[\w{SIGN}]|\.\d", re.IGNORECASE)
SIGNED = re.compile(
    rf"(?:^|[\s(|:\"“])[-−–+±]$|\b(?:minus|plus)\s$|[\w.{SIGN}]$|\b(?:twice|half|double|not)\s(?:of\s)?(?:the\s)?$",
    re.IGNORECASE,
)
"""What stands before a filled value and changes it; “not” too, for the result says that it is so."""
AFTER_NOT = re.compile(r"\bnot\s(?:the\s)?$", re.IGNORECASE)
DENIED = re.compile(r"(?:\b(?:is|are|was|were)\snot\s|n't\s)(?:the\s)?$", re.IGNORECASE)
RECORDED = re.compile(
    r"[“\"”:]|\b(?:record\w*|descri\w*|says?|said|not(?:e|ed|es)|writ\w*|wrote|states?|reasons?|comment\w*|"
    r"according|as given)\b",
    re.IGNORECASE,
)
"""What marks words as those of people."""


def check_figures(reading: Reading) -> Iterator[Mention]:
    """Every figure, date and label: filled ones beside their own record and name, literal ones traced."""
    for start, end, figure in reading.recorded:
        reason = _unmarked(start, end, figure, reading)
        yield Mention("label", reading.text(start, end), start, end, figure.handle, reason)
    for value in reading.values:
        if value.figure is not None:
            yield _filled(value, value.figure, reading)
        elif isinstance(value.literal, (Number, Day)):
            yield _literal(value, value.literal, reading)
        elif isinstance(value.literal, Label):
            yield _label(value.literal, reading)


def _unmarked(start: int, end: int, figure: Figure, reading: Reading) -> str | None:
    """Why words that people recorded must not stand as the writer's own; None where they are marked as theirs."""
    sentence = reading.sentence_of(start)
    around = [(sentence.start, start), (end, sentence.end), *sentence.lends[:2]]
    is_long = len(reading.text(start, end).split()) >= LONG
    if (
        figure.unit != "text"
        or not is_long
        or any(RECORDED.search(reading.text(*s)) for s in around)
        or trusted(reading, start)
    ):
        return None
    return f"“{reading.text(start, end)[:40]} …” are recorded words ({figure.name}): say so, or quote them."


def kind_of(figure: Figure) -> Kind:
    """The kind of mention that a figure's value is."""
    match figure.unit:
        case "date":
            return "date"
        case "colour":
            return "colour"
        case "name":
            return "name"
        case "state" | "text":
            return "label"
        case _:
            return "figure"


def _filled(value: Value, figure: Figure, reading: Reading) -> Mention:
    reason = _altered(value, reading)
    if reason is None:
        reason = _misused(value, figure, reading)
        if reason and trusted(reading, value.start):
            reason = None
    text = reading.text(value.start, value.end)
    return Mention(kind_of(figure), text, value.start, value.end, figure.handle, reason, filled=True)


def _altered(value: Value, reading: Reading) -> str | None:
    """What was written right beside a filled value and changes what it says."""
    text = reading.text(value.start, value.end)
    before = EMPHASIS.sub("", reading.passage.original[max(0, value.start - 20) : value.start])
    after = EMPHASIS.sub("", reading.passage.original[value.end : value.end + 16])
    if SCALED.match(after) or (SIGNED.search(before) and not AFTER_NOT.search(before)):
        return f"“{text}” is changed by what stands beside it: leave the handle to itself."
    if DENIED.search(before):
        return f"The results say that it is “{text}”."
    if _is_in_other_currency(value, reading.passage.original):
        return f"“{text}” stands beside another currency: leave the handle to itself."
    return None


def _is_in_other_currency(value: Value, text: str) -> bool:
    """Whether a filled number is written as money that it is not: with another code before or after it."""
    beside = currency_before(text, value.start)[1] | currency_after(text, value.end)[1]
    is_number = value.figure is not None and isinstance(value.figure.value, (int, float, Decimal))
    return is_number and bool(beside) and value.units.isdisjoint(beside)


def _misused(value: Value, figure: Figure, reading: Reading) -> str | None:
    if unmarked := _unmarked(value.start, value.end, figure, reading):
        return unmarked
    bound = bind(reading, value.start, value.end, value.units)
    if not is_about(figure, bound, reading, value.start):
        speaks_of = records_spoken_of(bound)
        return f"“{figure.name}” here is a figure of {figure.subject}, but the sentence speaks of {speaks_of}."
    if figure.subject == RULE:
        return out_of_place(value, figure, reading)
    if figure.unit == "name":
        roles = role_of(value, reading)
        return f"{figure.value} is {figure.name}." if roles is not None and figure.handle not in roles else None
    if figure.unit == "colour" and (reason := of_other_aspect(figure, value, reading)):
        return reason
    return misnamed(value, figure, reading)


def _literal(value: Value, literal: Number | Day, reading: Reading) -> Mention:
    kind: Kind = "date" if isinstance(literal, Day) else "figure"
    trace, reason = traced(value, literal, reading)
    if trace is None and (tool := trusted(reading, value.start)):
        trace, reason = f"said by {tool}", None
    return Mention(kind, literal.text, value.start, value.end, trace, None if trace else reason)


def _label(label: Label, reading: Reading) -> Mention:
    kind: Kind = "address" if label.kind == "address" else "label"
    trace = _label_trace(label, reading)
    if trace is None and (tool := trusted(reading, label.start)):
        trace = f"said by {tool}"
    reason = None if trace else f"“{label.text}” stands in no result of this turn."
    return Mention(kind, label.text, label.start, label.end, trace, reason)


def _label_trace(label: Label, reading: Reading) -> str | None:
    if label.kind == "odd":
        return None
    for clause in reading.clauses_near(label.start):
        if plain(label.text) in plain(clause.text):
            return clause.ref
    if _clause_has_another(label, reading):
        return None
    noun, _, number = label.text.partition(" ")
    states = reading.evidence.of_unit("state")
    if any(str(f.value) == number and stem(noun.lower()) in stems(f.name) for f in states):
        return "results"
    known = reading.evidence.holds(label.text) or (number and reading.evidence.holds(f"{noun[:1]}{number}"))
    return "results" if known else None


def _clause_has_another(label: Label, reading: Reading) -> bool:
    """Whether the cited clause numbers the same thing otherwise: working day 5 where the text says 8."""
    noun = label.text.lower().rpartition(" ")[0]
    if noun not in NUMBERED:
        return False
    return any(re.search(rf" {noun} \d", plain(c.text)) for c in reading.clauses_near(label.start))
