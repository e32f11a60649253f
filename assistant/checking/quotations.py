"""Quotations: word for word in the clause beside them, or in what the turn's results and the question say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.checking.evidence import Evidence
from assistant.checking.mention import Mention
from assistant.checking.passage import Passage
from assistant.checking.references import Citation
from assistant.checking.words import plain
from knowledge.clauses import Clause

if TYPE_CHECKING:
    from assistant.checking.reading import Reading

QUOTED = re.compile(r"“([^“”]*)”|\"([^\"\n]*)\"|«([^«»]*)»|(?<![\w)])'(?=\w)([^'\n]*(?:'\w[^'\n]*)*)'(?!\w)")
OPENED = re.compile(r"[“”\"]")
LEFT_OUT = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")
THEIRS = re.compile(r"\b(?:you|your|asked|question)\b", re.IGNORECASE)
LONG_ECHO = 3
"""Words from which a quotation of the question is recognised as one without saying so."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, and what they stand in."""

    start: int
    end: int
    text: str
    source: str | None
    clause: Clause | None = None
    beside: str | None = None
    """The reference beside it, in which it does not stand."""


def find_quotations(passage: Passage, evidence: Evidence, citations: list[Citation]) -> list[Quotation]:
    """All quotations of the text, with the clause, figure or question in which each stands."""
    found = []
    quoted = [match.span() for match in QUOTED.finditer(passage.text)]
    # a reference inside quoted words is the clause's own, and says nothing about where they stand
    citations = [c for c in citations if not any(start <= c.start < end for start, end in quoted)]
    for match in QUOTED.finditer(passage.text):
        words = next((g for g in match.groups() if g is not None), "")
        if any(s.start <= match.start() < s.end for s in passage.spans) or not plain(words).strip():
            continue
        found.append(_sourced(match.start(), match.end(), words, passage, evidence, citations))
    return found


def _sourced(
    start: int, end: int, words: str, passage: Passage, evidence: Evidence, citations: list[Citation]
) -> Quotation:
    beside = _beside(start, end, passage, citations)
    for citation in beside:
        for clause in citation.clauses:
            if stands_in_clause(words, clause):
                return Quotation(start, end, words, clause.ref, clause)
    if beside:
        return Quotation(start, end, words, None, beside=beside[0].text)
    for clause in evidence.clauses.values():
        if stands_in_clause(words, clause):
            return Quotation(start, end, words, clause.ref, clause)
    return Quotation(start, end, words, _other_source(words, start, passage, evidence))


def _beside(start: int, end: int, passage: Passage, citations: list[Citation]) -> list[Citation]:
    """The reference that adjoins the quotation, else the nearest after and before it in its sentence."""
    sentence = passage.sentence_at(start)
    stop = max(sentence.end, passage.sentence_at(end - 1).end)
    adjoining = [c for c in citations if c.start >= end and not passage.text[end : c.start].strip(" .\n()—–-:")]
    if adjoining:
        return adjoining[:1]
    after = [c for c in citations if end <= c.start < stop]
    before = [c for c in citations if sentence.start <= c.end <= start]
    return after[:1] + before[-1:]


def stands_in_clause(words: str, clause: Clause) -> bool:
    """Whether the words, part by part where some are left out, stand in the clause in order."""
    text = plain(f"{clause.heading} {clause.text}")
    if plain(words) in text:  # also where the clause itself has words in square brackets, as templates do
        return True
    place = 0
    for part in LEFT_OUT.split(words):
        found = text.find(plain(part), place)
        if found < 0:
            return False
        place = found + len(plain(part)) - 1
    return True


def _other_source(words: str, start: int, passage: Passage, evidence: Evidence) -> str | None:
    if any(plain(words) in plain(text) for text in evidence.written):
        return "results"
    if plain(words) not in plain(evidence.question):
        return None
    sentence = passage.sentence_at(start)
    says_so = THEIRS.search(passage.text[sentence.start : sentence.end])
    return "question" if says_so or len(plain(words).split()) >= LONG_ECHO else None


def check_quotations(reading: Reading) -> Iterator[Mention]:
    """A quotation must stand in what it quotes, and every quotation mark must have its other half."""
    for q in reading.quotations:
        yield Mention("quotation", q.text, q.start, q.end, q.source, None if q.source else _missing(q))
    for match in OPENED.finditer(reading.passage.text):
        if reading.free(*match.span()):
            reason = "A quotation mark has no other half: quote whole, or leave the marks out."
            yield Mention("quotation", match.group(), *match.span(), reason=reason)


def _missing(quotation: Quotation) -> str:
    if quotation.beside:
        return f"“{quotation.text}” does not stand so in {quotation.beside}: quote word for word."
    return f"“{quotation.text}” stands so in no clause or record of this turn, nor in the question."
