"""What the register holds at one generation, in memory and never changed: the lookups of the library."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from knowledge.clauses import Clause, Version
from knowledge.register import Holding


class Edition(NamedTuple):
    """What is held at a generation: a register that was restored, or another one, reaches it with other clauses."""

    generation: int
    content: str
    """Digest of the clauses."""


class Holdings:
    """All versions with their clauses."""

    def __init__(self, generation: int, held: Iterable[Holding]) -> None:
        self.generation = generation
        self._clauses = {holding.version.ref: holding.clauses for holding in held}
        self.versions: tuple[Version, ...] = tuple(holding.version for holding in held)
        self.clauses: tuple[Clause, ...] = tuple(clause for own in self._clauses.values() for clause in own)
        self._by_ref = {clause.ref: clause for clause in self.clauses}
        self._by_number = {(clause.version.ref, _canonical(clause.number)): clause for clause in reversed(self.clauses)}
        self._of_document: dict[str, tuple[Version, ...]] = {}
        for version in self.versions:
            self._of_document[version.document] = (*self.of_document(version.document), version)
        self.in_force = lru_cache(maxsize=400)(self._in_force)
        """References of the versions in force on a day: at most one of each document."""

    @cached_property
    def edition(self) -> Edition:
        """Names what search works with."""
        digest = hashlib.sha256()
        for each in self.clauses:
            digest.update(repr((each.ref, each.version.title, each.path, each.heading, each.text_hash)).encode())
        return Edition(self.generation, digest.hexdigest()[:12])

    @property
    def documents(self) -> tuple[str, ...]:
        """Identifiers of the documents held."""
        return tuple(self._of_document)

    def of_document(self, document: str) -> tuple[Version, ...]:
        """Versions of a document, oldest first."""
        return self._of_document.get(document, ())

    def version_in_force(self, document: str, on: date) -> Version | None:
        """The version in force on a day; where two overlap, the later."""
        candidates = [version for version in self.of_document(document) if version.in_force(on)]
        return candidates[-1] if candidates else None

    def of_version(self, version: Version) -> tuple[Clause, ...]:
        """Clauses of a version, in order."""
        return self._clauses.get(version.ref, ())

    def by_ref(self, ref: str) -> Clause | None:
        """The clause with exactly this reference, white space aside."""
        return self._by_ref.get(" ".join(ref.split()))

    def numbered(self, version: Version, number: str) -> tuple[Clause, ...]:
        """The clause of that number, or all clauses of the section of that number."""
        wanted = _canonical(number)
        exact = self._by_number.get((version.ref, wanted))
        if exact is not None:
            return (exact,)
        inner = (f"{wanted}.", f"{wanted}/")
        return tuple(clause for clause in self.of_version(version) if _canonical(clause.number).startswith(inner))

    def neighbours(self, clause: Clause) -> tuple[Clause, ...]:
        """The other clauses of the same section."""
        same = (other for other in self.of_version(clause.version) if other.path == clause.path)
        return tuple(other for other in same if other.number != clause.number)

    def _in_force(self, on: date) -> frozenset[str]:
        versions = (self.version_in_force(document, on) for document in self.documents)
        return frozenset(version.ref for version in versions if version is not None)


def _canonical(number: str) -> str:
    # B.2, b2 and “B. 2” are one number
    return re.sub(r"^([a-z])\.?\s*(?=\d)", r"\1.", number.casefold())
