"""An answer read once: its sentences, and where references, quotations, records, values and measures stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, cast

from assistant.checking.evidence import Evidence
from assistant.checking.landmarks import (
    Record,
    Value,
    filled_values,
    find_colours,
    find_literals,
    find_measures,
    find_names,
    find_recorded,
    find_records,
)
from assistant.checking.markdown import Stretch
from assistant.checking.passage import Passage, Sentence, Word
from assistant.checking.quantities import Number
from assistant.checking.quotations import Quotation, find_quotations
from assistant.checking.references import Citation, find_citations
from assistant.checking.said import Said
from knowledge.clauses import Clause
from tools.result import Figure, ToolResult
from tools.wording.handles import Span

__all__ = ["Reading", "Record", "Value"]

T = TypeVar("T")
JOINED = 3
"""Characters that may part references of one group, such as a comma or “and”."""
TAKEN = "\0"
"""Stands for what is filled, cited, quoted or a name, so that no literal reaches into it."""


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
        self._is_read = False
        self._read()
        self._is_read = True
        self._value_starts = [v.start for v in self.values]
        self.said = Said(self.passage, self.evidence)

    def _read(self) -> None:
        """Find everything, what is surest first: each find takes its stretch from the next."""
        self._take_all(self.passage.spans)
        self.citations: list[Citation] = find_citations(self.passage, self.evidence)
        self._take_all(self.citations)
        self.quotations: list[Quotation] = find_quotations(self.passage, self.evidence, self.citations)
        self._take_all(self.quotations)
        self.recorded = list(find_recorded(self))
        self.records = find_records(self, self.citations)
        names, colours = find_names(self), list(find_colours(self))
        values = [*filled_values(self.passage.spans), *names, *colours, *find_literals(self)]
        self.values = sorted(values, key=lambda v: v.start)
        self.measures = find_measures(self)

    def _take_all(self, places: Sequence[Span | Citation | Quotation]) -> None:
        for place in places:
            self.take(place.start, place.end)

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

    def clauses_of(self, value: Value) -> tuple[Clause, ...]:
        """The clauses that a number is cited from: the next group of references after it, if there are several."""
        sentence = self.sentence_of(value.start)
        cited = self.citations_in(sentence.start, sentence.end)
        after = [c for c in cited if c.start >= value.end]
        if len(cited) < 2 or not after:
            return self.clauses_near(value.start)
        group = [after[0]]
        for citation in after[1:]:
            if len(self.text(group[-1].end, citation.start).strip()) > JOINED:
                break
            group.append(citation)
        return tuple(dict.fromkeys(clause for c in group for clause in c.clauses))

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

    def row_of(self, place: int) -> Stretch:
        """The row of a table in which a place lies."""
        here = self.sentence_of(place)
        cells = [s for s in self.passage.sentences if s.block == here.block and s.form == "cell"]
        start = max((s.start for s in cells if s.opens and s.number <= here.number), default=cells[0].start)
        end = min((s.start for s in cells if s.opens and s.number > here.number), default=cells[-1].end)
        return Stretch(start, end)

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

    def take(self, start: int, end: int) -> None:
        """Take a stretch, so that nothing else is found in it."""
        self._taken[start:end] = b"\1" * (end - start)
        self._open[start:end] = [TAKEN] * (end - start)

    @property
    def free_words(self) -> list[Word]:
        """The words that are the writer's own."""
        return [w for w in self.passage.words if self.free(w.start, w.end)]

    @cached_property
    def _open_text(self) -> str:
        return "".join(self._open)

    @property
    def open_text(self) -> str:
        """The text with everything filled, cited, quoted or named taken out."""
        return self._open_text if self._is_read else "".join(self._open)

    def words_of(self, stretch: Stretch) -> list[Word]:
        """The writer's own words in a stretch."""
        return [w for w in self.passage.words_in(*stretch) if self.free(w.start, w.end)]

    def sentence_of(self, place: int) -> Sentence:
        """The sentence of a place."""
        return self.passage.sentence_at(place)
