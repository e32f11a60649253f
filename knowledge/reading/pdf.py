"""PDF: text in reading order under its headings, with the page of each."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from knowledge.reading.page import Page, UnreadableDocument, titled
from knowledge.reading.pdf_glyphs import rules, stretches
from knowledge.reading.pdf_layout import Line, lines_of
from knowledge.reading.pdf_structure import sections_of, squeezed

_WRONG_PASSWORD = 4
_FEW_LETTERS = 15
"""Letters on an average page, fewer than which make a document pictures of pages."""
_LOCK = threading.Lock()
"""PDFium works for one thread at a time."""


def read_pdf(path: Path) -> Page:
    """The page in a PDF; raises UnreadableDocument where it is protected, scanned or damaged."""
    import pypdfium2

    with _LOCK:
        try:
            with closing(pypdfium2.PdfDocument(path)) as document:
                pages = [_lines(document, at) for at in range(len(document))]
                outline = dict(_outline(document))
                heights = [document.get_page_size(at)[1] for at in range(len(document))]
                front = _front(document)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _WRONG_PASSWORD:
                raise UnreadableDocument("it is protected by a password: save it without one") from error
            raise UnreadableDocument("it is damaged or no PDF: open it in its program and save it again") from error
    if sum(len(line.text) for page in pages for line in page) < _FEW_LETTERS * len(pages):
        raise UnreadableDocument("it holds pictures of pages and no text: run text recognition (OCR) over it first")
    return titled(front, tuple(sections_of(pages, outline, heights)))


def _lines(document: Any, at: int) -> list[Line]:
    # each page is let go before the next one, so that memory does not grow with the document
    with closing(document[at]) as page, closing(page.get_textpage()) as text_page:
        return lines_of(stretches(page, text_page), rules(page))


def _outline(document: Any) -> Iterator[tuple[tuple[int, str], int]]:
    for bookmark in document.get_toc(max_depth=8):
        place = bookmark.get_dest()
        title = bookmark.get_title()
        if place is not None and place.get_index() is not None and title:
            yield (place.get_index() + 1, squeezed(title)), min(bookmark.level + 1, 6)


def _front(document: Any) -> dict[str, object]:
    title = str(document.get_metadata_value("Title") or "").strip()
    # many programs write the file's name there
    if " " not in title or title.lower().startswith("microsoft word") or "." in title[-5:]:
        return {}
    return {"title": title}
