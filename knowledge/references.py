"""References that people write inside a question, read leniently: “std 4 section 4.2”, “§4.2 of STD-004”."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from knowledge.clauses import Clause, Version
from knowledge.holdings import Holdings

_TOKEN = re.compile(r"[a-z]+\d*|\d+")
_GAP = re.compile(r"[\s\-\u2010-\u2015_/.,&:]{0,3}")
_MARK = r"(?:§+|\b(?:(?:sections?|clauses?|paragraphs?|articles?|appendix|annexe?)\b|(?:sec|para|cl|art)\b\.?|s\.))"
_NUMBER = r"(?:[a-z]\.?\s?)?\d+(?:\.\d+)*(?:/[a-z0-9-]+)?"
_PRINTED = rf"(?:{_MARK}\s*({_NUMBER}|[a-z]\b)|(\d+(?:\.\d+)*)\s?§)"
"""A number with its mark before or, as in Nordic statutes, after it: “§ 7”, “7 §”."""
_VERSION_AFTER = re.compile(r"[\s,(]*(?:v|version|rev\.?)\s*\.?(\d+(?:\.\d+)*)\)?")
_MARKED = re.compile(rf"\s*(?:,|and|&|or|to|[-–:(])?\s*{_PRINTED}")
_BARE = re.compile(r"\s*(?:,|and|&|or|:|\()?\s*((?:[a-z]\.?\s?)?\d+(?:\.\d+)+|[a-z]\.\s?\d+)(?!\s*%)")
_BEFORE = re.compile(rf"{_PRINTED}\s*(?:,|of|in|from|under)?\s*(?:the\s+)?$")
_ALONE = re.compile(rf"{_MARK}\s*({_NUMBER})|(\d+(?:\.\d+)*)\s?§")
_SHORT = {"standard": "std", "policy": "pol", "procedure": "proc"}


class Mention(NamedTuple):
    """A document named in a text, and where."""

    document: str
    start: int
    end: int


class Written(NamedTuple):
    """A stretch of text that refers to a document or to a clause."""

    kind: Literal["document", "clause"]
    start: int
    end: int


class References:
    """Finds references to the documents held at one generation, by any name that only one of them bears."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        names: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for document in holdings.documents:
            for name in _names(holdings.of_document(document)[-1]):
                names[name].add(document)
        self._names = {name: next(iter(bearers)) for name, bearers in names.items() if len(bearers) == 1}
        self._longest = max((len(name) for name in self._names), default=0)

    def documents(self, text: str) -> tuple[str, ...]:
        """Identifiers of the documents that a text names."""
        return tuple(dict.fromkeys(mention.document for mention in self._mentions(_plain(text))))

    def written(self, text: str) -> tuple[Written, ...]:
        """Where a text names documents and clauses, each with the version and number that belong to it."""
        plain = _plain(text)
        found = []
        for mention in self._mentions(plain):
            start, end = mention.start, mention.end
            if stated := _VERSION_AFTER.match(plain, end):
                end = stated.end()
            after = _MARKED.match(plain, end) or _BARE.match(plain, end)
            before = None if after else _BEFORE.search(plain[:start])
            start, end = before.start() if before else start, after.end() if after else end
            found.append(Written("clause" if after or before else "document", start, end))
        return tuple(found)

    def find(self, text: str, on: date) -> tuple[Clause | Version, ...]:
        """What a text refers to: clauses, or the version where it names a document alone.

        Of a version that the text names, else of the one in force on the day.
        """
        plain = _plain(text)
        mentions = list(self._mentions(plain))
        if not mentions:
            return self._without_document(plain, on)
        return tuple(dict.fromkeys(each for mention in mentions for each in self._resolve(plain, mention, on)))

    def _resolve(self, plain: str, mention: Mention, on: date) -> list[Clause | Version]:
        end, version = mention.end, self._holdings.version_in_force(mention.document, on)
        if stated := _VERSION_AFTER.match(plain, end):
            end = stated.end()
            held = self._holdings.of_document(mention.document)
            version = next((each for each in held if each.version == stated.group(1)), None)
        if version is None:
            return []
        numbers = [*_numbers_after(plain, end), *_number_before(plain, mention.start)]
        clauses = [clause for number in numbers for clause in self._holdings.numbered(version, number)]
        return list(clauses) or [version]

    def _without_document(self, plain: str, on: date) -> tuple[Clause | Version, ...]:
        # “section 9.6” alone is clear only where one document has such a clause
        in_force = [version for version in self._holdings.versions if version.ref in self._holdings.in_force(on)]
        found: list[Clause] = []
        for match in _ALONE.finditer(plain):
            number = _number(match)
            holders = [clauses for version in in_force if (clauses := self._holdings.numbered(version, number))]
            found += holders[0] if len(holders) == 1 else ()
        return tuple(dict.fromkeys(found))

    def _mentions(self, plain: str) -> Iterator[Mention]:
        tokens = list(_TOKEN.finditer(plain))
        start = 0
        while start < len(tokens):
            mention = self._longest_at(plain, tokens, start)
            if mention is None:
                start += 1
                continue
            yield mention
            start = next((at for at in range(start, len(tokens)) if tokens[at].start() >= mention.end), len(tokens))

    def _longest_at(self, plain: str, tokens: list[re.Match[str]], start: int) -> Mention | None:
        run, best = [_token(tokens[start])], None
        for at in range(start, min(start + self._longest, len(tokens))):
            if at > start:
                gap = plain[tokens[at - 1].end() : tokens[at].start()]
                if not _GAP.fullmatch(gap):
                    break
                run.append(_token(tokens[at]))
            document = self._names.get(tuple(run))
            if document and not _cut(plain, tokens[start].start(), tokens[at].end()):
                best = Mention(document, tokens[start].start(), tokens[at].end())
        return best


def _names(version: Version) -> Iterator[tuple[str, ...]]:
    """Names by which people may call a document: its identifier, the end of it, its kind and number, its title."""
    identifier, title = _tokens(_plain(version.document)), _tokens(_plain(version.title))
    yield identifier
    if len(title) > 1:
        yield title
    for word in (*identifier, *title):
        if re.fullmatch(r"[a-z]+\d+", word):  # a code such as PM2 names its document by itself
            yield (word,)
    *words, last = identifier
    if last.isdigit():
        kinds = (version.type.lower(), _SHORT.get(version.type.lower(), ""))
        for first in range(len(words)):
            yield (*words[first:], last)
        for word in dict.fromkeys((*words[-1:], *kinds)):
            yield (word, last)
            yield (word + last,)


def _numbers_after(plain: str, end: int) -> Iterator[str]:
    while match := _MARKED.match(plain, end) or _BARE.match(plain, end):
        yield _number(match)
        end = match.end()


def _number_before(plain: str, start: int) -> Iterator[str]:
    if match := _BEFORE.search(plain[:start]):
        yield _number(match)


def _number(match: re.Match[str]) -> str:
    written = next(group for group in match.groups() if group)
    return written if "/" in written else "".join(written.split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _tokens(plain: str) -> tuple[str, ...]:
    return tuple(_token(match) for match in _TOKEN.finditer(plain))


def _token(match: re.Match[str]) -> str:
    letters, digits = match.group().rstrip("0123456789"), match.group().lstrip("abcdefghijklmnopqrstuvwxyz")
    return letters + (digits.lstrip("0") or "0" if digits else "")


def _cut(plain: str, start: int, end: int) -> bool:
    """Whether the span starts or ends inside a word or number."""
    before, after = plain[max(start - 1, 0) : start], plain[end : end + 1]
    return bool(start and before.isalnum()) or after.isalnum()
