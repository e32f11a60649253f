"""Web pages: headings, paragraphs, lists and tables; what is not the text of the page is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.reading.characters import bytes_of, text_of
from knowledge.reading.page import Page, Section, joined, table, titled

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LEFT_OUT = frozenset(
    """script style noscript template nav header footer aside form button select option iframe object svg canvas
    head link meta title dialog audio video""".split()
)
_ROLES = frozenset("navigation banner contentinfo search menu dialog complementary".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADING = re.compile(r"^h([1-6])$")
_BLOCKS = frozenset(
    """address article blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul""".split()
)


def read_html(path: Path) -> Page:
    """The page in an HTML file; raises UnreadableDocument where it is no text. Nothing is fetched from anywhere."""
    data = bytes_of(path)
    declared = _CHARSET.search(data[:4096])
    return page_of(text_of(data, declared.group(1).decode() if declared else None))


def page_of(text: str) -> Page:
    """A page of HTML, or a piece of one."""
    from lxml import html

    source = _DECLARATION.sub("", text).strip()
    if not source:
        return Page({}, ())
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = html.document_fromstring(source, parser=parser, ensure_head_body=True)
    reader = _Reader()
    reader.read(root.find("body"))
    return titled(_front(root), tuple(reader.sections()))


def _front(root: Any) -> dict[str, object]:
    found = {"title": " ".join((root.findtext("head/title") or "").split())}
    for meta in root.iterfind("head/meta"):
        if (name := str(meta.get("name", "")).lower()) in ("version", "owner"):
            found[name] = " ".join(str(meta.get("content", "")).split())
    return {key: value for key, value in found.items() if value}


@dataclass(slots=True)
class _Reader:
    """Blocks in order, each text or a heading with its level and anchor."""

    blocks: list[tuple[str, int | None, str]] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)
    _anchor: str = ""
    """Identifier of an element that holds a heading and has not met it yet."""

    def read(self, element: Any) -> None:
        """All blocks below an element."""
        self._say(element.text)
        for child in element:
            if isinstance(child.tag, str) and not _is_left_out(child):
                self._child(child)
            self._say(child.tail)
        if element.tag in _BLOCKS:
            self._end()

    def sections(self) -> Iterator[Section]:
        """The blocks under their headings."""
        level, title, anchor, texts = 0, "", "", list[str]()
        for text, heading, name in self.blocks:
            if heading is None:
                texts.append(text)
            else:
                yield Section(level, title, joined(texts), anchor=anchor)
                level, title, anchor, texts = heading, text, name, []
        yield Section(level, title, joined(texts), anchor=anchor)

    def _child(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._line.append("\n")
        elif match := _HEADING.match(tag):
            self._end()
            inside = element.xpath(".//a[@id or @name]")
            named = element.get("id") or next((each.get("id") or each.get("name") for each in inside), "")
            if words := _words(element):
                self.blocks.append((words, int(match.group(1)), named or self._anchor))
            self._anchor = ""
        elif tag in ("ul", "ol", "dl", "table", "pre") and not element.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6"):
            self._end()
            self.blocks.append((_block(element), None, ""))
        else:
            if tag in _BLOCKS:
                self._end()
            if tag in ("section", "article") and element.get("id"):
                self._anchor = element.get("id")
            self.read(element)

    def _say(self, words: str | None) -> None:
        if words:
            self._line.append(re.sub(r"\s+", " ", words))

    def _end(self) -> None:
        text = _tidy("".join(self._line))
        self._line = []
        if text:
            self.blocks.append((text, None, ""))


def _block(element: Any) -> str:
    if element.tag == "table":
        rows = element.xpath(
            ".//tr[count(ancestor::table) = $depth]", depth=int(element.xpath("count(ancestor::table)")) + 1
        )
        return table([cell for part in _cells(row) for cell in part] for row in rows if not _is_left_out(row))
    if element.tag == "dl":
        return "\n".join(_definitions(element))
    if element.tag == "pre":
        return str(element.text_content()).strip("\n")
    return "\n".join(_items(element))


def _cells(row: Any) -> Iterator[list[str]]:
    for cell in row:
        if cell.tag in ("td", "th") and not _is_left_out(cell):
            span = str(cell.get("colspan", "1"))
            yield [_words(cell), *[""] * (min(int(span), 100) - 1 if span.isdigit() else 0)]


def _items(element: Any) -> Iterator[str]:
    start = str(element.get("start", "1"))
    count = int(start) if start.isdigit() else 1
    for item in element:
        if item.tag != "li" or _is_left_out(item):
            continue
        marker = "- " if element.tag == "ul" else f"{count}. "
        count += 1
        inner = _Reader()
        inner.read(item)
        text = "\n".join(block for block, _, _ in inner.blocks)
        yield marker + text.replace("\n", "\n" + " " * len(marker))


def _definitions(element: Any) -> Iterator[str]:
    terms: list[str] = []
    for child in element.xpath("./dt|./dd|./div/dt|./div/dd"):
        if child.tag == "dt":
            terms.append(_words(child))
        else:
            yield f"- {' / '.join(terms) + ': ' if terms else ''}{_words(child)}"
            terms = []


def _words(element: Any) -> str:
    """The text of a heading or a cell, in one line."""
    reader = _Reader()
    reader.read(element)
    reader._end()
    return " ".join(" ".join(block for block, _, _ in reader.blocks).split()).rstrip("¶# ").strip()


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _is_left_out(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return True
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    navigates = element.tag in _LEFT_OUT and not _is_of_article(element)
    return bool(navigates or hidden or element.get("role") in _ROLES or _HIDDEN.search(element.get("style") or ""))


def _is_of_article(element: Any) -> bool:
    # the head of an article or a section bears its title
    return element.tag == "header" and any(above.tag in ("article", "section") for above in element.iterancestors())
