"""Files as documents: a version with its clauses, in order.

The house format states document, version and dates in its head (``house.py``). Any other document states what it
does in its own words (``stating.py``), and a person states the rest (``statements.py``); a folder of pages may be one
guide (``guides.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from knowledge.clauses import NOT_STATED, Clause, Version, hash_of, modality_of
from knowledge.reading.formats import read_file
from knowledge.reading.house import declared_version, is_declared
from knowledge.reading.numbering import is_numbered, numbered, printed_numbers
from knowledge.reading.page import Page, Section, UnreadableDocument
from knowledge.reading.paragraphs import split_paragraphs
from knowledge.reading.statements import Statement
from knowledge.reading.stating import Stated, stated_in

ASKED = ("version", "effective_from", "owner", "type")
"""What is asked for where a document does not state it."""
_VERSIONING = re.compile(
    r"(?<![A-Za-z0-9])(?:v|ver|version|rev|revision|issue|edition)[\s_.-]*\d+(?:[._]\d+)*(?![A-Za-z0-9])"
    r"|(?<!\d)(?:19|20)\d\d(?:[-_.]\d\d){0,2}(?!\d)"
    r"|(?<![A-Za-z])(?:final|draft|approved|clean|signed|superseded|copy|old|new)(?![A-Za-z])",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\bversion\s*:?\s*v?(\d+(?:\.\d+)*)", re.IGNORECASE)
_GENERIC_NAMES = frozenset({"index", "readme", "home", "main", "document"})


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a document as it was read."""

    version: Version
    clauses: tuple[Clause, ...]
    superseded: bool = False
    """Whether the document itself says that it no longer holds."""
    stated: Stated | None = None
    """What it says of itself; None in the house format, which states all there is."""

    @property
    def missing(self) -> tuple[str, ...]:
        """What a reader would ask for and it does not state."""
        return () if self.stated is None else tuple(name for name in ASKED if getattr(self.stated, name) is None)


def read_document(path: Path, source: str = "", statement: Statement | None = None) -> Document:
    """The document in a file, by the file's ending; raises UnreadableDocument with the reason.

    ``source`` is how the file is called in the register, by default its name; ``statement`` prevails over the file.
    """
    return document_of(read_file(path), path, source or path.name, statement)


def document_of(page: Page, path: Path, source: str, statement: Statement | None = None) -> Document:
    """One page as a document of its own."""
    has_text = any(section.text for section in page.sections)
    if is_declared(page):
        version = declared_version(page.front, source)
        superseded = str(page.front.get("status", "")).strip().upper() == "SUPERSEDED"
        document = Document(version, clauses_of(version, page.sections, strict=True), superseded)
    else:
        stated = stated_in(page, PurePath(source))
        version = foreign_version(stated, identifier(path), title_of(page, path), source)
        sections = page.sections if has_text else from_front_matter(page)
        document = Document(version, clauses_of(version, sections), stated=stated)
    return with_statement(document, statement) if statement else document


def foreign_version(stated: Stated, document: str, title: str, source: str) -> Version:
    """A version of a foreign document: what it states, else guidance that is always in force, its owner not stated."""
    return Version(
        document=stated.document or document,
        version=stated.version or "1.0",
        title=title,
        type=stated.type or "GUIDANCE",
        owner=stated.owner or NOT_STATED,
        effective_from=stated.effective_from,
        effective_to=stated.effective_to,
        review_due=stated.review_due,
        source=source,
    )


def with_statement(document: Document, statement: Statement) -> Document:
    """The document as a person states it."""
    values: dict[str, Any] = statement.said()
    stated = document.stated and replace(
        document.stated,
        doubts=tuple(doubt for doubt in document.stated.doubts if not any(name in doubt for name in values)),
        **{name: value for name, value in values.items() if name not in ("title", "classification")},
    )
    return replace(renamed(document, **values), stated=stated)


def renamed(read: Document, **values: Any) -> Document:
    """A document with another name, version or other days, its clauses too."""
    version = replace(read.version, **values)
    clauses = tuple(replace(clause, version=version) for clause in read.clauses)
    return replace(read, version=version, clauses=clauses)


def identifier(path: Path) -> str:
    """A document's identifier: its file's name without version and year, or its folder's where that says nothing."""
    words, folder = (_words_of(name) for name in (path.stem, _folder(path)))
    if words.lower().lstrip("0123456789-._") in _GENERIC_NAMES:
        return folder.upper()
    return (words if re.search("[A-Za-z]", words) else f"{folder}-{words}").upper()[:100]


def _words_of(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", unversioned(name)).strip("-.")


def _folder(path: Path) -> str:
    return path.resolve().parent.name or "document"


def unversioned(name: str) -> str:
    """A name or a title without version, year, date and state, where anything is left of it."""
    rest = _VERSIONING.sub(" ", name)
    return " ".join(rest.split()) if re.search("[A-Za-z]{2}", rest) else name


def version_named(page: Page) -> str | None:
    """The version that the head, or the opening of the text, names."""
    stated = page.front.get("version")
    if isinstance(stated, str) and re.fullmatch(r"v?\d+(\.\d+)*", stated):
        return stated.lstrip("v")
    opening = "\n".join(section.text for section in page.sections[:3])[:1500]
    match = _VERSION.search(opening)
    return match.group(1) if match else None


def clauses_of(version: Version, sections: Iterable[Section], *, strict: bool = False) -> tuple[Clause, ...]:
    """The clauses of one version; raises UnreadableDocument without any, or, if strict, when a number stands twice."""
    sections = split_paragraphs(sections)
    title = _title_heading(sections)
    clauses = tuple(
        Clause(
            version=version,
            number=item.number,
            heading=item.heading,
            path=item.path,
            text=item.text,
            modality=modality_of(item.text),
            order=order,
            text_hash=hash_of(item.text),
            page=item.page,
        )
        for order, item in enumerate(numbered(sections, title))
    )
    if not clauses:
        raise UnreadableDocument("it holds no text")
    _check_numbers(clauses, sections, strict=strict)
    return clauses


def _check_numbers(clauses: tuple[Clause, ...], sections: tuple[Section, ...], *, strict: bool) -> None:
    printed = printed_numbers(sections)
    twice = sorted({number for number in printed if printed.count(number) > 1})
    if strict and twice:
        raise UnreadableDocument(f"the clause number {twice[0]} stands twice")


def _title_heading(sections: tuple[Section, ...]) -> str | None:
    headings = [section for section in sections if section.level]
    names_document = headings and headings[0].level == 1 and not is_numbered(headings[0], headings)
    return headings[0].title if names_document else None


def title_of(page: Page, path: Path) -> str:
    """A page's title: as its head states it, else its first heading, else, where that is numbered, the file's name."""
    headings = [section for section in page.sections if section.level]
    stated = page.front.get("title") or page.front.get("name")
    if isinstance(stated, str) and stated:
        return stated
    if headings and not is_numbered(headings[0], headings):
        return headings[0].title
    name = re.sub(r"[_-]+", " ", unversioned(path.stem)).strip()
    return headings[0].title if headings and not re.search("[A-Za-z]{3}", name) else name or path.stem


def from_front_matter(page: Page) -> tuple[Section, ...]:
    """Sections of a page that keeps its words in the head: one per key whose value is a list or a sentence."""
    sections = []
    for key, value in page.front.items():
        lines = _lines(value)
        if isinstance(value, list) or (lines and " " in lines[0].strip()):
            sections.append(Section(2, re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", key).capitalize(), "\n".join(lines)))
    return tuple(sections)


def _lines(value: object) -> list[str]:
    if isinstance(value, list):
        return ["- " + ", ".join(_lines(item)) for item in value if item]
    if isinstance(value, dict):
        return [line for item in value.values() for line in _lines(item)]
    return [re.sub(r"<[^>]*>", "", str(value))] if value else []
