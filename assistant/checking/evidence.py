"""What may be said in this turn: the figures, clauses, verdicts and names of its results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from assistant.checking.naming import colour_aspects, phrases_of, same_meaning, trade_phrases, words_in
from assistant.checking.quantities import Number
from assistant.checking.terms import ASPECT
from assistant.checking.words import plain
from tools.currency import currencies
from tools.result import Figure, ToolResult, Verdict
from tools.wording.display import show
from tools.wording.handles import HANDLE

PORTFOLIO, GIVEN, RULE = "portfolio", "given", "rule"
WORDED = frozenset({"name", "state", "text", "colour"})


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
        self.listed = frozenset(s for result in results for s in result.subjects or _labelled(result))
        self._rivals: dict[int, list[Figure]] = {}
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
    def mains(self) -> frozenset[str]:
        """The main record as a set, empty where there is none."""
        return frozenset({self.main} if self.main else ())

    @cached_property
    def subjects(self) -> frozenset[str]:
        """All records of the results."""
        held = {f.subject for f in self.figures} | {v.subject for v in self.verdicts}
        return self.listed | {subject for subject in held if self.is_record(subject)}

    def is_record(self, subject: str) -> bool:
        """Whether a subject is one record, and not the portfolio, a rule, the asker's numbers or the like."""
        if subject in (PORTFOLIO, GIVEN, RULE):
            return False
        return subject in self.listed or subject in self._labelled or any(c.isdigit() for c in subject)

    @cached_property
    def _labelled(self) -> frozenset[str]:
        return frozenset(label.subject for label in self.labels)

    def owners(self, subject: str) -> frozenset[str]:
        """The records that the results with figures of a part, such as a milestone, are about."""
        return self._owners.get(subject, frozenset())

    @cached_property
    def _owners(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for result in self.results:
            parts = {f.subject for f in result.figures} - self.listed if result.subjects else ()
            for part in parts:
                found[part] = found.get(part, frozenset()) | frozenset(result.subjects)
        return found

    @cached_property
    def surfaces(self) -> tuple[Surface, ...]:
        """Every way in which a record of the results may be written."""
        written = {(subject, subject) for subject in self.subjects}
        for label in self.labels:
            name = str(label.value)
            bare = name.removeprefix(label.subject).strip(" :–-")
            written |= {(text, label.subject) for text in (name, bare, *label.synonyms) if text}
        return tuple(Surface(words_in(text), text, subject) for text, subject in sorted(written) if words_in(text))

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
    def knownwords_in(self) -> frozenset[str]:
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
            said = (r.headline, *r.facts, *r.rules, *r.next_steps, *r.cautions, *r.warnings, r.reason or "")
            found += [HANDLE.sub(" qqvalue ", text) for text in said]
            found += [text for o in r.options for text in (o.label, o.ask)]
            found += r.table.columns if r.table else ()
            found += [HANDLE.sub(" qqvalue ", cell) for row in (r.table.rows if r.table else ()) for cell in row]
        for c in self.clauses.values():
            found += [c.ref, c.version.title, c.version.owner]
        return tuple(dict.fromkeys(found))

    def holds(self, text: str) -> bool:
        """Whether the words stand anywhere in the results or the question."""
        return plain(text) in self.hay

    def of_unit(self, unit: str) -> list[Figure]:
        """The figures of one unit that have a value."""
        return self._by_unit.get(unit, [])

    @cached_property
    def _by_unit(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            if figure.key and figure.value is not None:
                found.setdefault(figure.unit, []).append(figure)
        return found

    def amounts(self, unit: str) -> list[tuple[Decimal, Figure]]:
        """The figures of one unit with their values as numbers."""
        return self._amounts.get(unit, [])

    @cached_property
    def _amounts(self) -> dict[str, list[tuple[Decimal, Figure]]]:
        numbered = ((unit, [(amount(f), f) for f in held]) for unit, held in self._by_unit.items())
        return {unit: [(a, f) for a, f in pairs if a is not None] for unit, pairs in numbered}

    def may_be_money(self, number: Number) -> bool:
        """Whether a number that is given the currency it is written in could be money of this turn."""
        own = currencies() & self._by_unit.keys()
        return not (number.units <= currencies() and own and number.units.isdisjoint(own))

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
        found: dict[tuple[str, ...], tuple[str, list[Figure]]] = {w: (text, []) for w, text in trade_phrases()}
        for figure in self.figures:
            for words, text in phrases_of(figure) if figure.key else ():
                found.setdefault(words, (text, []))[1].append(figure)
        return found

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """The dimensions that colours of the turn, or of the trade, are about."""
        own = (aspect for f in self.figures if f.unit == "colour" for aspect in colour_aspects(f))
        return frozenset(own) | frozenset(ASPECT.values())

    def rivals(self, figure: Figure) -> list[Figure]:
        """Figures of the same record, unit and name or aspect that say something else."""
        if id(figure) not in self._rivals:
            self._rivals[id(figure)] = self._find_rivals(figure)
        return self._rivals[id(figure)]

    def _find_rivals(self, figure: Figure) -> list[Figure]:
        others = (f for f in self.figures_of(figure.subject) if f.unit == figure.unit and f.key)
        return [f for f in others if f.value != figure.value and same_meaning(f, figure)]


def _labelled(result: ToolResult) -> list[str]:
    """The records of a result that does not say what it is about."""
    return [f.subject for f in result.figures if not f.key and f.unit == "name"]


def amount(figure: Figure) -> Decimal | None:
    """The figure's value as a number, None where it has none."""
    value = figure.value
    if value is None or isinstance(value, (str, date)):
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Equal figures once; compared by what they say, which is cheaper than by all they hold."""
    found = {(f.handle, f.unit, f.value, f.as_of, f.name): f for f in figures}
    return tuple(found.values())
