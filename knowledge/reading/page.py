"""What every format gives: a page of sections, each with its heading, its text and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.errors import KnowledgeError


class UnreadableDocument(KnowledgeError):
    """A file that cannot become a document; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and the text up to the next one."""

    level: int
    """1 to 9; 0 for the text before the first heading."""
    title: str
    """The heading as printed, its number included; below it a numbered paragraph bears the heading above it."""
    text: str
    """Paragraphs, lists and tables as Markdown would write them, separated by blank lines."""
    page: int | None = None
    """Page on which it begins, from 1; None where the format has no pages."""
    number: str = ""
    """The number of a paragraph that is numbered without a heading of its own."""
    anchor: str = ""
    """What the file itself calls the place: the identifier of a heading in HTML."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file: what its head or its properties state, every scalar as a string, and its sections in order."""

    front: Mapping[str, object]
    sections: tuple[Section, ...]


def titled(front: Mapping[str, object], sections: tuple[Section, ...]) -> Page:
    """The page; a title that only the properties of its file state gives way to the one that is printed."""
    first = next((section for section in sections if section.level), None)
    printed = first is not None and first.level == 1 and not any(char.isdigit() for char in first.title[:2])
    return Page({key: value for key, value in front.items() if key != "title" or not printed}, sections)


def joined(blocks: Iterable[str]) -> str:
    """Blocks of text with a blank line between them; empty ones are left out."""
    return "\n\n".join(block for block in (block.strip("\n") for block in blocks) if block.strip())


def table(rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells as a Markdown table, the first as its head; empty rows and empty columns are left out."""
    cells = [[" ".join(cell.replace("|", "\\|").split()) for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    width = max((len(row) for row in cells), default=0)
    filled = [row + [""] * (width - len(row)) for row in cells]
    used = [at for at in range(width) if any(row[at] for row in filled)]
    lines = ["| " + " | ".join(row[at] for at in used) + " |" for row in filled]
    return "\n".join([*lines[:1], "|" + "---|" * len(used), *lines[1:]]) if lines else ""
