"""The words of open questions: phrases with their places, comparisons, counts in words, groupings, superlatives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from tools.query.declared import EntityName, Field
from tools.query.entities import ENTITIES
from tools.query.registry import fields_of

NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"once": 1, "twice": 2, "fifteen": 15, "twenty": 20}
NUMBER_WORD = "|".join(NUMBERS)
COMPARISON = (
    (r"(?:not|no) (?:more|higher|later|greater|larger) than|at most|up to|no later than|maximum(?: of)?|max", "<="),
    (r"(?:not|no) (?:less|fewer|lower|earlier) than|at least|or more than|minimum(?: of)?|min|from", ">="),
    (r"more than|greater than|higher than|larger than|bigger than|longer than|later than|over|above|exceeding|"
     r"exceeds?|beyond|after|since|>", ">"),
    (r"less than|fewer than|lower than|smaller than|shorter than|earlier than|under|below|before|<", "<"),
    (r"exactly|equal to|equals?|of exactly|=", "="),
)  # fmt: skip
WORDS_OF_COMPARISON = "|".join(f"(?:{words})" for words, _ in COMPARISON)
AFTERWARDS = ((r"\s*(?:or|and) (?:more|over|above|higher|up|later)", ">="),
              (r"\s*(?:or|and) (?:less|under|below|lower|fewer|earlier)", "<="), (r"\s*\+", ">="))  # fmt: skip
MISSING = (
    r"without|lack(?:s|ing)?|missing|(?:ha(?:s|ve|d)|having|got|with|there(?:'s| is| are)) (?:no|not any|none of)|no|"
    r"(?:do(?:es)?|did)(?: not|n't|nt) have|haven't got|hasn't got|(?:is|are) missing"
)
HAVING = r"with|have|has|having|that have|which have"
ARTICLE = r"(?:a|an|any|the|its|their|some|at least one|named|recorded|active|assigned)"
GROUPED = (
    r"(?:grouped|split|broken down|sorted out|listed|counted|arranged)?\s*(?:\bby|\bper|\bfor each|\bin each|"
    r"\bof each|\bfor every|\bacross|\beach)\s+(?:each\s+|the\s+)?"
)
HIGH = r"most|highest|biggest|largest|greatest|longest|dearest|latest|oldest|max(?:imum)?|top"
LOW = r"least|fewest|lowest|smallest|shortest|cheapest|earliest|min(?:imum)?|bottom"
AGGREGATE = (
    (r"average|mean|avg|typical", "average"),
    (r"total|sum of|summed|combined|overall|add(?:ed)? up", "sum"),
    (r"share of|percentage of|proportion of|percent of|% of", "share"),
)
ENDED = r"ever|including (?:closed|ended|stopped)|all time|closed ones (?:too|as well)|ended|historic(?:al)?"


@dataclass(frozen=True, slots=True)
class Place:
    """A phrase where it stands, and what it stands for."""

    start: int
    end: int
    field: Field | None = None
    entity: EntityName | None = None
    value: str | None = None

    @property
    def length(self) -> int:
        """Letters of the phrase."""
        return self.end - self.start


@dataclass(slots=True)
class Read:
    """A text of which stretches are taken as they are understood."""

    text: str
    taken: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of the stretch is taken."""
        return all(end <= first or last <= start for first, last in self.taken)

    def take(self, start: int, end: int) -> None:
        """Take a stretch: it is understood."""
        self.taken.append((start, end))


@cache
def phrases(entity: EntityName, measures: bool) -> tuple[tuple[str, Field], ...]:
    """The words for the measures, or for the dimensions, of a kind of record; own ones and longer ones first."""
    found: dict[str, Field] = {}
    for each in fields_of(entity):
        if each.is_measure == measures:
            for words in (each.title, each.name.replace("_", " "), *each.synonyms):
                found.setdefault(words.lower(), each)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def places(read: Read, entity: EntityName, measures: bool, start: int = 0, end: int | None = None) -> list[Place]:
    """The measures or dimensions named in a stretch, in order of place; none inside another."""
    found: list[Place] = []
    for words, each in phrases(entity, measures):
        for match in _matches(words, read.text, start, end):
            if read.free(*match.span()) and all(match.end() <= p.start or p.end <= match.start() for p in found):
                found.append(Place(*match.span(), field=each))
    return sorted(found, key=lambda place: place.start)


def entities(read: Read) -> list[Place]:
    """The kinds of record named in a text, in order of place; a longer name hides one inside it."""
    found: list[Place] = []
    for words, name in _entity_words():
        for match in _matches(words, read.text):
            if read.free(*match.span()) and all(match.end() <= p.start or p.end <= match.start() for p in found):
                found.append(Place(*match.span(), entity=name))
    return sorted(found, key=lambda place: place.start)


@cache
def _entity_words() -> tuple[tuple[str, EntityName], ...]:
    found = [(words, each.name) for each in ENTITIES.values() for words in (each.one, each.many, *each.synonyms)]
    return tuple(sorted(dict.fromkeys(found), key=lambda pair: -len(pair[0])))


def values(read: Read, entity: EntityName) -> Iterator[tuple[Place, bool]]:
    """Values of closed dimensions in the text, and whether the words are said of nothing else."""
    found: list[Place] = []
    for words, each, value, own in _value_words(entity):
        for match in _matches(words, read.text):
            if read.free(*match.span()) and all(match.end() <= p.start or p.end <= match.start() for p in found):
                found.append(Place(*match.span(), field=each, value=value))
                yield found[-1], own


@cache
def _value_words(entity: EntityName) -> tuple[tuple[str, Field, str, bool], ...]:
    found: dict[str, tuple[Field, str, bool]] = {}
    for each in fields_of(entity):
        if each.is_measure:
            continue
        for words, value in each.words:
            found.setdefault(words, (each, value, " " in words or each.values == ("YES", "NO")))
        if each.values != ("YES", "NO"):
            for value in each.values:
                words = value.replace("_", " ").lower()
                if len(words) > 1 and each.unit != "colour":
                    found.setdefault(words, (each, value, "_" in value))
    ordered = sorted(found.items(), key=lambda pair: -len(pair[0]))
    return tuple((words, *what) for words, what in ordered)


def _matches(words: str, text: str, start: int = 0, end: int | None = None) -> Iterable[re.Match[str]]:
    pattern = _pattern(words)
    return pattern.finditer(text, start, len(text) if end is None else end)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    stem = re.escape(words).replace(r"\ ", r"[\s-]+")
    if words.endswith("y") and len(words) > 3:
        stem = rf"{stem[:-1]}(?:y|ies)"
    return re.compile(rf"(?<![\w-]){stem}(?:s|es|'s)?(?![\w])", re.IGNORECASE)


def comparison_in(text: str) -> str | None:
    """What the last comparing words of a text mean."""
    found: list[tuple[int, int, str]] = []
    for words, meaning in COMPARISON:
        matches = re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE)
        found += [(match.end(), match.end() - match.start(), meaning) for match in matches]
    return max(found)[2] if found else None


def number(text: str) -> int:
    """A whole number in digits or in words."""
    return int(text) if text.isdigit() else NUMBERS[text.lower()]
