"""Files as documents: a version with its clauses, in order.

The house format states document, version and dates in its front matter. Any other Markdown is read too,
as guidance without dates; a folder whose index page names a version is one guide (``guides.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from knowledge.clauses import NOT_STATED, Clause, DocumentType, Version, hash_of, modality_of
from knowledge.reading.markdown import read_page
from knowledge.reading.numbering import numbered, printed_numbers, split_heading
from knowledge.reading.page import Page, Section, UnreadableDocument

SUFFIXES = frozenset({".md", ".markdown"})
"""Kinds of files that can be read."""

_VERSION = re.compile(r"\bversion\s*:?\s*v?(\d+(?:\.\d+)*)", re.IGNORECASE)
_GENERIC_NAMES = frozenset({"index", "readme", "home", "main", "document"})


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a document as it was read."""

    version: Version
    clauses: tuple[Clause, ...]
    superseded: bool = False
    """Whether the document itself says that it no longer holds."""


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


_Day = Annotated[date | None, BeforeValidator(_empty_is_none)]


class _FrontMatter(BaseModel):
    """The head of a document in the house format."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    document: str = Field(min_length=1, pattern=r"^[^\s§{}]+$")
    version: str = Field(pattern=r"^\d+(\.\d+)*[a-z]?$")
    title: str = Field(min_length=1)
    type: DocumentType
    owner: str = NOT_STATED
    status: str = ""
    effective_from: _Day = None
    effective_to: _Day = None
    supersedes: str = ""
    review_due: _Day = None
    classification: str = "INTERNAL"

    @model_validator(mode="after")
    def _in_order(self) -> _FrontMatter:
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to is before effective_from")
        return self


def read_document(path: Path, source: str = "") -> Document:
    """The document in a file, by the file's suffix; raises UnreadableDocument with the reason.

    ``source`` is how the file is called in the register, by default its name.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableDocument(f"files of type {path.suffix!r} cannot be read")
    return document_of(read_markdown(path), path, source or path.name)


def read_markdown(path: Path) -> Page:
    """The page in a Markdown file; raises UnreadableDocument where it is not UTF-8 or its head is broken."""
    try:
        return read_page(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableDocument("it is not UTF-8 text") from error


def is_declared(page: Page) -> bool:
    """Whether the page is in the house format: its head names a document and a version."""
    return "document" in page.front and "version" in page.front


def document_of(page: Page, path: Path, source: str) -> Document:
    """One page as a document of its own."""
    if is_declared(page):
        version = _declared_version(page.front, source)
    else:
        version = undated_version(identifier(path), version_named(page) or "1.0", title_of(page, path), source)
    has_text = any(section.text for section in page.sections)
    sections = page.sections if has_text or is_declared(page) else from_front_matter(page)
    superseded = str(page.front.get("status", "")).strip().upper() == "SUPERSEDED"
    return Document(version, clauses_of(version, sections, strict=is_declared(page)), superseded)


def undated_version(document: str, version: str, title: str, source: str) -> Version:
    """A version of a foreign document: guidance, always in force, owner not stated."""
    return Version(document, version, title, "GUIDANCE", NOT_STATED, None, None, None, source)


def identifier(path: Path) -> str:
    """A document's identifier from its file's name, or its folder's where the name says nothing."""
    words, folder = (re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.") for name in (path.stem, _folder(path)))
    if words.lower().lstrip("0123456789-._") in _GENERIC_NAMES:
        return folder.upper()
    return (words if re.search("[A-Za-z]", words) else f"{folder}-{words}").upper()


def _folder(path: Path) -> str:
    return path.resolve().parent.name or "document"


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
    sections = tuple(sections)
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
    names_document = headings and headings[0].level == 1 and split_heading(headings[0].title)[0] is None
    return headings[0].title if names_document else None


def title_of(page: Page, path: Path) -> str:
    """A page's title: as its head states it, else its first heading, else the file's name."""
    headings = [section.title for section in page.sections if section.level]
    stated = page.front.get("title") or page.front.get("name")
    if isinstance(stated, str) and stated:
        return stated
    return split_heading(headings[0])[1] if headings else path.stem


def _declared_version(front: Mapping[str, object], source: str) -> Version:
    try:
        head = _FrontMatter.model_validate(front)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'head'}: {e['msg']}" for e in error.errors())
        raise UnreadableDocument(f"its front matter is wrong: {faults}") from error
    return Version(
        head.document,
        head.version,
        head.title,
        head.type,
        head.owner,
        head.effective_from,
        head.effective_to,
        head.review_due,
        source,
        head.classification,
    )


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
