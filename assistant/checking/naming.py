"""What a figure is called: its names, and the dimensions that a colour or verdict is about."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.checking.terms import ASPECT, MEASURES, ROLES
from assistant.checking.words import WORD, plain, stem, stems, word_set
from tools.currency import as_currency, currencies
from tools.result import Figure

DESCRIPTION = re.compile(r"\s*[(,;:].*$|\s+by\s.*$")
ACRONYM = re.compile(r"\(([A-Z][\w()]*)\)")
OF_COLOURS = word_set("rag colour color rating status reported calculated report calculation last")

DESCRIBING = word_set("to of for by on at against in from with")

Phrase = tuple[tuple[str, ...], str]
"""A name as words, and as it is written."""


def names_of(figure: Figure) -> frozenset[str]:
    """Everything that a figure is called: its name with and without its description, synonyms, their class."""
    return _names(figure.name, figure.synonyms, figure.unit)


def name_stems(figure: Figure) -> tuple[frozenset[str], ...]:
    """The stems of each name of a figure, and of its key."""
    return _name_stems(figure.name, figure.synonyms, figure.unit, figure.key)


def is_called_by(figure: Figure, words: frozenset[str]) -> bool:
    """Whether any of the words stands in a name of the figure."""
    return not _all_stems(figure.name, figure.synonyms, figure.unit, figure.key).isdisjoint(words)


@lru_cache(maxsize=2048)
def _all_stems(name: str, synonyms: tuple[str, ...], unit: str, key: str) -> frozenset[str]:
    return frozenset[str]().union(*_name_stems(name, synonyms, unit, key))


@lru_cache(maxsize=2048)
def _name_stems(name: str, synonyms: tuple[str, ...], unit: str, key: str) -> tuple[frozenset[str], ...]:
    return tuple({stems(text) for text in (*_names(name, synonyms, unit), key)})


def phrases_of(figure: Figure) -> tuple[Phrase, ...]:
    """The names of a figure, ready to be found in a text."""
    return _phrases(figure.name, figure.synonyms, figure.unit)


@lru_cache(maxsize=2048)
def _phrases(name: str, synonyms: tuple[str, ...], unit: str) -> tuple[Phrase, ...]:
    return tuple((words_in(text), text) for text in sorted(_names(name, synonyms, unit)) if words_in(text))


@lru_cache(maxsize=2048)
def _names(name: str, synonyms: tuple[str, ...], unit: str) -> frozenset[str]:
    own = {name, DESCRIPTION.sub("", name), *ACRONYM.findall(name), *synonyms} - {""}
    lowered = {plain(text) for text in own}
    for alike in ROLES if unit == "name" else MEASURES.get("money" if as_currency(unit) else unit, ()):
        if any(low.endswith(plain(other)) or _opens(plain(other), low) for low in lowered for other in alike):
            own.update(alike)
    return frozenset(own)


def _opens(name: str, words: str) -> bool:
    """Whether the words are that measure, further described: “TCPI to the budget”."""
    return words.startswith(name) and words[len(name) :].split(" ", 1)[0] in DESCRIBING


@cache
def trade_names() -> dict[str, frozenset[str]]:
    """The units of every measure and role of the trade, by its name as plain words."""
    of_unit = {unit: currencies() if unit == "money" else frozenset({unit}) for unit in MEASURES}
    measures = {plain(name): of_unit[u] for u, classes in MEASURES.items() for names in classes for name in names}
    return measures | {plain(name): frozenset({"name"}) for names in ROLES for name in names}


@cache
def trade_phrases() -> tuple[Phrase, ...]:
    """Names of the trade, ready to be found in a text also where no figure has them."""
    classes = [*(names for group in MEASURES.values() for names in group), *ROLES]
    return tuple((words_in(text), text) for names in classes for text in names)


@lru_cache(maxsize=2048)
def aspects_of(text: str, qualifiers: tuple[str, ...] = ()) -> frozenset[str]:
    """The dimensions that a name of a colour or an aspect of a verdict speaks of."""
    left_out = {stem(word.lower()) for q in qualifiers for word in WORD.findall(q)}
    words = (w for w in words_in(text.replace("_", " ")) if w not in OF_COLOURS)
    return frozenset(ASPECT.get(w, stem(w)) for w in words if stem(w) not in left_out)


def colour_aspects(figure: Figure) -> frozenset[str]:
    """The dimensions that a colour is about."""
    own = aspects_of(figure.key, figure.qualifiers)
    return own or aspects_of(DESCRIPTION.sub("", figure.name), figure.qualifiers)


def same_meaning(one: Figure, other: Figure) -> bool:
    """Whether two figures share a name or a dimension, so that only a qualifier tells them apart."""
    if one.unit == "colour":
        return bool(colour_aspects(one) & colour_aspects(other))
    if one.as_of != other.as_of and one.key == other.key:
        return False
    return bool({plain(n) for n in names_of(one)} & {plain(n) for n in names_of(other)})


def words_in(text: str) -> tuple[str, ...]:
    """The words of a name in lower case."""
    return tuple(WORD.findall(text.lower()))
