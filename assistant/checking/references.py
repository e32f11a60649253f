"""References to clauses: among those of this turn, and of a version in force unless the sentence speaks of then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.checking.evidence import Evidence
from assistant.checking.mention import Mention
from assistant.checking.passage import Passage, Sentence
from assistant.checking.quantities import Day
from assistant.checking.words import plain
from knowledge.clauses import Clause

if TYPE_CHECKING:
    from assistant.checking.reading import Reading

_DOCUMENT = r"\b[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+\b"
_VERSION = r"(?:,?\s*\(?(?:[vV]|[vV]ersion\s|[vV]er\.?\s)\s?(\d+(?:\.\d+)*)\)?)"
_NUMBER = r"([A-Za-z]?\.?\d+(?:\.\d+)*[a-z]?|[\w-]*\w)"
_MARK = r"(?:§§?\s?|\b[Cc]lauses?\s|\b[Ss]ections?\s|\b[Pp]aragraphs?\s|\b[Aa]rticles?\s)"
_CLAUSE = rf"(?:,?\s*{_MARK}{_NUMBER})"
WRITTEN = re.compile(rf"({_DOCUMENT})(?:{_VERSION})?{_CLAUSE}?(?:{_VERSION})?")
BARE = re.compile(
    rf"{_MARK}([A-Za-z]?\.?\d+(?:\.\d+)*[a-z]?)"
    rf"(?:,?\s+of\s+(?:the\s+)?({_DOCUMENT})(?:{_VERSION})?)?"
)
SIGN_AFTER = re.compile(rf"(?:({_DOCUMENT})(?:{_VERSION})?,?\s)?(?<![\w.])(\d+(?:\.\d+)*)\s?§(?!\s?\d|\w)")
"""A number with its sign after it, as in Nordic statutes: “NX-D2 7 §”."""
MORE = re.compile(r"\s?(?:,|and|or|to|–|-)\s?§?\s?([A-Za-z]?\d+(?:\.\d+)+)\b")
"""A further number after a clause: “§§3.1 and 3.2”."""
OF_THEN = re.compile(
    r"\b(?:superseded|then|was|were|had|did|used to|earlier|previous(?:ly)?|former(?:ly)?|old(?:er)?|replaced|"
    r"at the time|"
    r"no longer|until|back then|changed|until then|before)\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of rules that no longer hold."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in the text and the clauses of this turn that it can mean."""

    start: int
    end: int
    text: str
    clauses: tuple[Clause, ...]
    filled: bool
    named: str | None = None
    """The results' own words in which a reference stands that is to no clause of the turn."""


@dataclass(frozen=True, slots=True)
class _Written:
    """The parts of a literal reference."""

    start: int
    end: int
    document: str | None
    version: str | None
    number: str | None


def find_citations(passage: Passage, evidence: Evidence) -> list[Citation]:
    """All references of a text, filled and literal, in order."""
    found = [Citation(s.start, s.end, s.clause.ref, (s.clause,), True) for s in passage.spans if s.clause is not None]
    taken = [(s.start, s.end) for s in passage.spans]
    last_document: str | None = None
    for written in _written(passage.text, evidence):
        if any(written.start < end and start < written.end for start, end in taken):
            continue
        taken.append((written.start, written.end))
        document = written.document or last_document
        last_document = written.document or last_document
        clauses = tuple(c for c in evidence.clauses.values() if _meant(c, document, written.version, written.number))
        text = passage.text[written.start : written.end]
        named = None if clauses else _named(text, evidence)
        found.append(Citation(written.start, written.end, text, clauses, False, named))
    return sorted(found, key=lambda c: c.start)


def _written(text: str, evidence: Evidence) -> Iterator[_Written]:
    documents = {c.version.document for c in evidence.clauses.values()}
    yield from _exact(text, evidence)
    for m in SIGN_AFTER.finditer(text):
        yield _Written(m.start(), m.end(), m.group(1), m.group(2), m.group(3))
    for m in BARE.finditer(text):
        if m.group(2):
            yield _Written(m.start(), m.end(), m.group(2), m.group(3), m.group(1))
    for m in WRITTEN.finditer(text):
        version, number = m.group(2) or m.group(4), m.group(3)
        if version or number or any(_is_document(d, m.group(1)) for d in documents):
            yield _Written(m.start(), m.end(), m.group(1), version, number)
            yield from _further(text, m.end(), m.group(1), version) if number else ()
    for m in BARE.finditer(text):
        yield _Written(m.start(), m.end(), m.group(2), m.group(3), m.group(1))
        yield from _further(text, m.end(), m.group(2), m.group(3))


def _exact(text: str, evidence: Evidence) -> Iterator[_Written]:
    """References exactly as the library writes them, whatever a document's name looks like."""
    for ref, clause in evidence.clauses.items():
        start = text.find(ref)
        while start >= 0:
            end = start + len(ref)
            if not re.match(r"\.?\w", text[end : end + 2]):
                yield _Written(start, end, clause.version.document, clause.version.version, clause.number)
            start = text.find(ref, end)


def _further(text: str, end: int, document: str | None, version: str | None) -> Iterator[_Written]:
    while more := MORE.match(text, end):
        yield _Written(more.start(1), more.end(), document, version, more.group(1))
        end = more.end()


def _meant(clause: Clause, document: str | None, version: str | None, number: str | None) -> bool:
    held = clause.version
    return (
        (document is None or _is_document(held.document, document))
        and version in (None, held.version)
        and number in (None, clause.number)
    )


def _is_document(document: str, written: str) -> bool:
    return document == written or document.endswith(f"-{written}")


def _named(text: str, evidence: Evidence) -> str | None:
    """A reference that a clause or figure of the turn itself names may be passed on as its words."""
    words = plain(text)
    for clause in evidence.clauses.values():
        if words in plain(clause.text):
            return clause.ref
    return "results" if any(words in plain(w) for w in evidence.written) else None


def check_references(reading: Reading) -> Iterator[Mention]:
    """Every reference must be to a clause of this turn, of a version in force, or be said of then."""
    for c in reading.citations:
        trace, reason = _judged(c, reading)
        yield Mention("clause", c.text, c.start, c.end, trace, reason, c.filled)


def _judged(citation: Citation, reading: Reading) -> tuple[str | None, str | None]:
    if not citation.clauses:
        asked = _only_asked(citation, reading)
        reason = f"“{citation.text}” is no clause that came back in this turn: cite one of the results, or none."
        trace = citation.named or ("question" if asked else None)
        return (trace, None) if trace else (None, reason)
    if reading.said.results_at(citation.start):
        return citation.clauses[0].ref, None
    sentence = reading.sentence_of(citation.start)
    standing = [c for c in citation.clauses if c.in_force(reading.evidence.on)]
    standing = standing or [c for c in citation.clauses if _spoken_of_then(c, sentence, reading)]
    if standing:
        return standing[0].ref, None
    on = reading.evidence.on
    return None, (
        f"“{citation.text}” is of a version not in force on {on.day} {on:%B %Y}: "
        f"cite the one in force, or say that it is superseded."
    )


def _only_asked(citation: Citation, reading: Reading) -> bool:
    sentence = reading.sentence_of(citation.start)
    words = reading.text(sentence.start, sentence.end)
    echoes = re.search(r"\byou\b|\byour\b|\b(?:find|hold|held|have|know|no|not)\b", words, re.IGNORECASE)
    return bool(echoes) and plain(citation.text) in plain(reading.evidence.question)


def _spoken_of_then(clause: Clause, sentence: Sentence, reading: Reading) -> bool:
    """Whether the sentence speaks of the past, or names a day on which the clause was in force."""
    if OF_THEN.search(reading.text(sentence.start, sentence.end)):
        return True
    days = [v for v in reading.values_in(sentence.start, sentence.end) if "date" in v.units]
    if any(_on_day(clause, v) for v in days):
        return True
    asked = [r.on for r in reading.evidence.results if clause in r.clauses and r.on and clause.in_force(r.on)]
    everywhere = [v.literal for v in reading.values if isinstance(v.literal, Day)]
    everywhere_filled = [v.figure.value for v in reading.values if v.figure and v.figure.unit == "date"]
    return any(on in everywhere_filled or any(d.covers(on) and d.day for d in everywhere) for on in asked)


def _on_day(clause: Clause, value: object) -> bool:
    literal, figure = getattr(value, "literal", None), getattr(value, "figure", None)
    if isinstance(literal, Day) and literal.bounds:
        return any(clause.in_force(day) for day in literal.bounds)
    return figure is not None and clause.in_force(figure.value)
