"""Word documents: headings by their style or outline, numbers as printed, tables and notes in their place."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.reading.docx_numbering import Label, Numbering, W
from knowledge.reading.docx_styles import Styles
from knowledge.reading.docx_text import BOX, Words
from knowledge.reading.numbering import is_printed
from knowledge.reading.page import Page, Section, UnreadableDocument, joined, table, titled

LARGEST = 150_000_000
"""Bytes that a document may unfold to: some thousand times what the longest standard has."""
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_INSIDE = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_LONGEST_HEADING = 100
_NO_TITLE = re.compile(r"^(?:microsoft word|document\d*$|untitled|template|\W*$)", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:head|director|office|department|team|board|chief|officer|manager|committee|unit)\b", re.I)


def read_docx(path: Path) -> Page:
    """The page in a Word document; raises UnreadableDocument where it is protected, damaged or too large."""
    _check(path)
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = Document(str(path))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise UnreadableDocument("it is damaged: open it in Word and save it again") from error
    except ValueError as error:  # python-docx takes documents only, neither templates nor those with macros
        raise UnreadableDocument("it is a template or holds macros: save it in Word as .docx") from error
    parts = {relation.reltype.rsplit("/", 1)[-1]: relation.target_part
             for relation in document.part.rels.values() if not relation.is_external}  # fmt: skip
    styles = Styles.of(_root(parts.get("styles")))
    notes = {f"{kind}/{note.get(f'{W}id')}": note for kind in ("footnote", "endnote")
             for note in _elements(parts.get(f"{kind}s"), kind)}  # fmt: skip
    reader = _Reader(styles, Numbering.of(_root(parts.get("numbering")), styles.lists()), notes)
    reader.read(document.element.body)
    return titled(_properties(document.core_properties), tuple(reader.sections()))


def _check(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(4)
    if start == _OLD_WORD:
        raise UnreadableDocument("it has a password or the old format .doc: save it as .docx without a password")
    if not zipfile.is_zipfile(path):
        raise UnreadableDocument("it is not a Word document, whatever its name says: save it in Word as .docx")
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise UnreadableDocument("it unfolds to more than 150 MB: take out pictures, or split it")


def _root(part: Any) -> Any:
    if part is None:
        return None
    if hasattr(part, "element"):
        return part.element
    from lxml import etree

    # notes are no part of python-docx's model: their bytes are read here, without entities and without the network
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _elements(part: Any, kind: str) -> list[Any]:
    root = _root(part)
    return [] if root is None else list(root.iter(f"{W}{kind}"))


def _properties(core: Any) -> dict[str, object]:
    """What the properties state, where that is sensible: who typed it is nobody's owner."""
    title, author, version = (str(each or "").strip() for each in (core.title, core.author, core.version))
    stated = {"title": "" if _NO_TITLE.match(title) else title, "owner": author if _is_office(author) else ""}
    if re.fullmatch(r"v?\d+(\.\d+)*", version):
        stated["version"] = version
    return {key: value for key, value in stated.items() if value}


def _is_office(author: str) -> bool:
    # Word writes the name of its own user where nobody gave one: “Microsoft Office User”
    return _OFFICE.search(author) is not None and not re.search(r"microsoft|\buser\b", author, re.I)


@dataclass(slots=True)
class _Block:
    """A paragraph or a table."""

    text: str
    heading: int | None = None
    """Level of a heading, 0 for the title of the document; None for text."""
    item: bool = False
    notes: tuple[str, ...] = ()
    maybe: bool = False
    """Whether it would be a heading in a document that has no style for headings."""


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    notes: dict[str, Any]
    blocks: list[_Block] = field(default_factory=list)
    _words: Words = field(init=False)
    _cited: list[str] = field(default_factory=list)
    _marks: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._words = Words(self._mark)

    def read(self, body: Any) -> None:
        """All blocks of the body, or of a text box."""
        for element in body:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag in _INSIDE and not _is_contents(element):
                self.read(element)

    def sections(self) -> Iterator[Section]:
        """The blocks under their headings, notes at the end of each."""
        styled = any(block.heading for block in self.blocks)
        level, title, texts, notes = 0, "", list[str](), list[str]()
        in_list = False
        for block in self.blocks:
            heading = block.heading if styled or block.heading == 0 else _depth(block.text) if block.maybe else None
            if heading is not None:
                yield Section(level, title, joined([*texts, *notes]))
                level, title, texts, notes = max(heading, 1), " ".join(block.text.split()), [], []
            elif block.item and in_list and texts:
                texts[-1] += "\n" + block.text
            else:
                texts.append(block.text)
            in_list = block.item
            notes += block.notes
        yield Section(level, title, joined([*texts, *notes]))

    def _paragraph(self, element: Any) -> None:
        text = self._words.of(element)
        boxes = self._words.boxes
        label = self._label(element) if text else None
        if text and not self._words.in_contents and not self.styles.is_contents(element):
            self.blocks.append(self._block(element, text, label))
        for box in boxes:
            self.read(box)

    def _block(self, element: Any, text: str, label: Label | None) -> _Block:
        notes, self._cited = tuple(self._note(name) for name in self._cited), []
        level = self.styles.heading_level(element)
        printed = label.text if label else ""
        short = len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ":", ","))
        if level is None and label and label.many and is_printed(printed) and short and self.styles.is_bold(element):
            level = label.level + 1
        if level is not None and text:
            return _Block(f"{printed} {text}".strip() if printed != "-" else text, level, notes=notes)
        if label and printed and not is_printed(printed):
            indent = "  " * label.level
            return _Block(indent + f"{printed} {text}".replace("\n", "\n" + indent), item=True, notes=notes)
        bold = short and self.styles.is_bold(element)
        return _Block(f"{printed} {text}".strip(), notes=notes, maybe=bold)

    def _label(self, element: Any) -> Label | None:
        stated = self.styles.numbered(element)
        if stated is None:
            return None
        number, level = stated
        if level is None:
            tied = (self.numbering.level_of(number, style) for style in self.styles.styles_above(element))
            level = next((each for each in tied if each), 0)
        return self.numbering.next(number, level)

    def _table(self, element: Any) -> None:
        rows = [row for row in _within(element, "tr") if row.find(f"{W}trPr/{W}del") is None]
        cells = [list(_within(row, "tc")) for row in rows]
        if all(len(row) == 1 for row in cells):
            for (cell,) in cells:  # a frame around text, no table
                self.read(cell)
            return
        above: list[str] = []
        lines = []
        for row in cells:
            line: list[str] = []
            for cell in row:
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
                text = above[len(line)] if goes_on and len(line) < len(above) else self._cell(cell)
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                line += [text, *[""] * (int(span.get(f"{W}val", "1")) - 1 if span is not None else 0)]
            above = line
            lines.append(line)
        notes, self._cited = tuple(self._note(name) for name in self._cited), []
        if text := table(lines):
            self.blocks.append(_Block(text, notes=notes))

    def _cell(self, cell: Any) -> str:
        words = []
        for paragraph in cell.iter(f"{W}p"):
            if any(above.tag == BOX for above in paragraph.iterancestors()):
                continue
            text, label = self._words.of(paragraph), self._label(paragraph)
            words.append(f"{label.text} {text}" if label and text and label.text else text)
            words += [self._words.of(inner) for box in self._words.boxes for inner in box.iter(f"{W}p")]
        return " ".join(each for each in words if each)

    def _mark(self, kind: str, name: str) -> str:
        key = f"{kind}/{name}"
        if key not in self.notes:
            return ""
        if key not in self._marks:
            self._marks[key] = len(self._marks) + 1
            self._cited.append(key)
        return f" [{self._marks[key]}]"

    def _note(self, name: str) -> str:
        words = Words(lambda kind, name: "")
        text = " ".join(words.of(paragraph) for paragraph in self.notes[name].iter(f"{W}p"))
        return f"[{self._marks[name]}] {text.strip()}"


def _within(element: Any, name: str) -> Iterator[Any]:
    """Rows or cells, those in content controls and insertions too, but not those of a table inside."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _INSIDE:
            yield from _within(child, name)


def _is_contents(element: Any) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(f"{W}val", "").lower()


def _depth(text: str) -> int:
    """The level of a heading that only its bold letters show, to go by its number."""
    match = re.match(r"^\D{0,8}(\d+(?:\.\d+)*)", text)
    return min(1 + match.group(1).count("."), 6) + 1 if match else 2
