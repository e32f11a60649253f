"""Which documents of a folder are the same text, and which are versions of one document."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.reading.documents import Document, renamed, unversioned
from knowledge.reading.formats import READERS

_ALIKE = 0.9
"""Share of the runs of words that two formats of one text have in common."""
_RUN = 4
_VAGUE = frozenset(
    "introduction contents overview untitled document index guide policy standard procedure home".split()
)


def without_copies(documents: Sequence[Document], folder: Path) -> tuple[list[Document], dict[str, str]]:
    """The documents without those that another file holds too, and for each of these that file."""
    kept: list[tuple[Document, _Print]] = []
    copies: dict[str, str] = {}
    for document in sorted(documents, key=_preference):
        own = _Print.of(document, folder)
        same = next((other for other, held in kept if _is_copy(document, own, other, held)), None)
        if same is None:
            kept.append((document, own))
        else:
            copies[document.version.source] = same.version.source
    order = {id(document): at for at, document in enumerate(documents)}
    return sorted((document for document, _ in kept), key=lambda document: order[id(document)]), copies


def _preference(document: Document) -> tuple[bool, int]:
    kinds = list(READERS)
    suffix = Path(document.version.source).suffix.lower()
    return document.stated is not None, kinds.index(suffix) if suffix in kinds else 0


@dataclass(frozen=True, slots=True)
class _Print:
    """What two files have in common when they hold one text."""

    content: str
    """SHA-256 of the bytes; empty for a guide of many files."""
    words: str
    """SHA-256 of the words."""
    runs: frozenset[int]
    figures: frozenset[str]
    """Words with digits: two texts that differ in one of these are not the same."""
    suffix: str

    @classmethod
    def of(cls, document: Document, folder: Path) -> _Print:
        path = folder / document.version.source
        text = " ".join(f"{clause.heading} {clause.text}" for clause in document.clauses)
        words = re.findall(r"\w+", text.lower())
        return cls(
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            hashlib.sha256(" ".join(words).encode()).hexdigest(),
            frozenset(hash(tuple(words[at : at + _RUN])) for at in range(max(len(words) - _RUN + 1, 1))),
            frozenset(word for word in words if any(char.isdigit() for char in word)),
            path.suffix.lower(),
        )


def _is_copy(document: Document, own: _Print, other: Document, held: _Print) -> bool:
    versions = [each.stated.version if each.stated else each.version.version for each in (document, other)]
    if own.content and own.content == held.content:
        return True
    if None not in versions and versions[0] != versions[1]:
        return False  # a successor may differ in one word, or in its name only
    if document.stated is None and other.stated is None:
        return False  # what states its own name is told apart by it
    if own.words == held.words:
        return True
    alike = len(own.runs & held.runs) / max(len(own.runs | held.runs), 1)
    return own.suffix != held.suffix and own.figures == held.figures and alike > _ALIKE


def as_one_document(documents: Sequence[Document]) -> list[Document]:
    """The documents, versions of one under one identifier: they bear one title, and each another version."""
    by_title: dict[str, list[Document]] = {}
    for document in documents:
        by_title.setdefault(title_key(document.version.title), []).append(document)
    telling = {title: group for title, group in by_title.items() if _is_telling(title) or _replaces_another(group)}
    names = {title: _common_name(group) for title, group in telling.items()}
    return [_under(document, names.get(title_key(document.version.title))) for document in documents]


def title_key(title: str) -> str:
    """A title as its versions have it in common: without version, year, state and punctuation."""
    return " ".join(re.findall(r"\w+", unversioned(title).lower()))


def _is_telling(title: str) -> bool:
    words = title.split()
    return len(words) > 1 and not set(words) <= _VAGUE


def _replaces_another(group: Sequence[Document]) -> bool:
    """Whether one of the documents says that it takes the place of another's version."""
    versions = {document.version.version for document in group}
    return any(document.stated is not None and document.stated.replaces in versions for document in group)


def _common_name(group: Sequence[Document]) -> str | None:
    versions = Counter(document.version.version for document in group)
    stated = {document.version.document for document in group if document.stated is None or document.stated.document}
    if len(group) < 2 or max(versions.values()) > 1 or len(stated) > 1:
        return None
    return next(iter(stated), group[0].version.document)


def _under(document: Document, name: str | None) -> Document:
    if name is None or document.stated is None or document.stated.document:
        return document
    return renamed(document, document=name)
