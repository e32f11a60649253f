"""Whether the words around a right value call it what it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.checking.binding import Bound, bind, is_about
from assistant.checking.calling import called, other_label
from assistant.checking.comparing import is_moved
from assistant.checking.dating import as_of_elsewhere
from assistant.checking.evidence import RULE
from assistant.checking.markdown import Stretch
from assistant.checking.naming import is_called_by, name_stems
from assistant.checking.parts import no_part, part_of, shows, whole_beside
from assistant.checking.qualifiers import unqualified
from assistant.checking.reading import Reading, Value
from assistant.checking.words import stem, stems
from tools.currency import currencies
from tools.result import Figure
from tools.wording.display import COLOURS, show

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
LEVELS = frozenset({"ratio", "index"}) | currencies()
MORE = re.compile(
    r"\s+(?:more|less|higher|lower|greater)\b|"
    r"\s+(?:over|under|above|below|short of|beyond)\s+(?:the\s+|its\s+|their\s+)?"
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
PLANNED = frozenset(stem(word) for word in ("planned", "forecast", "due", "baseline", "target"))
DONE = re.compile(
    r"\b(?:passed|achieved|completed|finished|"
    r"(?:was|were|been) (?:approved|held|submitted|decided|met|delivered|closed))\b",
    re.IGNORECASE,
)
"""Verbs that tell of what has happened."""
VAGUE = frozenset({stem("date")})
"""Words of names that say nothing by themselves: “performance to date” is no cost to date."""
APART = re.compile(r"\b(?:against|from|than|versus|vs|compared|while|whereas)\b|[,;(]")
"""Where the words after a value stop to speak of it."""
LIMITING = re.compile(
    r"\b(?:limit|tolerance|threshold|ceiling|cap|maximum|minimum|allowed|permitted|must|shall|may|needs?|required|"
    r"rule|standard|within|up to|at (?:most|least)|(?:no|not) \w+ than|more than|less than|over|above|below|under|"
    r"exceed\w*)\b|±|"
    r"\b(?:from|until|before|after|by|every|to)\s+[+−-]?$",
    re.IGNORECASE,
)
"""Words after which a number of a rule may stand also where a record is spoken of."""


def better_called(figure: Figure, value: Value, reading: Reading, fits: Callable[[Figure], bool]) -> Figure | None:
    """A figure of the same unit and another value whose name the words around speak of more, None where none does."""
    words = _words_naming(value, reading)
    words = words if figure.unit == "date" else words - VAGUE
    own = _overlap(figure, words)
    part = part_of(value, reading)
    if figure.unit == "count" and (colours := _colours_of(figure)) and not colours & words:
        return next((f for f in reading.evidence.of_unit("count") if f.value != figure.value), None)
    for rival in reading.evidence.of_unit(figure.unit):
        if part is not None and shows(part, rival):
            continue
        if rival.value == figure.value or not is_called_by(rival, words):
            continue
        if _overlap(rival, words) > own and fits(rival):
            return rival
    return None


def _colours_of(figure: Figure) -> frozenset[str]:
    """The colours in a count's own name: “Red projects”."""
    return stems(figure.name) & {stem(colour) for colour in ("green", "amber", "red")}


def _overlap(figure: Figure, words: frozenset[str]) -> frozenset[str]:
    """The words around that stand in the one of the figure's names that has most of them."""
    return max((name & words for name in name_stems(figure)), key=len)


def _words_naming(value: Value, reading: Reading) -> frozenset[str]:
    """Stems before the value in its clause; for a count also those right after it: “3 Red projects”."""
    reach = reading.reach(value.start, value.units)
    words = reading.words_of(Stretch(reach.start, value.start))
    if (whole := whole_beside(value, reading)) is not None:
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
    if is_moved(value, reading):
        return as_of_elsewhere(figure, value, reading)
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
    if figure.unit == "date" and _is_only_planned(figure, value, reading):
        return f"{figure.name} is {show(figure)}: it has not happened by being planned."
    if figure.unit == "count" and (reason := no_part(figure, value, reading)):
        return reason
    if figure.unit in LEVELS and not _is_difference(figure) and MORE.match(reading.open_text, value.end):
        return f"{figure.name} is {show(figure)} by itself: it is no difference from something else."
    return unqualified(figure, value, reading) or as_of_elsewhere(figure, value, reading)


def _is_only_planned(figure: Figure, value: Value, reading: Reading) -> bool:
    """Whether the sentence tells as done on the date what is only planned, due or forecast for it."""
    clause = reading.passage.clause_at(value.start)
    before = reading.open_text[clause.start : value.start]
    planned = frozenset(word for name in name_stems(figure) for word in name) & PLANNED
    return bool(planned and DONE.search(before)) and not stems(before) & PLANNED


def _may_be(figure: Figure, names: frozenset[str] | None, bound: Bound, reading: Reading, start: int) -> bool:
    """Whether the value could as well be this figure: of the same record, and called so."""
    return (names is None or figure.handle in names) and is_about(figure, bound, reading, start)


def _is_named(figure: Figure, names: frozenset[str], reading: Reading) -> bool:
    """Whether the figure, or one of the same record that says the same, has the name."""
    same = (f for f in reading.evidence.figures_of(figure.subject) if f.unit == figure.unit)
    return figure.handle in names or any(f.value == figure.value and f.handle in names for f in same)


def _is_difference(figure: Figure) -> bool:
    names = name_stems(figure)
    return figure.signed or figure.subject == RULE or any(not DIFFERENCES.isdisjoint(name) for name in names)


def out_of_place(value: Value, figure: Figure, reading: Reading) -> str | None:
    """Why a number of a rule stands as the number of a record; None where it does not."""
    if figure.unit == "name":  # a body that a rule names is no number
        return None
    names = called(reading, value)
    if names and figure.handle not in names and any(name.startswith(f"{RULE}.") for name in names):
        return f"“{reading.text(value.start, value.end)}” is {figure.name}, not what the sentence calls it."
    clause = reading.passage.clause_at(value.start)
    records = reading.records_in(clause.start, value.start)
    is_limiting = bool(LIMITING.search(reading.text(clause.start, value.start)))
    if is_limiting or (not records and LIMITED.search(reading.text(value.end, clause.end))):
        return None
    return f"{figure.name} is a number of a rule: say that it is a limit, or use the record's own figure."
