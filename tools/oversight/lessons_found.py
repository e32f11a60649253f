"""Which of the recorded lessons come near a question: by category, or by meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.enquiry import Enquiry
from tools.facts.portfolio import LessonFacts
from tools.portfolio.records import Record

NEAR_ENOUGH = 0.25
"""Likeness from which a lesson has to do with the question at all."""
BESIDE_THE_BEST = 0.6
"""Share of the best likeness down to which others are shown."""
GENERAL = frozenset(
    "a about accepted all already also an and any anybody anything are been by changed clause clauses did didn do "
    "does doesn don embedded ever for from get give has hasn have haven held history i in into is isn know learn "
    "learned learning learnings learnt lesson lessons list log made me my new not of on one ones open our past "
    "practice previous project projects raised record recorded register rejected s search show so standard "
    "standards still t tell that the there these they us was wasn we were weren what which who with yet you".split()
)
"""Words with which anybody asks for lessons, whatever they are about."""


@dataclass(frozen=True, slots=True)
class Found:
    """The lessons that fit, the nearest first, out of those that were looked at."""

    lessons: Sequence[LessonFacts]
    looked_at: Sequence[LessonFacts]
    has_topic: bool
    """Whether they were chosen by a subject."""

    @classmethod
    def of(cls, enquiry: Enquiry, text: str, looked_at: Sequence[LessonFacts], is_narrowed: bool) -> Found:
        """Those near the text; all that were looked at where it has no subject, or where none of a few comes near."""
        near = _near(enquiry, text, looked_at)
        if near or not is_narrowed:
            return cls(near, looked_at, bool(_topic(text)))
        return cls(_newest(looked_at), looked_at, has_topic=False)


def without_names(question: str, records: Sequence[Record]) -> str:
    """The question without the names of records that narrow it already."""
    names = (name for each in records for name in (each.id, each.name, *each.aliases))
    for name in sorted(names, key=len, reverse=True):
        question = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", question, flags=re.IGNORECASE)
    return question


def _topic(text: str) -> list[str]:
    """The words of a question that say what the lessons are to be about."""
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word not in GENERAL]


def _near(enquiry: Enquiry, text: str, held: Sequence[LessonFacts]) -> list[LessonFacts]:
    """All of them where the question has no topic, those of the category it names, else those near in meaning."""
    if not _topic(text):
        return _newest(held)
    plain = " ".join(re.findall(r"\w+", text.casefold()))
    of_category = [each for each in held if f" {_plain(each.category)} " in f" {plain} "]
    if of_category or not held:
        return of_category
    likeness = enquiry.library.likeness(text, [_words(each) for each in held])
    least = max(NEAR_ENOUGH, BESIDE_THE_BEST * max(likeness))
    ranked = sorted(zip(likeness, held, strict=True), key=lambda pair: (-pair[0], pair[1].lesson_id))
    return [lesson for score, lesson in ranked if score >= least]


def _newest(held: Sequence[LessonFacts]) -> list[LessonFacts]:
    return sorted(held, key=lambda each: (each.raised_on, each.lesson_id), reverse=True)


def _words(lesson: LessonFacts) -> str:
    said = (f"{lesson.category}.", lesson.what_happened, lesson.cause, lesson.recommendation)
    return " ".join(each for each in said if each)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
