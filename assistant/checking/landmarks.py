"""Where records, people, colours, literals and measures stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.checking.evidence import Evidence
from assistant.checking.literals import formulas, literals
from assistant.checking.passage import Passage, Word
from assistant.checking.phrases import Found, Phrases
from assistant.checking.quantities import Literal
from assistant.checking.references import Citation
from tools.result import Figure
from tools.wording.handles import Span

RECORD_ID = re.compile(r"\b[A-Z][A-Z0-9]{0,7}(?:-[A-Z][A-Z0-9]{0,7})*(?:-\d{1,7})+\b|\b[A-Z]{2,6}\d{3,7}\b")
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


class Ground(Protocol):
    """What a finder stands on: the text, the turn, and which stretches are still the writer's own."""

    passage: Passage
    evidence: Evidence

    def free(self, start: int, end: int) -> bool:
        """Whether nothing has taken the stretch yet."""

    def take(self, start: int, end: int) -> None:
        """Take the stretch, so that nothing else is found in it."""

    @property
    def free_words(self) -> list[Word]:
        """The words that nothing has taken yet."""

    @property
    def open_text(self) -> str:
        """The text with everything that is taken put out of sight."""


def find_recorded(ground: Ground) -> Iterator[Found[Figure]]:
    """Words that people recorded, where they are given word for word and at length."""
    for figure in (*ground.evidence.of_unit("text"), *ground.evidence.of_unit("state")):
        words = str(figure.value)
        start = ground.passage.text.find(words) if len(words.split()) >= LONG else -1
        if start >= 0 and ground.free(start, start + len(words)):
            ground.take(start, start + len(words))
            yield Found(start, start + len(words), figure)


def find_records(ground: Ground, citations: list[Citation]) -> list[Record]:
    """Records by id, label, name or alias, and whatever looks like the id of one."""
    found = list(_labels(ground.passage.spans))
    surfaces = Phrases((s.words, s.text, s) for s in ground.evidence.surfaces)
    for start, end, surface in surfaces.find(ground.passage.text, ground.free_words):
        if surface.text.lower().startswith(ground.passage.text[start:end].lower()):
            found.append(Record(start, end, surface.subject, False, True))
    subjects = ground.evidence.subjects
    found += [Record(c.start, c.end, c.text, c.filled, True) for c in citations if c.text in subjects]
    for record in found:
        ground.take(record.start, record.end)
    for match in RECORD_ID.finditer(ground.passage.text):
        if ground.free(*match.span()) and not _is_document(match.group(), ground.evidence):
            found.append(Record(*match.span(), match.group(), False, False))
            ground.take(*match.span())
    return sorted(found, key=lambda r: r.start)


def _labels(spans: tuple[Span, ...]) -> Iterator[Record]:
    for span in spans:
        if span.figure is not None and not span.figure.key:
            yield Record(span.start, span.end, span.figure.subject, filled=True, known=True)


def _is_document(text: str, evidence: Evidence) -> bool:
    """Whether an identifier stands in the results as that of a document and not of a record."""
    return any(c.version.document.endswith(text) for c in evidence.clauses.values())


def find_names(ground: Ground) -> list[Value]:
    """People and bodies of the turn."""
    entries = ((tuple(w.lower() for w in re.findall(r"\w+", name)), name, name) for name in ground.evidence.names)
    phrases = Phrases(entry for entry in entries if entry[0])
    found = phrases.find(ground.passage.text, ground.free_words)
    for name in found:
        ground.take(name.start, name.end)
    return [Value(f.start, f.end, frozenset({"name"}), said=f.what) for f in found]


def find_colours(ground: Ground) -> Iterator[Value]:
    """Green, Amber and Red where they rate something."""
    for match in COLOUR.finditer(ground.passage.text):
        start, end = match.span()
        if ground.free(start, end) and _is_rating(start, end, ground.passage.text):
            ground.take(start, end)
            yield Value(start, end, frozenset({"colour"}), said=LETTERS[match.group().lower()])


def _is_rating(start: int, end: int, text: str) -> bool:
    before = text[max(0, start - 24) : start]
    if before.lower().endswith("path to "):
        return False
    if text[start].isupper() or RATED.match(text, end):
        return True
    return bool(OF_RAG.search(before) and ENDING.match(text, end))


def find_literals(ground: Ground) -> Iterator[Value]:
    """Literals of the whole text; where one would span two sentences, of each by itself."""
    text = ground.open_text
    found = list(literals(text))
    if any(ground.passage.sentence_at(each.start).end < each.end for each in found):
        found = [each for s in ground.passage.sentences for each in literals(text, s.start, s.end)]
    for literal in (*found, *formulas(text)):
        yield Value(literal.start, literal.end, literal.units, literal=literal)


def filled_values(spans: tuple[Span, ...]) -> Iterator[Value]:
    """The values that the renderer put in, labels of records left out."""
    for span in spans:
        if span.figure is not None and span.figure.key:
            yield Value(span.start, span.end, frozenset({span.figure.unit}), figure=span.figure)


def find_measures(ground: Ground) -> list[Found[tuple[Figure, ...]]]:
    """Names of measures and roles, with the figures that have them."""
    phrases = Phrases((w, text, tuple(figures)) for w, (text, figures) in ground.evidence.phrases.items())
    text = ground.passage.text
    return [f for f in phrases.find(text, ground.free_words) if not _is_in_formula(f.start, f.end, text)]


def _is_in_formula(start: int, end: int, text: str) -> bool:
    """Whether a measure is only part of a formula such as BAC/CPI."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return before.strip()[-1:] in OPERATORS or after.strip()[:1] in OPERATORS
