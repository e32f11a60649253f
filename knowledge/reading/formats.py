"""The one place that chooses how a file is read: by its ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge.reading.page import Page, UnreadableDocument

TEXTS = frozenset({".md", ".markdown", ".html", ".htm", ".xhtml"})
"""Kinds of files of which several may make one guide."""
_OTHERS = frozenset(".doc .docm .dot .dotx .dotm .odt .rtf .pages .ppt .pptx .txt .epub .tex .wpd".split())


def _markdown(path: Path) -> Page:
    from knowledge.reading.characters import bytes_of, text_of
    from knowledge.reading.markdown import read_page

    return read_page(text_of(bytes_of(path)))


def _html(path: Path) -> Page:
    from knowledge.reading.html import read_html

    return read_html(path)


def _docx(path: Path) -> Page:
    from knowledge.reading.docx import read_docx

    return read_docx(path)


def _pdf(path: Path) -> Page:
    from knowledge.reading.pdf import read_pdf

    return read_pdf(path)


READERS: Mapping[str, Callable[[Path], Page]] = {
    ".docx": _docx,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
}
"""How each kind of file is read; where one text is held in several, the first kind is the one to use."""


def read_file(path: Path) -> Page:
    """The page in a file; raises UnreadableDocument with one sentence that says why and what to do."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableDocument(f"files of type {path.suffix!r} cannot be read: save it as .docx, .pdf, .html or .md")
    try:
        if path.stat().st_size == 0:
            raise UnreadableDocument("it is empty: put the document in its place, or remove it")
        return reader(path)
    except PermissionError as error:
        raise UnreadableDocument("it may not be read: give yourself the right to read it") from error
    except OSError as error:
        raise UnreadableDocument(f"it cannot be opened ({error.strerror or 'no reason given'})") from error
    except RecursionError as error:
        raise UnreadableDocument("it is nested too deeply: open it in its program and save it again") from error


def is_document(path: Path) -> bool:
    """Whether a file of that name is a document, readable or not; a program's own files are none."""
    return not path.name.startswith((".", "~$")) and path.suffix.lower() in {*READERS, *_OTHERS}
