"""Sentences against what the results say: a tool's sentence turned round, or a gap where a value is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.binding import bind
from assistant.checking.comparing import contradictions
from assistant.checking.frames import check_frames
from assistant.checking.mention import Mention
from assistant.checking.passage import Sentence
from assistant.checking.reading import Reading
from tools.wording.display import show

NOT_THERE = re.compile(
    r"\b(?:is|are|was|were)\s+not\s+(?:recorded|reported|defined|known|held)\b"
    r"|\bno\s+[\w -]{3,40}?\s+(?:is|are)\s+recorded\b",
    re.IGNORECASE,
)
THERE = re.compile(r"\b(?:is|are|was|were)\s+(?:recorded|reported|defined)\s*(?:[.,;]|$)", re.IGNORECASE)


def check_echoes(reading: Reading) -> Iterator[Mention]:
    """No sentence may say the opposite of a tool's, nor call empty what has a value, nor turn a movement round."""
    for start, end, said in check_frames(reading):
        text = reading.text(start, end).strip()
        reason = f"“{text}” is not what the tool says in these words: “{said}”"
        yield Mention("judgement", text, start, end, reason=reason)
    for sentence in reading.sentences_with(NOT_THERE, THERE):
        if not sentence.asks:
            yield from _gaps(sentence, reading)
    for start, end, word in contradictions(reading):
        text = reading.text(start, end)
        yield Mention(
            "judgement", text, start, end, reason=f"“{text}” is turned round: the values do not make it {word}."
        )


def _gaps(sentence: Sentence, reading: Reading) -> Iterator[Mention]:
    """“Not recorded” of what is recorded, and “recorded” of what is not."""
    for pattern, is_gap in ((NOT_THERE, True), (THERE, False)):
        for match in pattern.finditer(reading.open_text, sentence.start, sentence.end):
            figures = _spoken_of(match.start(), match.end(), sentence, reading)
            wrong = [f for f in figures if (f.value is not None) == is_gap]
            if figures and len(wrong) == len(figures):
                text = match.group().strip()
                reason = f"“{text}” is not so: {wrong[0].name} of {wrong[0].subject} is {show(wrong[0])}."
                yield Mention("judgement", text, *match.span(), reason=reason)


def _spoken_of(start: int, end: int, sentence: Sentence, reading: Reading) -> list:  # type: ignore[type-arg]
    clause = reading.passage.clause_at(start)
    near = [m for m in reading.measures if max(clause.start, sentence.start) <= m.start < end]
    if not near:
        return []
    figures = [f for m in near if m.start == near[-1].start for f in m.what]
    return [f for f in figures if bind(reading, start, end, frozenset({f.unit})).covers(f.subject)]
