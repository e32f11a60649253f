"""Folders of files as documents: one per file, or one per folder whose index page names a version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.reading.documents import (
    SUFFIXES,
    Document,
    clauses_of,
    document_of,
    identifier,
    is_declared,
    read_markdown,
    title_of,
    undated_version,
    version_named,
)
from knowledge.reading.page import Page, UnreadableDocument

_INDEX = re.compile(r"^[0-9._\s-]*(index|readme|contents|toc|home)$", re.IGNORECASE)


@dataclass(slots=True)
class Shelf:
    """What a folder holds, and what in it could not be read."""

    documents: list[Document] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    """Why a file could not be read, by the file's path relative to the folder."""

    def add(self, document: Document) -> None:
        """Puts a document on the shelf; a second file with the same document and version is a problem."""
        for held in self.documents:
            if held.version.ref == document.version.ref:
                twice = f"it holds {held.version.ref} again, which stands in {held.version.source}"
                self.problems[document.version.source] = twice
                return
        self.documents.append(document)


def read_folder(folder: Path) -> Shelf:
    """Every document under a folder, files in natural order; a broken file stops no other."""
    shelf = Shelf()
    pages = _pages(folder, shelf)
    guides = _guides(pages)
    chapters: dict[Path, list[Page]] = {index: [] for index in guides.values()}
    for path, page in pages.items():
        index = None if is_declared(page) else _guide_above(path, guides)
        if index is None:
            _read(shelf, folder, path, page)
        elif path != index:
            chapters[index].append(page)
    for index, own in chapters.items():
        shelf.add(_guide(index, pages[index], own, _source(index, folder)))
    return shelf


def _pages(folder: Path, shelf: Shelf) -> dict[Path, Page]:
    pages = {}
    files = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    for path in sorted(files, key=lambda path: _natural(path.relative_to(folder))):
        try:
            pages[path] = read_markdown(path)
        except (UnreadableDocument, OSError) as error:
            shelf.problems[_source(path, folder)] = str(error)
    return pages


def _guides(pages: Mapping[Path, Page]) -> dict[Path, Path]:
    """Folders that are one guide, each with its index page: one that names a version, beside other pages."""
    guides = {}
    for path, page in pages.items():
        beside = [other for other in pages if path.parent in other.parents and other != path]
        if _INDEX.match(path.stem) and version_named(page) and not is_declared(page) and beside:
            guides[path.parent] = path
    return guides


def _guide_above(path: Path, guides: Mapping[Path, Path]) -> Path | None:
    return next((guides[parent] for parent in path.parents if parent in guides), None)


def _read(shelf: Shelf, folder: Path, path: Path, page: Page) -> None:
    source = _source(path, folder)
    try:
        shelf.add(document_of(page, path, source))
    except UnreadableDocument as error:
        shelf.problems[source] = str(error)


def _guide(index: Path, page: Page, chapters: list[Page], source: str) -> Document:
    # the index page itself is navigation and licence: it names the guide and is not searched
    title = title_of(page, index)
    version = undated_version(identifier(index), version_named(page) or "1.0", title, source)
    sections = [section for chapter in chapters for section in chapter.sections]
    return Document(version, clauses_of(version, sections))


def _source(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _natural(path: Path) -> list[tuple[int, int, str]]:
    # chapter 10 comes after chapter 9
    pieces = re.findall(r"\d+|\D+", path.as_posix().lower())
    return [(0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in pieces]
