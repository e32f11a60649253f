"""Markdown read for its shape: paragraphs, list items, headings and table cells, each with what introduces it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from tools.currency import SIGN

Form = Literal["prose", "item", "heading", "cell"]

EMPHASIS = re.compile(r"\*+|~~|`+|(?<!\w)_+|_+(?!\w)")
MARKER = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:#{1,6}|[-*+•]|(?P<ordinal>\d{1,3})[.)])(?=[ \t])", re.MULTILINE)
TITLE = re.compile(r"^\s*(?:\*\*[^*\n]{1,80}\*\*:?|[^\n.?!|]{1,50}:)\s*$")
"""A bold or short line that titles what follows, where it stands alone."""
SIGNED = re.compile(rf"([-−–+±])(\*+|_+|`+)(?=(?:[A-Z]{{2,3}}\s?)?[{SIGN}\d])")
"""A sign outside the emphasis of its number."""
RULER = re.compile(r"^[\s|:+-]*-[\s|:+-]*$")
CELL = re.compile(r"[^|\n]+")
CHARACTERS = {
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u2002\u2003\t"), " "),
    **{ord("\u2011"): "-", ord("\u2010"): "-", ord("’"): "'", ord("‘"): "'"},
}
"""Spacing, hyphens and apostrophes in one writing; every character stays one character."""


class Stretch(NamedTuple):
    """From, up to and without."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, list item, heading or table cell."""

    form: Form
    start: int
    end: int
    block: int
    """Paragraphs, lists and tables count one each."""
    lends: tuple[Stretch, ...] = ()
    """What introduces it, nearest first: the header and row of a cell, the line above a list, the heading."""
    opens: bool = True
    """Whether it opens an entry: false for headers and for all cells of a row but the first."""


def unmarked(text: str) -> str:
    """The text with emphasis and list markers blanked, of the same length.

    A number before a full stop is a marker only where it carries the list on; otherwise it is a figure.
    """
    expected = 1

    def blank(match: re.Match[str]) -> str:
        nonlocal expected
        ordinal = match.group("ordinal")
        if ordinal is not None:
            if int(ordinal) not in (1, expected):
                return match.group()
            expected = int(ordinal) + 1
        return " " * len(match.group())

    marked = SIGNED.sub(lambda m: " " * len(m.group(2)) + m.group(1), MARKER.sub(blank, text))
    return EMPHASIS.sub(lambda m: " " * len(m.group()), marked).translate(CHARACTERS)


def parts(text: str) -> list[Part]:
    """The parts of a Markdown text in order; the text is the original one, with its markers."""
    found: list[Part] = []
    layout = _Layout()
    for line in _lines(text):
        if line.form in ("row", "header"):
            found += layout.row(line, text)
        else:
            found.append(layout.part(line))
    return found


class _Line(NamedTuple):
    """Lines that belong together: a paragraph, an item with its continuation, or one row."""

    form: Literal["prose", "item", "heading", "row", "header"]
    start: int
    end: int
    indent: int = 0
    opens_section: bool = True
    """Of a heading: false for a line that only introduces, such as “Next steps:”, under the heading before."""


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    is_open = False
    for match in re.finditer(r"[^\n]+", text):
        start, end, line = match.start(), match.end(), match.group()
        is_open = is_open and text[found[-1].end : start].count("\n") == 1
        marker = MARKER.match(line)
        if not line.strip():
            is_open = False
        elif line.lstrip().startswith("|"):
            _add_row(found, line, start, end)
            is_open = False
        elif marker or not is_open:
            heading = "#" in marker.group() if marker else bool(TITLE.match(line)) and _stands_alone(text, start, end)
            form: Literal["prose", "item", "heading"] = "heading" if heading else "item" if marker else "prose"
            opens_section = bool(marker) or "**" in line
            found.append(_Line(form, start, end, len(line) - len(line.lstrip()), opens_section))
            is_open = not heading
        else:
            found[-1] = found[-1]._replace(end=end)
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a line is a paragraph by itself."""
    return not text[:start].rpartition("\n")[0].rpartition("\n")[2].strip() and not text[end + 1 : end + 2].strip()


def _add_row(found: list[_Line], line: str, start: int, end: int) -> None:
    if not RULER.match(line):
        found.append(_Line("row", start, end))
    elif found and found[-1].form == "row":
        found[-1] = found[-1]._replace(form="header")


@dataclass(slots=True)
class _Layout:
    """What introduces the next part."""

    block: int = 0
    last: str = ""
    headings: tuple[Stretch, ...] = ()
    """The heading of the section and the line that introduces a part of it, the latter first."""
    above: Stretch | None = None
    """The paragraph before, which may introduce a list or a table."""
    items: list[tuple[int, Stretch]] = field(default_factory=list)
    """List items that are open, by indentation."""
    header: list[Stretch] = field(default_factory=list)

    def part(self, line: _Line) -> Part:
        """The part of a paragraph, an item or a heading."""
        here = Stretch(line.start, line.end)
        if line.form != "item" or self.last != "item":
            self.block += 1
            self.items = []
        self.last = line.form
        if line.form == "heading":
            self.headings = (here,) if line.opens_section else (here, *self.headings[-1:])
            self.above = None
            return Part("heading", *here, self.block)
        if line.form == "prose":
            self.above = here
            return Part("prose", *here, self.block, self._above(None))
        self.items = [(indent, item) for indent, item in self.items if indent < line.indent]
        parents = tuple(item for _, item in reversed(self.items))
        self.items.append((line.indent, here))
        return Part("item", *here, self.block, parents + self._above(self.above))

    def row(self, line: _Line, text: str) -> list[Part]:
        """The cells of a row, each lent its column's header and the first cell of its row."""
        if self.last not in ("row", "header") or line.form == "header":
            self.block += 1
            self.header = []
        self.last = line.form
        cells = _cells(text, line)
        if line.form == "header":
            self.header = cells
        is_body = line.form == "row"
        return [
            Part("cell", *cell, self.block, self._lent(cells, n, line), is_body and n == 0)
            for n, cell in enumerate(cells)
        ]

    def _lent(self, cells: list[Stretch], number: int, line: _Line) -> tuple[Stretch, ...]:
        header = self.header[number : number + 1] if line.form == "row" else []
        first = cells[:1] if number else []
        return (*header, *first, *self._above(self.above))

    def _above(self, above: Stretch | None) -> tuple[Stretch, ...]:
        return (above, *self.headings) if above else self.headings


def _cells(text: str, line: _Line) -> list[Stretch]:
    start = text.index("|", line.start) + 1
    cells = [Stretch(start + m.start(), start + m.end()) for m in CELL.finditer(text[start : line.end])]
    return [cell for cell in cells if text[cell.start : cell.end].strip() or cell.end < line.end]
