"""Finding known phrases in a text, word by word, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from assistant.checking.passage import Word

T = TypeVar("T")
BETWEEN = frozenset(" -/()'_&\n")
"""What may stand between the words of one phrase."""


class Found(NamedTuple, Generic[T]):
    """A phrase where it stands."""

    start: int
    end: int
    what: T


class Phrases(Generic[T]):
    """Phrases by their first word."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], str, T]]) -> None:
        """Take phrases as words, as they are written, and what they stand for."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        for entry in entries:
            self._by_first.setdefault(entry[0][0], []).append(entry)
        for same in self._by_first.values():
            if len(same) > 1:
                same.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str, words: Sequence[Word]) -> list[Found[T]]:
        """All phrases in the text, none inside another."""
        found: list[Found[T]] = []
        done = 0
        for place, word in enumerate(words):
            if place >= done and word.low in self._by_first:
                length, here = self._at(text, words, place)
                found += here
                done = place + length
        return found

    def _at(self, text: str, words: Sequence[Word], place: int) -> tuple[int, list[Found[T]]]:
        """How many words the longest phrase here has, and what it stands for, which may be several things."""
        longest = 0
        here: list[Found[T]] = []
        for phrase, written, what in self._by_first[words[place].low]:
            if len(phrase) < longest:
                break
            stretch = words[place : place + len(phrase)]
            if tuple(w.low for w in stretch) == phrase and _is_one(text, stretch) and _cased(text, stretch, written):
                longest = len(phrase)
                here.append(Found(stretch[0].start, stretch[-1].end, what))
        return max(longest, 1), here


def _is_one(text: str, words: Sequence[Word]) -> bool:
    return all(set(text[a.end : b.start]) <= BETWEEN for a, b in pairwise(words))


def _cased(text: str, words: Sequence[Word], written: str) -> bool:
    """An acronym stands in capitals and a name begins with one, so that “etc.” is not ETC."""
    first = written.split()[0].strip("(")
    acronym = first.split("(")[0]
    if len(acronym) > 1 and acronym.isupper():
        return text.startswith(acronym, words[0].start)
    return not first[:1].isupper() or text[words[0].start].isupper()
