"""States, such as a stage or a decision, where a tool's sentence is said in its own words with another state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.checking.passage import Sentence
from assistant.checking.quantities import Label
from assistant.checking.reading import Reading, Record, Value
from assistant.checking.references import Citation
from assistant.checking.said import OwnSentence
from assistant.checking.words import plain
from tools.wording.display import show
from tools.wording.handles import Span

Item = Record | Value | Citation
VALUE, STATE = " qqvalue ", " qqstate "
LONGEST = 6
"""Words that a state may have."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A tool's sentence with gaps where its states stand."""

    pieces: tuple[str, ...]
    states: tuple[str, ...]
    said: OwnSentence

    def fills(self, words: str) -> list[str] | None:
        """What stands in the gaps of a sentence that is otherwise the same; None where it is another sentence."""
        if not words.startswith(self.pieces[0]) or not words.endswith(self.pieces[-1]):
            return None
        found: list[str] = []
        place = len(self.pieces[0])
        for number, piece in enumerate(self.pieces[1:], 1):
            is_last = number == len(self.pieces) - 1
            following = len(words) - len(piece) if is_last else words.find(piece, place)
            if following < place - 1 or len(words[place:following].split()) > LONGEST:
                return None
            found.append(" ".join(words[place:following].split()))
            place = following + len(piece)
        return found


def other_state(sentence: Sentence, reading: Reading, matches: Callable[[Span, Item], bool]) -> str | None:
    """The tool's sentence that this one says with another state, or with other values beside the same states."""
    patterns = reading.once("patterns", 0, lambda: _patterns(reading))
    if not patterns:
        return None
    items = _items(sentence, reading)
    words = _words(sentence, items, reading)
    against: str | None = None
    for pattern in patterns:
        fills = pattern.fills(words)
        if fills is None:
            continue
        is_same = _is_about_same(pattern, sentence, reading)
        if is_same and fills == list(pattern.states) and _same_values(pattern, items, matches):
            return None
        if is_same or _is_about_part(sentence, reading):
            against = pattern.said.text.strip()
    return against


def _patterns(reading: Reading) -> list[Pattern]:
    found = []
    for said in reading.said.sentences:
        states = tuple(plain(show(s.figure)).strip() for s in said.spans if s.figure and s.figure.unit == "state")
        if not states:
            continue
        pieces = tuple(plain(framed(said)).split(STATE.strip()))
        if said.tells:
            found.append(Pattern(tuple(f" {p.strip()} " if p.strip() else " " for p in pieces), states, said))
    return found


def framed(said: OwnSentence) -> str:
    """The sentence with marks in place of values and states."""
    return _marked(said.text, [(s.start, s.end, STATE if _is_state(s) else VALUE) for s in said.spans])


def _is_state(span: Span) -> bool:
    return span.figure is not None and span.figure.unit == "state"


def _items(sentence: Sentence, reading: Reading) -> list[Item]:
    """Records, values and references of the sentence in order, without the states."""
    start, end = sentence.start, sentence.end
    items: list[Item] = [
        *reading.records_in(start, end),
        *reading.values_in(start, end),
        *reading.citations_in(start, end),
    ]
    ordered: list[Item] = []
    for item in sorted(items, key=lambda i: (i.start, -i.end)):
        if not _is_worded(item) and (not ordered or item.start >= ordered[-1].end):
            ordered.append(item)
    return ordered


def _words(sentence: Sentence, items: list[Item], reading: Reading) -> str:
    places = [(item.start - sentence.start, item.end - sentence.start, VALUE) for item in items]
    return plain(_marked(reading.text(sentence.start, sentence.end), places))


def _same_values(pattern: Pattern, items: list[Item], matches: Callable[[Span, Item], bool]) -> bool:
    spans = [span for span in pattern.said.spans if not _is_state(span)]
    return len(spans) != len(items) or all(matches(*pair) for pair in zip(spans, items, strict=True))


def _is_worded(item: Item) -> bool:
    """Whether the item is a state, filled or as a label such as G4, which a pattern leaves a gap for."""
    if not isinstance(item, Value):
        return False
    return isinstance(item.literal, Label) or (item.figure is not None and item.figure.unit == "state")


def _marked(text: str, places: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, mark in places:
        parts += [text[done:start], mark]
        done = end
    return "".join([*parts, text[done:]])


def _is_about_part(sentence: Sentence, reading: Reading) -> bool:
    """Whether the sentence puts a record in the place of the topic that no result is about."""
    named = reading.records_in(sentence.start, sentence.end)
    return bool(named) and named[0].subject not in reading.evidence.listed


def _is_about_same(pattern: Pattern, sentence: Sentence, reading: Reading) -> bool:
    said = [s.figure.subject for s in pattern.said.spans if s.figure and not s.figure.key]
    named = [r.subject for r in reading.records_in(sentence.start, sentence.end)]
    return said[:1] == named[:1]
