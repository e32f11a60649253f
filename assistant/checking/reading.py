"""An answer read once: its sentences, and where references, quotations, records, values and measures stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar, cast

from assistant.checking.evidence import Evidence
from assistant.checking.literals import Literal, Number, formulas, literals
from assistant.checking.markdown import Stretch
from assistant.checking.passage import Passage, Sentence, Word
from assistant.checking.phrases import Found, Phrases
from assistant.checking.quotations import Quotation, find_quotations
from assistant.checking.references import Citation, find_citations
from assistant.checking.said import Said
from knowledge.clauses import Clause
from tools.result import Figure, ToolResult
from tools.wording.handles import Span

T = TypeVar("T")
RECORD_ID = re.compile(r"\b[A-Z][A-Z0-9]{0,7}(?:-[A-Z][A-Z0-9]{0,7})*-\d{1,7}\b|\b[A-Z]{2,6}\d{3,7}\b")
COLOUR = re.compile(r"\b(?:[Gg]reen|[Aa]mber|[Rr]ed)\b")
OF_RAG = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|as|rated|reported|calculated|turn(?:s|ed)?|goes|went|stays?|remains?|status|"
    r"colour|rag|rating|overall|both|not|now|still|at|from|to|comes|out|shows?|says?|than|or|and|cost|schedule)\s+|:\s*)$",
    re.IGNORECASE,
)
"""What stands before a colour in small letters when it is a rating and not a field."""
RATED = re.compile(r"\s+(?:rating|status|rag|overall|by calculation|as reported|projects?\b)", re.IGNORECASE)
ENDING = re.compile(
    r"\s*(?:[^\s\w-]|$|(?:and|but|or|by|for|on|as|in|to|at|with|while|because|since|overall|again|now|too|than)\b)"
)
TAKEN = "\0"
"""Stands for what is filled, cited, quoted or a name, so that no literal reaches into it."""
OPERATORS = ("/", "×", "÷", "·")
LONG = 4
"""Words from which recorded words are recognised without quotation marks."""
LETTERS = {"green": "G", "amber": "A", "red": "R"}


@dataclass(frozen=True, slots=True)
class Record:
    """A record named in the text."""

    start: int
    end: int
    subject: str
    filled: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Value:
    """Something said of a record: a filled figure, or a literal number, date, colour or name."""

    start: int
    end: int
    units: frozenset[str]
    figure: Figure | None = None
    """The figure that the renderer put in; None for a literal."""
    literal: Literal | None = None
    said: str | None = None
    """A literal colour's letter, or a literal name."""


class Reading:
    """Everything that the checks look at."""

    def __init__(
        self, text: str, spans: Sequence[Span], results: Sequence[ToolResult], question: str, on: date
    ) -> None:
        self.passage = Passage(text, spans)
        self.evidence = Evidence(results, question, on)
        self._known: dict[str, dict[Hashable, object]] = {}
        self._taken = bytearray(len(text) + 1)
        self._open = list(self.passage.text)
        for span in self.passage.spans:
            self._take(span.start, span.end)
        self.citations: list[Citation] = find_citations(self.passage, self.evidence)
        for citation in self.citations:
            self._take(citation.start, citation.end)
        self.quotations: list[Quotation] = find_quotations(self.passage, self.evidence, self.citations)
        for quotation in self.quotations:
            self._take(quotation.start, quotation.end)
        self.recorded = self._recorded()
        self.records = self._records()
        self._free_words = [w for w in self.passage.words if self.free(w.start, w.end)]
        names = self._names()
        literal_values = [*self._colours(), *self._literals()]
        filled = [_filled(s) for s in self.passage.spans if s.figure and s.figure.key]
        self.values = sorted([*filled, *names, *literal_values], key=lambda v: v.start)
        self._value_starts = [v.start for v in self.values]
        self.measures = self._measures()
        self.open_text = "".join(self._open)
        """The text with everything filled, cited, quoted or named taken out."""
        self.said = Said(self.passage, self.evidence)

    def free(self, start: int, end: int) -> bool:
        """Whether the stretch is the writer's own: no filled value, reference, quotation or name."""
        return self._taken.find(1, start, end) < 0

    def text(self, start: int, end: int) -> str:
        """The text of a stretch, without marks."""
        return self.passage.text[start:end]

    def records_in(self, start: int, end: int) -> list[Record]:
        """The records named in a stretch."""
        return [r for r in self.records if start <= r.start < end]

    def values_in(self, start: int, end: int) -> list[Value]:
        """The values that begin in a stretch."""
        return self.values[bisect_left(self._value_starts, start) : bisect_left(self._value_starts, end)]

    def citations_in(self, start: int, end: int) -> list[Citation]:
        """The references that stand in a stretch."""
        if not self.citations:
            return []
        return [c for c in self.citations if start <= c.start < end]

    def clauses_near(self, place: int) -> tuple[Clause, ...]:
        """The clauses cited in the sentence; else in the ones beside it, in its paragraph, or the next ones."""
        if not self.citations:
            return ()
        return self.once("clauses", self.sentence_of(place).number, lambda: self._clauses_near(place))

    def _clauses_near(self, place: int) -> tuple[Clause, ...]:
        here = self.sentence_of(place)
        sentences = self.passage.sentences
        beside = sentences[max(0, here.number - 1) : here.number + 2]
        same = [s for s in sentences if s.block == here.block]
        around = [s for s in sentences if abs(s.block - here.block) <= 1]
        for group in ([here], beside, same, around):
            cited = [c for s in group for c in self.citations_in(s.start, s.end)]
            if cited:
                return tuple(dict.fromkeys(clause for c in cited for clause in c.clauses))
        return ()

    def sentences_with(self, *patterns: re.Pattern[str]) -> list[Sentence]:
        """The sentences in whose open text one of the patterns begins, in order."""
        places = {m.start() for pattern in patterns for m in pattern.finditer(self.open_text)}
        numbers = sorted({self.passage.sentence_at(place).number for place in places})
        return [self.passage.sentences[number] for number in numbers]

    def entries_after(self, sentence: Sentence) -> list[Sentence]:
        """The items, or the first cells of the rows, of the list or table that the sentence introduces."""
        after = self.passage.sentences[sentence.number + 1 :]
        first = next((s for s in after if s.form in ("item", "cell")), None)
        if first is None or first.block > sentence.block + 1:
            return []
        return [s for s in after if s.block == first.block and s.opens]

    def covers(self, value: Value, figure: Figure) -> bool:
        """Whether a literal shows the figure's value."""
        if not isinstance(value.literal, Number) or not isinstance(figure.value, (int, float, Decimal)):
            return False
        return value.literal.covers(Decimal(str(figure.value)))

    def reach(self, place: int, units: frozenset[str]) -> Stretch:
        """The part of the sentence that speaks of the value at a place, up to its neighbours of the same kind."""
        return self.once("reach", (place, units), lambda: self._reach(place, units))

    def once(self, what: str, key: Hashable, make: Callable[[], T]) -> T:
        """What is asked of the reading again and again, worked out once."""
        known = self._known.setdefault(what, {})
        if key not in known:
            known[key] = make()
        return cast("T", known[key])

    def _reach(self, place: int, units: frozenset[str]) -> Stretch:
        start, end = self.passage.clause_at(place)
        for value in self.values_in(start, end):
            if value.units.isdisjoint(units) or value.start == place:
                continue
            if value.end <= place:
                start = self._between(value.end, place, default=value.end)
            else:
                return Stretch(start, self._between(place, value.start, default=value.start))
        return Stretch(start, end)

    def _between(self, start: int, end: int, default: int) -> int:
        """Where two neighbours part: at the last comma or bracket between them."""
        cuts = [m.start() for m in re.finditer(r",\s|\(", self.text(start, end))]
        return start + cuts[-1] if cuts else default

    def _take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\1" * (end - start)
        self._open[start:end] = [TAKEN] * (end - start)

    def _recorded(self) -> list[Found[Figure]]:
        """Words that people recorded, where they are given word for word and at length."""
        found = []
        for figure in (*self.evidence.of_unit("text"), *self.evidence.of_unit("state")):
            words = str(figure.value)
            start = self.passage.text.find(words) if len(words.split()) >= LONG else -1
            if start >= 0 and self.free(start, start + len(words)):
                self._take(start, start + len(words))
                found.append(Found(start, start + len(words), figure))
        return found

    def _records(self) -> list[Record]:
        found = [Record(s.start, s.end, s.figure.subject, True, True) for s in self.passage.spans if _is_label(s)]
        surfaces = Phrases((s.words, s.text, s) for s in self.evidence.surfaces)
        free = [w for w in self.passage.words if self.free(w.start, w.end)]
        for start, end, surface in surfaces.find(self.passage.text, free):
            if surface.text.lower().startswith(self.text(start, end).lower()):
                found.append(Record(start, end, surface.subject, False, True))
        subjects = self.evidence.subjects
        found += [Record(c.start, c.end, c.text, c.filled, True) for c in self.citations if c.text in subjects]
        for record in found:
            self._take(record.start, record.end)
        for match in RECORD_ID.finditer(self.passage.text):
            if self.free(*match.span()) and not self._is_name(match.group()):
                found.append(Record(*match.span(), match.group(), False, False))
                self._take(*match.span())
        return sorted(found, key=lambda r: r.start)

    def _is_name(self, text: str) -> bool:
        """Whether an identifier stands in the results as a document, formula or row, and not as a record."""
        return any(c.version.document.endswith(text) for c in self.evidence.clauses.values())

    def _names(self) -> list[Value]:
        entries = ((tuple(w.lower() for w in re.findall(r"\w+", name)), name, name) for name in self.evidence.names)
        phrases = Phrases(entry for entry in entries if entry[0])
        found = phrases.find(self.passage.text, self._free_words)
        for name in found:
            self._take(name.start, name.end)
        return [Value(f.start, f.end, frozenset({"name"}), said=f.what) for f in found]

    def _colours(self) -> Iterator[Value]:
        for match in COLOUR.finditer(self.passage.text):
            start, end = match.span()
            if self.free(start, end) and self._is_rating(start, end):
                self._take(start, end)
                yield Value(start, end, frozenset({"colour"}), said=LETTERS[match.group().lower()])

    def _is_rating(self, start: int, end: int) -> bool:
        before = self.text(max(0, start - 24), start)
        if before.lower().endswith("path to "):
            return False
        if self.passage.text[start].isupper() or RATED.match(self.passage.text, end):
            return True
        return bool(OF_RAG.search(before) and ENDING.match(self.passage.text, end))

    def _literals(self) -> Iterator[Value]:
        """Literals of the whole text; where one would span two sentences, of each by itself."""
        text = "".join(self._open)
        found = list(literals(text))
        if any(self.passage.sentence_at(each.start).end < each.end for each in found):
            found = [each for s in self.passage.sentences for each in literals(text, s.start, s.end)]
        for literal in (*found, *formulas(text)):
            yield Value(literal.start, literal.end, literal.units, literal=literal)

    def _measures(self) -> list[Found[tuple[Figure, ...]]]:
        phrases = Phrases((w, text, tuple(figures)) for w, (text, figures) in self.evidence.phrases.items())
        words = [w for w in self.passage.words if self.free(w.start, w.end)]
        return [f for f in phrases.find(self.passage.text, words) if not self._is_in_formula(f.start, f.end)]

    def _is_in_formula(self, start: int, end: int) -> bool:
        """Whether a measure is only part of a formula such as BAC/CPI."""
        before, after = self.passage.text[max(0, start - 2) : start], self.passage.text[end : end + 2]
        return before.strip()[-1:] in OPERATORS or after.strip()[:1] in OPERATORS

    def words_of(self, stretch: Stretch) -> list[Word]:
        """The writer's own words in a stretch."""
        return [w for w in self.passage.words_in(*stretch) if self.free(w.start, w.end)]

    def sentence_of(self, place: int) -> Sentence:
        """The sentence of a place."""
        return self.passage.sentence_at(place)


def _is_label(span: Span) -> bool:
    return span.figure is not None and not span.figure.key


def _filled(span: Span) -> Value:
    assert span.figure is not None  # noqa: S101 - told by the caller
    return Value(span.start, span.end, frozenset({span.figure.unit}), figure=span.figure)
