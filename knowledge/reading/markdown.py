"""Markdown pages as plain text under headings, whatever their dialect.

Links lose their targets, images and comments go, escapes and entities are resolved,
lists and tables stay. markdown-it is imported only when a page is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import yaml

from knowledge.reading.html import page_of
from knowledge.reading.page import Page, Section, UnreadableDocument, joined

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TEMPLATE_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_HTML_HEADING = re.compile(r"<h[1-6][\s>]", re.IGNORECASE)
_CALLOUT = re.compile(r"^\[![A-Z]+\]\s*")


def read_page(text: str) -> Page:
    """A Markdown page; raises UnreadableDocument where its front matter is not YAML."""
    match = _FRONT.match(text)
    front = _front_matter(match.group(1)) if match else {}
    body = text[match.end() :] if match else text
    return Page(front, tuple(_sections(_TEMPLATE_TAGS.sub("", body))))


def _front_matter(text: str) -> Mapping[str, object]:
    try:
        # BaseLoader keeps "1.10" and dates as they are written; it constructs nothing but strings
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise UnreadableDocument(f"its front matter is not YAML: {' '.join(str(error).split())}") from error
    return loaded if isinstance(loaded, dict) else {}


def _sections(body: str) -> Iterable[Section]:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    root = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body))
    level, title, blocks = 0, "", list[str]()
    for node in root.children:
        if node.type == "heading":
            yield Section(level, title, joined(blocks))
            level, title, blocks = int(node.tag[1]), " ".join(_text(node).split()), []
        elif node.type == "html_block" and _HTML_HEADING.search(node.content):
            for section in page_of(node.content).sections:
                if section.level:
                    yield Section(level, title, joined(blocks))
                    level, title, blocks = section.level, section.title, []
                blocks.append(section.text)
        else:
            blocks.append(_block(node))
    yield Section(level, title, joined(blocks))


def _block(node: SyntaxTreeNode) -> str:
    if node.type in ("bullet_list", "ordered_list"):
        return _list(node)
    if node.type == "table":
        return _table(node)
    if node.type == "blockquote":
        return _CALLOUT.sub("", joined(_block(child) for child in node.children))
    if node.type in ("fence", "code_block"):
        return node.content
    if node.type == "html_block":
        return _without_tags(node.content)
    return _text(node) if node.type in ("paragraph", "heading") else ""


def _list(node: SyntaxTreeNode) -> str:
    first = int(node.attrs.get("start", 1))
    lines = []
    for position, item in enumerate(node.children):
        marker = "- " if node.type == "bullet_list" else f"{first + position}. "
        blocks = [_block(child).strip() for child in item.children]
        text = "\n".join(block for block in blocks if block)
        lines.append(marker + text.replace("\n", "\n" + " " * len(marker)))
    return "\n".join(lines)


def _table(node: SyntaxTreeNode) -> str:
    rows = [[" ".join(_text(cell).split()) for cell in row.children] for part in node.children for row in part.children]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _text(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak" or (node.type == "html_inline" and node.content.lower().startswith("<br")):
        return "\n"
    if node.type in ("image", "html_inline"):
        return ""
    return "".join(_text(child) for child in node.children)


class _TextOnly(HTMLParser):
    """Collects the text of a piece of HTML; comments, scripts and styles are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        if tag in ("p", "br", "li", "tr", "div", "h1", "h2", "h3", "h4"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style") and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def _without_tags(html: str) -> str:
    reader = _TextOnly()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)
