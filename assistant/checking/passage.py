"""The text of an answer in sentences, with the stretches that may lend each its subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from assistant.checking.markdown import Form, Part, Stretch, parts, unmarked
from assistant.checking.words import WORD, word_set
from tools.wording.handles import Span

STOP = re.compile(r"[.!?…]+[\"”')\]»]*(?:\s*\([^()]*§[^()]*\)\.?)?(?=\s|\Z)|\n(?=[ \t]*\*\*)")
"""Where a sentence may end: a citation in brackets after the full stop belongs to it; a bold label opens a new one."""
ABBREVIATIONS = word_set("e.g i.e vs approx no cf dr mr mrs ms st prof incl excl max min ca cl sec para fig p.a")
JOINTS = re.compile(
    r"[;:]\s|—|\s[–-]\s|(?<=[.!?])\s|\b(?:and|but|while|whereas|although|though|because)\b", re.IGNORECASE
)
"""Where a sentence falls into clauses that speak each for itself."""
LABEL_WORDS = 3
QUOTES = {"“": "”", "«": "»"}


class Word(NamedTuple):
    """One word of the text, with its place."""

    start: int
    end: int
    low: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one cell of a table."""

    number: int
    start: int
    end: int
    block: int
    form: Form
    lends: tuple[Stretch, ...]
    """Where a subject is looked for when the sentence names none, nearest first."""
    asks: bool
    """Whether it is a question, which asserts nothing."""
    opens: bool = True
    """Whether it opens a paragraph, an item or a row."""


class Passage:
    """A text read once; ``text`` has its marks blanked, so that places stay the same."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.original = text
        self.text = unmarked(text)
        self.spans = tuple(sorted(spans, key=lambda s: s.start))
        self.words = [Word(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(self.text)]
        self.sentences = self._sentences()
        self._starts = [s.start for s in self.sentences]
        self._word_starts = [w.start for w in self.words]
        self._clauses: dict[int, list[Stretch]] = {}

    def sentence_at(self, place: int) -> Sentence:
        """The sentence in which the place lies."""
        return self.sentences[max(0, bisect_right(self._starts, place) - 1)]

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that begin in a stretch."""
        return self.words[bisect_left(self._word_starts, start) : bisect_left(self._word_starts, end)]

    def clause_at(self, place: int) -> Stretch:
        """The clause of the sentence in which the place lies, cut at semicolons, dashes and conjunctions."""
        sentence = self.sentence_at(place)
        clauses = self._clauses.get(sentence.number)
        if clauses is None:
            clauses = self._clauses[sentence.number] = self._cut(sentence)
        return next((c for c in clauses if c.start <= place < c.end), clauses[-1])

    def _cut(self, sentence: Sentence) -> list[Stretch]:
        cuts = [sentence.start]
        for joint in JOINTS.finditer(self.text, sentence.start, sentence.end):
            if not self._in_span(joint.start()) and not self._is_after_label(joint, cuts[-1]):
                cuts.append(joint.start())
        cuts.append(sentence.end)
        return [Stretch(a, b) for a, b in pairwise(cuts)]

    def _is_after_label(self, joint: re.Match[str], start: int) -> bool:
        """A colon after a word or two names what follows, as in “Sponsor: …”, and does not part them."""
        if not joint.group().startswith(":"):
            return False
        before = re.split(r"[,(]", self.text[start : joint.start()])[-1]
        return len(WORD.findall(before)) <= LABEL_WORDS

    def _sentences(self) -> list[Sentence]:
        found: list[Sentence] = []
        for part in parts(self.original):
            before: list[Stretch] = []
            for start, end in self._stretches(part):
                asks = self.text[start:end].rstrip(" *_\n\"”')").endswith("?")
                lends = (*reversed(before), *part.lends)
                opens = part.opens and not before
                found.append(Sentence(len(found), start, end, part.block, part.form, lends, asks, opens))
                before.append(Stretch(start, end))
        return found or [Sentence(0, 0, len(self.text), 0, "prose", (), asks=False)]

    def _stretches(self, part: Part) -> list[Stretch]:
        if part.form == "cell":
            return [Stretch(part.start, part.end)]
        cuts = [part.start]
        for stop in STOP.finditer(self.original, part.start, part.end):
            if stop.group() == "\n" or self._ends_sentence(stop, cuts[-1]):
                cuts.append(stop.end())
        cuts.append(part.end)
        stretches = (Stretch(a, b) for a, b in pairwise(cuts))
        return [s for s in stretches if self.text[s.start : s.end].strip()]

    def _ends_sentence(self, stop: re.Match[str], start: int) -> bool:
        """Not after an abbreviation or initial, not inside a value or a quotation, not before a small letter."""
        if self._in_span(stop.start()):
            return False
        sentence = self.text[start : stop.start()]
        last = sentence.rsplit(None, 1)[-1].lstrip("(“\"'") if sentence.strip() else ""
        if stop.group().startswith(".") and (last.lower() in ABBREVIATIONS or _is_initial(last)):
            return False
        if any(sentence.count(o) > (sentence + stop.group()).count(c) for o, c in QUOTES.items()):
            return False
        following = self.text[stop.end() : stop.end() + 80].lstrip()
        return not following[:1].islower() or self._in_span(len(self.text[: stop.end()]) + 1, at_start=True)

    def _in_span(self, place: int, at_start: bool = False) -> bool:
        return any(s.start <= place < s.end and (at_start or s.figure is not None) for s in self.spans)


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()
