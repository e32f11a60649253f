"""Folders of files as documents: one per file, or one per folder that is a guide.

A folder of pages is a guide where its index page names a version, or where its own name is a version or a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from knowledge.reading.documents import (
    Document,
    clauses_of,
    document_of,
    foreign_version,
    from_front_matter,
    identifier,
    renamed,
    title_of,
    unversioned,
    version_named,
    with_statement,
)
from knowledge.reading.files import files_of
from knowledge.reading.formats import TEXTS, read_file
from knowledge.reading.house import is_declared
from knowledge.reading.page import Page, Section, UnreadableDocument
from knowledge.reading.sameness import as_one_document, without_copies
from knowledge.reading.statements import NAME, Statement, read_statements
from knowledge.reading.stating import Stated, stated_in, version_in_name

_INDEX = re.compile(r"^[0-9._\s-]*(index|readme|contents|toc|home)$", re.IGNORECASE)
_VERSION_FOLDER = re.compile(r"^(?:v(?:ersion)?[\s_.-]?\d+(?:\.\d+)*|(?:19|20)\d\d(?:[-_.]\d\d)?|\d+(?:\.\d+)+)$", re.I)


@dataclass(slots=True)
class Shelf:
    """What a folder holds, and what in it could not be read."""

    documents: list[Document] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    """Why a file could not be read, by the file's path relative to the folder."""
    copies: dict[str, str] = field(default_factory=dict)
    """Files that hold what another one holds, with the one that is used."""

    def add(self, document: Document) -> None:
        """Puts a document on the shelf; a second file with the same document and version is a problem."""
        for held in self.documents:
            if held.version.ref == document.version.ref:
                twice = f"it holds {held.version.ref} again, which stands in {held.version.source}"
                state = ": state another version or document in standards.yaml" if document.stated else ""
                self.problems[document.version.source] = twice + state
                return
        self.documents.append(document)


def read_folder(folder: Path) -> Shelf:
    """Every document under a folder, files in natural order; a broken file stops no other.

    Raises UnreadableDocument where ``standards.yaml`` is wrong: without it, documents would change their names.
    """
    shelf = Shelf()
    statements = _statements(folder)
    pages = _pages(folder, shelf, statements)
    guides = _guides(folder, pages)
    found = [*_single(shelf, folder, pages, guides, statements), *_chaptered(shelf, folder, pages, guides, statements)]
    kept, shelf.copies = without_copies(found, folder)
    for document in as_one_document(kept):
        shelf.add(document)
    unknown = set(statements) - {_source(path, folder) for path in (*pages, *guides)} - set(shelf.problems)
    for name in sorted(name for name in unknown if not statements[name].leave_out):
        shelf.problems[NAME] = f"it states something of {name!r}, which is not in the folder: correct the name"
    return shelf


def _statements(folder: Path) -> dict[str, Statement]:
    try:
        return read_statements(folder)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{folder / NAME}: {error}. Nothing was changed.") from error


def _pages(folder: Path, shelf: Shelf, statements: Mapping[str, Statement]) -> dict[Path, Page]:
    pages = {}
    for path in files_of(folder, shelf.problems):
        statement = statements.get(_source(path, folder))
        if statement is None or not statement.leave_out:
            try:
                pages[path] = read_file(path)
            except UnreadableDocument as error:
                shelf.problems[_source(path, folder)] = str(error)
    return pages


def _guides(folder: Path, pages: Mapping[Path, Page]) -> dict[Path, Path | None]:
    """Folders that are one guide, each with its index page where it has one that names a version."""
    guides: dict[Path, Path | None] = {}
    texts = {path: page for path, page in pages.items() if path.suffix.lower() in TEXTS and not is_declared(page)}
    for path, page in texts.items():
        beside = [other for other in pages if path.parent in other.parents and other != path]
        if _INDEX.match(path.stem) and version_named(page) and beside:
            guides[path.parent] = path
    for path in texts:
        for parent in path.parents:
            below = [other for other in texts if parent in other.parents]
            apart = len(below) < 2 or any(version_named(texts[other]) for other in below)
            if _VERSION_FOLDER.match(parent.name) and not apart and not _inside(parent, guides):
                guides[parent] = None
            if parent == folder:
                break
    return guides


def _inside(parent: Path, guides: Iterable[Path]) -> bool:
    return any(guide == parent or guide in parent.parents or parent in guide.parents for guide in guides)


def _single(
    shelf: Shelf,
    folder: Path,
    pages: Mapping[Path, Page],
    guides: Mapping[Path, Path | None],
    statements: Mapping[str, Statement],
) -> list[Document]:
    found = []
    for path, page in pages.items():
        if is_declared(page) or not _is_chapter(path, guides):
            source = _source(path, folder)
            try:
                document = document_of(page, path, source, statements.get(source))
            except UnreadableDocument as error:
                shelf.problems[source] = str(error)
            else:
                found.append(_named_after_folder(document, path, pages, guides))
    return found


def _is_chapter(path: Path, guides: Mapping[Path, Path | None]) -> bool:
    above = next((parent for parent in path.parents if parent in guides), None)
    return above is not None and (path.suffix.lower() in TEXTS or path == guides[above])


def _named_after_folder(
    document: Document, path: Path, pages: Mapping[Path, Page], guides: Mapping[Path, Path | None]
) -> Document:
    """The only file in a folder of a version, beside guides of other versions, is a version of their document."""
    beside = [guide for guide in guides if guide.parent == path.parent.parent and guide != path.parent]
    alone = all(other == path or path.parent not in other.parents for other in pages)
    stated = document.stated
    if not beside or not alone or stated is None or stated.document or not _VERSION_FOLDER.match(path.parent.name):
        return document
    return renamed(document, document=_folder_name(path.parent))


def _chaptered(
    shelf: Shelf,
    folder: Path,
    pages: Mapping[Path, Page],
    guides: Mapping[Path, Path | None],
    statements: Mapping[str, Statement],
) -> list[Document]:
    found = []
    for guide, index in guides.items():
        chapters = {
            path: page
            for path, page in pages.items()
            if guide in path.parents and path != index and path.suffix.lower() in TEXTS and not is_declared(page)
        }
        source = _source(index or guide, folder)
        try:
            document = _guide(guide, index, pages, chapters, source)
        except UnreadableDocument as error:
            shelf.problems[source] = str(error)
        else:
            statement = statements.get(source)
            found.append(with_statement(document, statement) if statement else document)
    return found


def _guide(
    guide: Path, index: Path | None, pages: Mapping[Path, Page], chapters: Mapping[Path, Page], source: str
) -> Document:
    # the index page itself is navigation and licence: it names the guide and is not searched
    if index is not None:
        page = pages[index]
        stated = stated_in(page, PurePath(source))
        stated = replace(stated, version=version_named(page) or stated.version)
        version = foreign_version(stated, identifier(index), title_of(page, index), source)
        sections = [section for chapter in chapters.values() for section in chapter.sections]
        return Document(version, clauses_of(version, sections), stated=stated)
    stated = Stated(version=version_in_name(guide.name))
    name = re.sub(r"[_-]+", " ", unversioned(guide.resolve().parent.name))
    title = name if any(letter.isupper() for letter in name) else " ".join(map(_as_in_a_title, name.split()))
    version = foreign_version(stated, _folder_name(guide), title, source)
    parts = [section for path, page in chapters.items() for section in _chapter(path, page)]
    return Document(version, clauses_of(version, parts), stated=stated)


def _as_in_a_title(word: str) -> str:
    short = len(word) < 4 and word not in ("a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to")
    return word.upper() if short else word.capitalize()


def _folder_name(guide: Path) -> str:
    return identifier(guide.resolve().parent / "index.md")


def _chapter(path: Path, page: Page) -> list[Section]:
    """A page of a guide under a heading of its own: its number is the file's name where that is one."""
    name = str(page.front.get("name") or page.front.get("title") or "")
    if any(section.text for section in page.sections):
        headed = [section for section in page.sections if section.level]
        title = name if name and not (headed and headed[0].level == 1) else ""
    else:
        title = name or path.stem
        page = replace(page, front={key: value for key, value in page.front.items() if key not in ("name", "title")})
        page = replace(page, sections=from_front_matter(page))
    number = path.stem if re.fullmatch(r"\d+(?:\.\d+)+", path.stem) else ""
    if not title:
        return list(page.sections)
    start = Section(1, f"{number} {title}".strip(), "")
    deeper = [replace(section, level=min(max(section.level, 0) + 1, 9)) for section in page.sections if section.level]
    opening = "\n\n".join(section.text for section in page.sections if not section.level and section.text)
    return [replace(start, text=opening), *deeper]


def _source(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
