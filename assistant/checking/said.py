"""The tools' own sentences: word for word they need no further evidence; turned round they are wrong."""

from __future__ import annotations

import re
from functools import cached_property

from assistant.checking.evidence import Evidence
from assistant.checking.passage import Passage, Sentence
from assistant.checking.polarity import skeleton
from assistant.checking.words import plain
from tools.handles import HandleError, fill
from tools.result import ToolResult

LEAD = re.compile(r"^\s*[A-Z][\w ]{0,24}:\s+")
"""A label in front of a sentence, such as “Next:”."""
LEAST_WORDS = 3
"""Own words that a sentence needs besides its values before it counts as the tool's."""


class Said:
    """The sentences of this turn's tools, filled, and which sentences of the text are theirs."""

    def __init__(self, passage: Passage, evidence: Evidence) -> None:
        self._passage = passage
        self._evidence = evidence
        self._by_sentence: dict[int, tuple[ToolResult, ...]] = {}

    def results_at(self, place: int) -> tuple[ToolResult, ...]:
        """The results whose own sentence stands at a place; none where the sentence is the writer's."""
        sentence = self._passage.sentence_at(place)
        if sentence.number not in self._by_sentence:
            self._by_sentence[sentence.number] = self._results_of(sentence)
        return self._by_sentence[sentence.number]

    def opposite(self, sentence: Sentence) -> str | None:
        """The tool's sentence of which this one is the opposite: the same words, with a turn in between."""
        bones, turns = skeleton(self._words(sentence))
        said = self._skeletons.get(bones)
        if said is None or any(turns == own for own, _ in said):
            return None
        return said[0][1]

    def _results_of(self, sentence: Sentence) -> tuple[ToolResult, ...]:
        words = self._words(sentence)
        said = self._sentences
        return tuple(said.get(plain(words)) or said.get(plain(LEAD.sub("", words))) or ())

    def _words(self, sentence: Sentence) -> str:
        return self._passage.text[sentence.start : sentence.end]

    @cached_property
    def _said(self) -> tuple[tuple[str, ToolResult], ...]:
        """Every sentence of the tools, filled, with its result."""
        found: list[tuple[str, ToolResult]] = []
        for result in self._evidence.results:
            templates = [t for t in _templates(result) if t]
            together = self._filled("\n\n".join(templates))
            apart = [self._filled(t) for t in templates] if together is None else [together]
            found += [(text, result) for texts in apart if texts for text in texts]
        return tuple(found)

    @cached_property
    def _sentences(self) -> dict[str, list[ToolResult]]:
        found: dict[str, list[ToolResult]] = {}
        for text, result in self._said:
            found.setdefault(plain(text), []).append(result)
        return found

    @cached_property
    def _skeletons(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for text, _ in self._said:
            bones, turns = skeleton(text)
            found.setdefault(bones, []).append((turns, text))
        return found

    def _filled(self, template: str) -> list[str] | None:
        """The template's sentences with their values, without those that are little more than values."""
        try:
            filled = fill(template, self._evidence.figures, self._evidence.clauses.values())
        except HandleError:
            return None
        passage = Passage(filled.text, filled.spans)
        own = (s for s in passage.sentences if _own_words(passage, s) >= LEAST_WORDS)
        return [passage.text[s.start : s.end] for s in own]


def _own_words(passage: Passage, sentence: Sentence) -> int:
    filled = sum(
        len(passage.words_in(s.start, s.end)) for s in passage.spans if sentence.start <= s.start < sentence.end
    )
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
