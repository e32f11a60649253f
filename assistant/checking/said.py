"""The tools' own sentences and table cells, filled, and which sentences of the text are theirs word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.checking.evidence import Evidence
from assistant.checking.passage import Passage, Sentence
from assistant.checking.words import plain
from tools.result import ToolResult
from tools.wording.handles import Filled, HandleError, Span, fill

LEAD = re.compile(r"^\s*[A-Z][\w ]{0,24}:\s+")
"""A label in front of a sentence, such as “Next:”."""
ROW, CELL = "\x1e", "\x1f"
"""Part rows and cells while a table is filled."""
LEAST_WORDS = 3
"""Own words that a sentence needs besides its values before it counts as the tool's."""
LEAST_WITH_VALUES = 2
"""Own words by which a sentence with several values is known again."""


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence of a tool with its values."""

    text: str
    spans: tuple[Span, ...]
    """Places are within the sentence."""
    result: ToolResult
    words: int = 0
    """How many words of its own it has besides its values."""

    @property
    def tells(self) -> bool:
        """Whether it has words enough to be recognised by them, values left aside."""
        return self.words >= LEAST_WORDS or (self.words >= LEAST_WITH_VALUES and len(self.spans) > 1)


class Said:
    """What the tools of this turn say in their own words."""

    def __init__(self, passage: Passage, evidence: Evidence) -> None:
        self._passage = passage
        self._evidence = evidence
        self._by_sentence: dict[int, tuple[ToolResult, ...]] = {}

    def results_at(self, place: int) -> tuple[ToolResult, ...]:
        """The results whose own sentence stands at a place; none where the sentence is the writer's."""
        sentence = self._passage.sentence_at(place)
        if sentence.number not in self._by_sentence:
            words = self._passage.text[sentence.start : sentence.end]
            said = self._by_words
            found = said.get(plain(words)) or said.get(plain(LEAD.sub("", words))) or ()
            self._by_sentence[sentence.number] = tuple(found)
        return self._by_sentence[sentence.number]

    @cached_property
    def sentences(self) -> tuple[OwnSentence, ...]:
        """Every sentence of the tools."""
        return tuple(own for result in self._evidence.results for own in self._sentences_of(result))

    @cached_property
    def cells(self) -> dict[tuple[str, str], OwnSentence]:
        """Every cell of the tools' tables, by column and by the first cell of its row."""
        found: dict[tuple[str, str], OwnSentence] = {}
        for result in self._evidence.results:
            table = result.table
            filled = self._fill(ROW.join(CELL.join(row) for row in table.rows)) if table else None
            for row in _rows(filled) if filled else ():
                for column, (text, spans) in zip(table.columns if table else (), row, strict=False):
                    found[plain(column), plain(row[0][0])] = OwnSentence(text, spans, result)
        return found

    @cached_property
    def _by_words(self) -> dict[str, list[ToolResult]]:
        found: dict[str, list[ToolResult]] = {}
        for own in self.sentences:
            if own.words < LEAST_WORDS:
                continue
            found.setdefault(plain(own.text), []).append(own.result)
        return found

    def _sentences_of(self, result: ToolResult) -> Iterator[OwnSentence]:
        templates = [t for t in _templates(result) if t]
        together = self._fill("\n\n".join(templates))
        for filled in [together] if together else [self._fill(t) for t in templates]:
            yield from _cut(filled, result) if filled else ()

    def _fill(self, template: str) -> Filled | None:
        try:
            return fill(template, self._evidence.figures, self._evidence.clauses.values())
        except HandleError:
            return None


def _rows(filled: Filled) -> Iterator[list[tuple[str, tuple[Span, ...]]]]:
    """The rows of a table that was filled in one go, cell by cell with the places of their values."""
    place = 0
    for row in filled.text.split(ROW):
        cells: list[tuple[str, tuple[Span, ...]]] = []
        for text in row.split(CELL):
            end = place + len(text)
            cells.append((text, tuple(_moved(s, place) for s in filled.spans if place <= s.start < end)))
            place = end + 1
        yield cells


def _cut(filled: Filled, result: ToolResult) -> Iterator[OwnSentence]:
    passage = Passage(filled.text, filled.spans)
    for sentence in passage.sentences:
        spans = [s for s in passage.spans if sentence.start <= s.start < sentence.end]
        text = passage.text[sentence.start : sentence.end]
        moved = tuple(_moved(s, sentence.start) for s in spans)
        yield OwnSentence(text, moved, result, _own_words(passage, sentence, spans))


def _moved(span: Span, start: int) -> Span:
    return Span(span.start - start, span.end - start, span.handle, span.figure, span.clause)


def _own_words(passage: Passage, sentence: Sentence, spans: list[Span]) -> int:
    filled = sum(len(passage.words_in(s.start, s.end)) for s in spans)
    return len(passage.words_in(sentence.start, sentence.end)) - filled


def _templates(result: ToolResult) -> tuple[str, ...]:
    return (
        result.headline,
        *result.facts,
        *result.rules,
        *result.next_steps,
        *result.cautions,
        *result.warnings,
        *(option.label for option in result.options),
        *(option.ask for option in result.options),
        *(cell for row in (result.table.rows if result.table else ()) for cell in row),
    )
