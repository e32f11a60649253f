"""The trace of a literal number or date: a figure, a cited clause, the question, or one step from figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from assistant.checking.binding import Bound, bind, is_about, records_spoken_of
from assistant.checking.calling import called
from assistant.checking.derivation import Operand, derive
from assistant.checking.evidence import GIVEN, RULE, amount
from assistant.checking.force import in_force_date
from assistant.checking.literals import literals_of
from assistant.checking.meaning import LIMITING, misnamed, out_of_place
from assistant.checking.parts import part_of, shows
from assistant.checking.provisions import direction, names_beside, says_number
from assistant.checking.quantities import Day, Number
from assistant.checking.reading import Reading, Value
from tools.currency import as_currency, currencies
from tools.result import Figure
from tools.wording.display import show

WAY = re.compile(
    r"\b(?:over\w*|under\w*|below|above|behind|ahead|late|early|short\w*|less|more|worse|better|down|loss|negative|"
    r"deficit|slip\w*|before|sooner|fall|fell|drop\w*|exceed\w*)\b",
    re.IGNORECASE,
)
"""Words that say what a sign says in a figure."""
STEP = re.compile(
    r"\b(?:by|(?:difference|gap|total|sum|ratio|share|rise|fall|increase|decrease) (?:of|is)|together|a further)\s+$",
    re.IGNORECASE,
)
"""What stands before a value that is worked out from the measures named before it."""
THEIRS = re.compile(r"\b(?:you|your|yours|given)\b", re.IGNORECASE)


def traced(value: Value, literal: Number | Day, reading: Reading) -> tuple[str | None, str | None]:
    """The trace of a literal value, or None and why there is none."""
    bound = bind(reading, value.start, value.end, value.units)
    names = called(reading, value)
    equal = equal_figures(value, literal, reading)
    about = [f for f in equal if is_about(f, bound, reading, value.start)]
    if len(about) == 1 and (part := part_of(value, reading)) and shows(part, about[0]):
        return None, f"{about[0].name} cannot be a part of itself."
    reasons: list[str] = []
    for figure in about:
        reason = _unfit(figure, value, reading)
        if reason is None:
            return figure.handle, None
        reasons.append(reason)
    trace = _elsewhere(value, literal, names, bound, reading)
    if trace:
        return trace, None
    return None, reasons[0] if reasons else _missing(literal, names, equal, bound, reading)


def equal_figures(value: Value, literal: Number | Day, reading: Reading) -> list[Figure]:
    """The figures that are shown as the literal shows them: unit, rounding and sign."""
    evidence = reading.evidence
    if isinstance(literal, Day):
        return [f for f in evidence.of_unit("date") if isinstance(f.value, date) and literal.covers(f.value)]
    least, below = literal.value - literal.half, literal.value + literal.half
    numbered = ((a, f) for unit in literal.units for a, f in evidence.amounts(unit))
    held = [(a, f) for a, f in numbered if least <= abs(a) < below or abs(a) == literal.value]
    given = ((amount(f), f) for f in evidence.figures_of(GIVEN) if f.unit not in literal.units)
    held += [(a, f) for a, f in given if a is not None and literal.covers(a) and not _is_other_money(literal, f)]
    return [f for a, f in held if _has_sign(a, f, value, literal, reading)]


def _is_other_money(literal: Number | Day, figure: Figure) -> bool:
    """Whether both are money and of different currencies."""
    return literal.units <= currencies() and as_currency(figure.unit) is not None


def _has_sign(held: Decimal, figure: Figure, value: Value, literal: Number, reading: Reading) -> bool:
    if literal.sign == "±":
        return figure.subject == RULE
    if held < 0 and not literal.sign:
        return bool(WAY.search(reading.text(*reading.reach(value.start, value.units))))
    return (held < 0) == (literal.sign == "-") or held == 0


def _unfit(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why a figure of the right value and record is still not the one meant."""
    if figure.subject == RULE:
        return out_of_place(value, figure, reading)
    if figure.subject == GIVEN and not figure.formula and not is_theirs(value, reading):
        return f"{figure.name} is what the asker gave: say “you gave”."
    return misnamed(value, figure, reading)


def _elsewhere(
    value: Value, literal: Number | Day, names: frozenset[str] | None, bound: Bound, reading: Reading
) -> str | None:
    """A trace other than a figure: a date of the data, a clause, the question, or one step from figures."""
    held = (f for s in bound.subjects for f in reading.evidence.figures_of(s))
    is_measured = names is not None and any(f.handle in names for f in held)
    if isinstance(literal, Day) and not is_measured and any(literal.covers(d) for d in reading.evidence.days):
        return "date of the data"
    if isinstance(literal, Day) and not is_measured and (trace := in_force_date(value, literal, reading)):
        return trace
    if trace := _of_clause(value, literal, bound.is_named or is_measured, reading):
        return trace
    if not is_measured and is_theirs(value, reading) and _asked(literal, reading):
        return "question"
    if names is not None and not STEP.search(reading.text(max(0, value.start - 24), value.start)):
        return None
    return derive(value, _operands(value, bound, reading), reading)


def _of_clause(value: Value, literal: Number | Day, needs_cue: bool, reading: Reading) -> str | None:
    clause = reading.passage.clause_at(value.start)
    if needs_cue and not LIMITING.search(reading.text(max(clause.start, value.start - 45), value.start)):
        return None
    turned = direction(reading.passage.text, value.start)
    beside = names_beside(reading.text(*clause), value.start - clause.start, value.end - clause.start)
    beside = frozenset(name for name in beside if reading.evidence.holds(name))
    cited = reading.clauses_of(value)
    return next((c.ref for c in cited if says_number(c, literal, turned, beside, reading.text(*clause))), None)


def is_theirs(value: Value, reading: Reading) -> bool:
    """Whether the sentence, or what introduces it, gives the value as the asker's own."""
    sentence = reading.sentence_of(value.start)
    stretches = [(sentence.start, sentence.end), *sentence.lends[:2]]
    return any(THEIRS.search(reading.text(start, end)) for start, end in stretches)


def _asked(literal: Number | Day, reading: Reading) -> bool:
    return any(_is_same(own, literal, reading) for own in literals_of(reading.evidence.question))


def _is_same(own: object, literal: Number | Day, reading: Reading) -> bool:
    if isinstance(own, Number) and isinstance(literal, Number):
        is_bare = "count" in own.units
        fits = reading.evidence.may_be_money(literal) if is_bare else not own.units.isdisjoint(literal.units)
        return own.value == literal.value and own.sign == literal.sign and fits
    if isinstance(own, Day) and isinstance(literal, Day):
        return (own.year, own.month, own.day) == (literal.year, literal.month, literal.day)
    return False


def _operands(value: Value, bound: Bound, reading: Reading) -> list[Operand]:
    """The figures that the sentence states or names besides the value."""
    sentence = reading.sentence_of(value.start)
    found: list[Operand] = []
    for other in reading.values_in(sentence.start, sentence.end):
        if other.figure is not None:
            found.append(Operand(other.start, other.figure))
        elif other.start != value.start and isinstance(other.literal, (Number, Day)):
            found += [Operand(other.start, f) for f in _stated(other, other.literal, reading)[:1]]
    for measure in reading.measures:
        if sentence.start <= measure.start < sentence.end:
            found += [Operand(measure.start, f) for f in measure.what if bound.covers(f.subject)]
    return found


def _stated(value: Value, literal: Number | Day, reading: Reading) -> list[Figure]:
    bound = bind(reading, value.start, value.end, value.units)
    names = called(reading, value)
    equal = equal_figures(value, literal, reading)
    about = [f for f in equal if is_about(f, bound, reading, value.start)]
    return [f for f in about if names is None or f.handle in names]


def _missing(
    literal: Number | Day, names: frozenset[str] | None, equal: Iterable[Figure], bound: Bound, reading: Reading
) -> str:
    for figure in (f for s in sorted(bound.subjects) for f in reading.evidence.figures_of(s)):
        if names and figure.handle in names and (figure.unit in literal.units or _is_other_money(literal, figure)):
            return f"“{literal.text}” is not right: {figure.name} of {figure.subject} is {show(figure)}."
    other = next((f for f in equal if reading.evidence.is_record(f.subject)), None)
    if other is not None:
        return f"“{literal.text}” is {other.name} of {other.subject}, not of {records_spoken_of(bound)}."
    return f"“{literal.text}” stands in no result of this turn: use a handle, or leave it out."
