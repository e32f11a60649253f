"""Which record a value is about, and which measure the sentence calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.evidence import GIVEN, RULE
from assistant.checking.markdown import Stretch
from assistant.checking.naming import names_of
from assistant.checking.passage import Sentence
from assistant.checking.reading import Reading, Record
from assistant.checking.words import stem, stems
from tools.result import Figure

COMPARED = re.compile(
    r"\b(?:than|unlike|like|against|versus|vs\.?|compared (?:with|to)|besides|except|not)\s+"
    r"(?:the\s+|that of\s+|those of\s+|project\s+)*$",
    re.IGNORECASE,
)
"""What stands before a record that is only compared with."""
BELONGS = re.compile(r"\s*(?:of|for|on|at|in|by)\s+(?:the\s+|project\s+|programme\s+)*", re.IGNORECASE)
LISTED = re.compile(r"\s*(?:,|and|, and)\s*(?:the\s+|its\s+)?")
PRONOUN = re.compile(r"^\W*(?:it|its|this|that|they|their|the project|the programme|here|there)\b", re.IGNORECASE)
ITS = re.compile(r"\b(?:it|its|they|their|which|that)\b", re.IGNORECASE)
WHOLE = re.compile(
    r"\b(?:portfolio|all|total|altogether|together|across|whole|projects|programmes|you|every|each|of them|of these|"
    r"these|records|there (?:is|are))\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of more than one record."""
CHILD = re.compile(r"^[-./#: ]")


@dataclass(frozen=True, slots=True)
class Bound:
    """The records that a place in the text may be about."""

    subjects: frozenset[str]
    is_named: bool
    """Whether the sentence itself names them."""

    def covers(self, subject: str) -> bool:
        """Whether the record, or one that it is part of, is among them."""
        return subject in self.subjects or any(
            subject.startswith(s) and CHILD.match(subject[len(s) :]) for s in self.subjects
        )


def records_spoken_of(bound: Bound) -> str:
    """The records in words, for reasons."""
    return " or ".join(sorted(bound.subjects)) or "no record"


def bind(reading: Reading, start: int, end: int, units: frozenset[str]) -> Bound:
    """The record of a value: the one named before it in the sentence, else around it, else the main one."""
    return reading.once("bound", (start, end, units), lambda: _bind(reading, start, end, units))


def _bind(reading: Reading, start: int, end: int, units: frozenset[str]) -> Bound:
    sentence = reading.sentence_of(start)
    named = _named(sentence, start, units, reading)
    before = [r for r in named if r.end <= start]
    after = [r for r in named if r.start >= end]
    if (paired := _paired(reading, start, units)) is not None:
        return paired
    attached = next((r for r in after if BELONGS.fullmatch(reading.text(end, r.start))), None)
    if attached:
        return Bound(_same_place(after, attached), is_named=True)
    clause = reading.passage.clause_at(start)
    own = [r for r in after if r.start < clause.end and not _is_compared(r, reading)][:1]
    if before and before[-1].start < clause.start and own and not ITS.search(reading.text(clause.start, start)):
        both = frozenset() if "name" in units else _nearest(before, reading)
        return Bound(_same_place(after, own[0]) | both, is_named=True)
    if before:
        owner = _owner(before, reading)
        is_topic = not reading.words_of(Stretch(sentence.start, before[-1].start))
        if not owner and not is_topic and before[-1].known and before[-1].subject not in reading.evidence.listed:
            owner = _lent(sentence, reading, units) or reading.evidence.mains
        return Bound(_nearest(before, reading) | owner, is_named=True)
    lent = _lent(sentence, reading, units)
    if lent and sentence.form == "cell":
        return Bound(lent, is_named=True)
    if after and not PRONOUN.match(reading.text(sentence.start, sentence.end)):
        first = [r for r in after if not _is_compared(r, reading)][:1]
        if first:
            return Bound(_same_place(after, first[0]) | lent, is_named=True)
    if lent:
        return Bound(lent, is_named=False)
    return Bound(reading.evidence.mains, is_named=False)


def _paired(reading: Reading, start: int, units: frozenset[str]) -> Bound | None:
    """“A and B are x and y”: as many records as values of one kind, first all records and then all values."""
    sentence = reading.sentence_of(start)
    values = [v for v in reading.values_in(sentence.start, sentence.end) if not v.units.isdisjoint(units)]
    if len(values) < 2 or not any(v.start == start for v in values):
        return None
    records = [r for r in reading.records_in(sentence.start, values[0].start) if _counts(r, reading, units)]
    firsts = list({r.start: r for r in reversed(records)}.values())[::-1]
    if len(firsts) != len(values):
        return None
    gaps = [reading.text(a.end, b.start) for a, b in pairwise(firsts)]
    gaps += [reading.text(a.end, b.start) for a, b in pairwise(values)]
    if not all(LISTED.fullmatch(gap) for gap in gaps):
        return None
    number = next(n for n, v in enumerate(values) if v.start == start)
    return Bound(_same_place(records, firsts[number]), is_named=True)


def _named(sentence: Sentence, start: int, units: frozenset[str], reading: Reading) -> list[Record]:
    """The records of a sentence that a value of such units may be about, in order."""
    topic = _topic(sentence, start, reading)
    return [r for r in reading.records_in(sentence.start, sentence.end) if r in topic or _counts(r, reading, units)]


def _topic(sentence: Sentence, start: int, reading: Reading) -> list[Record]:
    """The record with which the clause of a place opens: it is spoken of, whatever is known of it."""
    clause = reading.passage.clause_at(start)
    records = reading.records_in(clause.start, start)[:1]
    opens = clause.start == sentence.start and records and not reading.words_of(Stretch(clause.start, records[0].start))
    return records if opens else []


def _nearest(before: list[Record], reading: Reading) -> frozenset[str]:
    nearest = before[-1]
    subjects = _same_place(before, nearest)
    if _is_compared(nearest, reading):
        others = [r for r in before if not _is_compared(r, reading)]
        subjects |= _same_place(others, others[-1]) if others else frozenset()
    return subjects


def _owner(records: list[Record], reading: Reading) -> frozenset[str]:
    """The last record among them that a result is about, where the very last is only a part, such as a milestone."""
    listed = reading.evidence.listed
    owners = [r.subject for r in records if r.subject in listed]
    return frozenset(owners[-1:]) if records[-1].subject not in listed else frozenset()


def _same_place(records: Iterable[Record], record: Record) -> frozenset[str]:
    return frozenset(r.subject for r in records if r.start == record.start)


def _is_compared(record: Record, reading: Reading) -> bool:
    return bool(COMPARED.search(reading.text(max(0, record.start - 40), record.start)))


def _counts(record: Record, reading: Reading, units: frozenset[str]) -> bool:
    """A record that no result is about (a milestone, a person) counts only where it has such figures."""
    if not record.known or record.subject in reading.evidence.listed:
        return True
    held = reading.evidence.figures_of(record.subject)
    judged = any(v.subject == record.subject for v in reading.evidence.verdicts)
    return any(f.unit in units and f.key for f in held) or (judged and "judgement" in units)


def _lent(sentence: Sentence, reading: Reading, units: frozenset[str]) -> frozenset[str]:
    for stretch in sentence.lends:
        records = [r for r in reading.records_in(*stretch) if _counts(r, reading, units)]
        records = [r for r in records if not _is_compared(r, reading)]
        if records:
            return _same_place(records, records[-1]) | _owner(records, reading)
    return frozenset()


def trusted(reading: Reading, place: int) -> str | None:
    """The tool whose own sentence stands here and may stand here: about a record of its result."""
    results = reading.said.results_at(place)
    if not results:
        return None
    sentence = reading.sentence_of(place)
    about = frozenset(r.subject for r in reading.records_in(sentence.start, sentence.end))
    about = about or _lent(sentence, reading, frozenset()) or reading.evidence.mains
    for result in results:
        own = {*result.subjects, *(f.subject for f in result.figures)}
        if not own or about & own:
            return result.tool
    return None


TOGETHER = re.compile(r"\s*(?:,|and|or|, and|as well as|\0|&|\s)+\s*(?:both\s+|project\s+|projects\s+)?", re.IGNORECASE)


def coordinated(reading: Reading, start: int, end: int, units: frozenset[str]) -> list[Bound]:
    """The records of which a word is said: “A, B and C are late”, or those listed after “Late:”."""
    sentence = reading.sentence_of(start)
    named = _named(sentence, start, units, reading)
    if (paired := _paired(reading, start, units)) is not None:
        return [paired]
    before = [r for r in named if r.end <= start]
    if before:
        return _group(list(reversed(before)), reading)
    listed = _listed_after(reading, end)
    return listed or [bind(reading, start, end, units)]


def _group(backwards: list[Record], reading: Reading) -> list[Bound]:
    group = [backwards[0]]
    for record in backwards[1:]:
        joint = reading.text(record.end, group[-1].start)
        if record.start == group[-1].start:
            continue
        if not TOGETHER.fullmatch(joint) or _is_compared(group[-1], reading) or _is_compared(record, reading):
            break
        group.append(record)
    nearest = _nearest(list(reversed(backwards)), reading)
    if len(group) == 1:
        return [Bound(nearest, is_named=True)]
    return [Bound(_same_place(backwards, r), is_named=True) for r in group]


def _listed_after(reading: Reading, end: int) -> list[Bound]:
    """The records after a colon in the sentence, or the first of each item of the list that follows it."""
    sentence = reading.sentence_of(end - 1)
    if (colon := reading.passage.text.find(":", end, sentence.end)) < 0:
        return []
    here = reading.records_in(colon, sentence.end)
    if here and re.fullmatch(r":\s*(?:projects?\s+)?", reading.text(colon, here[0].start)):
        return [Bound(_same_place(here, r), is_named=True) for r in here]
    if reading.text(colon + 1, sentence.end).strip():
        return []
    entries = reading.entries_after(sentence)
    firsts = [r[0] for s in entries if (r := reading.records_in(s.start, s.end))]
    return [Bound(frozenset({r.subject}), is_named=True) for r in firsts]


def is_about(figure: Figure, bound: Bound, reading: Reading, start: int) -> bool:
    """Whether the figure may stand where it does, by the record that the place is about."""
    subject, evidence = figure.subject, reading.evidence
    if bound.covers(subject) or subject == RULE:
        return True
    if subject == GIVEN:
        return not bound.is_named
    sentence = reading.sentence_of(start)
    if evidence.is_record(subject):
        return bool(evidence.owners(subject) & bound.subjects) and _speaks_of_part(figure, sentence, reading)
    return not bound.is_named or bool(WHOLE.search(reading.text(sentence.start, sentence.end)))


def _speaks_of_part(figure: Figure, sentence: Sentence, reading: Reading) -> bool:
    """Whether the sentence speaks of what the figure is, where it is of a part that it does not name."""
    words = frozenset(stem(w.low) for w in reading.words_of(Stretch(sentence.start, sentence.end)))
    return any(stems(name) & words for name in names_of(figure))
