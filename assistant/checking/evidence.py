"""What may be said in this turn: the figures, clauses, verdicts and names of its results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from assistant.checking.terms import ASPECT, MEASURES, ROLES
from assistant.checking.words import WORD, plain, stem, word_set
from tools.display import show
from tools.result import Figure, ToolResult, Verdict

PORTFOLIO, GIVEN, RULE = "portfolio", "given", "rule"
NOT_RECORDS = frozenset({PORTFOLIO, GIVEN, RULE})
"""Subjects of figures that are about no single record."""
WORDED = frozenset({"name", "state", "text", "colour"})
DESCRIPTION = re.compile(r"\s*[(,;:].*$|\s+by\s.*$")
ACRONYM = re.compile(r"\(([A-Z][\w()]*)\)")
OF_COLOURS = word_set("rag colour color rating status reported calculated report calculation last")


@cache
def _foreign() -> dict[str, frozenset[str]]:
    units = {plain(name): frozenset({u}) for u, classes in MEASURES.items() for names in classes for name in names}
    return units | {plain(name): frozenset({"name"}) for names in ROLES for name in names}


@dataclass(frozen=True, slots=True)
class Surface:
    """A way in which a record is written: its id, label, name or alias."""

    words: tuple[str, ...]
    text: str
    subject: str


class Evidence:
    """The results of a turn, indexed for the questions that the checks ask."""

    def __init__(self, results: Sequence[ToolResult], question: str, on: date) -> None:
        self.results = results
        self.question = question
        self.on = on
        self.figures = _distinct(figure for result in results for figure in result.figures)
        self.clauses = {c.ref: c for result in results for c in result.clauses}
        self.verdicts: tuple[Verdict, ...] = tuple(v for result in results for v in result.verdicts)
        self.listed = frozenset(s for result in results for s in result.subjects)
        self.days = frozenset(d for d in self._days() if d)

    def _days(self) -> Iterator[date | None]:
        yield self.on
        for result in self.results:
            yield result.as_of
            yield result.on
        for figure in self.figures:
            yield figure.as_of

    @cached_property
    def main(self) -> str | None:
        """The record that a text without names is about."""
        listed = (result.subjects[0] for result in self.results if result.subjects)
        return next(listed, None) or next((f.subject for f in self.figures if f.subject != RULE), None)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """All records of the results."""
        named = (s for f in self.figures if (s := f.subject) not in NOT_RECORDS)
        return frozenset(named) | self.listed | {v.subject for v in self.verdicts} - NOT_RECORDS

    @cached_property
    def surfaces(self) -> tuple[Surface, ...]:
        """Every way in which a record of the results may be written."""
        written = {(subject, subject) for subject in self.subjects}
        for label in self.labels:
            name = str(label.value)
            bare = name.removeprefix(label.subject).strip(" :–-")
            written |= {(text, label.subject) for text in (name, bare, *label.synonyms) if text}
        return tuple(Surface(_words(text), text, subject) for text, subject in sorted(written) if _words(text))

    @cached_property
    def labels(self) -> tuple[Figure, ...]:
        """The figures that are records' own labels."""
        return tuple(f for f in self.figures if f.unit == "name" and not f.key)

    @cached_property
    def names(self) -> dict[str, list[Figure]]:
        """People and bodies by name, with the figures that say what they are."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            if figure.unit == "name" and figure.key and isinstance(figure.value, str):
                found.setdefault(figure.value, []).append(figure)
        return found

    @cached_property
    def hay(self) -> str:
        """Everything that the results and the question say, as plain words."""
        parts = [plain(text) for text in (*self.written, self.question)]
        parts += [plain(c.text) + plain(f"{c.heading} {' '.join(c.path)}") for c in self.clauses.values()]
        return "|".join(parts)

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Single words of all that."""
        return frozenset(self.hay.split())

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Words of the results other than clause texts."""
        found: list[str] = []
        for f in self.figures:
            found += [f.name, f.subject, *f.synonyms, *f.qualifiers]
            found += [show(f)] if f.unit in WORDED and f.value is not None else []
            found += [f.reason] if f.reason else []
        for v in self.verdicts:
            found += [v.aspect, v.subject]
        for r in self.results:
            found += [r.headline, *r.facts, *r.rules, *r.next_steps, *r.cautions, *r.warnings, r.reason or ""]
            found += [text for o in r.options for text in (o.label, o.ask)]
            found += r.table.columns if r.table else ()
            found += [word for row in (r.table.rows if r.table else ()) for word in row]
        for c in self.clauses.values():
            found += [c.ref, c.version.title, c.version.owner]
        return tuple(dict.fromkeys(found))

    def holds(self, text: str) -> bool:
        """Whether the words stand anywhere in the results or the question."""
        return plain(text) in self.hay

    def figures_of(self, subject: str) -> list[Figure]:
        """The figures of one record."""
        return self._by_subject.get(subject, [])

    @cached_property
    def _by_subject(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.subject, []).append(figure)
        return found

    @cached_property
    def phrases(self) -> dict[tuple[str, ...], tuple[str, list[Figure]]]:
        """Names of measures and roles, as words, with how they are written and the figures that have them."""
        found: dict[tuple[str, ...], tuple[str, list[Figure]]] = {}
        for figure in self.figures:
            if figure.key:
                for text in names_of(figure):
                    found.setdefault(_words(text), (text, []))[1].append(figure)
        for classes in MEASURES.values():
            for text in (t for names in classes for t in names):
                found.setdefault(_words(text), (text, []))
        for text in (t for names in ROLES for t in names):
            found.setdefault(_words(text), (text, []))
        found.pop((), None)
        return found

    def foreign_units(self, text: str) -> frozenset[str]:
        """The units that a measure or role of the trade has, by one of its names."""
        return _foreign().get(plain(text), frozenset())

    def rivals(self, figure: Figure) -> list[Figure]:
        """Figures of the same record, unit and name or aspect that say something else."""
        others = (f for f in self.figures_of(figure.subject) if f.unit == figure.unit and f.key)
        return [f for f in others if f.value != figure.value and _same_meaning(f, figure)]


def names_of(figure: Figure) -> frozenset[str]:
    """Everything that a figure is called: its name with and without its description, synonyms, their class."""
    base = DESCRIPTION.sub("", figure.name)
    own = {figure.name, base, *ACRONYM.findall(figure.name), *figure.synonyms} - {""}
    classes = ROLES if figure.unit == "name" else MEASURES.get(figure.unit, ())
    lowered = {plain(text) for text in own}
    for names in classes:
        if any(low.endswith(plain(name)) for low in lowered for name in names):
            own.update(names)
    return frozenset(own)


def aspects_of(text: str, qualifiers: Iterable[str] = ()) -> frozenset[str]:
    """The dimensions that a name of a colour or an aspect of a verdict speaks of."""
    left_out = {stem(word.lower()) for q in qualifiers for word in WORD.findall(q)}
    words = (w for w in WORD.findall(text.lower().replace("_", " ")) if w not in OF_COLOURS)
    return frozenset(ASPECT.get(w, stem(w)) for w in words if stem(w) not in left_out)


def colour_aspects(figure: Figure) -> frozenset[str]:
    """The dimensions that a colour is about."""
    own = aspects_of(figure.key, figure.qualifiers)
    return own or aspects_of(DESCRIPTION.sub("", figure.name), figure.qualifiers)


def _same_meaning(one: Figure, other: Figure) -> bool:
    if one.unit == "colour":
        return bool(colour_aspects(one) & colour_aspects(other))
    if one.as_of != other.as_of and one.key == other.key:
        return False
    return bool({plain(n) for n in names_of(one)} & {plain(n) for n in names_of(other)})


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.lower()))


def _distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Equal figures once; compared by what they say, which is cheaper than by all they hold."""
    found = {(f.handle, f.unit, f.value, f.as_of, f.name): f for f in figures}
    return tuple(found.values())
