"""Which of several right values is meant: by qualifier, by date, and by the words around."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from assistant.checking.binding import Bound, bind, is_about
from assistant.checking.calling import called, other_label
from assistant.checking.evidence import RULE, amount
from assistant.checking.markdown import Stretch
from assistant.checking.naming import names_of
from assistant.checking.quantities import Day, Number
from assistant.checking.reading import Reading, Value
from assistant.checking.words import WORD, stem, stems
from tools.result import Figure
from tools.wording.display import COLOURS, show

AS_OF = re.compile(r"\b(?:as of|as at|end of)\s+$", re.IGNORECASE)
IN_PERIOD = re.compile(r"\b(?:in|for|during|of|since|from|to|on|at)\s+$", re.IGNORECASE)
DATED = re.compile(r"\s*\(?(?:in|on|at|for|as of|as at|at the end of|by)?\s*", re.IGNORECASE)
"""What stands between a value and its own date: “0.77 in October”."""
LIMITED = re.compile(
    r"\b(?:limit|tolerance|threshold|ceiling|maximum|minimum|allow\w*|permit\w*|requir\w*|rule|standard|clause)\b"
)
FOLLOWING_WORDS = 4
BESIDE = re.compile(
    r"\s+(?:more|less|higher|lower|greater|over|under|above|below|short|beyond|late|later|early|earlier|after|before|behind|"
    r"ahead|left|further)\b"
)
"""What follows a value that says how far two things are apart."""
WORDED = frozenset({"colour", "state", "text"})
LEVELS = frozenset({"GBP", "ratio", "index"})
MORE = re.compile(
    r"\s+(?:more|less|higher|lower|greater)\b|\s+(?:over|under|above|below|short of|beyond)\s+(?:the\s+|its\s+|their\s+)?"
    r"(?:\w+\s+){0,2}?(?:budget|plan|baseline|limit|tolerance|threshold|target|BAC)\b"
)
"""What makes a value a difference: “£300k more”."""
DIFFERENCES = frozenset(
    stem(word)
    for word in (
        "variance", "over", "under", "excess", "headroom", "slip", "gap", "difference", "growth", "increase",
        "change", "above", "below", "overrun", "shortfall", "saving", "limit", "tolerance", "overspend", "underspend",
    )
)  # fmt: skip
APART = re.compile(r"\b(?:against|from|than|versus|vs|compared|while|whereas)\b|[,;(]")
"""Where the words after a value stop to speak of it."""
ORIGINS = (frozenset({stem("calculated"), stem("computed")}), frozenset({stem("reported"), stem("stated")}))
PARTITIVE = ("of", "of the", "of all", "out of", "/")
LIMITING = re.compile(
    r"\b(?:limit|tolerance|threshold|ceiling|cap|maximum|minimum|allowed|permitted|must|shall|may|needs?|required|rule|"
    r"standard|within|up to|at (?:most|least)|(?:no|not) \w+ than|more than|less than|over|above|below|under|exceed\w*)\b|±|"
    r"\b(?:from|until|before|after|by|every|to)\s+[+−-]?$",
    re.IGNORECASE,
)
"""Words after which a number of a rule may stand also where a record is spoken of."""


def unqualified(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why the words around do not tell the figure from its rivals, None where they do."""
    rivals = reading.evidence.rivals(figure)
    if not rivals:
        return _of_other_origin(figure, value, reading)
    around = _stems_around(value, reading)
    rivals_said = [r for r in rivals if _said(r, around)]
    if _said(figure, around) or (not figure.qualifiers and not rivals_said):
        return None
    sentence = reading.sentence_of(value.start)
    before = _stems_of(Stretch(sentence.start, value.start), reading)
    if not rivals_said and _said(figure, before) and not any(_said(r, before) for r in rivals):
        return None
    name, shown = figure.name, show(figure)
    if not figure.qualifiers:
        return f"{name} is {shown}, but the sentence speaks of {rivals_said[0].name}."
    words = " or ".join(f"“{q}”" for q in figure.qualifiers)
    return f"Say {words} beside “{shown}” ({name}): {rivals[0].name} is {show(rivals[0])}."


def _of_other_origin(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why a calculated value must not be called reported, nor the other way round."""
    own = {stem(q.lower()) for q in figure.qualifiers}
    for origin, other in (ORIGINS, ORIGINS[::-1]):
        if own & origin:
            around = _stems_around(value, reading)
            if around & other and not around & own:
                return f"{figure.name} is {show(figure)}, which the sentence gives another origin."
    return None


def said_with(figure: Figure, value: Value, reading: Reading) -> bool:
    """Whether one of the figure's qualifiers stands beside the value."""
    return _said(figure, _stems_around(value, reading))


def _said(figure: Figure, around: frozenset[str]) -> bool:
    return any({stem(w) for w in WORD.findall(q.lower())} <= around for q in figure.qualifiers)


def _stems_around(value: Value, reading: Reading) -> frozenset[str]:
    """Stems of the clause that speaks of the value; of a cell also those of its column and row."""
    sentence = reading.sentence_of(value.start)
    stretches = [reading.reach(value.start, value.units)]
    if sentence.form == "cell":
        stretches += sentence.lends[:2]
    return frozenset(word for s in stretches for word in _stems_of(s, reading))


def _stems_of(stretch: Stretch, reading: Reading) -> frozenset[str]:
    return frozenset(stem(w.low) for w in reading.words_of(stretch))


def as_of_elsewhere(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why the date beside the figure is not its own, None where it is or no date stands there."""
    if figure.as_of is None or figure.unit == "date":
        return None
    own = figure.as_of
    for day in _days_beside(value, reading):
        if _covers(day, own):
            continue
        before = reading.text(max(0, day.start - 24), day.start)
        others = [f for f in reading.evidence.figures_of(figure.subject) if f.key == figure.key]
        moved = any(f.as_of and f.as_of != own and _covers(day, f.as_of) for f in others)
        if AS_OF.search(before) or (moved and IN_PERIOD.search(before)):
            return f"{figure.name} of {show(figure)} is as of {own.day} {own:%b %Y}, not of the date beside it."
    return _outdated(figure, own, value, reading)


def _outdated(figure: Figure, own: date, value: Value, reading: Reading) -> str | None:
    """A value that has a newer one needs its date beside it."""
    same = (f for f in reading.evidence.figures_of(figure.subject) if f.key == figure.key)
    newer = [f for f in same if f.as_of and f.as_of > own and f.value != figure.value]
    if not newer:
        return None
    sentence = reading.sentence_of(value.start)
    stretches = [(sentence.start, sentence.end), *sentence.lends[:2]]
    dated = any(_covers(d, own) for s in stretches for d in reading.values_in(*s) if "date" in d.units)
    return (
        None
        if dated
        else f"{figure.name} of {show(figure)} is as of {own.day} {own:%b %Y}: say so, or take the newest."
    )


def _days_beside(value: Value, reading: Reading) -> list[Value]:
    """Dates in the value's part of the sentence; where there are none, the one “as of” of the whole."""
    near = [v for v in reading.values_in(*reading.reach(value.start, value.units)) if "date" in v.units]
    attached = [v for v in near if v.start >= value.end and DATED.fullmatch(reading.text(value.end, v.start))]
    if near:
        return attached[:1] or near
    sentence = reading.sentence_of(value.start)
    dated = [v for v in reading.values_in(sentence.start, sentence.end) if "date" in v.units]
    stated = [v for v in dated if AS_OF.search(reading.text(max(0, v.start - 24), v.start))]
    return stated if len(stated) == 1 else []


def _covers(day: Value, on: date) -> bool:
    if isinstance(day.literal, Day):
        return day.literal.covers(on)
    return day.figure is not None and day.figure.value == on


def better_called(figure: Figure, value: Value, reading: Reading, fits: Callable[[Figure], bool]) -> Figure | None:
    """A figure of the same unit and another value whose name the words around speak of more, None where none does."""
    words = _words_naming(value, reading)
    own = _overlap(figure, words)
    part = part_of(value, reading)
    if figure.unit == "count" and (colours := _colours_of(figure)) and not colours & words:
        return next((f for f in reading.evidence.of_unit("count") if f.value != figure.value), None)
    for rival in reading.evidence.of_unit(figure.unit):
        if part is not None and shows(part, rival):
            continue
        if rival.value != figure.value and _overlap(rival, words) > own and fits(rival):
            return rival
    return None


def part_of(value: Value, reading: Reading) -> Value | None:
    """In “3 of 14”, the 3 for the 14: the nouns after both speak of both."""
    before = [v for v in reading.values_in(max(0, value.start - 24), value.start) if "count" in v.units]
    is_part = before and reading.text(before[-1].end, value.start).strip().lower() in PARTITIVE
    return before[-1] if is_part else None


def whole_of(value: Value, reading: Reading) -> Decimal | None:
    """In “3 of 14”, the 14 for the 3; None where the value is no part."""
    whole = _whole_beside(value, reading)
    if whole is None:
        return None
    if whole.figure is not None:
        return amount(whole.figure)
    return whole.literal.value if isinstance(whole.literal, Number) else None


def _whole_beside(value: Value, reading: Reading) -> Value | None:
    after = [v for v in reading.values_in(value.end, value.end + 12) if "count" in v.units]
    is_whole = after and reading.text(value.end, after[0].start).strip().lower() in PARTITIVE
    return after[0] if is_whole else None


def _no_part(figure: Figure, value: Value, reading: Reading) -> str | None:
    """Why “3 of 14” is no part of a whole, seen from either number."""
    whole, part, own = whole_of(value, reading), part_of(value, reading), amount(figure)
    if whole is not None and own is not None and own > whole:
        return f"“{reading.text(value.start, value.end)}” cannot be the part of a smaller whole."
    if part is not None and part.figure is not None and part.figure.handle == figure.handle:
        return f"{figure.name} cannot be a part of itself."
    return None


def shows(value: Value, figure: Figure) -> bool:
    """Whether a value, filled or literal, shows the figure."""
    if value.figure is not None:
        return value.figure.handle == figure.handle
    held = amount(figure)
    return isinstance(value.literal, Number) and held is not None and value.literal.covers(held)


def _colours_of(figure: Figure) -> frozenset[str]:
    """The colours in a count's own name: “Red projects”."""
    return stems(figure.name) & {stem(colour) for colour in ("green", "amber", "red")}


def _overlap(figure: Figure, words: frozenset[str]) -> frozenset[str]:
    """The words around that stand in the one of the figure's names that has most of them."""
    return max((stems(name) & words for name in (*names_of(figure), figure.key)), key=len)


def _words_naming(value: Value, reading: Reading) -> frozenset[str]:
    """Stems before the value in its clause; for a count also those right after it: “3 Red projects”."""
    reach = reading.reach(value.start, value.units)
    words = reading.words_of(Stretch(reach.start, value.start))
    if (whole := _whole_beside(value, reading)) is not None:
        reach = Stretch(reach.start, reading.reach(whole.start, whole.units).end)
    if "date" not in value.units:
        apart = APART.search(reading.passage.text, value.end, reach.end)
        words += reading.words_of(Stretch(value.end, apart.start() if apart else reach.end))[:FOLLOWING_WORDS]
    sentence = reading.sentence_of(value.start)
    if sentence.form == "cell":
        words += [w for s in sentence.lends[:2] for w in reading.words_of(s)]
    colours = {stem(COLOURS[v.said].lower()) for v in reading.values_in(*reach) if v.said in COLOURS}
    return frozenset(stem(w.low) for w in words) | colours


def misnamed(value: Value, figure: Figure, reading: Reading) -> str | None:
    """Why the sentence calls the figure something that it is not; None where it does not."""
    names = called(reading, value)
    is_between = _is_difference(figure) and BESIDE.match(reading.open_text, value.end) is not None
    if names is not None and figure.unit not in WORDED and not is_between and not _is_named(figure, names, reading):
        return f"“{reading.text(value.start, value.end)}” is {figure.name}, not what the sentence calls it."
    if label := other_label(figure, reading.reach(value.start, value.units), reading):
        return f"{figure.name} is not about {label}."
    if not is_between and figure.unit not in WORDED:
        bound = bind(reading, value.start, value.end, value.units)
        rival = better_called(figure, value, reading, lambda f: _may_be(f, names, bound, reading, value.start))
        if rival is not None:
            return f"“{reading.text(value.start, value.end)}” is {figure.name}; {rival.name} is {show(rival)}."
    if figure.unit == "count" and (reason := _no_part(figure, value, reading)):
        return reason
    if figure.unit in LEVELS and not _is_difference(figure) and MORE.match(reading.open_text, value.end):
        return f"{figure.name} is {show(figure)} by itself: it is no difference from something else."
    return unqualified(figure, value, reading) or as_of_elsewhere(figure, value, reading)


def _may_be(figure: Figure, names: frozenset[str] | None, bound: Bound, reading: Reading, start: int) -> bool:
    """Whether the value could as well be this figure: of the same record, and called so."""
    return (names is None or figure.handle in names) and is_about(figure, bound, reading, start)


def _is_named(figure: Figure, names: frozenset[str], reading: Reading) -> bool:
    """Whether the figure, or one of the same record that says the same, has the name."""
    same = (f for f in reading.evidence.figures_of(figure.subject) if f.unit == figure.unit)
    return figure.handle in names or any(f.value == figure.value and f.handle in names for f in same)


def _is_difference(figure: Figure) -> bool:
    names = stems(" ".join((*names_of(figure), figure.key)))
    return figure.signed or figure.subject == RULE or bool(names & DIFFERENCES)


def out_of_place(value: Value, figure: Figure, reading: Reading) -> str | None:
    """Why a number of a rule stands as the number of a record; None where it does not."""
    names = called(reading, value)
    if names and figure.handle not in names and any(name.startswith(f"{RULE}.") for name in names):
        return f"“{reading.text(value.start, value.end)}” is {figure.name}, not what the sentence calls it."
    clause = reading.passage.clause_at(value.start)
    records = reading.records_in(clause.start, value.start)
    is_limiting = bool(LIMITING.search(reading.text(clause.start, value.start)))
    if is_limiting or (not records and LIMITED.search(reading.text(value.end, clause.end))):
        return None
    return f"{figure.name} is a number of a rule: say that it is a limit, or use the record's own figure."
