"""Lines of a PDF as sections: running heads out, headings by outline, number and size, paragraphs put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.reading.numbering import split_heading
from knowledge.reading.page import Section, joined
from knowledge.reading.pdf_layout import BULLET, Line

Pages = Sequence[Sequence[Line]]
Outline = Mapping[tuple[int, str], int]
"""Level of each bookmark, by its page from 1 and its words without spaces."""

_PAGE_NUMBER = re.compile(
    r"^[-–—|\s]*(?:page|seite|s\.|p\.)?\s*(?:[A-Z0-9]{1,3}[-–.])?(?:\d{1,4}|[ivxlc]+)"
    r"(?:\s*(?:of|von|/|\|)\s*\d{1,4})?[-–—|\s]*$", re.I,
)  # fmt: skip
_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:[A-Z]-)?[\divxlc]+$|\u2026+\s*\d+$")
_CONTENTS = re.compile(r"^(?:table of )?contents$|^inhalt(?:sverzeichnis)?$", re.I)
_ENTRY = re.compile(r"\s(?:[A-Z0-9]-)?\d{1,4}$")
_ITEM = re.compile(r"^(?:\(?[a-z]\)|\(?[ivx]+\)|\(\d+\)|\d{1,2}[.)])\s")
_OPENS = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3})+[.)]?|[A-Z]\.?\d{1,3}(?:\.\d+)*|§\s*\d+|\d+\s?§|(?:Article|Clause)\s+\d+)\s+\S"
)
_MARGIN = 0.1
"""Share of a page's height in which running lines stand, at the top and at the foot."""
_NO_HEADING_END = (".", ";", ":", ",")
_LONGEST_HEADING = 110


def sections_of(pages: Pages, outline: Outline, heights: Sequence[float]) -> Iterator[Section]:
    """The sections of a whole document, each with the page on which it begins; ``heights`` are those of its pages."""
    looks = _Looks.of(pages)
    kept = [_without_contents(page) for page in _without_running(pages, looks.body, heights)]
    builder = _Builder(looks, outline, _Words.of(kept))
    for number, page in enumerate(kept, 1):
        for line, following in zip(page, [*page[1:], None], strict=True):
            builder.take(number, line, following)
    yield from builder.sections()


def _without_running(pages: Pages, body: float, heights: Sequence[float]) -> list[list[Line]]:
    """Pages without what stands at the same place at the top or the bottom of many of them, and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    edges = [_edges(page, height) for page, height in zip(pages, heights, strict=True)]
    for page, edge in zip(pages, edges, strict=True):
        seen.update({_place(page[at], body) for at in edge})
    enough = max(2, min(len(pages), 3), min(len(pages) // 8, 12))
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        gone = {at for at in edge if seen[_place(page[at], body)] >= enough or _PAGE_NUMBER.match(page[at].text)}
        kept.append([line for at, line in enumerate(page) if at not in gone])
    return kept


def _edges(page: Sequence[Line], height: float) -> set[int]:
    """Where the lines in the margins stand in the reading order, three at the top and three at the foot at most."""
    by_height = sorted((at for at, line in enumerate(page) if not line.is_table), key=lambda at: page[at].top)
    top = [at for at in by_height[:3] if page[at].top < _MARGIN * height]
    return {*top, *(at for at in by_height[-3:] if page[at].bottom > (1 - _MARGIN) * height)}


def _place(line: Line, body: float) -> tuple[str, int]:
    """What a line says and where; the number of the page, in the small letters of a running line, as a sign."""
    text = line.text.lower()
    if line.size < body * 1.05 and not line.bold:
        text = re.sub(r"^\d+(?=\s)|\b\d+$|\bpage \d+ of \d+", "#", text)
    return text, round(line.top / 6)


def _without_contents(page: Sequence[Line]) -> list[Line]:
    lists = any(_CONTENTS.match(line.text) for line in page)
    return [
        line
        for line in page
        if line.is_table or not (_LEADER.search(line.text) or (lists and _ENTRY.search(line.text)))
    ]


@dataclass(frozen=True, slots=True)
class _Looks:
    """How the text of the document looks, and its headings."""

    body: float
    bold: bool
    """Whether the text itself is bold: then bold letters make no heading."""
    sizes: tuple[float, ...]
    """Heights of the letters of headings, the largest first."""

    @classmethod
    def of(cls, pages: Pages) -> _Looks:
        letters: Counter[float] = Counter()
        lines: Counter[float] = Counter()
        bold = 0
        for page in pages:
            for line in page:
                lines[round(line.size * 2) / 2] += 1
                letters[round(line.size * 2) / 2] += len(line.text)
                bold += len(line.text) * line.bold
        total = sum(letters.values())
        body = letters.most_common(1)[0][0] if letters else 10.0
        larger = (
            size
            for size in letters
            if size > body * 1.12 and letters[size] < 0.2 * total and letters[size] < 60 * lines[size]
        )
        return cls(body, bold > 0.5 * total, tuple(sorted(larger, reverse=True)))

    def level(self, line: Line) -> int | None:
        """1 to 4 for a line that looks like a heading without a number, the largest letters first."""
        size = round(line.size * 2) / 2
        if size in self.sizes:
            return min(1 + self.sizes.index(size), 4)
        return 5 if line.bold and not self.bold and size >= self.body * 0.95 else None


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the document, to know how a word broken at the end of a line is written."""

    known: frozenset[str]

    @classmethod
    def of(cls, pages: Pages) -> _Words:
        words = (word for page in pages for line in page for word in re.findall(r"[\w-]+", line.text.lower())[:-1])
        return cls(frozenset(words))

    def join(self, before: str, after: str) -> str:
        """Two lines as one; a hyphen at the end goes, except where the word is written with it elsewhere."""
        start, rest = re.search(r"([\w-]+)[-\u00ad]$", before), re.match(r"[\w]+", after)
        if start is None or rest is None or not rest.group()[0].islower():
            return f"{before} {after}"
        with_hyphen = f"{start.group(1)}-{rest.group()}".lower()
        keeps = with_hyphen in self.known and with_hyphen.replace("-", "") not in self.known
        return f"{before if keeps else before[:-1]}{after}"


@dataclass(slots=True)
class _Builder:
    looks: _Looks
    outline: Outline
    words: _Words
    _done: list[Section] = field(default_factory=list)
    _heading: tuple[int, str, int | None] = (0, "", None)
    _blocks: list[str] = field(default_factory=list)
    _last: tuple[int, Line] | None = None
    _heading_open: bool = False

    def take(self, page: int, line: Line, following: Line | None) -> None:
        """Adds the next line of the document; ``following`` is the one after it on the page."""
        level = None if line.is_table else self._heading_level(page, line, following)
        if self._continues_heading(page, line):
            above = self._heading
            self._heading = (above[0], self.words.join(above[1], line.text), above[2])
        elif level is not None:
            self._close()
            self._heading, self._heading_open = (level, line.text, page), True
        else:
            self._text(page, line)
            self._heading_open = False
        self._last = (page, line)

    def sections(self) -> list[Section]:
        """All sections, after the last line."""
        self._close()
        return self._done

    def _close(self) -> None:
        level, title, page = self._heading
        if title or self._blocks:
            self._done.append(Section(level, title, joined(self._blocks), page or (1 if self._blocks else None)))
        self._blocks = []

    def _heading_level(self, page: int, line: Line, following: Line | None) -> int | None:
        text = line.text
        if (stated := self.outline.get((page, squeezed(text)))) is not None:
            return stated
        if len(text) > _LONGEST_HEADING or text.endswith(_NO_HEADING_END) or not re.search(r"[^\W\d_]{2}", text):
            return None
        number, words = split_heading(text)
        looks = self.looks.level(line)
        if BULLET.match(text) or not re.match(r"[§\dA-ZÀ-Þ“\"]", text) or (looks == 5 and _is_item(text)):
            return None
        if (
            number is not None
            and words[:1].isupper()
            and (looks is not None or self._stands_alone(page, line, number, following))
        ):
            return min(number.count(".") + 2, 6) if number[0].isdigit() or "." in number else 2
        if looks == 5 and not self._stands_apart(page, line):
            return None
        return looks

    def _stands_alone(self, page: int, line: Line, number: str, following: Line | None) -> bool:
        """Whether a numbered line that looks like text is short and apart, as a plain heading is."""
        short = line.right - line.left < 0.7 * (line.column[1] - line.column[0])
        listed = following is not None and not following.is_table and _OPENS.match(following.text) is not None
        return "." in number and short and not listed and self._stands_apart(page, line)

    def _stands_apart(self, page: int, line: Line) -> bool:
        if self._last is None or self._last[0] != page:
            return True
        above = self._last[1]
        return line.top - above.bottom > 0.4 * line.size or line.top < above.top or above.bold != line.bold

    def _continues_heading(self, page: int, line: Line) -> bool:
        if line.is_table or not self._heading_open or self._last is None or self._last[0] != page:
            return False
        above = self._last[1]
        same = abs(line.size - above.size) < 0.6 and line.bold == above.bold and self.looks.level(line) is not None
        close = 0 <= line.top - above.top < 1.7 * line.size
        return (
            same and close and split_heading(line.text)[0] is None and (page, squeezed(line.text)) not in self.outline
        )

    def _text(self, page: int, line: Line) -> None:
        text = BULLET.sub("- ", line.text)
        if not line.is_table and self._goes_on(page, line):
            self._blocks[-1] = self.words.join(self._blocks[-1], text)
        elif self._blocks and _is_item(text) and _is_item(self._blocks[-1].rpartition("\n")[2] or self._blocks[-1]):
            self._blocks[-1] += f"\n{text}"
        else:
            self._blocks.append(text)

    def _goes_on(self, page: int, line: Line) -> bool:
        """Whether a line goes on with the paragraph before it."""
        text = line.text
        if self._heading_open or not self._blocks or self._last is None:
            return False
        if BULLET.match(text) or _ITEM.match(text) or _OPENS.match(text):
            return False
        last_page, above = self._last
        if above.is_table or abs(above.size - line.size) > 1.5:
            return False
        ended = self._blocks[-1].endswith((".", "!", "?", ":", ";"))
        if last_page != page or line.top < above.top:  # the next page or column
            return not ended and (text[:1].islower() or above.text.endswith("-"))
        close = line.top - above.bottom < 0.55 * line.size
        full = above.right > above.column[0] + 0.75 * (above.column[1] - above.column[0])
        return close and (not ended or full or text[:1].islower())


def squeezed(text: str) -> str:
    """The letters and digits of a text, lower case."""
    return re.sub(r"\W+", "", text.lower())


def _is_item(text: str) -> bool:
    return text.startswith("- ") or _ITEM.match(text) is not None
