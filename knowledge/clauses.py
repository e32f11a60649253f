"""A clause of a standard: the smallest thing that can be cited.

A clause belongs to one version of one document. Its reference, for example
``PMO-STD-004 v2.3 §4.2``, is unique in the library and is what answers cite.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

DocumentType = Literal["POLICY", "STANDARD", "PROCEDURE", "GUIDANCE", "TEMPLATE", "RECORD"]
Modality = Literal["MUST", "SHOULD", "MAY", "NONE"]

NOT_STATED = "not stated"
"""Owner of a document that names none."""

PRECEDENCE: tuple[DocumentType, ...] = ("POLICY", "STANDARD", "PROCEDURE", "GUIDANCE")
"""Which kind of document prevails over which where no document rules it; the first is the strongest."""

_MODALS: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    ("MUST", re.compile(r"\b(shall|must|mandatory)\b", re.IGNORECASE)),
    ("SHOULD", re.compile(r"\b(should|recommended)\b", re.IGNORECASE)),
    ("MAY", re.compile(r"\bmay\b")),  # lower case only: May is a month
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one document, with the days on which it is in force."""

    document: str
    """Identifier of the document, for example ``PMO-STD-004``."""
    version: str
    """Version as printed, for example ``2.3``."""
    title: str
    type: DocumentType
    owner: str
    effective_from: date | None
    """First day in force; None where the document states none (then it counts as always in force)."""
    effective_to: date | None
    """Last day in force; None while it has no successor."""
    review_due: date | None
    source: str
    """File the version was read from, relative to the folder that was synchronised."""
    classification: str = "INTERNAL"

    @property
    def ref(self) -> str:
        """The citation of the whole version, for example ``PMO-STD-004 v2.3``."""
        return f"{self.document} v{self.version}"

    def in_force(self, on: date) -> bool:
        """Whether the version is in force on that day, both ends included."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph, or the text under one heading, of one version."""

    version: Version
    number: str
    """Number as printed (``4.2``, ``A1``, ``B.3``), or a stable anchor made from the heading."""
    heading: str
    """The clause's own heading, or that of the section it stands in."""
    path: tuple[str, ...]
    """Headings above it, outermost first, without the document's title."""
    text: str
    modality: Modality
    order: int
    """Position in the document, from 0; neighbours are order - 1 and order + 1."""
    text_hash: str
    """SHA-256 of the normalised text, hexadecimal; a changed clause has another one."""
    page: int | None = None
    """Page of the file on which it begins, from 1; None where the format has no pages."""

    @property
    def ref(self) -> str:
        """The citation, for example ``PMO-STD-004 v2.3 §4.2``."""
        return f"{self.version.ref} §{self.number}"

    @property
    def unversioned(self) -> str:
        """Document and number, whatever the version: ``PMO-STD-004 §4.2``."""
        return f"{self.version.document} §{self.number}"

    def in_force(self, on: date) -> bool:
        """Whether the clause's version is in force on that day."""
        return self.version.in_force(on)


def normalised(text: str) -> str:
    """The text with every run of white space, the non-breaking ones too, as one space."""
    return " ".join(text.split())


def hash_of(text: str) -> str:
    """SHA-256 of the normalised text, hexadecimal."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()


def modality_of(text: str) -> Modality:
    """The strongest modal word in the text: shall and must bind, should advises, may permits."""
    for modality, words in _MODALS:
        if words.search(text):
            return modality
    return "NONE"
